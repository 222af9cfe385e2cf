// The files of the index: classic scripts, which a page from a disk may load as well.
(function (search) {
  "use strict";
  const PATIENCE = 20000;
  const FRESH = 600000;   // for how long the columns, which name the versions, may come from a cache
  const LETTERS = 3;      // of a version
  const here = document.currentScript;
  const folder = new URL("index/", here.src).href;
  const waiting = new Map();
  const loaded = new Map();

  const versions = new Map();

  window.xunchaIndex = (name, data) => loaded.set(name, data);

  // What a server is asked for, so that no file is mixed with one kept from an older site. A disk
  // has no cache, and not every browser takes a query there.
  function version(name) {
    if (location.protocol === "file:") return "";
    return "?" + (name === "columns" ? Math.floor(Date.now() / FRESH).toString(36) : versions.get(name) || "");
  }

  function knowVersions(columns) {
    const { t } = columns.versions;
    ["words", "sounds", "traditional"].forEach((name) => versions.set(name, columns.versions[name]));
    for (let at = 0; at < t.length; at += LETTERS) versions.set("t/" + at / LETTERS, t.slice(at, at + LETTERS));
    Object.entries(columns.shards).forEach(([count, signs]) => signs.split(",").forEach((sign, at) => {
      for (let number = 0; number < count; number += 1) {
        const start = (at * count + number) * LETTERS;
        versions.set(search.piece(sign, number), columns.versions[count].slice(start, start + LETTERS));
      }
    }));
  }

  function read(name) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      const late = setTimeout(() => script.onerror(), PATIENCE);
      script.onload = () => { clearTimeout(late); script.remove(); done(loaded.get(name)); };
      script.onerror = () => {
        clearTimeout(late);
        script.remove();
        waiting.delete(name);
        failed(new Error(name));
      };
      script.src = folder + name + ".js" + version(name);
      document.head.append(script);
    });
  }

  // A file is asked for once. One that did not come is asked for again the next time.
  function file(name) {
    if (!waiting.has(name)) waiting.set(name, read(name));
    return waiting.get(name);
  }

  Object.assign(search, { file, knowVersions });
})(window.xunchaSearch);
