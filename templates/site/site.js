// What a page can do more for readers whose browser runs scripts: choose colours, filter the list, show the place.
(() => {
  "use strict";

  const root = document.documentElement;

  function themes(button) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    button.hidden = false;
    button.addEventListener("click", () => {
      const now = root.dataset.theme ?? (system.matches ? "dark" : "light");
      const next = now === "dark" ? "light" : "dark";
      const asSystem = (next === "dark") === system.matches;
      if (asSystem) delete root.dataset.theme;
      else root.dataset.theme = next;
      try {
        if (asSystem) localStorage.removeItem("adr-theme");
        else localStorage.setItem("adr-theme", next);
      } catch {
        // Storage is closed to this page: the choice holds until the next one.
      }
    });
  }

  /** Whether a row of the list fits what the reader asked for; an empty answer fits all. */
  const FITS = {
    q: (row, value) => value.toLowerCase().split(/\s+/).every((word) => row.textContent.toLowerCase().includes(word)),
    state: (row, value) => row.dataset.state === value,
    status: (row, value) => row.dataset.status === value,
    tag: (row, value) => row.dataset.tags.toLowerCase().split("\n").includes(value.toLowerCase()),
    component: (row, value) => row.dataset.component.toLowerCase() === value.toLowerCase(),
    log: (row, value) => row.dataset.log === value,
    since: (row, value) => row.dataset.year >= value,
    until: (row, value) => row.dataset.year !== "" && row.dataset.year <= value,
  };

  function filters(form) {
    const rows = [...document.querySelectorAll(".rows.all > li")];
    const said = form.querySelector("[role=status]");
    const asked = () => [...new FormData(form)].filter(([name, value]) => name in FITS && value.trim() !== "");

    function apply() {
      const wanted = asked();
      let shown = 0;
      for (const row of rows) {
        row.hidden = !wanted.every(([name, value]) => FITS[name](row, value.trim()));
        if (!row.hidden) shown++;
      }
      const text = said.dataset.shown.replace("##", rows.length).replace("#", shown);
      said.textContent = shown ? text : said.dataset.none;
      form.querySelector("[type=reset]").hidden = wanted.length === 0;
    }

    function keep() {
      const query = new URLSearchParams(asked()).toString();
      try {
        history.replaceState(null, "", `${location.pathname}${query && "?"}${query}${location.hash}`);
      } catch {
        // A browser that lets no page from disk change its address: the filter works all the same.
      }
    }

    function read() {
      const query = new URLSearchParams(location.search);
      for (const field of form.elements) if (field.name) field.value = query.get(field.name) ?? "";
    }

    form.hidden = false;
    read();
    apply();
    form.addEventListener("input", () => (apply(), keep()));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => (apply(), keep())));
    addEventListener("popstate", () => (read(), apply()));
    if (location.search && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  /** Marks, in the table of contents, the heading under which the reader is. */
  function contents(nav) {
    const links = new Map([...nav.querySelectorAll("a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
    const headings = [...document.querySelectorAll(".prose :is(h2, h3)[id]")].filter((one) => links.has(one.id));
    let marked;

    function mark() {
      const above = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
      const bottom = innerHeight + scrollY >= root.scrollHeight - 2;
      const here = bottom && scrollY > 0 ? headings.at(-1) : above.at(-1);
      const link = here && links.get(here.id);
      if (link === marked) return;
      marked?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "location");
      marked = link;
    }

    let waiting = false;
    const soon = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => ((waiting = false), mark()));
    };
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    mark();
  }

  /** Has each diagram drawn in a frame that reaches nothing: all that it can do is to tell its height. */
  function diagrams(figures) {
    const frames = new Map();
    for (const figure of figures) {
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts");
      frame.title = figure.dataset.title;
      frame.loading = "lazy";
      frame.src = `${figure.dataset.frame}#${encodeURIComponent(figure.querySelector("code").textContent)}`;
      figure.prepend(frame);
      frames.set(frame, figure);
    }
    addEventListener("message", (event) => {
      const height = Number(event.data?.adrDiagram);
      const frame = [...frames.keys()].find((one) => one.contentWindow === event.source);
      if (!frame || !(height > 0)) return;
      frame.style.height = `${Math.min(Math.ceil(height), 4000)}px`;
      if (!frame.classList.contains("drawn")) frames.get(frame).querySelector("details").open = false;
      frame.classList.add("drawn");
    });
  }

  diagrams(document.querySelectorAll(".diagram[data-frame]"));
  for (const button of document.querySelectorAll("button.theme")) themes(button);
  for (const form of document.querySelectorAll("form.filter")) filters(form);
  for (const nav of document.querySelectorAll("aside .contents")) contents(nav);
})();
