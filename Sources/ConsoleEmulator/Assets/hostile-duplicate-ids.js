// Everything with an id, or with a hook in its place, has a hidden double with the same in front of it.
window.hostile.each(function () { return window.hostile.inside(["[id]:not([data-hostile])", "[data-tat]:not([data-hostile])"]); }, function (element) {
  var double = document.createElement("span");
  if (element.id) double.id = element.id;
  if (element.dataset.tat) double.dataset.tat = element.dataset.tat;
  double.hidden = true;
  double.setAttribute("data-hostile", "");
  document.body.prepend(double);
});
