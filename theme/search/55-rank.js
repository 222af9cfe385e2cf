// A query → the documents that answer it, best first.
(function (search) {
  "use strict";
  const MOST_LOOSE = 60;      // documents that meet a query in part
  const LONGEST = 64;         // characters of a query that are searched
  const NEAR = 0.3;           // how much of a query a term must cover to lend it its words
  const ASIDE = 0.3;          // what a term counts for a query that is not its name
  const WHOLE = 1.5;          // what a run counts that stands there as typed
  const COVERED = 1.5;        // how steeply less counts what is met in part
  const HEADS = 8;            // of so many first documents the subjects are those of the query
  const KIN = 0.2;            // what their subject counts, by the score of the first
  const MOSTLY = 0.5;         // the share of a subject that brings all its documents
  const BESIDE = 0.25;        // how much of a query these cover
  const READ = 10;            // so few documents that hold the pairs of a term are read for it
  const SURE = 0.75;          // of documents that hold the pairs of a term, at least so many hold it
  const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;   // comes along with what is pasted
  // What a question is made of beside what it asks about.
  const ASKING = new RegExp("(?:" + [
    "会?受到?什么(?:样的)?(?:处分|处理|处罚|影响)?", "怎么(?:样|办|处理|处分|反映|查出|查|写|做|改|定|算)?", "怎样(?:处理|查|写|做|改)?",
    "如何(?:处理|认定|整改)?", "什么(?:时候|情况|意思|样的?|是)?", "为什么", "哪些|哪个|哪里|哪种|哪一?", "是不是|能不能|可不可以|要不要|有没有|算不算|该不该",
    "会不会", "多少|多久|几个", "算(?=违纪|违规)|违纪吗|违规吗", "需要?注意|注意", "应该|应当|可以|需要|必须", "有关|关于|相关", "请问|我想|想知道|一下",
    "[吗呢吧啊了的地得给被把让叫在和与或及就都也还很太请问要会能]",
  ].join("|") + ")", "g");

  // Words of the glossary first: some hold a word of asking.
  const unitsOf = (run) => search.segments(run)
    .flatMap((part) => (part.word ? [part] : part.text.split(ASKING).map((text) => ({ text, word: false }))))
    .filter((part) => part.text)
    .filter((part, _, all) => part.text.length > 1 || all.length === 1)
    .map((part) => ({ text: part.text, others: part.word ? search.synonyms(part.text).slice(0, 8) : [] }));

  async function planned(run) {
    const forms = [run, ...search.otherFigures(run)];
    const others = search.synonyms(run).slice(0, 8);
    const units = unitsOf(run);
    const texts = [...forms, ...others, ...units.flatMap((unit) => [unit.text, ...unit.others])];
    await search.need(texts.flatMap(search.grams));
    return { run, forms, others, units };
  }

  function scored(plan) {
    const { found, mass } = search.loose(plan.units, plan.byCharacter);
    const exact = new Set();
    const take = (id, score, cover) => {
      const seen = found.get(id);
      if (!seen || seen.score * seen.cover < score * cover) found.set(id, { score, cover });
    };
    plan.forms.forEach((form) => search.strict(form).forEach((score, id) => { take(id, score * WHOLE, 1); exact.add(id); }));
    plan.others.forEach((other) => search.strict(other).forEach((score, id) => { take(id, score * search.SOFTER * WHOLE, 1); exact.add(id); }));
    const own = search.grams(plan.run).reduce((sum, gram) => sum + search.rarity(gram), 0);
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
    sums.forEach((hit) => { hit.score *= Math.pow(hit.cover, COVERED); });
    return sums;
  }

  const inOrder = (sums) => [...sums.values()].sort((one, other) => other.score - one.score || one.id - other.id);

  // A question in everyday words is often answered by what the glossary calls it: the terms that
  // it comes near to lend it their words.
  async function bridged(sums, runs) {
    const hits = inOrder(sums);
    if (hits.some((hit) => hit.exact === runs)) return [];
    const terms = hits.filter((hit) => search.termOf(hit.id) && hit.cover >= NEAR).slice(0, 2);
    const shares = terms.map((term) => search.SOFTER * hits[0].score * term.score / terms[0].score);
    for (const [at, term] of terms.entries()) {
      const words = search.termOf(term.id).filter(search.isShort).slice(0, 8);
      await search.need(words.flatMap(search.grams));
      const gained = new Map();
      words.forEach((word) => search.strict(word).forEach((score, id) => gained.set(id, Math.max(gained.get(id) || 0, score))));
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

  // What is about the same as the first documents counts more, even where none of the words stands.
  function gathered(sums) {
    const heads = inOrder(sums).filter((hit) => search.subjectsOf(hit.id).length).slice(0, HEADS);
    const all = heads.reduce((sum, hit) => sum + hit.score, 0);
    if (!all) return;
    const shares = new Map();
    heads.forEach((hit) => search.subjectsOf(hit.id).forEach((one) => shares.set(one, (shares.get(one) || 0) + hit.score / all)));
    const most = heads[0].score;
    for (let id = 0; id < search.documents(); id += 1) {
      const share = Math.max(0, ...search.subjectsOf(id).map((one) => shares.get(one) || 0));
      const hit = sums.get(id) || { id, score: 0, cover: 0, exact: 0, kin: true };
      if (!share || (hit.kin && share < MOSTLY)) continue;
      hit.score += KIN * share * most;
      hit.cover = Math.max(hit.cover, BESIDE);
      sums.set(id, hit);
    }
  }

  // Of few documents that hold the pairs of a term, those that do not hold it meet it in part.
  async function doubted(exact, plan) {
    const forms = [...plan.forms, ...plan.others];
    await Promise.all(exact.map(async (hit) => {
      const held = forms.filter((form) => search.grams(form).every((gram) => search.postings(gram).has(hit.id)));
      const seen = Math.max(0, ...await Promise.all(held.map((form) => search.stands(hit.id, form))));
      hit.exact = seen > 0 ? 1 : 0;
      hit.brings = 4 * seen - 3;   // what may not hold it takes the place of what does
    }));
  }

  // Whether a query is one term: a run that is no row of words, or a name that is written with marks.
  const isTerm = (signs, runs) => search.isNamed(signs.trim()) || (runs.length === 1 && search.isTerm(runs[0]));

  // Several terms may each be met in part; so may one that stands in the glossary alone. A single
  // one brings, of each type, at most as many again as hold it, and fewer where these are too many
  // to be read.
  async function cut(hits, plans, term) {
    const runs = plans.length;
    const top = hits.reduce((most, hit) => Math.max(most, hit.cover), 0);
    const least = Math.max(0.1, top * 0.2);
    const holding = hits.filter((hit) => hit.exact === runs);
    const read = term && runs === 1 && holding.length <= READ;
    if (read) await doubted(holding, plans[0]);
    const sure = holding.filter((hit) => hit.exact);
    const single = term && sure.some((hit) => !search.termOf(hit.id));
    const room = new Map();
    sure.forEach(({ id, brings = SURE }) => room.set(search.kindOf(id), (room.get(search.kindOf(id)) || 0) + brings));
    let loose = MOST_LOOSE;
    return hits.filter((hit) => {
      if (hit.exact === runs) return true;
      if (hit.cover < least) return false;
      if (!single) return (loose -= 1) >= 0;
      const left = (room.get(search.kindOf(hit.id)) || 0) - 1;
      room.set(search.kindOf(hit.id), left);
      return left >= 0;
    });
  }

  // Where no document holds all runs as they stand, a rare character of it tells something as well.
  async function byCharacter(plans) {
    const texts = plans.flatMap((plan) => plan.units.map((unit) => unit.text));
    await search.need(texts.flatMap((text) => Array.from(text)).filter(search.telling));
    return ranked(plans.map((plan) => ({ ...plan, byCharacter: true })));
  }

  async function find(text, literal) {
    await search.prepare();
    const signs = Array.from(search.normalised(text.replace(UNSEEN, ""))).slice(0, LONGEST).join("");
    const typed = search.runs(signs);
    const { runs, said } = literal ? { runs: typed, said: null } : await search.reworded(typed);
    const plans = await Promise.all(runs.map(planned));
    if (!plans.length) return { hits: [], said, marks: [] };
    let sums = ranked(plans);
    if (![...sums.values()].some((hit) => hit.exact === plans.length)) sums = await byCharacter(plans);
    const lent = await bridged(sums, plans.length);
    settled(sums, runs);
    gathered(sums);
    const own = plans.flatMap((plan) => [
      ...plan.forms, ...plan.others, ...plan.units.flatMap((unit) => [unit.text, ...search.wordsIn(unit.text), ...unit.others]),
    ]);
    return { hits: await cut(inOrder(sums), plans, isTerm(signs, runs)), said, marks: [...new Set([...own, ...lent])] };
  }

  Object.assign(search, { find });
})(window.xunchaSearch);
