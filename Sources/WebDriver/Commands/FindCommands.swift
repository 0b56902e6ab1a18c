extension Commands {
  package struct FindElement: SessionCommand, RelayedCommand {
    package typealias Answer = ElementReference
    package static let endpoint = Endpoint("findElement", .post, "/session/{session id}/element")
    let location: ElementLocation
    package var body: JSONValue? { location.json }
    package var target: String? { location.description }

    init(location: ElementLocation) { self.location = location }
    package init(_ call: Call) throws(MalformedCall) { self.init(location: try ElementLocation(call)) }
  }

  package struct FindElements: SessionCommand, RelayedCommand {
    package typealias Answer = [ElementReference]
    package static let endpoint = Endpoint("findElements", .post, "/session/{session id}/elements")
    let location: ElementLocation
    package var body: JSONValue? { location.json }
    package var target: String? { location.description }

    init(location: ElementLocation) { self.location = location }
    package init(_ call: Call) throws(MalformedCall) { self.init(location: try ElementLocation(call)) }
  }

  package struct FindElementFromElement: ElementCommand, RelayedCommand {
    package typealias Answer = ElementReference
    package static let endpoint = Endpoint("findElementFromElement", .post, "/session/{session id}/element/{element id}/element")
    package let element: ElementReference
    let location: ElementLocation
    package var body: JSONValue? { location.json }
    package var target: String? { location.description(in: element.foundBy) }

    init(element: ElementReference, location: ElementLocation) { (self.element, self.location) = (element, location) }
    package init(_ call: Call) throws(MalformedCall) { self.init(element: try call.element(), location: try ElementLocation(call)) }
  }

  package struct FindElementsFromElement: ElementCommand, RelayedCommand {
    package typealias Answer = [ElementReference]
    package static let endpoint = Endpoint("findElementsFromElement", .post, "/session/{session id}/element/{element id}/elements")
    package let element: ElementReference
    let location: ElementLocation
    package var body: JSONValue? { location.json }
    package var target: String? { location.description(in: element.foundBy) }

    init(element: ElementReference, location: ElementLocation) { (self.element, self.location) = (element, location) }
    package init(_ call: Call) throws(MalformedCall) { self.init(element: try call.element(), location: try ElementLocation(call)) }
  }

  package struct FindElementFromShadowRoot: SessionCommand, RelayedCommand {
    package typealias Answer = ElementReference
    package static let endpoint = Endpoint("findElementFromShadowRoot", .post, "/session/{session id}/shadow/{shadow id}/element")
    let root: ShadowRootReference
    let location: ElementLocation
    package var arguments: [String] { [root.id] }
    package var body: JSONValue? { location.json }
    package var target: String? { location.description(in: root.foundBy) }

    init(root: ShadowRootReference, location: ElementLocation) { (self.root, self.location) = (root, location) }
    package init(_ call: Call) throws(MalformedCall) {
      self.init(root: ShadowRootReference(id: try call.argument(0)), location: try ElementLocation(call))
    }
  }

  package struct FindElementsFromShadowRoot: SessionCommand, RelayedCommand {
    package typealias Answer = [ElementReference]
    package static let endpoint = Endpoint("findElementsFromShadowRoot", .post, "/session/{session id}/shadow/{shadow id}/elements")
    let root: ShadowRootReference
    let location: ElementLocation
    package var arguments: [String] { [root.id] }
    package var body: JSONValue? { location.json }
    package var target: String? { location.description(in: root.foundBy) }

    init(root: ShadowRootReference, location: ElementLocation) { (self.root, self.location) = (root, location) }
    package init(_ call: Call) throws(MalformedCall) {
      self.init(root: ShadowRootReference(id: try call.argument(0)), location: try ElementLocation(call))
    }
  }

  package struct GetActiveElement: SessionCommand, PlainCommand {
    package typealias Answer = ElementReference
    package static let endpoint = Endpoint("getActiveElement", .get, "/session/{session id}/element/active")
    package init() {}
  }

  package struct GetElementShadowRoot: PlainElementCommand {
    package typealias Answer = ShadowRootReference
    package static let endpoint = Endpoint("getElementShadowRoot", .get, "/session/{session id}/element/{element id}/shadow")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }
}

extension ElementLocation {
  /// For people, with what it is looked for in.
  func description(in outer: String?) -> String { outer.map { "\(description) in \($0)" } ?? description }
}
