// Text → the characters that are searched, exactly as xuncha_site/search/tokens.py makes them.
(function (search) {
  "use strict";
  const RANGES = [
    [0x25, 0x25], [0x30, 0x39], [0x61, 0x7A], [0xDF, 0xF6], [0xF8, 0x24F], [0x370, 0x3FF],
    [0x400, 0x52F], [0x3005, 0x3007], [0x3041, 0x3096], [0x30A1, 0x30FA], [0x3400, 0x4DBF],
    [0x4E00, 0x9FFF], [0xAC00, 0xD7A3], [0x20000, 0x323AF],
  ];
  const text = (code) => "\\u{" + code.toString(16) + "}";
  const RUN = new RegExp("[" + RANGES.map(([low, high]) => text(low) + "-" + text(high)).join("") + "]+", "gu");

  const normalised = (words) => words.normalize("NFKC").toLowerCase();
  const runs = (words) => normalised(words).match(RUN) || [];

  function grams(run) {
    const signs = Array.from(run);
    const pairs = signs.slice(1).map((sign, at) => signs[at] + sign);
    return pairs.length ? pairs : signs;
  }

  Object.assign(search, { normalised, runs, grams });
})(window.xunchaSearch = window.xunchaSearch || {});
