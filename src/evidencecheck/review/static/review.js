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
      list.append(item);
    }
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
        link.scrollIntoView({ block: "nearest" });
      } else link.removeAttribute("aria-current");
    }
  };
  const move = (by) => {
    const items = all("#list li:not([hidden])");
    const at = items.findIndex((item) => item.dataset.id === current());
    const next = items[at < 0 ? 0 : at + by];
    if (next) one("a", next).click();
  };

  // ---- the viewer: the pages that the indicator rests on, one after the other

  const SVG = "http://www.w3.org/2000/svg";
  let places = [];
  let at = 0;
  let zoom = 0;
  let turn = 0;

  const dress = () => {
    const stage = one("#stage");
    if (!stage) return;
    stage.className = `stage zoom-${zoom} turn-${turn}`;
  };
  const show = (place) => {
    const stage = one("#stage");
    if (!stage) return;
    const where = one("#where");
    stage.replaceChildren();
    if (!place) {
      const none = document.createElement("p");
      none.className = "quiet";
      none.textContent = stage.dataset.none;
      stage.append(none);
      where.textContent = "";
      return;
    }
    const paper = document.createElement("div");
    paper.className = "paper";
    const image = new Image();
    image.alt = stage.dataset.alt.replace("%f", () => place.file).replace("%p", place.page);
    image.src = `${stage.dataset.address}?file=${encodeURIComponent(place.file)}&page=${place.page}`;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 1 1");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    for (const box of place.boxes) {
      const [x0, y0, x1, y1] = box.at;
      const rect = document.createElementNS(SVG, "rect");
      for (const [name, value] of [["x", x0], ["y", y0], ["width", x1 - x0], ["height", y1 - y0], ["class", box.tone]]) rect.setAttribute(name, value);
      const title = document.createElementNS(SVG, "title");
      title.textContent = box.label;
      rect.append(title);
      svg.append(rect);
    }
    image.addEventListener("error", () => {
      const gone = document.createElement("p");
      gone.className = "quiet";
      gone.textContent = stage.dataset.gone;
      stage.replaceChildren(gone);
    });
    image.addEventListener("load", () => {
      paper.classList.add("seen");
      one("rect", svg)?.scrollIntoView({ block: "center", inline: "center" });
    }, { once: true });
    paper.append(image, svg);
    stage.append(paper);
    const count = places.length > 1 ? ` (${at + 1} / ${places.length})` : "";
    where.textContent = `${place.file} · ${place.page}${count}`;
    where.title = place.file;
    dress();
  };
  const step = (by) => {
    if (!places.length) return;
    at = (at + by + places.length) % places.length;
    turn = 0;
    show(places[at]);
  };
  const open = (file, page) => {
    const known = places.findIndex((place) => place.file === file && place.page === page);
    if (known >= 0) at = known;
    turn = 0;
    show(known >= 0 ? places[known] : { file, page, boxes: [] });
  };

  // ---- the decision: what goes with each word

  const fields = () => {
    const word = one("#decide input[name=word]:checked")?.value || "";
    all("#decide [data-for]").forEach((part) => { part.hidden = part.dataset.for !== word; });
    const reason = one("#decide [name=reason]");
    if (reason) reason.required = Boolean(word) && word !== "accepted";
  };
  const choose = (key) => {
    const input = one(`#decide input[data-key="${key}"]`);
    if (!input) return;
    input.checked = true;
    fields();
    const who = one("#decide [name=reviewer]");
    (who.value ? one("#decide [name=reason]") : who).focus();
  };

  const begin = () => {
    places = all("#places li").map((item) => ({
      file: item.dataset.file,
      page: Number(item.dataset.page),
      boxes: all("i", item).map((i) => ({ at: i.dataset.box.split(" ").map(Number), tone: i.dataset.tone, label: i.dataset.label })),
    }));
    at = 0;
    turn = 0;
    show(places[0]);
    fields();
    mark();
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "indicator" || one("#indicator", event.target)) { arrange(); begin(); }
    else if (event.target.id === "list") { arrange(); mark(); }
  });
  document.addEventListener("change", (event) => { if (event.target.name === "word") fields(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-page-file]");
    if (link) open(link.dataset.pageFile, Number(link.dataset.pageNumber));
    const does = event.target.closest("[data-do]")?.dataset.do;
    if (does) actions[does]?.();
  });

  const help = one("#help");
  const actions = {
    "evidence-next": () => step(1),
    "evidence-previous": () => step(-1),
    "zoom-in": () => { zoom = Math.min(4, zoom + 1); dress(); },
    "zoom-out": () => { zoom = Math.max(0, zoom - 1); dress(); },
    turn: () => { turn = (turn + 1) % 4; dress(); },
    help: () => (help.open ? help.close() : help.showModal()),
    "close-help": () => help.close(),
  };
  const keys = {
    j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
    n: () => step(1), ArrowRight: () => step(1), p: () => step(-1), ArrowLeft: () => step(-1),
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
    if (typing || event.ctrlKey || event.metaKey || event.altKey || (help.open && event.key !== "?")) return;
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  arrange();
  begin();
})();
