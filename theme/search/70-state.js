// What is asked for, as it stands in the address; and what was asked for before, on this device.
(function (search) {
  "use strict";
  const RECENT = "xuncha-recent";
  const KEPT = 8;

  // "#q=…&类型=…" → { q, literal, chosen: Map of facet → values }
  function stateOf(hash) {
    const state = { q: "", literal: false, chosen: new Map() };
    new URLSearchParams(hash.replace(/^#/, "")).forEach((value, name) => {
      if (name === "q") state.q = value;
      else if (name === "原样") state.literal = value === "1";
      else state.chosen.set(name, [...(state.chosen.get(name) || []), value]);
    });
    return state;
  }

  function hashOf(state) {
    const parts = new URLSearchParams();
    parts.set("q", state.q);
    if (state.literal) parts.set("原样", "1");
    [...state.chosen].forEach(([name, values]) => values.forEach((value) => parts.append(name, value)));
    return "#" + parts.toString();
  }

  function recent() {
    try {
      const found = JSON.parse(localStorage.getItem(RECENT) || "[]");
      return Array.isArray(found) ? found.filter((one) => typeof one === "string").slice(0, KEPT) : [];
    } catch (error) { return []; }
  }

  function remember(query) {
    const kept = [query, ...recent().filter((one) => one !== query)].slice(0, KEPT);
    try { localStorage.setItem(RECENT, JSON.stringify(kept)); } catch (error) { /* storage may be forbidden */ }
  }

  function forget() {
    try { localStorage.removeItem(RECENT); } catch (error) { /* then nothing was kept */ }
  }

  Object.assign(search, { stateOf, hashOf, recent, remember, forget });
})(window.xunchaSearch);
