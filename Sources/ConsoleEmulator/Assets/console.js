// What the console's pages do after they have loaded. Handlers sit on the document, so that they outlive what is drawn anew.
(function () {
  "use strict";

  // Regions are drawn a second time shortly after the page is there: equal, but other nodes.
  document.querySelectorAll("[data-late]").forEach(function (region) {
    setTimeout(function () { region.replaceWith(region.cloneNode(true)); }, Number(region.dataset.late));
  });

  // Something that everybody is to know, said once.
  window.addEventListener("load", function () {
    if (document.body.dataset.notice) { window.alert(document.body.dataset.notice); }
  });

  document.addEventListener("click", function (event) {
    var confirmed = event.target.closest("[data-confirm], [data-confirm-again]");
    var questions = confirmed ? [confirmed.dataset.confirm, confirmed.dataset.confirmAgain].filter(Boolean) : [];
    if (!questions.every(function (question) { return window.confirm(question); })) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    var menu = event.target.closest("[data-toggle=dropdown]");
    document.querySelectorAll(".dropdown.open").forEach(function (open) {
      if (!menu || open !== menu.parentElement) { setOpen(open, false); }
    });
    if (menu) {
      event.preventDefault();
      setOpen(menu.parentElement, !menu.parentElement.classList.contains("open"));
    }
    var toggle = event.target.closest("[data-toggle-target]");
    if (toggle) {
      event.preventDefault();
      var target = document.querySelector(toggle.dataset.toggleTarget);
      target.hidden = !target.hidden;
    }
    var link = event.target.closest("a[data-method]");
    if (link) {
      event.preventDefault();
      submit(link.href, link.dataset.method);
    }
  });

  function setOpen(dropdown, isOpen) {
    dropdown.classList.toggle("open", isOpen);
    dropdown.querySelector("[data-toggle=dropdown]").setAttribute("aria-expanded", String(isOpen));
  }

  // A link that is not a GET becomes a form.
  function submit(action, method) {
    var form = document.createElement("form");
    form.method = "post";
    form.action = action;
    form.hidden = true;
    [["_method", method], ["authenticity_token", document.querySelector("meta[name=csrf-token]").content]].forEach(function (field) {
      var input = document.createElement("input");
      input.type = "hidden";
      input.name = field[0];
      input.value = field[1];
      form.appendChild(input);
    });
    document.body.appendChild(form);
    form.submit();
  }
})();
