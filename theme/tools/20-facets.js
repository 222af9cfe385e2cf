// What a list can be narrowed by, and which lines are left. Knows nothing of the page.
(function () {
  "use strict";

  // "体裁=警示类&分类=M4" → Map of label → Set of values. A key may stand several times.
  function parse(hash) {
    const chosen = new Map();
    hash.replace(/^#/, "").split("&").forEach((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) return;
      try {
        const label = decodeURIComponent(pair.slice(0, at));
        if (!chosen.has(label)) chosen.set(label, new Set());
        chosen.get(label).add(decodeURIComponent(pair.slice(at + 1)));
      } catch (error) { /* a stray percent sign: no filter of ours */ }
    });
    return chosen;
  }

  function format(chosen) {
    const pairs = [];
    chosen.forEach((values, label) => values.forEach((value) => {
      pairs.push(encodeURIComponent(label) + "=" + encodeURIComponent(value));
    }));
    return pairs.join("&");
  }

  // Numbers of the chosen values, by column. A value may be given by its shown name as well.
  function numbers(data, chosen) {
    const found = new Map();
    data.columns.forEach((column, index) => {
      if (!column.values || !chosen.has(column.label)) return;
      const wanted = [...chosen.get(column.label)].map((text) => {
        const at = column.values.findIndex((value) => value[0] === text || value[1] === text);
        return at < 0 ? column.values.push([text, text]) - 1 : at;
      });
      found.set(index, new Set(wanted));
    });
    return found;
  }

  // The lines that are left, and for each value how many lines it would leave beside the others:
  // a line that fails one column alone still counts for the values of that column.
  function select(data, wanted) {
    const counts = data.columns.map((column) => (column.values || []).map(() => 0));
    const hits = [];
    const count = (row, index) => {
      if (data.columns[index].values) row[6][index].forEach((value) => { counts[index][value] += 1; });
    };
    data.rows.forEach((row) => {
      const failed = [...wanted].filter(([index, values]) => !row[6][index].some((v) => values.has(v)));
      if (failed.length === 0) {
        hits.push(row);
        data.columns.forEach((_, index) => count(row, index));
      } else if (failed.length === 1) {
        count(row, failed[0][0]);
      }
    });
    return { hits, counts };
  }

  window.xunchaFacets = { parse, format, numbers, select };
})();
