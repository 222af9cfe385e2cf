// A query → the documents that answer it, best first.
(function (search) {
  "use strict";
  const MOST_LOOSE = 60;      // documents that meet a query in part
  const LONGEST = 64;         // characters of a query that are searched
  const GAIN = [1, 1.6, 2.4, 4];   // of a rank: body, often in the body, keyword, title
  const NEAR = 0.3;           // how much of a query a term must cover to lend it its words
  const SOFTER = 0.5;         // what a synonym counts
  const ASIDE = 0.3;          // what a term counts for a query that is not its name
  const WHOLE = 1.5;          // what a run counts that stands there as typed
  // What a question is made of beside what it asks about.
  const ASKING = new RegExp("(?:" + [
    "会?受到?什么(?:样的)?(?:处分|处理|处罚|影响)?", "怎么(?:样|办|处理|处分|反映|查出|查|写|做|改|定|算)?", "怎样(?:处理|查|写|做|改)?",
    "如何(?:处理|认定|整改)?", "什么(?:时候|情况|意思|样的?|是)?", "为什么", "哪些|哪个|哪里|哪种|哪一?", "是不是|能不能|可不可以|要不要|有没有|算不算|该不该",
    "会不会", "多少|多久|几个", "算(?=违纪|违规)|违纪吗|违规吗", "需要?注意|注意", "应该|应当|可以|需要|必须", "有关|关于|相关", "请问|我想|想知道|一下",
    "[吗呢吧啊了的地得给被把让叫在和与或及就都也还很太请问要会能]",
  ].join("|") + ")", "g");

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

  // Documents that hold part of what a run says, in its own words or in synonyms.
  function loose(units) {
    const found = new Map();
    let mass = 0;
    units.forEach((unit) => {
      const grams = search.grams(unit.text);
      const own = grams.reduce((sum, gram) => sum + rarity(gram), 0);
      // A word that the library does not know cannot be asked of its records.
      const heavy = grams.some((gram) => search.postings(gram).size) || unit.others.length ? own : own / 3;
      mass += heavy;
      const best = new Map();
      const take = (id, score, part) => {
        const seen = best.get(id);
        if (!seen || seen.score < score) best.set(id, { score, part });
      };
      const sums = new Map();
      grams.forEach((gram) => {
        const weight = rarity(gram);
        search.postings(gram).forEach((rank, id) => {
          const sum = sums.get(id) || { score: 0, part: 0 };
          sum.score += weight * gainOf(id, rank);
          sum.part += weight / own;
          sums.set(id, sum);
        });
      });
      // Letters that a word has in common with another say nothing.
      const enough = /^[a-z]+$/.test(unit.text) ? 0.99 : 0;
      sums.forEach((sum, id) => sum.part >= enough && take(id, sum.score * Math.pow(sum.part, 1.5), sum.part));
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

  // Words of the glossary first: some hold a word of asking.
  const unitsOf = (run) => search.segments(run)
    .flatMap((part) => (part.word ? [part] : part.text.split(ASKING).map((text) => ({ text, word: false }))))
    .filter((part) => part.text)
    .filter((part, _, all) => part.text.length > 1 || all.length === 1)
    .map((part) => ({ text: part.text, others: part.word ? search.synonyms(part.text).slice(0, 8) : [] }));

  async function planned(run, wording) {
    const forms = [run, ...search.otherFigures(run)];
    const others = search.synonyms(run).slice(0, 8);
    const units = unitsOf(run);
    const texts = [...forms, ...others, ...units.flatMap((unit) => [unit.text, ...unit.others])];
    await search.need(texts.flatMap(search.grams));
    return { run, forms, others, units, wording };
  }

  function scored(plan) {
    const { found, mass } = loose(plan.units);
    const exact = new Set();
    const take = (id, score, cover) => {
      const seen = found.get(id);
      if (!seen || seen.score * seen.cover < score * cover) found.set(id, { score, cover });
    };
    plan.forms.forEach((form) => strict(form).forEach((score, id) => { take(id, score * WHOLE, 1); exact.add(id); }));
    plan.others.forEach((other) => strict(other).forEach((score, id) => { take(id, score * SOFTER * WHOLE, 1); exact.add(id); }));
    const own = search.grams(plan.run).reduce((sum, gram) => sum + rarity(gram), 0);
    const scale = search.grams(plan.run).length;
    return { found, exact, scale, mass: Math.max(0.1, Math.min(mass || own, own)) / scale };
  }

  // All runs together: every run counts by what it tells.
  function ranked(plans) {
    const parts = plans.map(scored);
    const whole = parts.reduce((sum, part) => sum + part.mass, 0);
    const sums = new Map();
    parts.forEach((part) => part.found.forEach(({ score, cover }, id) => {
      const sum = sums.get(id) || { id, score: 0, cover: 0, exact: 0 };
      sum.score += score / part.scale;
      sum.cover += cover * part.mass / whole;
      sum.exact += part.exact.has(id) ? 1 : 0;
      sums.set(id, sum);
    }));
    sums.forEach((hit) => { hit.score *= hit.cover * hit.cover; });
    return sums;
  }

  const inOrder = (sums) => [...sums.values()].sort((one, other) => other.score - one.score || one.id - other.id);

  // A question in everyday words is often answered by what the glossary calls it: the terms that
  // it comes near to lend it their words.
  async function bridged(sums, runs) {
    const hits = inOrder(sums);
    if (hits.some((hit) => hit.exact === runs)) return [];
    const terms = hits.filter((hit) => search.termOf(hit.id) && hit.cover >= NEAR).slice(0, 2);
    const shares = terms.map((term) => SOFTER * hits[0].score * term.score / terms[0].score);
    for (const [at, term] of terms.entries()) {
      const words = search.termOf(term.id).filter(search.isShort).slice(0, 8);
      await search.need(words.flatMap(search.grams));
      const gained = new Map();
      words.forEach((word) => strict(word).forEach((score, id) => gained.set(id, Math.max(gained.get(id) || 0, score))));
      const most = Math.max(...gained.values(), 0.1);
      gained.forEach((score, id) => {
        const hit = sums.get(id) || { id, score: 0, cover: 0, exact: 0 };
        hit.score += shares[at] * score / most;
        hit.cover = Math.max(hit.cover, term.cover * 0.8);
        sums.set(id, hit);
      });
    }
    return terms.flatMap((term) => search.termOf(term.id));
  }

  // A term explains: it leads where it is asked for by name, and otherwise follows what it explains.
  function settled(sums, runs) {
    const asked = runs.join("");
    sums.forEach((hit) => {
      const names = search.termOf(hit.id);
      if (names && !names.some((name) => search.runs(name).join("") === asked)) hit.score *= ASIDE;
    });
  }

  // A single term brings at most as many again as hold it; several terms may each be met in part.
  function cut(hits, plans) {
    const runs = plans.length;
    const single = runs === 1 && search.isTerm(plans[0].run);
    const exact = hits.filter((hit) => hit.exact === runs).length;
    const top = hits.reduce((most, hit) => Math.max(most, hit.cover), 0);
    const least = Math.max(0.1, top * 0.2);
    let room = single && exact ? exact : MOST_LOOSE;
    return hits.filter((hit) => hit.exact === runs || (hit.cover >= least && (room -= 1) >= 0));
  }

  async function find(text, literal) {
    await prepare();
    const signs = Array.from(search.normalised(text)).slice(0, LONGEST).join("");
    const typed = search.runs(signs);
    const { runs, said } = literal ? { runs: typed, said: null } : await search.reworded(typed);
    const plans = await Promise.all(runs.map((run) => planned(run)));
    if (!plans.length) return { hits: [], said, marks: [] };
    const sums = ranked(plans);
    const lent = await bridged(sums, plans.length);
    settled(sums, runs);
    const own = plans.flatMap((plan) => [
      ...plan.forms, ...plan.others, ...plan.units.flatMap((unit) => [unit.text, ...search.wordsIn(unit.text), ...unit.others]),
    ]);
    return { hits: cut(inOrder(sums), plans), said, marks: [...new Set([...own, ...lent])] };
  }

  async function textOf(id) {
    return (await search.file("t/" + Math.floor(id / search.together)))[id];
  }

  Object.assign(search, { prepare, find, holders, holds, textOf });
})(window.xunchaSearch);
