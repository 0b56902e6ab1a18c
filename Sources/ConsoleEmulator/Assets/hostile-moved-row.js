// When the pointer comes to a committing button, before it is pressed, somebody else stands there: in a table the next row, elsewhere the
// page of another person, in the same fields and the same buttons.
(function () {
  "use strict";
  var script = document.currentScript.dataset;
  var isDone = false;

  function person() {
    var shown = document.querySelector(".bhv-technician-email, .bhv-user-email, .fuer, .blatt input[name$=email]");
    var path = /^\/(?:technicians|users|mannschaft)\/(\d+)/.exec(location.pathname);
    return shown && path && { id: path[1], email: shown.value || shown.textContent, shown: shown };
  }

  function turn() {
    var old = person();
    if (!old) return;
    function other(text) { return text.replace("/" + old.id, "/" + script.otherId).replace(old.email, script.otherEmail); }
    if (!old.shown.value) old.shown.textContent = script.otherEmail;
    window.hostile.inside(["form"]).forEach(function (form) { form.setAttribute("action", other(form.getAttribute("action"))); });
    window.hostile.inside(["input"]).forEach(function (input) { if (input.value === old.email) input.value = script.otherEmail; });
    document.querySelectorAll("[data-island]").forEach(function (place) { place.rewrite(other); });
  }

  window.hostile.onApproach(window.hostile.commits, function (button) {
    if (isDone) return;
    isDone = true;
    var row = button.closest(window.hostile.row);
    if (!row) turn();
    else if (row.nextElementSibling) row.before(row.nextElementSibling);
    else if (row.previousElementSibling) row.after(row.previousElementSibling);
  });
})();
