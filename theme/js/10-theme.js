// Runs in <head> before the first paint, so that a chosen theme does not flash in late.
(function () {
  "use strict";
  const classes = document.documentElement.classList;
  try {
    const theme = localStorage.getItem("xuncha-theme");
    if (theme === "dark" || theme === "light") classes.add("theme-" + theme);
    if (localStorage.getItem("xuncha-big") === "1") classes.add("big");
  } catch (error) { /* storage may be forbidden: the page then follows the system */ }
})();
