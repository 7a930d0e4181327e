"use strict";
(() => {
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  root.classList.add("js");

  // ---- filter and search

  const rows = all("details.row");
  const blocks = all("section.block");
  const search = one("#search");
  const buttons = all(".filters button");
  const texts = new Map();
  let flag = "";

  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = (!flag || row.dataset.flag === flag) && words.every((w) => textOf(row).includes(w));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const block of blocks) block.hidden = !one("details.row:not([hidden])", block);
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.flag === flag));
    one("#shown").textContent = String(shown);
    one("#nothing").hidden = shown > 0;
  };

  for (const button of buttons) {
    button.addEventListener("click", () => { flag = button.dataset.flag; apply(); });
  }
  search.addEventListener("input", apply);
  for (const tally of all("[data-search]")) {
    tally.addEventListener("click", (event) => {
      event.preventDefault();
      flag = "";
      search.value = tally.dataset.search;
      apply();
      one(".toolbar").scrollIntoView();
    });
  }

  for (const link of all("[data-show]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      flag = link.dataset.show;
      search.value = "";
      apply();
      one(".toolbar").scrollIntoView();
    });
  }

  // ---- expand, print

  const expand = one("#expand");
  expand.addEventListener("click", () => {
    const open = !expand.classList.contains("open");
    for (const row of rows) if (!row.hidden) row.open = open;
    expand.classList.toggle("open", open);
    expand.textContent = open ? expand.dataset.open : expand.dataset.closed;
  });
  one("#print").addEventListener("click", () => window.print());
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const part of opened) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
    opened = [];
  });

  // ---- the viewer: shows a cited page, which otherwise stands at the end of the report

  const viewer = one("#viewer");
  const stage = one("#viewer-page");
  const store = one("#pages");
  const zoom = one("#viewer-zoom");
  const spots = all("[data-spot]").map((item) => item.dataset.spot);
  let at = -1;

  const putBack = () => {
    const figure = one("figure", stage);
    if (!figure) return;
    all(".current", figure).forEach((part) => part.classList.remove("current"));
    const next = all("figure", store).find((other) => Number(other.id.slice(1)) > Number(figure.id.slice(1)));
    store.insertBefore(figure, next || null);
  };

  const show = (number) => {
    const id = spots[number];
    if (!id) return;
    const item = one(`[data-spot="${id}"]`);
    const figure = item.closest("figure");
    if (figure.parentNode !== stage) {
      putBack();
      stage.append(figure);
      stage.scrollTop = 0;
    }
    all(".current", figure).forEach((part) => part.classList.remove("current"));
    item.classList.add("current");
    const mark = one(`rect#${id}`, figure);
    if (mark) {
      mark.classList.add("current");
      mark.parentNode.append(mark);
    }
    at = number;
    one("#viewer-title").textContent = figure.dataset.title;
    one("#viewer-at").textContent = `${number + 1} / ${spots.length}`;
    one("#viewer-previous").disabled = number === 0;
    one("#viewer-next").disabled = number === spots.length - 1;
    if (!viewer.open) viewer.showModal();
    const image = one("img", figure);
    const look = () => (mark || item).scrollIntoView({ block: "center", inline: "center" });
    if (image && !image.complete) image.addEventListener("load", look, { once: true });
    else look();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    const number = spots.indexOf(link.hash.slice(1));
    if (number >= 0) {
      event.preventDefault();
      show(number);
    }
  });
  one("#viewer-previous").addEventListener("click", () => show(at - 1));
  one("#viewer-next").addEventListener("click", () => show(at + 1));
  const shut = () => { viewer.close(); putBack(); };
  one("#viewer-close").addEventListener("click", shut);
  zoom.addEventListener("click", () => {
    zoom.setAttribute("aria-pressed", String(stage.classList.toggle("zoomed")));
  });
  viewer.addEventListener("close", putBack);
  viewer.addEventListener("click", (event) => { if (event.target === viewer) shut(); });
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  });

  // ---- links from outside and within: open what they point at

  const follow = () => {
    const id = decodeURIComponent(window.location.hash.slice(1));
    if (!id) return;
    const number = spots.indexOf(id);
    if (number >= 0) { show(number); return; }
    const target = document.getElementById(id);
    if (target && target.tagName === "DETAILS") {
      if (target.hidden) { flag = ""; search.value = ""; apply(); }
      target.open = true;
      target.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", follow);
  follow();
})();
