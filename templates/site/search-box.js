{% import "parts.html" as parts %}
// The search field of every page: loads the index when it is first used, lists what `adrSearch` finds, and marks it.
(() => {
  "use strict";

  const LIMIT = 10, WAIT = 60; // results; milliseconds after a key
  const SHAPES = {
{% for kind in ("accepted", "proposed", "draft", "rejected", "deprecated", "superseded", "other", "none") %}
    {{ kind }}: {{ (parts.shape(kind) | string) | tojson }},
{% endfor %}
  };
  const AROUND = 90; // characters of an excerpt before and after what was found
  const form = document.querySelector("form.search");
  if (!form) return;
  const field = form.querySelector("input"), list = form.querySelector(".found"), said = form.querySelector("[role=status]");
  const root = form.dataset.root;
  const texts = new Map(); // number of a file: its texts, once they are there
  let index, loading, timer, active = -1;

  form.hidden = false;

  function load(file) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = root + file;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }

  async function ready() {
    loading ??= load("search-index.js");
    await loading;
    index ??= new globalThis.adrSearch.Index(globalThis.adrSearchIndex);
  }

  globalThis.adrSearchText = (number, found) => texts.set(number, found);

  async function textOf(id) {
    const many = globalThis.adrSearchIndex.perFile, number = Math.floor(id / many);
    if (!texts.has(number)) await load(`search-text/${number}.js`).catch(() => texts.set(number, []));
    return texts.get(number)?.[id % many] ?? "";
  }

  /** Where a text has one of the terms: [start, end] of each run of letters that does. */
  function* places(text, terms) {
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}+#]+/gu)) {
      const found = globalThis.adrSearch.words(match[0]);
      if (found.length === 1) {
        if (terms.has(found[0])) yield [match.index, match.index + match[0].length];
        continue;
      }
      let at = match.index; // a script without blanks: pairs of characters
      const characters = [...match[0]];
      for (let place = 0; place + 1 < characters.length; place++) {
        const pair = characters[place] + characters[place + 1];
        if (terms.has(globalThis.adrSearch.fold(pair))) yield [at, at + pair.length];
        at += characters[place].length;
      }
    }
  }

  /** Puts a text into an element, with what was found marked. */
  function mark(element, text, terms) {
    let done = 0;
    for (const [start, end] of places(text, terms)) {
      if (start > done) element.append(text.slice(done, start));
      if (end <= done) continue;
      const marked = document.createElement("mark");
      marked.textContent = text.slice(Math.max(start, done), end);
      element.append(marked);
      done = end;
    }
    element.append(text.slice(done));
    return element;
  }

  /** The part of a text where most of the terms stand together. */
  function excerpt(text, terms) {
    const found = [...places(text, terms)];
    if (!found.length) return "";
    let best = found[0], most = 0;
    for (const place of found) {
      const near = found.filter(([start]) => start >= place[0] && start < place[0] + 2 * AROUND);
      const different = new Set(near.map(([start, end]) => text.slice(start, end).toLowerCase())).size;
      if (different > most) [best, most] = [place, different];
    }
    const start = Math.max(text.lastIndexOf(" ", Math.max(best[0] - AROUND, 0)) + 1, 0);
    const cut = text.indexOf(" ", best[1] + AROUND);
    const end = cut < 0 ? text.length : cut;
    return (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function shape(kind) {
    return new DOMParser().parseFromString(SHAPES[kind] ?? SHAPES.none, "text/html").querySelector("svg");
  }

  function option(result, place) {
    const [title, name, page, kind, status, date, gist] = index.records[result.id];
    const link = element("a", "hit");
    link.href = root + page;
    link.id = `site.hit.${place}`;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    const head = link.appendChild(element("span", "hit-title"));
    if (name) head.append(mark(element("span", "number"), name, result.terms), " ");
    head.append(mark(element("bdi", ""), title, result.terms));
    const facts = link.appendChild(element("span", "hit-facts"));
    const badge = facts.appendChild(element("span", `badge ${kind}`));
    badge.append(shape(kind), element("bdi", "", status));
    if (date) facts.append(" ", element("time", "", date));
    const about = link.appendChild(element("span", "hit-text"));
    mark(about, gist, result.terms);
    if (!about.querySelector("mark") && !head.querySelector("mark")) show(about, result);
    return link;
  }

  async function show(about, result) {
    const part = excerpt(await textOf(result.id), result.terms);
    if (part) {
      about.textContent = "";
      mark(about, part, result.terms);
    }
  }

  function choose(place) {
    const options = list.children;
    options[active]?.setAttribute("aria-selected", "false");
    active = options.length ? (place + options.length) % options.length : -1;
    const chosen = options[active];
    if (!chosen) return field.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  function open(shown) {
    list.hidden = !shown;
    field.setAttribute("aria-expanded", String(shown));
    if (!shown) choose(-1 - list.children.length);
  }

  async function search() {
    const query = field.value;
    if (!query.trim()) {
      list.replaceChildren();
      said.textContent = "";
      return open(false);
    }
    await ready();
    if (query !== field.value) return;
    const results = index.search(query, LIMIT);
    list.replaceChildren(...results.map(option));
    active = -1;
    field.removeAttribute("aria-activedescendant");
    const { none, one, many } = said.dataset;
    said.textContent = results.length === 1 ? one : results.length ? many.replace("#", results.length) : none;
    if (!results.length) list.append(element("p", "nothing", none));
    open(true);
  }

  const hits = () => list.querySelectorAll("a").length;

  field.addEventListener("focus", () => ready().catch(() => (form.hidden = true)));
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) search();
      else if (hits()) choose(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    } else if (event.key === "Escape") {
      if (list.hidden) field.blur();
      else open(false);
      event.preventDefault();
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (active < 0) await search();
    if (hits()) location.href = list.querySelectorAll("a")[Math.max(active, 0)].href;
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) open(false);
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) open(false);
  });
})();
