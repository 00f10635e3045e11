// Before anything is painted: the colours that the reader chose on a page before this one.
(() => {
  "use strict";
  try {
    const chosen = localStorage.getItem("adr-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is closed to this page: the system's colours stay.
  }
})();
