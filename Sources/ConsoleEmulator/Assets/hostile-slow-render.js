// Parts of the page appear late, and out of order.
(function () {
  "use strict";
  var parts = ".content .form-group, .content fieldset, .content .permission-toggle, [data-late], [data-island] > *, .content tbody tr, .pager-row, .page-actions, .content [type=submit], .content .MuiButton-root, .content .MuiFormControl-root, .content .MuiFormControlLabel-root";
  var count = 0;
  window.hostile.each(function () { return [].slice.call(document.querySelectorAll(parts)); }, function (part) {
    var gap = document.createComment("");
    part.replaceWith(gap);
    setTimeout(function () { gap.replaceWith(part); }, 80 + (count++ * 7 % 11) * 50);
  });
})();
