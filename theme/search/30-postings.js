// Which documents hold a pair of characters. See xuncha_site/search/postings.py.
(function (search) {
  "use strict";
  const ENDS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&'()*+,-./";
  const GOES_ON = "abcdefghijklmnopqrstuvwxyz:;=>?[]^_`{|}~";
  const SIGNS = ENDS + GOES_ON;
  const BASE = ENDS.length;
  const values = new Map();
  Array.from(SIGNS).forEach((sign, value) => values.set(sign.charCodeAt(0), value));

  // Postings as signs → Map of document → rank.
  function decoded(signs) {
    const found = new Map();
    let document = -1, value = 0;
    for (let at = 0; at < signs.length; at += 1) {
      const digit = values.get(signs.charCodeAt(at));
      value = value * BASE + digit % BASE;
      if (digit < BASE) {
        document += value >> 2;
        found.set(document, value & 3);
        value = 0;
      }
    }
    return found;
  }

  let pieces = null;   // character → in how many files its pairs are
  const shards = new Map();

  function know(columns) {
    pieces = new Map();
    Object.keys(columns.shards).forEach((count) => {
      columns.shards[count].split(",").forEach((sign) => pieces.set(sign, Number(count)));
    });
  }

  const piece = (first, number) => "c/" + first.codePointAt(0).toString(16) + "." + String.fromCharCode(97 + number);

  function filesOf(gram) {
    const [first, second] = Array.from(gram);
    const count = pieces.get(first) || 0;
    if (!count) return [];
    if (second !== undefined) return [piece(first, second.codePointAt(0) % count)];
    return Array.from({ length: count }, (_, number) => piece(first, number));
  }

  // Read what is needed to know the documents of some grams.
  async function need(grams) {
    const names = new Set();
    grams.forEach((gram) => filesOf(gram).forEach((name) => names.add(name)));
    await Promise.all([...names].map(async (name) => shards.set(name, await search.file(name))));
  }

  // The documents of a gram whose files have been read.
  const NONE = new Map();
  const recent = new Map();
  function postings(gram) {
    if (recent.has(gram)) return recent.get(gram);
    const [first, second] = Array.from(gram);
    let found = NONE;
    if (second !== undefined) {
      const signs = filesOf(gram).map((name) => shards.get(name)[second]).pop();
      if (signs) found = decoded(signs);
    } else {
      found = new Map();
      followers(first).forEach(([, signs]) => {
        decoded(signs).forEach((rank, id) => found.set(id, Math.max(rank, found.get(id) || 0)));
      });
    }
    if (recent.size > 200) recent.clear();
    recent.set(gram, found);
    return found;
  }

  // What follows a character anywhere, with the postings.
  function followers(first) {
    const found = [];
    filesOf(first).forEach((name) => found.push(...Object.entries(shards.get(name) || {})));
    return found;
  }

  const known = (sign) => pieces.has(sign);
  // Whether a character is rare enough to tell something by itself: all its pairs are in one file.
  const telling = (sign) => pieces.get(sign) === 1 && sign > "\u3400";
  Object.assign(search, { SIGNS, piece, telling, know, need, postings, followers, known });
})(window.xunchaSearch);
