// The reviewing page: list, keys and the page viewer. No script is needed to read or to decide.
"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  if (!document.body.classList.contains("reviewing")) return;

  // ---- the list: filter, search, order

  let filter = "";
  let order = "queue";
  const queue = new Map();
  const search = one("#search");

  const arrange = () => {
    const list = one("#list");
    const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const items = all("li", list);
    // What is decided stays where it is until the page is opened again: nothing jumps away.
    for (const item of items) if (!queue.has(item.dataset.id)) queue.set(item.dataset.id, Number(item.dataset.queue));
    const rank = (item) => (order === "queue" ? queue.get(item.dataset.id) : Number(item.dataset.number));
    items.sort((a, b) => rank(a) - rank(b));
    for (const item of items) {
      const text = item.dataset.text.toLowerCase();
      const fits = !filter || (filter === "open" ? item.dataset.open === "yes" : item.dataset.flag === filter);
      item.hidden = !(fits && words.every((word) => text.includes(word)));
    }
    if (items.some((item, n) => list.children[n] !== item)) list.append(...items);
  };
  const pressed = (buttons, chosen) => buttons.forEach((b) => b.setAttribute("aria-pressed", String(b === chosen)));
  const filters = all("[data-filter]");
  const setFilter = (button) => { filter = button.dataset.filter; pressed(filters, button); arrange(); };
  filters.forEach((button) => button.addEventListener("click", () => setFilter(button)));
  const orders = all("[data-order]");
  orders.forEach((button) => button.addEventListener("click", () => { order = button.dataset.order; pressed(orders, button); arrange(); }));
  search.addEventListener("input", arrange);

  const current = () => one("#indicator")?.dataset.id || "";
  const mark = () => {
    for (const link of all("#list a")) {
      if (link.parentElement.dataset.id === current()) {
        link.setAttribute("aria-current", "true");
        const [seen, around] = [link.getBoundingClientRect(), one("#list").getBoundingClientRect()];
        if (seen.top < around.top) one("#list").scrollBy(0, seen.top - around.top);
        else if (seen.bottom > around.bottom) one("#list").scrollBy(0, seen.bottom - around.bottom);
      } else link.removeAttribute("aria-current");
    }
  };
  // The next indicator, fetched while this one is looked at. Not for long: others decide too.
  const FRESH = 20000;
  let kept = { address: "", text: "", at: 0 };
  document.addEventListener("htmx:beforeRequest", () => { kept.at = 0; });
  const neighbour = (by) => {
    const items = all("#list li:not([hidden])");
    const here = items.findIndex((item) => item.dataset.id === current());
    return items[here < 0 ? 0 : here + by];
  };
  const move = (by) => {
    const next = neighbour(by);
    if (!next) return;
    const link = one("a", next);
    if (kept.address !== link.getAttribute("hx-get") || Date.now() - kept.at > FRESH) {
      link.click();
      return;
    }
    window.htmx.swap("#indicator", kept.text, { swapStyle: "outerHTML" });
    window.history.pushState({ htmx: true }, "", link.getAttribute("hx-push-url"));
  };

  // ---- the viewer: the pages that the indicator rests on, one after the other

  const SVG = "http://www.w3.org/2000/svg";
  let places = [];
  let at = 0;
  let zoom = 0;
  let turn = 0;

  const picture = (place) => `${one("#stage").dataset.address}?file=${encodeURIComponent(place.file)}&page=${place.page}`;
  const ZOOMS = [1, 1.4, 1.9, 2.6, 3.6];
  const MARGIN = 28;
  const TALL = 1.414;

  // The paper keeps the shape of its picture; turned, it is moved back to where it began.
  const fit = () => {
    const stage = one("#stage");
    const paper = one(".paper", stage || undefined);
    if (!stage || !paper) return;
    const image = one("img", paper);
    const shape = image.naturalWidth ? image.naturalHeight / image.naturalWidth : TALL;
    const across = (stage.clientWidth - MARGIN) * ZOOMS[zoom];
    const width = turn % 2 ? across / shape : across;
    const height = width * shape;
    const moves = ["", `translate(${height}px, 0) rotate(90deg)`, `translate(${width}px, ${height}px) rotate(180deg)`, `translate(0, ${width}px) rotate(270deg)`];
    paper.style.width = `${width}px`;
    paper.style.height = `${height}px`;
    paper.style.transform = moves[turn];
    const holder = paper.parentElement;
    holder.style.width = `${turn % 2 ? height : width}px`;
    holder.style.height = `${turn % 2 ? width : height}px`;
    const mark = one("rect.current", paper) || one("rect", paper);
    if (!mark) return;
    const [seen, around] = [mark.getBoundingClientRect(), stage.getBoundingClientRect()];
    // The stage alone is scrolled: on a narrow screen the page would run away.
    stage.scrollBy(seen.x - around.x - (around.width - seen.width) / 2, seen.y - around.y - (around.height - seen.height) / 2);
  };
  const rectangle = (box) => {
    const [x0, y0, x1, y1] = box.at;
    const rect = document.createElementNS(SVG, "rect");
    for (const [name, value] of [["x", x0], ["y", y0], ["width", x1 - x0], ["height", y1 - y0], ["class", box.tone]]) rect.setAttribute(name, value);
    const title = document.createElementNS(SVG, "title");
    title.textContent = box.label;
    rect.append(title);
    return rect;
  };
  const note = (text) => {
    const line = document.createElement("p");
    line.className = "quiet";
    line.textContent = text;
    one("#stage").replaceChildren(line);
  };
  const show = (place, at_box) => {
    const stage = one("#stage");
    if (!stage) return;
    const where = one("#where");
    if (!place) {
      note(stage.dataset.none);
      where.textContent = "";
      return;
    }
    const holder = document.createElement("div");
    holder.className = "holder";
    const paper = document.createElement("div");
    paper.className = "paper";
    const image = new Image();
    image.alt = stage.dataset.alt.replace("%f", () => place.file).replace("%p", place.page);
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 1 1");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    for (const box of place.boxes) svg.append(rectangle(box));
    if (at_box) svg.append(rectangle({ at: at_box, tone: "current", label: "" }));
    image.addEventListener("error", () => note(stage.dataset.gone));
    image.addEventListener("load", () => { paper.classList.add("seen"); fit(); }, { once: true });
    image.src = picture(place);
    paper.append(image, svg);
    holder.append(paper);
    stage.replaceChildren(holder);
    const count = places.length > 1 ? ` (${at + 1} / ${places.length})` : "";
    where.textContent = `${place.file} · ${place.page}${count}`;
    where.title = place.file;
    fit();
  };
  const step = (by) => {
    if (!places.length) return;
    at = (at + by + places.length) % places.length;
    turn = 0;
    show(places[at]);
  };
  const open = (file, page, box) => {
    const known = places.findIndex((place) => place.file === file && place.page === page);
    if (known >= 0) at = known;
    turn = 0;
    show(known >= 0 ? places[known] : { file, page, boxes: [] }, box);
  };

  // ---- the decision: what goes with each word

  const fields = () => {
    const word = one("#decide input[name=word]:checked")?.value || "";
    all("#decide [data-for]").forEach((part) => { part.hidden = part.dataset.for !== word; });
    const reason = one("#decide [name=reason]");
    if (reason) reason.required = Boolean(word) && !(word === "accepted" && one("#decide").dataset.flag === "supported");
  };
  const choose = (key) => {
    const input = one(`#decide input[data-key="${key}"]`);
    if (!input) return;
    input.checked = true;
    fields();
    const who = one("#decide [name=reviewer]");
    (who.value ? one("#decide [name=reason]") : who).focus();
  };

  const placesIn = (within) => all("#places li", within).map((item) => ({
    file: item.dataset.file,
    page: Number(item.dataset.page),
    boxes: all("i", item).map((i) => ({ at: i.dataset.box.split(" ").map(Number), tone: i.dataset.tone, label: i.dataset.label })),
  }));
  // The picture that will be wanted next is drawn while this one is looked at.
  let ahead = 0;
  const lookAhead = () => {
    window.clearTimeout(ahead);
    ahead = window.setTimeout(async () => {
      const wanted = places.slice(at + 1, at + 2);
      const next = neighbour(1);
      if (next) {
        const address = one("a", next).getAttribute("hx-get");
        const answer = await fetch(address).catch(() => null);
        if (answer?.ok) {
          kept = { address, text: await answer.text(), at: Date.now() };
          wanted.push(...placesIn(new DOMParser().parseFromString(kept.text, "text/html")).slice(0, 1));
        }
      }
      for (const place of wanted) new Image().src = picture(place);
    }, 250);
  };
  const begin = () => {
    places = placesIn(document);
    at = 0;
    turn = 0;
    show(places[0]);
    fields();
    mark();
    lookAhead();
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "indicator" || one("#indicator", event.target)) {
      arrange();
      begin();
      // The old one is gone, and with it what had the focus.
      if (document.activeElement === document.body) one(".middle")?.focus({ preventScroll: true });
    }
    else if (event.target.id === "list") { arrange(); mark(); }
  });
  document.addEventListener("change", (event) => {
    if (event.target.name === "word") fields();
    // Pages that are assigned by hand are looked at while they are named.
    const file = one("#decide [name=file]")?.value;
    const first = Number(one("#decide [name=first]")?.value);
    if (["file", "first"].includes(event.target.name) && file && first > 0) open(file, first);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-page-file]");
    if (link) open(link.dataset.pageFile, Number(link.dataset.pageNumber), link.dataset.pageBox?.split(" ").map(Number));
    const does = event.target.closest("[data-do]")?.dataset.do;
    if (does) actions[does]?.();
  });

  const help = one("#help");
  // Whoever speaks to the computer, or types by mistake, can do without single keys.
  const singleKeys = one("#single-keys");
  singleKeys.checked = window.localStorage.getItem("single-keys") !== "off";
  singleKeys.addEventListener("change", () => window.localStorage.setItem("single-keys", singleKeys.checked ? "on" : "off"));
  window.addEventListener("resize", fit);
  const actions = {
    "evidence-next": () => step(1),
    "evidence-previous": () => step(-1),
    "zoom-in": () => { zoom = Math.min(ZOOMS.length - 1, zoom + 1); fit(); },
    "zoom-out": () => { zoom = Math.max(0, zoom - 1); fit(); },
    turn: () => { turn = (turn + 1) % 4; fit(); },
    help: () => (help.open ? help.close() : help.showModal()),
    "close-help": () => help.close(),
  };
  const keys = {
    j: () => move(1), k: () => move(-1), n: () => step(1), p: () => step(-1),
    a: () => choose("a"), r: () => choose("r"), x: () => choose("x"), o: () => choose("o"),
    u: () => one("#undo").click(),
    f: () => setFilter(filters[(filters.findIndex((b) => b.dataset.filter === filter) + 1) % filters.length]),
    "/": () => search.focus(),
    "+": actions["zoom-in"], "=": actions["zoom-in"], "-": actions["zoom-out"], t: actions.turn,
    "?": actions.help,
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=radio]), textarea, select");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && one("#decide")) {
      event.preventDefault();
      one("#decide").requestSubmit();
      return;
    }
    if (event.key === "Escape" && typing) { typing.blur(); return; }
    if (!singleKeys.checked && event.key !== "?") return;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || (help.open && event.key !== "?")) return;
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  arrange();
  begin();
})();
