// The map: size, dragging, arrow keys between neighbours, choices, and the light on chains and on what rests on a decision.
(() => {
  "use strict";

  const root = document.querySelector(".map");
  if (!root) return;
  const form = root.querySelector(".choices"), told = root.querySelector(".told");
  const RESTING = new Set(["depends-on", "refines"]);
  const STEP = 1.25, SMALLEST = 0.05, READABLE = 0.8, LARGEST = 3;
  const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const SIDEWAYS = 2.5; // a box as far aside as it is ahead is that much further away
  const TIED = 0.25; // and one that is tied to the chosen box that much nearer

  const nodes = new Map(), edges = []; // by identifier; every line with its two boxes
  const sheets = [...root.querySelectorAll(".sheet")].map(frame => {
    const svg = frame.querySelector("svg");
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    return { frame, svg, width, height, scale: 1 };
  });

  for (const sheet of sheets) {
    for (const element of sheet.svg.querySelectorAll(".node")) {
      const box = element.querySelector(".box"), number = name => Number(box.getAttribute(name));
      const node = {
        element, sheet, out: false, ties: [],
        x: number("x") + number("width") / 2,
        y: number("y") + number("height") / 2,
        tags: JSON.parse(element.dataset.tags ?? "[]"),
        title: element.querySelector("title").textContent,
        name: element.querySelector(".name")?.textContent ?? "",
      };
      nodes.set(element.id, node);
      if (element.localName !== "a") element.setAttribute("role", "img");
    }
    for (const element of sheet.svg.querySelectorAll(".edge[data-from]")) {
      const [from, to] = [element.dataset.from, element.dataset.to].map(name => nodes.get(`${sheet.svg.id}-${name}`));
      const edge = { element, from, to, kind: element.classList[1] };
      edges.push(edge);
      from.ties.push(edge);
      to.ties.push(edge);
    }
  }

  // Size and place.

  function resize(sheet, scale, at) {
    const before = sheet.scale;
    sheet.scale = Math.min(Math.max(scale, SMALLEST), LARGEST);
    const { frame, svg } = sheet, [x, y] = at ?? [frame.clientWidth / 2, frame.clientHeight / 2];
    const ratio = sheet.scale / before, left = (frame.scrollLeft + x) * ratio - x, top = (frame.scrollTop + y) * ratio - y;
    svg.setAttribute("width", Math.round(sheet.width * sheet.scale));
    svg.setAttribute("height", Math.round(sheet.height * sheet.scale));
    frame.scrollTo({ left, top, behavior: "instant" });
  }

  /** The whole of a sheet in its frame, or as much of it as can be read. */
  function whole(sheet, smallest = SMALLEST) {
    const { frame, width, height } = sheet;
    const room = Math.max(window.innerHeight * 0.78, 384);
    resize(sheet, Math.max(Math.min(frame.clientWidth / width, room / height, 1), smallest));
  }

  function reveal(node) {
    const { frame, scale } = node.sheet;
    const left = node.x * scale - frame.clientWidth / 2, top = node.y * scale - frame.clientHeight / 2;
    const near = (value, at, room, margin) => value * scale > at + margin && value * scale < at + room - margin;
    if (near(node.x, frame.scrollLeft, frame.clientWidth, 110 * scale) && near(node.y, frame.scrollTop, frame.clientHeight, 50 * scale)) return;
    frame.scrollTo({ left, top, behavior: "instant" });
  }

  function drag(sheet) {
    const { frame } = sheet;
    let from = null;
    frame.addEventListener("pointerdown", event => {
      if (event.button !== 0 || event.pointerType === "touch") return; // touch scrolls by itself
      from = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop, far: false };
    });
    frame.addEventListener("dragstart", event => event.preventDefault()); // a link is not to be carried away
    window.addEventListener("pointermove", event => {
      if (!from) return;
      const x = event.clientX - from.x, y = event.clientY - from.y;
      from.far ||= Math.hypot(x, y) > 4;
      frame.classList.toggle("dragged", from.far);
      if (from.far) frame.scrollTo({ left: from.left - x, top: from.top - y, behavior: "instant" });
    });
    window.addEventListener("pointerup", () => {
      if (from?.far) frame.addEventListener("click", event => event.preventDefault(), { capture: true, once: true });
      setTimeout(() => frame.classList.remove("dragged"));
      from = null;
    });
    frame.addEventListener("wheel", event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const place = frame.getBoundingClientRect();
      resize(sheet, sheet.scale * Math.exp(-event.deltaY / 300), [event.clientX - place.left, event.clientY - place.top]);
    }, { passive: false });
  }

  // The light on a decision's chain, on what it rests on, and on what rests on it.

  function follow(start, next) {
    const seen = new Set([start]), used = new Set(), queue = [start];
    for (const node of queue) {
      for (const [edge, other] of next(node)) {
        used.add(edge);
        if (!seen.has(other)) { seen.add(other); queue.push(other); }
      }
    }
    seen.delete(start);
    return [seen, used];
  }

  const below = kinds => node => node.ties.filter(e => e.to === node && e.from !== node && kinds.has(e.kind)).map(e => [e, e.from]);
  const above = kinds => node => node.ties.filter(e => e.from === node && e.to !== node && kinds.has(e.kind)).map(e => [e, e.to]);
  const REPLACING = new Set(["supersedes"]);
  // The decisions in force that rest on one, or on what it replaced: as `adr graph` counts them.
  const resting = node => {
    const under = new Set([node, ...follow(node, above(REPLACING))[0]]);
    return [...under].flatMap(below(RESTING)).filter(([, other]) => !under.has(other) && other.element.dataset.inForce);
  };
  let chosen = null;

  function light(node) {
    for (const one of root.querySelectorAll(".lit, .rests, .chosen, .tracing")) one.classList.remove("lit", "rests", "chosen", "tracing");
    chosen = node;
    if (!node) { say(); return; }
    const [rests, restLines] = follow(node, resting), [, standLines] = follow(node, above(RESTING));
    const [newer, newLines] = follow(node, below(REPLACING)), [older, oldLines] = follow(node, above(REPLACING));
    const lines = new Set([...restLines, ...standLines, ...newLines, ...oldLines, ...node.ties]);
    for (const line of lines) {
      line.element.classList.add("lit");
      line.from.element.classList.add("lit");
      line.to.element.classList.add("lit");
    }
    for (const one of rests) one.element.classList.add("rests");
    node.element.classList.add("lit", "chosen");
    node.sheet.svg.classList.add("tracing");
    const direct = new Set(resting(node).map(([, other]) => other)).size;
    const facts = [];
    if (rests.size) facts.push(`${direct} rest${direct === 1 ? "s" : ""} on it directly, ${rests.size} in all`);
    if (newer.size || older.size) facts.push(`chain of ${newer.size + older.size + 1}`);
    told.textContent = [node.title, ...facts].join(" · ");
  }

  // Arrow keys: to the nearest box in that direction, those that are tied to the chosen one first.

  function neighbour(node, [dx, dy]) {
    const tied = new Set(node.ties.flatMap(edge => [edge.from, edge.to]));
    let best = null, least = Infinity;
    for (const other of nodes.values()) {
      if (other === node || other.out || other.sheet !== node.sheet) continue;
      const x = other.x - node.x, y = other.y - node.y, ahead = x * dx + y * dy;
      if (ahead <= 1) continue;
      const far = Math.hypot(ahead, SIDEWAYS * (x * dy - y * dx)) * (tied.has(other) ? TIED : 1);
      if (far < least) [best, least] = [other, far];
    }
    return best;
  }

  function go(node) {
    for (const one of nodes.values()) if (one.sheet === node.sheet) one.element.setAttribute("tabindex", "-1");
    node.element.setAttribute("tabindex", "0");
    node.element.focus({ preventScroll: true });
    reveal(node);
  }

  function key(sheet, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const node = nodes.get(event.target.closest?.(".node")?.id);
    if (event.key === "+" || event.key === "=") resize(sheet, sheet.scale * STEP);
    else if (event.key === "-") resize(sheet, sheet.scale / STEP);
    else if (event.key === "0") whole(sheet);
    else if (event.key === "Escape") { light(null); sheet.frame.focus({ preventScroll: true }); }
    else if (node && WAYS[event.key]) { const other = neighbour(node, WAYS[event.key]); if (other) go(other); }
    else return;
    event.preventDefault();
  }

  // Choices, kept in the address.

  function fits(node, choice) {
    const own = node.element.dataset;
    return (!choice.status || own.status === choice.status) && (!choice.tag || node.tags.includes(choice.tag))
      && (!choice.component || own.component === choice.component) && (!choice.log || own.log === choice.log)
      && (!choice.current || own.inForce === "yes");
  }

  function say() {
    const shown = [...nodes.values()].filter(node => !node.out).length;
    const some = shown < nodes.size ? told.dataset.shown.replace("#", shown) + " " : "";
    told.textContent = some + told.dataset.help;
  }

  function choose() {
    const choice = Object.fromEntries(new FormData(form));
    for (const node of nodes.values()) {
      node.out = !fits(node, choice);
      node.element.classList.toggle("out", node.out);
    }
    for (const edge of edges) edge.element.classList.toggle("out", edge.from.out || edge.to.out);
    for (const sheet of sheets) {
      const own = [...nodes.values()].filter(node => node.sheet === sheet);
      sheet.frame.closest("details")?.classList.toggle("out", own.every(node => node.out));
      const first = own.find(node => !node.out);
      for (const node of own) node.element.setAttribute("tabindex", node === first ? "0" : "-1");
    }
    light(null);
  }

  function keep() {
    const kept = [...new FormData(form)].filter(([, value]) => value);
    const hash = new URLSearchParams(kept).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname.split("/").pop() || ".");
  }

  function recall() {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      for (const [name, value] of new URLSearchParams(hash)) {
        const field = form.elements.namedItem(name);
        if (field?.type === "checkbox") field.checked = field.value === value;
        else if (field instanceof HTMLSelectElement) field.value = value;
      }
      for (const field of form.querySelectorAll("select")) if (field.selectedIndex < 0) field.selectedIndex = 0;
    }
    choose();
    const target = nodes.get(hash);
    const details = document.getElementById(hash)?.closest("details");
    if (details) details.open = true;
    if (target && !target.out) go(target);
  }

  form.hidden = false;
  for (const sheet of sheets) {
    sheet.frame.classList.add("live");
    sheet.frame.addEventListener("keydown", event => key(sheet, event));
    sheet.frame.addEventListener("focusin", event => light(nodes.get(event.target.closest(".node")?.id) ?? null));
    sheet.svg.addEventListener("pointerover", event => {
      const node = nodes.get(event.target.closest(".node")?.id);
      if (node && !sheet.frame.classList.contains("dragged")) light(node);
    });
    sheet.svg.addEventListener("pointerleave", () => light(nodes.get(document.activeElement?.closest?.(".node")?.id) ?? null));
    drag(sheet); // and no listener for the focus on the svg itself: that would make it a stop of the tab key
    const details = sheet.frame.closest("details");
    if (details) details.addEventListener("toggle", () => { if (details.open) whole(sheet, READABLE); }, { once: true });
    else whole(sheet, READABLE);
  }
  const visible = () => sheets.filter(sheet => sheet.frame.offsetParent);
  form.elements.namedItem("larger").addEventListener("click", () => visible().forEach(sheet => resize(sheet, sheet.scale * STEP)));
  form.elements.namedItem("smaller").addEventListener("click", () => visible().forEach(sheet => resize(sheet, sheet.scale / STEP)));
  form.elements.namedItem("whole").addEventListener("click", () => visible().forEach(sheet => whole(sheet)));
  form.addEventListener("change", () => { choose(); keep(); });
  form.addEventListener("submit", event => event.preventDefault());
  window.addEventListener("hashchange", recall);
  recall();
})();
