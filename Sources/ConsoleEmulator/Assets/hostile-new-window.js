// Each committing button opens another window: a form and a link by their target, what a script sends by opening one before it.
(function () {
  "use strict";
  window.hostile.each(window.hostile.commits, function (button) {
    if (button.form) button.form.target = "_blank";
    else if (button.tagName === "A") button.target = "_blank";
    else button.addEventListener("click", function () { window.open("/tickets", "_blank"); }, true);
  });
})();
