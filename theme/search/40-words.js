// Words in other words: figures, pinyin, and what sounds or looks almost the same.
(function (search) {
  "use strict";
  const FIGURES = "零一二三四五六七八九";
  const UNITS = [["亿", 1e8], ["万", 1e4]];

  // 三十一 → 31. Nothing for what is no number, such as 三三.
  function counted(words) {
    for (const [unit, size] of UNITS) {
      const at = words.indexOf(unit);
      if (at >= 0) {
        const [head, rest] = [counted(words.slice(0, at)), words.slice(at + 1)];
        const tail = rest ? counted(rest) : 0;
        return head === null || tail === null ? null : head * size + tail;
      }
    }
    const parts = /^(?:(.)千)?零?(?:(.)百)?零?(?:(.?)十)?(.)?$/.exec(words.replace(/〇/g, "零").replace(/两/g, "二"));
    if (!parts || !words) return null;
    const [thousand, hundred, ten, one] = parts.slice(1).map((sign) => {
      if (sign === undefined) return 0;
      return sign === "" ? 1 : FIGURES.indexOf(sign);
    });
    if ([thousand, hundred, ten, one].includes(-1)) return null;
    return thousand * 1000 + hundred * 100 + ten * 10 + one;
  }

  function spelled(number) {
    if (number < 10) return FIGURES[number];
    for (const [unit, size] of [...UNITS, ["千", 1000], ["百", 100], ["十", 10]]) {
      if (number >= size) {
        const [head, rest] = [Math.floor(number / size), number % size];
        const gap = rest && rest < size / 10 ? "零" : "";
        const lead = unit === "十" && head === 1 ? "" : spelled(head);
        return lead + unit + gap + (rest ? spelled(rest) : "");
      }
    }
    return "";
  }

  const HAN_NUMBER = /[零〇一二两三四五六七八九十百千万亿]+/g;

  // The same run with its figures written the other way, if it has any.
  function inFigures(run) {
    const perCent = run.replace(/百分之([零〇一二三四五六七八九十百]+)/g, (all, words) => {
      const number = words === "百" ? 100 : counted(words);
      return number === null ? all : number + "%";
    });
    return perCent.replace(HAN_NUMBER, (words) => {
      // 二〇二四: figure by figure.
      if (/^[零〇一二三四五六七八九]{3,}$/.test(words)) return Array.from(words.replace(/〇/g, "零"), (sign) => FIGURES.indexOf(sign)).join("");
      const number = words.length > 1 || perCent !== run ? counted(words) : FIGURES.indexOf(words);
      return number === null || number < 0 ? words : String(number);
    });
  }

  function inWords(run) {
    return run
      .replace(/(\d{1,3})%/g, (_, figures) => "百分之" + (figures === "100" ? "百" : spelled(Number(figures))))
      .replace(/\d{1,8}/g, (figures) => (figures.length === 4 && /^(19|20)/.test(figures) ? figures : spelled(Number(figures))));
  }

  function otherFigures(run) {
    return [...new Set([inFigures(run), inWords(run)])].filter((other) => other !== run);
  }

  // --- what is known of words: the glossary's, those that editors named, phrases of the texts
  const groups = new Map();   // word → the groups of words that mean the same
  const ofTerm = new Map();  // document of a term → all that it is called
  let longest = 0;
  let lexicon = null;

  function knowWords(terms, columns) {
    lexicon = new Map();
    const add = (word, weight) => { if (!lexicon.has(word)) lexicon.set(word, weight); };
    terms.forEach(([id, ...group]) => {
      ofTerm.set(id, group);
      group.forEach((word) => {
        longest = Math.max(longest, word.length);
        groups.set(word, [...(groups.get(word) || []), group]);
        add(word, 3);
      });
    });
    columns.words.split(" ").forEach((word) => add(word, 2));
    columns.phrases.split(" ").forEach((word, at) => add(word, 1 - at / 10000));
  }

  // What is said in a whole sentence leads to its term, but stands in no record: a shard for each of
  // its pairs would be read for nothing.
  const isShort = (word) => word.length <= 6;

  // What else a word is called. Part of a term stands for the whole of it.
  function synonyms(word) {
    const found = new Set();
    const own = groups.get(word) || (word.length < 3 ? [] : [...groups.keys()].filter((other) => other.includes(word)).flatMap((other) => groups.get(other)));
    own.forEach((group) => group.forEach((other) => found.add(other)));
    found.delete(word);
    return [...found].filter(isShort);
  }

  // The words of the glossary in a run, the longest first, and what stands between them.
  function segments(run, known = groups) {
    const found = [];
    let rest = 0;
    for (let at = 0; at < run.length;) {
      let size = Math.min(longest, run.length - at);
      while (size > 1 && !known.has(run.slice(at, at + size))) size -= 1;
      if (size > 1) {
        if (rest < at) found.push({ text: run.slice(rest, at), word: false });
        found.push({ text: run.slice(at, at + size), word: true });
        rest = at += size;
      } else at += 1;
    }
    if (rest < run.length) found.push({ text: run.slice(rest), word: false });
    return found;
  }

  const wordsIn = (run) => segments(run, lexicon).map((part) => part.text).filter((text) => text.length > 1);

  const isNamed = (word) => groups.has(word);

  // Whether a run is one term, and not several known words in a row.
  const isTerm = (run) => lexicon.has(run) || wordsIn(run).length < 2;

  // --- sounds
  let sounds = null;      // character → syllables
  let bySyllable = null;  // syllable → characters
  let byPinyin = null;    // whole pinyin → words
  let byInitials = null;

  async function needSounds() {
    if (sounds) return;
    const table = await search.file("sounds");
    const said = table.syllables.split(" ");
    sounds = new Map();
    bySyllable = {};
    Array.from(table.signs).forEach((sign, at) => sounds.set(sign, said[at].split(",")));
    // Characters of which a syllable is the usual reading come first.
    [[0, 1], [1]].forEach((part) => sounds.forEach((own, sign) => own.slice(...part).forEach((syllable) => {
      (bySyllable[syllable] = bySyllable[syllable] || []).push(sign);
    })));
    byPinyin = new Map();
    byInitials = new Map();
    const put = (map, key, word) => map.set(key, [...(map.get(key) || []), word]);
    lexicon.forEach((weight, word) => {
      if (!Array.from(word).every((sign) => sounds.has(sign))) return;
      let [whole, initials] = [[""], [""]];
      for (const sign of Array.from(word)) {
        const own = sounds.get(sign).slice(0, 2);
        whole = whole.flatMap((start) => own.map((syllable) => start + syllable)).slice(0, 8);
        const first = [...new Set(own.map((syllable) => syllable[0]))];
        initials = initials.flatMap((start) => first.map((letter) => start + letter)).slice(0, 8);
      }
      whole.forEach((key) => put(byPinyin, key, word));
      // Two letters, or a mere phrase, may stand for too much.
      if (word.length > (weight < 2 ? 3 : 1)) initials.forEach((key) => put(byInitials, key, word));
    });
  }

  const byWeight = (one, other) => lexicon.get(other) - lexicon.get(one) || other.length - one.length;

  // Words that letters may stand for: whole pinyin, several words one after the other, initials.
  function spelledBy(letters) {
    const whole = byPinyin.get(letters) || [];
    if (whole.length) return [...whole].sort(byWeight);
    const initials = letters.length > 1 ? byInitials.get(letters) || [] : [];
    return [...initials].sort(byWeight);
  }

  // Words one after the other, as few as there are: nongcunsanzi → 农村, 三资.
  function inPieces(letters) {
    const best = [[]];
    for (let end = 1; end <= letters.length; end += 1) {
      for (let start = 0; start < end; start += 1) {
        const words = best[start] && end - start > 2 ? byPinyin.get(letters.slice(start, end)) : null;
        if (words && (!best[end] || best[start].length + 1 < best[end].length)) {
          best[end] = [...best[start], [...words].sort(byWeight)[0]];
        }
      }
    }
    const pieces = best[letters.length];
    return pieces && pieces.length > 1 && pieces.length <= 4 ? pieces : [];
  }

  // Syllables of letters, the fewest that there are.
  function syllables(letters) {
    const best = [[]];
    for (let end = 1; end <= letters.length; end += 1) {
      for (let start = Math.max(0, end - 6); start < end; start += 1) {
        const one = letters.slice(start, end);
        if (best[start] && bySyllable[one] && (!best[end] || best[start].length + 1 < best[end].length)) {
          best[end] = [...best[start], one];
        }
      }
    }
    return best[letters.length] || [];
  }

  const ALIKE = [[/^zh/, "z"], [/^ch/, "c"], [/^sh/, "s"], [/ng$/, "n"]];
  const rough = (syllable) => ALIKE.reduce((word, [from, to]) => word.replace(from, to), syllable);
  const alike = (one, other) => one === other
    || (sounds.get(one) || []).some((s) => (sounds.get(other) || []).some((t) => rough(s) === rough(t)));
  const same = (one, other) => one === other
    || (sounds.get(one) || []).some((s) => (sounds.get(other) || []).includes(s));

  // Runs that somebody may have meant: a stretch replaced by a word that sounds the same, or that
  // differs in one character. Best first; whether they occur is for the index to say.
  function meant(run) {
    const signs = Array.from(run);
    const found = [];
    lexicon.forEach((weight, word) => {
      const own = Array.from(word);
      if (own.length < 2 || own.length > signs.length) return;
      for (let at = 0; at + own.length <= signs.length; at += 1) {
        const part = signs.slice(at, at + own.length);
        const differ = own.filter((sign, n) => sign !== part[n]).length;
        if (!differ || differ > own.length / 2) continue;
        const sounding = own.every((sign, n) => same(sign, part[n]));
        const roughly = sounding || own.every((sign, n) => alike(sign, part[n]));
        if (!roughly && (differ > 1 || own.length < 3)) continue;
        const text = signs.slice(0, at).join("") + word + signs.slice(at + own.length).join("");
        const score = own.length * 2 + (sounding ? 4 : roughly ? 2 : 0) + weight - differ;
        found.push({ text, sounding, score });
      }
    });
    return found.sort((one, other) => other.score - one.score);
  }

  const charactersOf = (syllable) => (bySyllable && bySyllable[syllable]) || [];
  const homophones = (sign) => [...new Set((sounds.get(sign) || []).flatMap(charactersOf))].filter((o) => o !== sign);

  Object.assign(search, {
    counted, spelled, otherFigures, knowWords, termOf: (id) => ofTerm.get(id), isShort,
    isNamed, isTerm,
    wordsIn, synonyms, segments, needSounds, spelledBy, inPieces, syllables,
    charactersOf, homophones, meant,
  });
})(window.xunchaSearch);
