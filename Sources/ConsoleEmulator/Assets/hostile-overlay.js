// Something about cookies covers the page until it is closed.
(function () {
  "use strict";
  var veil = window.hostile.box("We value your privacy. ", "position:fixed;inset:0;padding:30vh;background:rgba(0,0,0,.75)");
  var close = document.createElement("button");
  close.type = "button";
  close.textContent = "Accept all";
  close.setAttribute("data-hostile", "");
  close.addEventListener("click", function () { veil.remove(); });
  veil.appendChild(close);
})();
