// Only the rows of a long table that can be seen are in the page; scrolling brings the others.
window.hostile.each(function () { return [].slice.call(document.querySelectorAll(window.hostile.lists)); }, function (list) {
  "use strict";
  var table = list.closest("table") || list;
  var rows = [].slice.call(list.querySelectorAll(window.hostile.row));
  var shown = 8, height = 40;
  if (rows.length <= shown) return;
  var view = document.createElement("div");
  view.setAttribute("data-hostile", "");
  view.style.cssText = "height:" + (shown * height) + "px;overflow-y:auto";
  table.before(view);
  view.appendChild(table);
  function show() {
    var from = Math.min(Math.floor(view.scrollTop / height), rows.length - shown);
    table.style.marginTop = from * height + "px";
    table.style.marginBottom = (rows.length - shown - from) * height + "px";
    list.replaceChildren.apply(list, rows.slice(from, from + shown));
  }
  view.addEventListener("scroll", show);
  show();
});
