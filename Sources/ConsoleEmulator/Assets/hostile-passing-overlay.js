// Something covers the page for a moment.
(function () {
  "use strict";
  var veil = window.hostile.box("Loading your workspace", "position:fixed;inset:0;padding:30vh;background:rgba(0,0,0,.75)");
  setTimeout(function () { veil.remove(); }, 700);
})();
