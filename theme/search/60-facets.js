// What documents are filtered by. See xuncha_site/search/columns.py.
(function (search) {
  "use strict";
  const TYPE = "类型";
  let facets = [];

  function knowFacets(columns) { facets = columns.facets; }

  function valuesOf(facet, id) {
    let code = 0;
    for (let at = id * facet.width; at < (id + 1) * facet.width; at += 1) {
      code = code * search.SIGNS.length + search.SIGNS.indexOf(facet.codes[at]);
    }
    return (facet.together[code] || []).map((at) => facet.values[at]);
  }

  // What documents are about, by document.
  let subjects = [];
  const subjectsOf = (id) => subjects[id] || (subjects[id] = facets.filter((facet) => facet.subject).flatMap((facet) => valuesOf(facet, id)));

  const named = (name) => facets.find((facet) => facet.name === name);
  const kindOf = (id) => valuesOf(named(TYPE), id)[0];

  // Whether a document has, of every facet with chosen values, one of them.
  function passes(id, chosen, but) {
    return [...chosen].every(([name, values]) => {
      const facet = name === but ? null : named(name);
      return !facet || valuesOf(facet, id).some((value) => values.includes(value));
    });
  }

  // For each facet that tells these hits apart: [value, count], as if none of its own were chosen.
  function counted(hits, chosen) {
    return facets.filter((facet) => facet.general || chosen.has(facet.name) || chosen.has(TYPE)).map((facet) => {
      const counts = new Map();
      hits.forEach((hit) => {
        if (!passes(hit.id, chosen, facet.name)) return;
        valuesOf(facet, hit.id).forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
      });
      (chosen.get(facet.name) || []).forEach((value) => { if (!counts.has(value)) counts.set(value, 0); });
      const order = (one, other) => (facet.name === "年份" ? (one[0] < other[0] ? 1 : -1) : other[1] - one[1]);
      return { name: facet.name, values: [...counts].sort(order) };
    }).filter(({ name, values }) => values.length > 1 || chosen.has(name));
  }

  Object.assign(search, { TYPE, knowFacets, subjectsOf, kindOf, passes, counts: counted });
})(window.xunchaSearch);
