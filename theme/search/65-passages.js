// Where in a text the query stands, and the passage around it. Text stays text: marks are elements.
(function (search) {
  "use strict";
  const SIZE = 76;
  const LEAST = 8;

  // The text as it is compared, and for each of its units the place in the text.
  function folded(text) {
    let plain = "";
    const places = [];
    let place = 0;
    for (const sign of text) {
      const own = search.normalised(sign);
      for (let at = 0; at < own.length; at += 1) places.push(place);
      plain += own;
      place += sign.length;
    }
    places.push(place);
    return { plain, places };
  }

  // The stretches of a text that are marked: [start, end], in order, none over another.
  function stretches(text, words) {
    const { plain, places } = folded(text);
    const taken = new Array(plain.length).fill(false);
    words.forEach((word) => {
      for (let at = plain.indexOf(word); at >= 0 && word; at = plain.indexOf(word, at + word.length)) {
        taken.fill(true, at, at + word.length);
      }
    });
    const found = [];
    taken.forEach((on, at) => {
      if (!on) return;
      const [start, end] = [places[at], places[at + 1]];
      const last = found[found.length - 1];
      if (last && last[1] >= start) last[1] = Math.max(end, last[1]);
      else if (end > start) found.push([start, end]);
    });
    return found;
  }

  function show(element, text, marks) {
    let from = 0;
    marks.forEach(([start, end]) => {
      element.append(text.slice(from, start));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(mark);
      from = end;
    });
    element.append(text.slice(from));
  }

  // Put a text into an element, with what was searched marked.
  function marked(element, text, words) {
    show(element, text, stretches(text, words));
    return element;
  }

  // A passage ends with the paragraph in which the last of its marks stands.
  function endOf(text, start, marks) {
    const end = Math.min(text.length, start + SIZE);
    const last = marks.reduce((most, [from, to]) => (from >= start && to <= end ? Math.max(most, to) : most), start + LEAST);
    const stop = text.indexOf("\n", last);
    return stop > 0 && stop < end ? stop : end;
  }

  // The same with the part of a text that holds the most of what was searched.
  function passage(element, text, words) {
    let marks = stretches(text, words);
    if (!marks.length) marks = stretches(text, words.flatMap(search.grams));
    let best = 0, most = -1;
    marks.forEach(([start], at) => {
      let sum = 0;
      const seen = new Set();
      for (let n = at; n < marks.length && marks[n][1] <= start + SIZE - 12; n += 1) {
        const word = text.slice(marks[n][0], marks[n][1]);
        sum += seen.has(word) ? 1 : 10 + word.length * 5;
        seen.add(word);
      }
      if (sum > most) { most = sum; best = start; }
    });
    const before = text.slice(Math.max(0, best - 24), best);
    const stop = Math.max(...["。", "；", "\n", "！", "？"].map((sign) => before.lastIndexOf(sign)));
    let start = best - before.length + (stop >= 0 ? stop + 1 : 0);
    if (stop < 0 && best > 24) start = best - 12;
    const end = endOf(text, start, marks);
    const part = text.slice(start, end).replace(/\n/g, "　");
    if (start > 0 && stop < 0) element.append("……");
    show(element, part, marks.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from - start, to - start]));
    if (end < text.length && text[end] !== "\n") element.append("……");
    return element;
  }

  Object.assign(search, { marked, passage });
})(window.xunchaSearch);
