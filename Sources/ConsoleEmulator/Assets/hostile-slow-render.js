// Parts of the page appear late, and out of order: a form's button before the fields and the boxes that it sends.
(function () {
  "use strict";
  var parts = ".content .form-group, .content fieldset, .content .permission-toggle, [data-late], [data-island] > *, .content tbody tr, .pager-row, .page-actions, .content [type=submit], .content .MuiButton-root, .content .MuiFormControl-root, .content .MuiFormControlLabel-root, .blatt .feld, .blatt form > p, .blatt .bereich, .blatt .wahl, .blatt .karte, .blatt .zeile, .blatt .blaettern, .blatt .tun";
  var count = 0;
  window.hostile.each(function () { return [].slice.call(document.querySelectorAll(parts)); }, function (part) {
    var gap = document.createComment("");
    part.replaceWith(gap);
    var isButton = part.matches("[type=submit], .MuiButton-root, .page-actions, .tun");
    setTimeout(function () { gap.replaceWith(part); }, isButton ? 80 : 130 + (count++ * 7 % 10) * 50);
  });
})();
