extension Commands {
  package struct ElementClick: PlainElementCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("elementClick", .post, "/session/{session id}/element/{element id}/click")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }

  package struct ElementClear: PlainElementCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("elementClear", .post, "/session/{session id}/element/{element id}/clear")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }

  package struct ElementSendKeys: ElementCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("elementSendKeys", .post, "/session/{session id}/element/{element id}/value")
    package let element: ElementReference
    /// The text: `.string` or `.secret`.
    let text: JSONValue
    package var body: JSONValue? { ["text": text] }

    init(element: ElementReference, text: JSONValue) { (self.element, self.text) = (element, text) }
    package init(_ call: Call) throws(MalformedCall) {
      self.init(element: try call.element(), text: try call.secret("text", label: "typed"))
    }
  }
}
