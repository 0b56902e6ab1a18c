extension Commands {
  package struct SwitchToFrame: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("switchToFrame", .post, "/session/{session id}/frame")
    let frame: FrameTarget
    package var body: JSONValue? { ["id": frame.json] }
    package var target: String? { frame.description }

    init(frame: FrameTarget) { self.frame = frame }
    package init(_ call: Call) throws(MalformedCall) {
      let id = try call.member("id")
      if id == .null {
        self.init(frame: .top)
      } else if let index = id.intValue {
        self.init(frame: .index(index))
      } else if let element = ElementReference(json: id) {
        self.init(frame: .element(element))
      } else {
        throw MalformedCall("\"id\" is neither null nor a number nor an element")
      }
    }
  }

  package struct SwitchToParentFrame: SessionCommand, PlainCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("switchToParentFrame", .post, "/session/{session id}/frame/parent")
    package init() {}
  }
}
