// Draws the islands of the skin "react". Each place `[data-island]` is followed by its content: a list of texts and of `[tag, attributes,
// children]`. It is drawn late, and once more a little later: equal, but other nodes. Fields are controlled: the island remembers what each
// holds, and learns of a change by the event alone, and only if the value is another than the one it has put there itself.
(function () {
  "use strict";

  var firstDrawing = 60, eachLater = 45, secondDrawing = 110;
  var hooks = /^(bhv-|has-error$|help-block$|user_security_groups$)/;
  var ids = 0;

  function nextID() { return ":r" + (ids++).toString(32) + ":"; }

  // ---- styles, by generated names ------------------------------------------------------------------------------------

  var sheet = document.createElement("style");
  sheet.setAttribute("data-emotion", "css");
  document.head.appendChild(sheet);
  var known = {};

  function css(rules) {
    if (known[rules]) return known[rules];
    var hash = 7;
    for (var i = 0; i < rules.length; i++) hash = (Math.imul(hash, 33) ^ rules.charCodeAt(i)) >>> 0;
    var name = known[rules] = "css-" + hash.toString(36).slice(0, 6);
    sheet.append("." + name + "{" + rules + "}");
    return name;
  }

  var looks = {
    form: css("display:block;margin:0;min-width:0"),
    inline: css("display:inline-flex;gap:10px;align-items:center;margin:0 4px 8px 0"),
    control: css("display:inline-flex;flex-direction:column;position:relative;width:100%;max-width:520px;margin:0 0 15px"),
    label: css("color:rgba(0,0,0,.6);font-size:.9rem;line-height:1.4375em;padding:0"),
    base: css("display:inline-flex;position:relative;border:1px solid rgba(0,0,0,.23);border-radius:4px;background:#fff"),
    input: css("font:inherit;color:currentColor;padding:8.5px 14px;border:0;background:none;width:100%;min-width:0;box-sizing:border-box"),
    group: css("border:0;margin:0 0 15px;padding:0;min-width:0"),
    choice: css("display:flex;align-items:center;cursor:pointer;margin:0 0 4px -8px"),
    box: css("position:relative;display:inline-flex;padding:8px;border-radius:50%"),
    hiddenInput: css("position:absolute;opacity:0;width:100%;height:100%;top:0;left:0;margin:0;padding:0;cursor:inherit"),
    mark: css("position:relative;width:18px;height:18px;border:2px solid rgba(0,0,0,.54);border-radius:2px;pointer-events:none"),
    marked: css("position:relative;width:18px;height:18px;border:2px solid #1976d2;background:#1976d2;border-radius:2px;pointer-events:none"),
    button: css("display:inline-flex;align-items:center;justify-content:center;position:relative;cursor:pointer;font:inherit;min-width:64px;padding:6px 16px;border:0;border-radius:4px;background:#1976d2;color:#fff"),
    ripple: css("overflow:hidden;pointer-events:none;position:absolute;z-index:0;inset:0;border-radius:inherit"),
    table: css("display:table;width:100%;border-collapse:collapse;background:#fff"),
    row: css("color:inherit;display:table-row;vertical-align:middle"),
    cell: css("font:inherit;display:table-cell;text-align:left;padding:10px 14px;border-bottom:1px solid rgba(224,224,224,1);overflow-wrap:break-word;max-width:320px"),
    other: css("min-width:0"),
  };

  // ---- nodes ---------------------------------------------------------------------------------------------------------

  function node(tag, classes, attributes, children) {
    var made = document.createElement(tag);
    made.className = classes;
    Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    made.append.apply(made, children || []);
    return made;
  }

  function hooksOf(attributes) {
    return (attributes.class || "").split(/\s+/).filter(function (each) { return hooks.test(each); }).map(function (each) { return " " + each; }).join("");
  }

  function textOf(parts) {
    return parts.map(function (part) { return typeof part === "string" ? part : textOf(part[2]); }).join("");
  }

  function find(parts, test) {
    for (var i = 0; i < parts.length; i++) {
      if (typeof parts[i] === "string") continue;
      var found = test(parts[i]) ? parts[i] : find(parts[i][2], test);
      if (found) return found;
    }
    return null;
  }

  function isButton(part) { return part[0] === "button" || (part[0] === "input" && part[1].type === "submit"); }
  function isChoice(part) { return part[0] === "input" && /^(checkbox|radio)$/.test(part[1].type || ""); }
  function isControl(part) { return /^(input|select|textarea)$/.test(part[0]) && !isButton(part) && part[1].type !== "hidden"; }

  // Notices whether a property is another than the page's own script has set: the node's own accessor sees what is set on the node itself,
  // and what goes round it shows by the difference.
  function track(made, property) {
    var native = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(made), property);
    var seen = String(native.get.call(made));
    Object.defineProperty(made, property, {
      configurable: true, enumerable: true,
      get: function () { return native.get.call(made); },
      set: function (value) { native.set.call(made, value); seen = String(native.get.call(made)); },
    });
    return function () {
      var now = String(native.get.call(made));
      var isNew = now !== seen;
      seen = now;
      return isNew;
    };
  }

  // ---- an island -----------------------------------------------------------------------------------------------------

  function Island(place, content) {
    var fields = new Map();
    var byID = {};
    (function remember(parts, form) {
      parts.forEach(function (part) {
        if (typeof part === "string") return;
        if (part[0] === "form") form = part;
        if (/^(input|select|textarea)$/.test(part[0]) && !isButton(part)) {
          var field = new Field(part, form, fields.size);
          fields.set(part, field);
          if (part[1].id) byID[part[1].id] = field;
        }
        remember(part[2], form);
      });
    })(content, null);

    // What a form would send, in the order of its fields.
    function pairs(form, button) {
      var sent = [];
      fields.forEach(function (field) {
        if (field.form === form && field.name && !field.isDisabled && (!field.isChoice || field.checked)) sent.push([field.name, field.value]);
      });
      if (button[1].name) sent.push([button[1].name, button[1].value || ""]);
      return sent;
    }

    function submit(form, button) {
      var questions = [button[1]["data-confirm"], button[1]["data-confirm-again"]].filter(Boolean);
      if (!questions.every(function (question) { return window.confirm(question); })) return;
      if ((form[1].method || "get") === "get") {
        location.assign(form[1].action + "?" + new URLSearchParams(pairs(form, button)));
        return;
      }
      var sender = node("form", "", { method: "post", action: form[1].action, hidden: "" }, pairs(form, button).map(function (pair) {
        return node("input", "", { type: "hidden", name: pair[0], value: pair[1] });
      }));
      document.body.appendChild(sender);
      sender.submit();
    }

    // The island is brought in line with what it remembers, and a few nodes are replaced by equal ones.
    function settle() {
      fields.forEach(function (field) { field.settle(); });
      place.querySelectorAll(".MuiTypography-root, .MuiFormLabel-asterisk, .MuiTouchRipple-root").forEach(function (each) { each.replaceWith(each.cloneNode(true)); });
    }

    function changed(field) {
      if (field.type === "radio") {
        fields.forEach(function (other) { if (other.type === "radio" && other.name === field.name && other !== field) other.checked = false; });
      }
      setTimeout(settle, 0);
    }

    function drawAll(parts, form) {
      return parts.map(function (part) { return draw(part, form); }).filter(function (each) { return each !== null; });
    }

    function drawControl(part) {
      var field = fields.get(part);
      var attributes = { name: part[1].name, "aria-invalid": "false" };
      ["autocomplete", "placeholder", "inputmode", "readonly", "aria-required"].forEach(function (name) { if (part[1][name] !== undefined) attributes[name] = part[1][name]; });
      if (field.isDisabled) attributes.disabled = "";
      var made = node(part[0], "MuiInputBase-input " + looks.input + hooksOf(part[1]), attributes, part[0] === "select" ? part[2].map(function (option) {
        return node("option", "", { value: option[1].value || "" }, [textOf(option[2])]);
      }) : []);
      if (part[0] === "input") made.type = part[1].type || "text";
      field.bindTo(made);
      field.controls(made, part[0] === "select" ? null : "value", part[0] === "select" ? "change" : "input", changed);
      return node("div", "MuiInputBase-root MuiOutlinedInput-root " + looks.base, {}, [made]);
    }

    function drawChoice(part, words) {
      var field = fields.get(part);
      var made = node("input", "PrivateSwitchBase-input " + looks.hiddenInput + hooksOf(part[1]), { type: part[1].type, name: part[1].name, value: part[1].value });
      made.disabled = field.isDisabled;
      var mark = node("span", looks.mark, { "aria-hidden": "true" });
      field.mark = mark;
      field.controls(made, "checked", "click", changed);
      var box = node("span", "MuiButtonBase-root MuiCheckbox-root " + looks.box, {}, [made, mark]);
      var text = node("span", "MuiTypography-root " + looks.label, {}, [words]);
      // Three ways to say what belongs to a box.
      if (field.number % 3 === 0) return node("label", "MuiFormControlLabel-root " + looks.choice, {}, [box, text]);
      if (field.number % 3 === 1) {
        made.id = field.id;
        return node("div", "MuiFormControlLabel-root " + looks.choice, {}, [box, node("label", looks.label, { for: field.id }, [text])]);
      }
      text.id = field.id + "-label";
      made.setAttribute("aria-labelledby", text.id);
      return node("div", "MuiFormControlLabel-root " + looks.choice, {}, [box, text]);
    }

    function drawLabel(part, form) {
      var choice = find(part[2], isChoice);
      if (choice) return drawChoice(choice, textOf(part[2]).trim());
      var field = byID[part[1].for];
      var isRequired = /(^|\s)required(\s|$)/.test(part[1].class || "");
      var words = textOf(part[2].filter(function (each) { return each[0] !== "abbr"; })).trim();
      var made = node("label", "MuiFormLabel-root MuiInputLabel-root " + looks.label, {}, [words]);
      if (isRequired) made.append(node("span", "MuiFormLabel-asterisk", { "aria-hidden": "true" }, ["\u2009*"]));
      if (field) {
        if (field.isLabelled) made.id = field.id + "-label";
        else made.setAttribute("for", field.id);
      }
      return made;
    }

    function drawButton(part, form) {
      var made = node("button", "MuiButtonBase-root MuiButton-root MuiButton-contained " + looks.button + hooksOf(part[1]), { type: "button", tabindex: "0" }, [
        part[0] === "input" ? part[1].value : textOf(part[2]), node("span", "MuiTouchRipple-root " + looks.ripple),
      ]);
      if (part[1].title) made.title = part[1].title;
      made.disabled = part[1].disabled !== undefined;
      made.addEventListener("click", function () { submit(form, part); });
      return made;
    }

    function draw(part, form) {
      if (typeof part === "string") return document.createTextNode(part);
      var tag = part[0];
      var attributes = part[1];
      if (tag === "form") {
        var isInline = /(^|\s)(button_to|form-inline)(\s|$)/.test(attributes.class || "");
        var made = node("div", "MuiBox-root " + (isInline ? looks.inline : looks.form) + hooksOf(attributes), {}, drawAll(part[2], part));
        made.addEventListener("keydown", function (event) {
          var button = event.key === "Enter" && event.target.tagName === "INPUT" && find(part[2], isButton);
          if (button) submit(part, button);
        });
        return made;
      }
      if (tag === "label") return drawLabel(part, form);
      if (isButton(part)) return drawButton(part, form);
      if (isControl(part)) return isChoice(part) ? drawChoice(part, "") : drawControl(part);
      if (tag === "input") return null;
      var look = { table: "MuiTable-root " + looks.table, tr: "MuiTableRow-root " + looks.row, td: "MuiTableCell-root " + looks.cell, th: "MuiTableCell-root MuiTableCell-head " + looks.cell, fieldset: "MuiFormControl-root " + looks.group, legend: "MuiFormLabel-root " + looks.label }[tag];
      if (/(^|\s)form-group(\s|$)/.test(attributes.class || "") && tag === "div") look = "MuiFormControl-root " + looks.control;
      var kept = {};
      Object.keys(attributes).forEach(function (name) { if (name !== "class" && !(name === "id" && tag === "tr")) kept[name] = attributes[name]; });
      return node(tag, (look || looks.other) + hooksOf(attributes), kept, drawAll(part[2], form));
    }

    // Other texts in the same nodes, as when a component is given another person.
    place.rewrite = function (other) {
      fields.forEach(function (field) {
        if (field.form) field.form[1].action = other(field.form[1].action);
        if (!field.isChoice) field.value = other(field.value);
      });
      settle();
    };

    this.draw = function () {
      place.replaceChildren.apply(place, drawAll(content, null));
      settle();
    };
  }

  // ---- a field -------------------------------------------------------------------------------------------------------

  function Field(part, form, number) {
    var attributes = part[1];
    this.form = form;
    this.number = number;
    this.name = attributes.name;
    this.type = attributes.type;
    this.isChoice = isChoice(part);
    this.isDisabled = attributes.disabled !== undefined;
    this.checked = attributes.checked !== undefined;
    this.value = attributes.value || "";
    if (part[0] === "textarea") this.value = textOf(part[2]).replace(/^\n/, "");
    if (part[0] === "select") {
      var chosen = part[2].find(function (option) { return option[1].selected !== undefined; });
      this.value = chosen ? chosen[1].value : "";
    }
    // A native select keeps the id that it is given; everything else has a generated one.
    this.id = part[0] === "select" ? attributes.id : nextID();
    // A label refers to its field, or the other way round.
    this.isLabelled = !this.isChoice && part[0] !== "select" && number % 2 === 1;
  }

  Field.prototype.bindTo = function (made) {
    if (this.isLabelled) made.setAttribute("aria-labelledby", this.id + "-label");
    else made.id = this.id;
  };

  // `property` is what the island keeps an eye on; a select has none, since its event tells enough.
  Field.prototype.controls = function (made, property, event, changed) {
    var field = this;
    field.node = made;
    if (property) {
      made[property] = field[property];
      var isNew = track(made, property);
    }
    made.addEventListener(event, function () {
      if (!property || isNew()) { field[property || "value"] = made[property || "value"]; }
      changed(field);
    });
  };

  Field.prototype.settle = function () {
    if (!this.node) return;
    if (this.isChoice) {
      if (this.node.checked !== this.checked) this.node.checked = this.checked;
      this.mark.className = this.checked ? looks.marked : looks.mark;
    } else if (this.node.value !== this.value) {
      this.node.value = this.value;
    }
  };

  // Nothing is drawn anew in the middle of a press.
  var isPressed = false;
  ["pointerdown", "pointerup"].forEach(function (type) {
    document.addEventListener(type, function () { isPressed = type === "pointerdown"; }, true);
  });

  document.querySelectorAll("[data-island]").forEach(function (place, index) {
    var island = new Island(place, JSON.parse(place.nextElementSibling.textContent));
    var when = firstDrawing + eachLater * index;
    setTimeout(island.draw, when);
    setTimeout(function again() { if (isPressed) setTimeout(again, 10); else island.draw(); }, when + secondDrawing);
  });
})();
