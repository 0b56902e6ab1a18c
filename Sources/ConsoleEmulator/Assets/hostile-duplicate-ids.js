// Everything with an id has a hidden double with the same id in front of it.
window.hostile.each(function () { return [].slice.call(document.querySelectorAll(".content [id]:not([data-hostile])")); }, function (element) {
  var double = document.createElement("span");
  double.id = element.id;
  double.hidden = true;
  double.setAttribute("data-hostile", "");
  document.body.prepend(double);
});
