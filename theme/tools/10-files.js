// Files made in the browser: a spreadsheet with a byte order mark, CRLF, and no cell a formula.
(function () {
  "use strict";
  const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

  function cell(text) {
    const safe = FORMULA.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  window.xunchaFiles = {
    csv: (lines) => "\ufeff" + lines.map((line) => line.map(cell).join(",") + "\r\n").join(""),
    save(name, text) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
      link.download = name;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    },
  };
})();
