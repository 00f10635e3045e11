// Draws the diagram whose source stands in this page's address, and tells the page around it how high it is.
(async () => {
  "use strict";

  const place = document.querySelector("pre.mermaid");
  place.textContent = decodeURIComponent(location.hash.slice(1));
  const theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "default";
  globalThis.mermaid.initialize({ startOnLoad: false, securityLevel: "strict", suppressErrorRendering: true, theme });
  try {
    await globalThis.mermaid.run({ nodes: [place] });
  } catch {
    return; // no diagram that can be drawn: its source stays where it is
  }
  const tell = () => parent.postMessage({ adrDiagram: document.body.scrollHeight }, "*");
  tell();
  addEventListener("resize", tell);
})();
