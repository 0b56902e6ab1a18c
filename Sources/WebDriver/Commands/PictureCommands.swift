extension Commands {
  package struct TakeScreenshot: SessionCommand, PlainCommand {
    package typealias Answer = String
    package static let endpoint = Endpoint("takeScreenshot", .get, "/session/{session id}/screenshot")
    package init() {}
  }

  package struct TakeElementScreenshot: PlainElementCommand {
    package typealias Answer = String
    package static let endpoint = Endpoint("takeElementScreenshot", .get, "/session/{session id}/element/{element id}/screenshot")
    package let element: ElementReference
    package init(element: ElementReference) { self.element = element }
  }

  package struct PrintPage: SessionCommand, RelayedCommand {
    package typealias Answer = String
    package static let endpoint = Endpoint("printPage", .post, "/session/{session id}/print")
    let options: JSONValue
    package var body: JSONValue? { options }

    init(options: JSONValue) { self.options = options }
    package init(_ call: Call) throws(MalformedCall) { self.init(options: call.body) }
  }
}
