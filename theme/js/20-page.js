// What a page gains from script. Without it everything is there, only less handy.
(function () {
  "use strict";
  const root = document.documentElement;
  const wide = matchMedia("(min-width: 75rem)");
  const phone = matchMedia("(max-width: 39.99rem)");
  const darkSystem = matchMedia("(prefers-color-scheme: dark)");

  function keep(key, value) {
    try { localStorage.setItem(key, value); } catch (error) { /* then it lasts as long as the page */ }
  }

  function byHash(hash) {
    try { hash = decodeURIComponent(hash); } catch (error) { /* a stray percent sign: as it stands */ }
    return document.getElementById(hash.slice(1));
  }

  const isBig = () => root.classList.contains("big");
  const isDark = () => root.classList.contains("theme-dark")
    || (darkSystem.matches && !root.classList.contains("theme-light"));

  function addTool(box, isOn, turn, tell) {
    const button = document.createElement("button");
    const show = () => tell(button, isOn());
    button.type = "button";
    button.className = "tool";
    button.addEventListener("click", () => { turn(!isOn()); show(); });
    show();
    box.append(button);
    return show;
  }

  function buildTools(box) {
    addTool(box, isBig, (on) => {
      root.classList.toggle("big", on);
      keep("xuncha-big", on ? "1" : "0");
    }, (button, on) => {
      button.textContent = "大字";
      button.setAttribute("aria-pressed", String(on));
    });
    // Its name is what it will do.
    darkSystem.addEventListener("change", addTool(box, isDark, (on) => {
      root.classList.toggle("theme-dark", on);
      root.classList.toggle("theme-light", !on);
      keep("xuncha-theme", on ? "dark" : "light");
    }, (button, on) => { button.textContent = on ? "浅色" : "深色"; }));
    box.hidden = false;
  }

  // On a phone they stand in the menu: the head has no room for them.
  function placeTools(box, menu) {
    const home = box.nextSibling;
    const row = box.parentNode;
    const fit = () => {
      if (phone.matches) menu.append(box); else row.insertBefore(box, home);
    };
    phone.addEventListener("change", fit);
    fit();
  }

  // In its own column the contents stand open, and their summary is no button any more.
  function fitContents(box) {
    box.open = wide.matches;
    box.querySelector("summary").tabIndex = wide.matches ? -1 : 0;
  }

  // Where there is room terms stand open, in browsers too that cannot be told so by the style sheet.
  function fitTerms(terms) {
    const fit = () => terms.forEach((term) => {
      term.open = !phone.matches || "#" + term.id === location.hash;
      term.querySelector("summary").tabIndex = phone.matches ? 0 : -1;
    });
    phone.addEventListener("change", fit);
    fit();
  }

  function followReading(box) {
    const links = new Map();
    box.querySelectorAll("a[href^='#']").forEach((link) => {
      const target = byHash(link.hash);
      if (target) links.set(target, link);
    });
    const targets = [...links.keys()];
    const begun = new Set();
    let picked = null;
    const mark = () => {
      const now = picked || links.get(targets.filter((t) => begun.has(t)).pop() || targets[0]);
      links.forEach((link) => {
        if (link === now) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    };
    // The zone reaches from far above the screen to 40 % of its height: what lies in it has begun.
    const observer = new IntersectionObserver((entries) => {
      entries.forEach((e) => (e.isIntersecting ? begun.add(e.target) : begun.delete(e.target)));
      mark();
    }, { rootMargin: "1000000px 0px -60% 0px" });
    links.forEach((link, target) => {
      observer.observe(target);
      // A short last section never reaches the zone: the pick holds until the reader moves on.
      link.addEventListener("click", () => { picked = link; mark(); });
    });
    const release = () => { picked = null; };
    ["wheel", "touchmove", "keydown"].forEach((kind) => addEventListener(kind, release, { passive: true }));
  }

  // Selecting and copying works on file:// and on plain http too, where the clipboard interface is not.
  function addCopy(citation) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "复制";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => {
      getSelection().selectAllChildren(citation);
      button.textContent = document.execCommand("copy") ? "已复制" : "已选中，请按 Ctrl+C";
    });
    citation.after(button);
  }

  // A term's card: the first tap shows it, the second follows the link; Escape or a tap elsewhere shuts it.
  function followTerm(term) {
    const shut = () => term.classList.remove("is-open");
    const again = () => term.classList.remove("is-shut");
    let touched = false;
    term.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
    term.querySelector("a").addEventListener("click", (event) => {
      if (!touched || term.classList.contains("is-open")) return;
      event.preventDefault();
      again();
      term.classList.add("is-open");
    });
    term.addEventListener("mouseleave", again);
    term.addEventListener("focusin", again);
    addEventListener("pointerdown", (event) => { if (!term.contains(event.target)) shut(); });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      shut();
      term.classList.add("is-shut");
    });
  }

  function openTarget() {
    const target = byHash(location.hash);
    let opened = false;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS" && !at.open) opened = at.open = true;
    }
    if (opened) target.scrollIntoView();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const tools = document.querySelector(".tools");
    const contents = document.querySelector(".toc-box");
    const menu = document.querySelector("details.menu");
    if (tools) {
      buildTools(tools);
      placeTools(tools, document.querySelector(".menunav"));
    }
    fitTerms(document.querySelectorAll(".gl"));
    document.querySelectorAll(".cite").forEach(addCopy);
    document.querySelectorAll(".term").forEach(followTerm);
    if (contents) {
      fitContents(contents);
      wide.addEventListener("change", () => fitContents(contents));
      followReading(contents);
    }
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    openTarget();
    addEventListener("hashchange", openTarget);
  });
})();
