// The files of the index: classic scripts, which a page from a disk may load as well.
(function (search) {
  "use strict";
  const PATIENCE = 20000;
  const here = document.currentScript;
  const folder = new URL("index/", here.src).href;
  const waiting = new Map();
  const loaded = new Map();

  window.xunchaIndex = (name, data) => loaded.set(name, data);

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
      script.src = folder + name + ".js";
      document.head.append(script);
    });
  }

  // A file is asked for once. One that did not come is asked for again the next time.
  function file(name) {
    if (!waiting.has(name)) waiting.set(name, read(name));
    return waiting.get(name);
  }

  search.file = file;
})(window.xunchaSearch);
