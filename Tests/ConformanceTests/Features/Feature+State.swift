import Foundation
import WebDriver

extension Feature {
  static let state: [Feature] = [
    Feature(.state, "ticked boxes, radio buttons and chosen options", ["isElementSelected"]) { stage in
      try await stage.show("forms")
      var selected: [String] = []
      for id in ["box", "ticked", "red", "blue", "o1", "o2"] where try await stage.session.isSelected(stage.find("#\(id)")) {
        selected.append(id)
      }
      try check("selected", selected, is: ["ticked", "blue", "o2"])
    },
    Feature(.state, "attributes as written, and those that are absent", ["getElementAttribute"]) { stage in
      try await stage.show("state")
      let field = try await stage.find("#field")
      try check("title", await stage.session.attribute("title", of: field), is: #"a "b""#)
      try check("required", await stage.session.attribute("required", of: field), is: "true")
      try check("absent", await stage.session.attribute("nope", of: field), is: nil)
      try await stage.session.clear(field)
      try check("value", await stage.session.attribute("value", of: field), is: "markup")
    },
    Feature(.state, "properties of every type", ["getElementProperty"]) { stage in
      try await stage.show("state")
      let field = try await stage.find("#field")
      try check("text", await stage.session.property("value", of: field), is: "markup")
      try check("truth", await stage.session.property("required", of: field), is: true)
      try check("number", await stage.session.property("size", of: field), is: 20)
      try check("nothing", await stage.session.property("nope", of: field), is: String?.none)
      try check(
        "element", await stage.session.property("parentElement", of: field, as: ElementReference.self), is: await stage.find("body"))
    },
    Feature(.state, "computed styles", ["getElementCssValue"]) { stage in
      try await stage.show("state")
      let box = try await stage.find("#box")
      let colour = try await stage.session.cssValue("background-color", of: box)
      // The specification wants the resolved value, which is `rgb()` for an opaque colour; older drivers write `rgba()`.
      try check("colour \(colour)", ["rgb(255, 0, 0)", "rgba(255, 0, 0, 1)"].contains(colour))
      try check("width", await stage.session.cssValue("width", of: box), is: "120.25px")
      try check("opacity", await stage.session.cssValue("opacity", of: box), is: "0.5")
    },
    Feature(.state, "custom properties of CSS", ["getElementCssValue"]) { stage in
      try await stage.show("state")
      try check("--brand", await stage.session.cssValue("--brand", of: stage.find("#box")), is: "teal")
    },
    Feature(.state, "the text as it is rendered", ["getElementText"]) { stage in
      try await stage.show("state")
      for (id, text) in [("words", "Two words"), ("lines", "One\nTwo"), ("blank", "a b c"), ("nothing", "")] {
        try check(id, await stage.session.text(of: stage.find("#\(id)")), is: text)
      }
    },
    Feature(.state, "the text as CSS changes its case", ["getElementText"]) { stage in
      try await stage.show("state")
      try check("text", await stage.session.text(of: stage.find("#upper")), is: "LOUD")
    },
    Feature(.state, "tag names", ["getElementTagName"]) { stage in
      try await stage.show("state")
      for (id, name) in [("box", "div"), ("heading", "h2"), ("field", "input"), ("circle", "circle")] {
        try check(id, await stage.session.tagName(of: stage.find("#\(id)")), is: name)
      }
    },
    Feature(.state, "place and size, with fractions", ["getElementRect"]) { stage in
      try await stage.show("state")
      try check("rect", await stage.session.rect(of: stage.find("#box")), is: ElementRect(x: 40, y: 300.5, width: 120.25, height: 30))
    },
    Feature(.state, "place in a page that is scrolled", ["getElementRect"]) { stage in
      try await stage.show("state")
      try await stage.run("scrollTo(0, 200)")
      try check("y", await stage.session.rect(of: stage.find("#box")).y, is: 300.5)
    },
    Feature(.state, "enabled or not, by itself or by a fieldset", ["isElementEnabled"]) { stage in
      try await stage.show("forms")
      var enabled: [String] = []
      for id in ["button", "disabled", "infieldset", "link"] where try await stage.session.isEnabled(stage.find("#\(id)")) {
        enabled.append(id)
      }
      try check("enabled", enabled, is: ["button", "link"])
    },
    Feature(.state, "visible or not", ["isElementDisplayed"]) { stage in
      try await stage.show("state")
      var seen: [String] = []
      for id in ["box", "nothing", "unseen", "clear", "empty", "below"] where try await stage.session.isDisplayed(stage.find("#\(id)")) {
        seen.append(id)
      }
      try check("visible", seen, is: ["box", "below"])
    },
    Feature(.state, "roles", ["getComputedRole"]) { stage in
      try await stage.show("state")
      for (id, role) in [("heading", "heading"), ("link", "link"), ("tab", "tab"), ("labelled", "button"), ("named", "checkbox")] {
        try check(id, await stage.session.computedRole(of: stage.find("#\(id)")), is: role)
      }
    },
    Feature(.state, "accessible names", ["getComputedLabel"]) { stage in
      try await stage.show("state")
      for (id, label) in [("tab", "Settings"), ("labelled", "A heading loud"), ("named", "A label"), ("link", "A link")] {
        // CSS may or may not count: "LOUD" is what is seen.
        try check(id, await stage.session.computedLabel(of: stage.find("#\(id)")).replacingOccurrences(of: "LOUD", with: "loud"), is: label)
      }
    },
  ]
}
