// What the scripts of hostile pages share. It stands before each of them.
window.hostile = (function () {
  "use strict";

  // Once a page is hostile, its regions are not drawn a second time: what was taken out of them would be lost.
  document.querySelectorAll("[data-late]").forEach(function (region) { region.replaceWith(region.cloneNode(true)); });

  // The content of a page, in the skins that there are.
  var contents = [".content", ".blatt"];
  var fieldsOf = contents.map(function (content) {
    return ["input:not([type=hidden]):not([type=submit]):not([type=button])", "select", "textarea"].map(function (each) { return content + " " + each; }).join(", ");
  }).join(", ");

  function not(selector) { return selector.split(", ").map(function (each) { return each + ":not([data-hostile])"; }).join(", "); }

  // Calls `act` now, and whenever something was added to or taken out of the page. What `act` itself does is no reason to call it again.
  function everyChange(act) {
    var observer = new MutationObserver(run);
    function run() {
      act();
      observer.takeRecords();
    }
    run();
    observer.observe(document.body, { subtree: true, childList: true });
  }

  // Calls `act` once for each element that a list gives, now or later.
  function each(list, act) {
    var seen = new WeakSet();
    everyChange(function () {
      list().forEach(function (element) {
        if (seen.has(element)) return;
        seen.add(element);
        act(element);
      });
    });
  }

  return {
    everyChange: everyChange,
    each: each,
    // Buttons that send a form, and links that take somebody's access away.
    commits: function () { return [].slice.call(document.querySelectorAll(not(".content form[method=post] [type=submit], [data-island] button.MuiButton-root, .content a.bhv-disable-user, .blatt form[method=post] button, .blatt a.austritt"))); },
    // What holds rows of people, tokens or tickets: tables, and lists that are none.
    lists: ".content tbody, .blatt .leute, .blatt .schluessel, .blatt .vorgaenge",
    row: "tr, .karte, .zeile",
    content: function () { return document.querySelector(contents.join(", ")); },
    // Everything inside the content that one of the selectors matches.
    inside: function (selectors) {
      return [].slice.call(document.querySelectorAll(contents.map(function (content) {
        return selectors.map(function (each) { return content + " " + each; }).join(", ");
      }).join(", ")));
    },
    fields: function () { return [].slice.call(document.querySelectorAll(not(fieldsOf))); },
    wordsOf: function (element) { return (element.tagName === "INPUT" ? element.value : element.textContent).trim(); },
    labelOf: function (field) {
      var label = document.getElementById(field.getAttribute("aria-labelledby")) || (field.labels || [])[0];
      return label ? label.textContent.trim().replace(/^\*\s*|\s*\*$/g, "") : "";
    },
    // A copy with the same words, the same hooks and nothing behind it, before the element itself.
    twin: function (element, style) {
      var copy = element.cloneNode(true);
      copy.setAttribute("data-hostile", "");
      ["id", "name", "data-confirm", "data-confirm-again", "aria-labelledby"].forEach(function (name) { copy.removeAttribute(name); });
      var label = window.hostile.labelOf(element);
      if (label) copy.setAttribute("aria-label", label);
      if (copy.type === "submit") copy.type = "button";
      copy.style.cssText = style;
      element.before(copy);
    },
    twins: function (style) {
      each(function () { return window.hostile.commits().concat(window.hostile.fields()); }, function (element) { window.hostile.twin(element, style); });
    },
    // When the pointer comes to something that `list` gives, before it is pressed.
    onApproach: function (list, act) {
      ["pointerover", "pointermove"].forEach(function (type) {
        document.addEventListener(type, function (event) {
          var element = event.isTrusted && list().find(function (each) { return each.contains(event.target); });
          if (element) act(element);
        }, true);
      });
    },
    box: function (words, style) {
      var made = document.createElement("div");
      made.setAttribute("data-hostile", "");
      made.style.cssText = "z-index:500;padding:12px;background:#323232;color:#fff;" + style;
      made.textContent = words;
      document.body.appendChild(made);
      return made;
    },
    // A message over an element, for so many milliseconds.
    toast: function (element, time) {
      var at = element.getBoundingClientRect();
      var made = window.hostile.box("Saved a draft.", "position:absolute;left:" + (at.left + scrollX - 8) + "px;top:" + (at.top + scrollY - 8) + "px;width:" + (at.width + 16) + "px;height:" + (at.height + 16) + "px;");
      setTimeout(function () { made.remove(); }, time);
    },
  };
})();
