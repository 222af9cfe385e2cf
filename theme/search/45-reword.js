// What was typed → what was meant: pinyin, and runs that occur nowhere as they stand.
(function (search) {
  "use strict";
  const LETTERS = /[a-z]+/g;
  const TRIED = 12;
  const USUAL = 3;
  const BEGIN = 48;      // characters of one sound that a run may begin with

  // Whether a run stands somewhere as typed.
  async function occurs(run) {
    await search.need(search.grams(run));
    const ids = search.holders(search.grams(run));
    if (!ids.length || ids.length > search.DOUBTED) return ids.length > 0;
    for (const id of ids) if (await search.stands(id, run)) return true;
    return false;
  }

  async function firstThatOccurs(texts) {
    await search.need(texts.flatMap(search.grams));
    for (const text of texts.filter(search.holds)) if (await occurs(text)) return text;
    return "";
  }

  async function allOccur(words) {
    for (const word of words) if (!(await occurs(word))) return "";
    return words.join(" ");
  }

  const anyOccurs = async (texts) => Boolean(await firstThatOccurs(texts));

  // The letters of a run as Han characters, in several runs where they are those of words that do
  // not stand together; the run itself where no word is spelled so.
  async function spelledOut(run) {
    let text = run;
    for (const letters of new Set(run.match(LETTERS) || [])) {
      if (letters.length < 2) continue;
      const pieces = search.inPieces(letters);
      const words = [...search.spelledBy(letters).slice(0, TRIED), pieces.join("")].filter(Boolean);
      const word = await firstThatOccurs(words)
        || await followed(search.syllables(letters).map(search.charactersOf))
        || await allOccur(pieces);
      if (word) text = text.replace(letters, word);
    }
    return text;
  }

  // Characters, one of each set, that follow one another in the most documents. In one or two, only
  // those of a title or a keyword: anywhere else they may well belong to two words.
  async function followed(sets) {
    if (sets.length < 2 || sets.length > 8) return "";
    let ways = sets[0].filter(search.known).slice(0, BEGIN).map((sign) => ({ text: sign, last: sign, held: null }));
    for (const next of sets.slice(1)) {
      await search.need(ways.flatMap((way) => next.map((sign) => way.last + sign)));
      ways = ways.flatMap((way) => next.map((sign) => {
        const list = search.postings(way.last + sign);
        const held = way.held ? way.held.filter((id) => list.has(id)) : [...list.keys()];
        return { text: way.text + sign, last: sign, held };
      })).filter((way) => way.held.length).sort((one, other) => other.held.length - one.held.length).slice(0, 12);
    }
    const named = ({ text, held }) => held.some((id) => search.grams(text).every((gram) => search.postings(gram).get(id) > 1));
    const way = ways.find((one) => one.held.length >= USUAL || named(one));
    return way ? way.text : "";
  }

  // A run with one stretch put right, or "" where nothing near it occurs.
  async function mended(run) {
    const signs = Array.from(run);
    if (signs.length < 2 || signs.length > 12 || /[a-z0-9]/.test(run)) return "";
    const absent = search.grams(run).map((gram) => !search.postings(gram).size);
    // A character is doubted where no pair that it stands in occurs.
    const doubted = signs.map((_, at) => (at === 0 || absent[at - 1]) && (at === signs.length - 1 || absent[at]));
    const fits = ({ text, sounding }) => sounding || Array.from(text).every((sign, at) => sign === signs[at] || doubted[at]);
    const words = search.meant(run).filter(fits).slice(0, TRIED).map(({ text }) => text);
    const word = await firstThatOccurs(words);
    if (word) return word;
    for (const at of signs.keys()) {
      if (!doubted[at]) continue;
      const found = await replaced(signs, at, search.homophones(signs[at]).filter(search.known).slice(0, 30));
      if (found) return found;
    }
    if (signs.length < 3) return "";
    for (const at of signs.keys()) {
      if (!doubted[at] || !at) continue;
      await search.need([signs[at - 1]]);
      const next = search.followers(signs[at - 1]).filter(([sign]) => sign)
        .sort((one, other) => other[1].length - one[1].length).slice(0, 40).map(([sign]) => sign);
      const found = await replaced(signs, at, next);
      if (found) return found;
    }
    return "";
  }

  async function replaced(signs, at, others) {
    const texts = others.map((other) => [...signs.slice(0, at), other, ...signs.slice(at + 1)].join(""));
    return firstThatOccurs(texts);
  }

  // A run in simplified characters. Traditional ones stand in no document.
  async function simplified(run) {
    if (Array.from(run).every(search.known)) return run;
    const pairs = (await search.file("traditional")).split(",");
    return Array.from(run, (sign) => {
      const at = search.known(sign) ? -1 : pairs.findIndex((one, place) => place % 2 === 0 && one === sign);
      return at < 0 ? sign : pairs[at + 1];
    }).join("");
  }

  const formsOf = (run) => [run, ...search.otherFigures(run), ...search.synonyms(run)];

  async function reworded(typed) {
    const runs = [];
    const joined = typed.join("");
    if (typed.length > 1 && /^[a-z]+$/.test(joined) && !(await occurs(joined))) {
      await search.needSounds();
      const whole = await firstThatOccurs(search.spelledBy(joined).slice(0, TRIED))
        || await followed(typed.map(search.charactersOf));
      if (whole) return { runs: [whole], said: { from: typed.join(" "), to: whole } };
    }
    for (const one of typed) {
      if (await anyOccurs(formsOf(one))) { runs.push(one); continue; }
      const run = await simplified(one);
      if (run !== one && await anyOccurs(formsOf(run))) { runs.push(run); continue; }
      await search.needSounds();
      const spelled = await spelledOut(run);
      if (spelled !== run) { runs.push(...spelled.split(" ")); continue; }
      const known = search.segments(run).some((part) => part.word);
      runs.push((!known && await mended(run)) || run);
    }
    const changed = runs.join(" ") !== typed.join(" ");
    return { runs, said: changed ? { from: typed.join(" "), to: runs.join(" ") } : null };
  }

  search.reworded = reworded;
})(window.xunchaSearch);
