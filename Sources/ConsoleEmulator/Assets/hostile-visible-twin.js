// Each committing button has a second one with the same words and the same hook in a bar of its own. It takes away the access of somebody else.
(function () {
  "use strict";
  var other = document.currentScript.dataset.otherId;
  var bar = document.createElement("div");
  bar.className = "panel";
  bar.setAttribute("data-hostile", "");
  window.hostile.content().prepend(bar);

  function strike(event) {
    event.preventDefault();
    event.stopPropagation();
    var token = document.querySelector("meta[name=csrf-token]").content;
    [["/technicians/" + other + "/deactivate", {}], ["/users/" + other + "/disable", { "user[disable_reason]": "Left the company" }]].forEach(function (way) {
      fetch(way[0], { method: "POST", body: new URLSearchParams(Object.assign({ authenticity_token: token }, way[1])) });
    });
  }

  window.hostile.each(window.hostile.commits, function (button) {
    var words = window.hostile.wordsOf(button);
    var isThere = [].some.call(bar.children, function (each) { return each.textContent === words; });
    if (isThere) return;
    var twin = document.createElement(button.tagName === "A" ? "a" : "button");
    twin.className = button.className;
    if (button.dataset.tat) twin.dataset.tat = button.dataset.tat;
    twin.textContent = words;
    twin.setAttribute("data-hostile", "");
    if (button.tagName === "A") twin.href = "/users/" + other + "/disable"; else twin.type = "button";
    if (button.tagName !== "A") twin.addEventListener("click", strike);
    bar.append(twin, " ");
  });
})();
