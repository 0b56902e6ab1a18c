import WebDriver

extension Feature {
  static let finding: [Feature] = [
    Feature(.finding, "by CSS selector", ["findElement"]) { stage in try await finds(.css("a[href='/second']"), on: stage) },
    Feature(.finding, "by XPath", ["findElement"]) { stage in try await finds(.xpath("//p/a[contains(., 'Next')]"), on: stage) },
    Feature(.finding, "by the text of a link", ["findElement"]) { stage in try await finds(.linkText("Next page"), on: stage) },
    Feature(.finding, "by a part of the text of a link", ["findElement"]) { stage in try await finds(.partialLinkText("xt pa"), on: stage)
    },
    Feature(.finding, "by tag name", ["findElement"]) { stage in try await finds(.tagName("a"), on: stage) },
    Feature(.finding, "all that match, in their order, or none", ["findElements", "getElementAttribute"]) { stage in
      try await stage.show("forms")
      var ids: [String?] = []
      for option in try await stage.session.findAll(.css("#many option")) {
        ids.append(try await stage.session.attribute("id", of: option))
      }
      try check("options", ids, is: ["m1", "m2", "m3"])
      try check("videos", await stage.session.findAll(.css("video")).count, is: 0)
    },
    Feature(.finding, "within an element, one and all", ["findElementFromElement", "findElementsFromElement"]) { stage in
      try await stage.show("forms")
      let list = try await stage.find("#one")
      let first = try await stage.session.find(.css("option"), in: list)
      try check("first", await stage.session.attribute("id", of: first), is: "o1")
      try check("count", await stage.session.findAll(.tagName("option"), in: list).count, is: 2)
      try await stage.failure(.noSuchElement) { _ = try await stage.session.find(.css("a"), in: list) }
    },
    Feature(.finding, "nothing that matches is an error", ["findElement"]) { stage in
      try await stage.show("forms")
      try await stage.failure(.noSuchElement) { _ = try await stage.find("#nope") }
    },
    Feature(.finding, "a selector that is none is an error", ["findElement"]) { stage in
      try await stage.show("forms")
      try await stage.failure(.invalidSelector) { _ = try await stage.find("a[") }
      try await stage.failure(.invalidSelector) { _ = try await stage.session.find(.xpath("//p[")) }
    },
    Feature(.finding, "an XPath that comes to no element is an error", ["findElement"]) { stage in
      try await stage.show("forms")
      try await stage.failure(.invalidSelector) { _ = try await stage.session.find(.xpath("count(//p)")) }
    },
    Feature(.finding, "the element that has the focus", ["getActiveElement"]) { stage in
      try await stage.show("forms")
      try check("at first", await stage.session.tagName(of: stage.session.activeElement()), is: "body")
      try await stage.run("document.getElementById('area').focus()")
      try check("after focus()", await stage.session.activeElement(), is: await stage.find("#area"))
    },
    Feature(.finding, "the same element has the same reference", ["findElement", "executeScript"]) { stage in
      try await stage.show("forms")
      let found = try await stage.find("#area")
      try check("found again", await stage.session.find(.xpath("//textarea")), is: found)
      try check("from a script", await stage.value("document.getElementById('area')"), is: found)
    },
    Feature(.finding, "an element that was removed is stale", ["getElementText", "elementClick"]) { stage in
      try await stage.show("forms")
      let link = try await stage.find("#link")
      try await stage.run("arguments[0].remove()", link.json)
      try await stage.failure(.staleElementReference) { _ = try await stage.session.text(of: link) }
      try await stage.failure(.staleElementReference) { try await stage.session.click(link) }
    },
    Feature(.finding, "an element of a page that was left is stale", ["isElementEnabled", "refresh"]) { stage in
      try await stage.show("forms")
      let field = try await stage.find("#name")
      try await stage.session.refresh()
      try await stage.failure(.staleElementReference) { _ = try await stage.session.isEnabled(field) }
    },
    Feature(.finding, "an element that never was", ["getElementText"]) { stage in
      try await stage.show("forms")
      try await stage.failure(.noSuchElement) { _ = try await stage.session.text(of: ElementReference(id: "nope")) }
    },
  ]

