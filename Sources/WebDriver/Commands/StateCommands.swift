extension Commands {
  package struct IsElementSelected: PlainElementCommand {
    package typealias Answer = Bool
    package static let endpoint = Endpoint("isElementSelected", .get, "/session/{session id}/element/{element id}/selected")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }

  package struct IsElementEnabled: PlainElementCommand {
    package typealias Answer = Bool
    package static let endpoint = Endpoint("isElementEnabled", .get, "/session/{session id}/element/{element id}/enabled")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }

  /// Not in the specification's table, and in every driver.
  package struct IsElementDisplayed: PlainElementCommand {
    package typealias Answer = Bool
    package static let endpoint = Endpoint("isElementDisplayed", .get, "/session/{session id}/element/{element id}/displayed")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }

  package struct GetElementText: PlainElementCommand {
    package typealias Answer = String
    package static let endpoint = Endpoint("getElementText", .get, "/session/{session id}/element/{element id}/text")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }

  package struct GetElementTagName: PlainElementCommand {
    package typealias Answer = String
    package static let endpoint = Endpoint("getElementTagName", .get, "/session/{session id}/element/{element id}/name")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }

  package struct GetElementRect: PlainElementCommand {
    package typealias Answer = ElementRect
    package static let endpoint = Endpoint("getElementRect", .get, "/session/{session id}/element/{element id}/rect")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }

  package struct GetComputedRole: PlainElementCommand {
    package typealias Answer = String
    package static let endpoint = Endpoint("getComputedRole", .get, "/session/{session id}/element/{element id}/computedrole")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }

  package struct GetComputedLabel: PlainElementCommand {
    package typealias Answer = String
    package static let endpoint = Endpoint("getComputedLabel", .get, "/session/{session id}/element/{element id}/computedlabel")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }

  package struct GetElementAttribute: ElementCommand, RelayedCommand {
    package typealias Answer = String?
    package static let endpoint = Endpoint("getElementAttribute", .get, "/session/{session id}/element/{element id}/attribute/{name}")
    package let element: ElementReference
    let name: String
    package var arguments: [String] { [element.id, name] }
    package var target: String? { element.named("attribute \(name)") }

    init(element: ElementReference, name: String) { (self.element, self.name) = (element, name) }
    package init(_ call: Call) throws(MalformedCall) { self.init(element: try call.element(), name: try call.argument(1)) }
  }

  package struct GetElementCSSValue: ElementCommand, RelayedCommand {
    package typealias Answer = String
    package static let endpoint = Endpoint("getElementCssValue", .get, "/session/{session id}/element/{element id}/css/{name}")
    package let element: ElementReference
    let name: String
    package var arguments: [String] { [element.id, name] }
    package var target: String? { element.named("style \(name)") }

    init(element: ElementReference, name: String) { (self.element, self.name) = (element, name) }
    package init(_ call: Call) throws(MalformedCall) { self.init(element: try call.element(), name: try call.argument(1)) }
  }

  package struct GetElementProperty<Answer: Decodable & Sendable>: ElementCommand {
    package static var endpoint: Endpoint { propertyEndpoint }
    package let element: ElementReference
    let name: String
    package var arguments: [String] { [element.id, name] }
    package var target: String? { element.named("property \(name)") }

    init(element: ElementReference, name: String) { (self.element, self.name) = (element, name) }
  }
}

/// A generic type has no stored statics.
private let propertyEndpoint = Endpoint(
  "getElementProperty", .get, "/session/{session id}/element/{element id}/property/{name}")

extension Commands.GetElementProperty: RelayedCommand where Answer: WireValue {
  package init(_ call: Call) throws(MalformedCall) { self.init(element: try call.element(), name: try call.argument(1)) }
}

extension ElementReference {
  /// For people: what of the element, and how it was found.
  fileprivate func named(_ what: String) -> String { foundBy.map { "\(what) of \($0)" } ?? what }
}
