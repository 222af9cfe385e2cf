// What a document counts for a run of a query: all of it as it stands, or part of what it says.
(function (search) {
  "use strict";
  const GAIN = [1, 1.6, 2.4, 4];   // of a rank: body, often in the body, keyword, title
  const KEYWORD = 2;
  const SOFTER = 0.5;         // what a synonym counts
  const ALONE = 0.4;          // what a character counts beside a pair
  const UNKNOWN = 0.25;       // what a pair counts that stands nowhere: it may belong to two words

  const DOUBTED = 5;          // so few documents are read to see whether they hold a run

  let count = 0;
  let average = 1;
  let lengths = "";
  let ready = null;

  function prepare() {
    ready = ready || search.file("columns").then(async (columns) => {
      search.knowVersions(columns);
      const words = await search.file("words");
      search.know(columns);
      search.knowWords(words, columns);
      search.knowFacets(columns);
      lengths = columns.lengths;
      search.together = columns.together;
      let sum = 0;
      for (let id = 0; id < lengths.length; id += 1) if (lengths[id] !== " ") { count += 1; sum += lengthOf(id); }
      average = sum / Math.max(1, count);
    });
    ready.catch(() => { ready = null; });
    return ready;
  }

  const lengthOf = (id) => Math.pow(2, search.SIGNS.indexOf(lengths[id]) / 4);
  const rarity = (gram) => {
    const size = search.postings(gram).size;
    return Math.log(1 + (count - size + 0.5) / (size + 0.5));
  };
  const gainOf = (id, rank) => {
    const gain = GAIN[rank];
    return gain * 2.2 / (gain + 1.2 * (0.5 + 0.5 * lengthOf(id) / average));
  };

  // The documents that hold all of some grams.
  function holders(grams) {
    const lists = grams.map(search.postings).sort((one, other) => one.size - other.size);
    const found = [];
    if (lists.length) lists[0].forEach((_, id) => { if (lists.every((list) => list.has(id))) found.push(id); });
    return found;
  }

  const holds = (run) => holders(search.grams(run)).length > 0;

  async function textOf(id) {
    return (await search.file("t/" + Math.floor(id / search.together)))[id];
  }

  // Whether a document that holds all pairs of a run holds the run: 1, 0, or 0.5 where the pairs
  // are those of its title and its keywords, of which the latter cannot be read.
  async function stands(id, run) {
    const ranks = search.grams(run).map((gram) => search.postings(gram).get(id));
    if (ranks.length < 2 || ranks.every((rank) => rank === KEYWORD)) return 1;
    const [title, , , body] = await textOf(id);
    if (search.normalised(title + "\n" + body).includes(run)) return 1;
    return ranks.every((rank) => rank >= KEYWORD) ? 0.5 : 0;
  }

  // Documents that hold a form of words as it stands, with their scores.
  function strict(form) {
    const grams = [...new Set(search.grams(form))];
    const weights = grams.map(rarity);
    const found = new Map();
    holders(grams).forEach((id) => {
      found.set(id, grams.reduce((sum, gram, at) => sum + weights[at] * gainOf(id, search.postings(gram).get(id)), 0));
    });
    return found;
  }

  const weightOf = (grams) => grams.reduce((sum, gram) => sum + rarity(gram) * (search.postings(gram).size ? 1 : UNKNOWN), 0);

  // What each document holds of a unit by its grams, and by characters apart from these.
  function partly(unit, grams, own, byCharacter) {
    const sums = new Map();
    const add = (id, weight, rank) => {
      const sum = sums.get(id) || { score: 0, part: 0 };
      sum.score += weight * gainOf(id, rank);
      sum.part = Math.min(1, sum.part + weight / own);
      sums.set(id, sum);
    };
    grams.forEach((gram) => {
      const weight = rarity(gram);
      search.postings(gram).forEach((rank, id) => add(id, weight, rank));
    });
    if (byCharacter) Array.from(unit.text).filter(search.telling).forEach((sign) => {
      const weight = ALONE * rarity(sign);
      const around = grams.filter((gram) => gram.includes(sign)).map(search.postings);
      search.postings(sign).forEach((rank, id) => { if (!around.some((list) => list.has(id))) add(id, weight, rank); });
    });
    return sums;
  }

  // Documents that hold part of what a run says, in its own words or in synonyms.
  function loose(units, byCharacter) {
    const found = new Map();
    let mass = 0;
    units.forEach((unit) => {
      const grams = search.grams(unit.text);
      const own = weightOf(grams);
      // A word that the library does not know cannot be asked of its records.
      const heavy = grams.some((gram) => search.postings(gram).size) || unit.others.length ? own : own / 3;
      mass += heavy;
      const best = new Map();
      const take = (id, score, part) => {
        const seen = best.get(id);
        if (!seen || seen.score < score) best.set(id, { score, part });
      };
      // Letters that a word has in common with another say nothing.
      const enough = /^[a-z]+$/.test(unit.text) ? 0.99 : 0;
      partly(unit, grams, own, byCharacter).forEach((sum, id) => sum.part >= enough && take(id, sum.score * sum.part, sum.part));
      unit.others.forEach((other) => {
        const scale = Math.min(1, own / search.grams(other).reduce((sum, gram) => sum + rarity(gram), 0.1));
        strict(other).forEach((score, id) => take(id, score * scale * SOFTER, 0.8));
      });
      best.forEach((one, id) => {
        const sum = found.get(id) || { score: 0, cover: 0 };
        sum.score += one.score;
        sum.cover += heavy * one.part;
        found.set(id, sum);
      });
    });
    found.forEach((sum) => { sum.cover = Math.min(1, sum.cover / (mass || 1)); });
    return { found, mass };
  }

  Object.assign(search, { SOFTER, DOUBTED, prepare, textOf, stands, rarity, holders, holds, strict, loose, documents: () => lengths.length });
})(window.xunchaSearch);