  static let shadow: [Feature] = [
    Feature(
      .shadow, "an open root, and one and all within", ["getElementShadowRoot", "findElementFromShadowRoot", "findElementsFromShadowRoot"]
    ) {
      stage in
      try await stage.show("shadow")
      let root = try await stage.session.shadowRoot(of: stage.find("#outer"))
      try check("text", await stage.session.text(of: stage.session.find(.css(".t"), in: root)), is: "in the shade")
      try check("count", await stage.session.findAll(.css(".t"), in: root).count, is: 2)
      try await stage.failure(.noSuchElement) { _ = try await stage.session.find(.css("#light"), in: root) }
    },
    Feature(.shadow, "a root within a root", ["getElementShadowRoot", "findElementFromShadowRoot"]) { stage in
      try await stage.show("shadow")
      let outer = try await stage.session.shadowRoot(of: stage.find("#outer"))
      let inner = try await stage.session.shadowRoot(of: stage.session.find(.css("#host"), in: outer))
      try check("text", await stage.session.text(of: stage.session.find(.css("#deep"), in: inner)), is: "deep shade")
    },
    Feature(.shadow, "a closed root", ["getElementShadowRoot", "findElementFromShadowRoot"]) { stage in
      try await stage.show("shadow")
      let root = try await stage.session.shadowRoot(of: stage.find("#closed"))
      try check("text", await stage.session.text(of: stage.session.find(.css("i"), in: root)), is: "closed shade")
    },
    Feature(.shadow, "what is inside a root is not found from outside", ["findElement"]) { stage in
      try await stage.show("shadow")
      try await stage.failure(.noSuchElement) { _ = try await stage.find("#deep") }
    },
    Feature(.shadow, "by tag name within a root", ["findElementFromShadowRoot"]) { stage in
      try await stage.show("shadow")
      let root = try await stage.session.shadowRoot(of: stage.find("#outer"))
      try check("button", await stage.session.attribute("id", of: stage.session.find(.tagName("button"), in: root)), is: "button")
    },
    Feature(.shadow, "by the text of a link within a root", ["findElementFromShadowRoot"]) { stage in
      try await stage.show("shadow")
      let root = try await stage.session.shadowRoot(of: stage.find("#outer"))
      try check("link", await stage.session.attribute("id", of: stage.session.find(.linkText("Shady"), in: root)), is: "link")
    },
    Feature(.shadow, "by XPath within a root", ["findElementFromShadowRoot"]) { stage in
      try await stage.show("shadow")
      let root = try await stage.session.shadowRoot(of: stage.find("#outer"))
      try check("button", await stage.session.attribute("id", of: stage.session.find(.xpath(".//button"), in: root)), is: "button")
    },
    Feature(.shadow, "clicking and typing within a root", ["elementClick", "elementSendKeys"]) { stage in
      try await stage.show("shadow")
      let root = try await stage.session.shadowRoot(of: stage.find("#outer"))
      let button = try await stage.session.find(.css("#button"), in: root)
      try await stage.session.click(button)
      try check("button", await stage.session.text(of: button), is: "pressed true")
      let field = try await stage.session.find(.css("#field"), in: root)
      try await stage.session.type("shade", into: field)
      try check("field", await stage.session.property("value", of: field), is: "shade")
    },
    Feature(.shadow, "a root comes out of a script", ["executeScript", "findElementFromShadowRoot"]) { stage in
      try await stage.show("shadow")
      let root = try await stage.value("document.getElementById('outer').shadowRoot", as: ShadowRootReference.self)
      try check("text", await stage.session.text(of: stage.session.find(.css(".t"), in: root)), is: "in the shade")
    },
    Feature(.shadow, "a root goes into a script", ["executeScript", "getElementShadowRoot"]) { stage in
      try await stage.show("shadow")
      let root = try await stage.session.shadowRoot(of: stage.find("#outer"))
      try check("mode", await stage.value("arguments[0].mode", root.json), is: String?.some("open"))
    },
    Feature(.shadow, "an element without a root", ["getElementShadowRoot"]) { stage in
      try await stage.show("shadow")
      let light = try await stage.find("#light")
      try await stage.failure(.noSuchShadowRoot) { _ = try await stage.session.shadowRoot(of: light) }
    },
    Feature(.shadow, "a root whose element was removed is detached", ["findElementFromShadowRoot"]) { stage in
      try await stage.show("shadow")
      let outer = try await stage.find("#outer")
      let root = try await stage.session.shadowRoot(of: outer)
      try await stage.run("arguments[0].remove()", outer.json)
      try await stage.failure(.detachedShadowRoot) { _ = try await stage.session.find(.css(".t"), in: root) }
    },
  ]

  private static func finds(_ location: ElementLocation, on stage: Stage) async throws {
    try await stage.show("forms")
    try check("text", await stage.session.text(of: stage.session.find(location)), is: "Next page")
  }
}
