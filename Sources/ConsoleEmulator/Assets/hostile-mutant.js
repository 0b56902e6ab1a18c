// One thing of the page is otherwise: see Mutant.swift. The script's tag says what, where and how.
(function () {
  "use strict";
  var mutant = JSON.parse(document.currentScript.dataset.mutant);
  if (!new RegExp(mutant.path).test(location.pathname)) return;

  var strange = "Zubrow";

  function labelsOf(element) {
    var labelled = document.getElementById(element.getAttribute("aria-labelledby"));
    return [].slice.call(element.labels || []).concat(labelled || []);
  }

  // The words beside a control, without the control.
  function reword(node) {
    [].slice.call(node.childNodes).forEach(function (child) { if (child.nodeType === Node.TEXT_NODE && child.data.trim()) child.data = " " + strange; });
  }

  var ways = {
    renamed: function (element) {
      if (/^(submit|button)$/.test(element.type) && element.tagName === "INPUT") element.value = strange;
      else if (/^(BUTTON|A|TH|H1|H2|LEGEND)$/.test(element.tagName)) element.textContent = strange;
      else if (element.tagName === "TABLE") [].slice.call(element.querySelectorAll("th")).forEach(function (th) { if (th.textContent.trim()) th.textContent = strange + " " + th.cellIndex; });
      else if (labelsOf(element).length) labelsOf(element).forEach(reword);
      else element.textContent = strange;
    },
    unhooked: function (element) {
      labelsOf(element).forEach(function (label) { if (label.htmlFor) label.htmlFor = "zubrow"; });
      ["class", "data-testid", "autocomplete"].forEach(function (name) { element.removeAttribute(name); });
      if (element.id) element.id = "zubrow";
    },
    moved: function (element) {
      var group = element.closest(".form-group") || element;
      document.querySelector(".content, main, body").append(group);
    },
    doubled: function (element) {
      var copy = element.cloneNode(true);
      copy.setAttribute("data-mutant", "");
      element.after(copy);
    },
    hidden: function (element) { element.style.display = "none"; },
    removed: function (element) { element.remove(); },
  };

  var done = new WeakSet();
  window.hostile.everyChange(function () {
    [].slice.call(document.querySelectorAll(mutant.css)).forEach(function (element) {
      if (done.has(element) || element.hasAttribute("data-mutant")) return;
      done.add(element);
      ways[mutant.kind](element);
    });
  });
})();
