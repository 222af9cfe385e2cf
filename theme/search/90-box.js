// The search box: suggestions while typing, the keyboard, Chinese input methods.
(function (search) {
  "use strict";
  const PAUSE = 150;
  const DIRECT = 4;

  function begin(form) {
    const { make, empty } = search;
    const input = form.elements.q;
    const onPage = Boolean(document.getElementById("_results"));
    const page = form.getAttribute("action");
    const list = make("div", "");
    const hint = make("p", "sug-h", "↑↓ 选，回车打开，Esc 收起");
    const told = make("p", "vh");
    const panel = make("div", "sug", list, hint);
    let options = [];
    let at = -1;
    let turn = 0;
    let waiting = 0;
    let composing = false;

    list.id = "_sug";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "搜索建议");
    told.setAttribute("role", "status");
    panel.hidden = true;
    form.append(panel, told);
    [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", "_sug"], ["aria-expanded", "false"]]
      .forEach(([name, value]) => input.setAttribute(name, value));

    function close() {
      turn += 1;
      clearTimeout(waiting);
      panel.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    function choose(next) {
      if (options[at]) options[at].element.setAttribute("aria-selected", "false");
      at = next;
      if (!options[at]) { input.removeAttribute("aria-activedescendant"); return; }
      options[at].element.setAttribute("aria-selected", "true");
      options[at].element.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[at].element.id);
    }

    // One further, round and round by way of the box itself.
    function next(step) {
      const places = options.length + 1;
      return (at + 1 + step + places) % places - 1;
    }

    function searchFor(q) {
      close();
      const hash = search.hashOf({ q, literal: false, chosen: new Map() });
      if (!onPage) location.href = page + hash;
      else if (location.hash === hash) dispatchEvent(new HashChangeEvent("hashchange"));
      else location.hash = hash;
    }

    function option(words, note, act, marks) {
      const element = make("div", "", search.marked(make("span", "o-t"), words, marks), make("span", "o-k", note));
      element.setAttribute("role", "option");
      element.setAttribute("aria-selected", "false");
      element.id = "_o" + options.length;
      element.addEventListener("mousedown", (event) => event.preventDefault());
      element.addEventListener("click", act);
      options.push({ element, act });
      return element;
    }

    function show(groups) {
      empty(list);
      groups.filter(([, items]) => items.length).forEach(([name, items]) => {
        const box = make("div", "", ...items);
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", name);
        list.append(box);
      });
      panel.hidden = !options.length;
      input.setAttribute("aria-expanded", String(!panel.hidden));
      told.textContent = options.length ? "有 " + options.length + " 条建议" : "";
    }

    async function suggest() {
      const q = input.value.trim();
      const mine = turn += 1;
      let direct = [];
      let found = null;
      if (search.runs(q).length) {
        found = await search.find(q, false);
        direct = await Promise.all(found.hits.slice(0, DIRECT).map(async (hit) => [hit, await search.textOf(hit.id)]));
      } else await search.prepare();
      if (mine !== turn || composing || document.activeElement !== input) return;
      const words = found ? found.marks : [];
      options = [];
      at = -1;
      const root = page.slice(0, -"search.html".length);
      const open = direct.map(([hit, [title, address]]) => option(title, search.kindOf(hit.id), () => { close(); location.href = root + address; }, words));
      const all = found && found.hits.length
        ? [option((found.said ? found.said.to : q).slice(0, 40), found.hits.length + " 条", () => searchFor(q), words)] : [];
      const before = search.recent().filter((one) => one !== q && one.includes(q)).slice(0, q ? 3 : 6)
        .map((one) => option(one, "最近", () => searchFor(one), words));
      show([["直接打开", open], ["搜索", all], ["最近搜过", before]]);
    }

    function soon() {
      clearTimeout(waiting);
      // What cannot be read is told by the page of results.
      waiting = setTimeout(() => { if (!composing) suggest().catch(close); }, PAUSE);
    }

    input.addEventListener("compositionstart", () => { composing = true; close(); });
    input.addEventListener("compositionend", () => { composing = false; soon(); });
    input.addEventListener("input", () => { if (!composing) soon(); });
    input.addEventListener("focus", () => { if (!input.value) soon(); });
    input.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== input) close(); }, 150));
    input.addEventListener("keydown", (event) => {
      // The keys of an input method are its own, the one that ends it included.
      if (composing || event.isComposing || event.keyCode === 229) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        if (panel.hidden) soon();
        else choose(next(step));
      } else if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && options[at] && !panel.hidden) {
        event.preventDefault();
        options[at].act();
      }
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!composing) searchFor(input.value.trim());
    });
    if (onPage) search.beginPage(form);
    search.prepare().catch(() => { /* told when something is asked for */ });
    if (document.activeElement === input) soon();
  }

  search.begin = begin;
})(window.xunchaSearch);
