// The search box: what searches is loaded once the box is used, not before.
(function () {
  "use strict";
  let asked = false;

  function load(form) {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = form.dataset.script;
    script.onload = () => window.xunchaSearch.begin(form);
    script.onerror = () => { asked = false; };
    document.head.append(script);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector(".find");
    const plain = document.querySelector(".no-script");
    if (plain) plain.hidden = true;
    if (!form) return;
    form.addEventListener("focusin", () => load(form));
    if (document.activeElement && form.contains(document.activeElement)) load(form);
    // The page of results has something to show from the start.
    if (document.getElementById("_results") && (location.hash || location.search)) load(form);
    addEventListener("hashchange", () => { if (document.getElementById("_results")) load(form); });
  });
})();
