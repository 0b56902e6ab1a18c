extension Commands {
  package struct GetWindowHandle: SessionCommand, PlainCommand {
    package typealias Answer = WindowHandle
    package static let endpoint = Endpoint("getWindowHandle", .get, "/session/{session id}/window")
    package init() {}
  }

  package struct GetWindowHandles: SessionCommand, PlainCommand {
    package typealias Answer = [WindowHandle]
    package static let endpoint = Endpoint("getWindowHandles", .get, "/session/{session id}/window/handles")
    package init() {}
  }

  package struct SwitchToWindow: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("switchToWindow", .post, "/session/{session id}/window")
    let handle: WindowHandle
    package var body: JSONValue? { ["handle": .string(handle.rawValue)] }
    package var target: String? { "window \(handle.rawValue)" }

    init(handle: WindowHandle) { self.handle = handle }
    package init(_ call: Call) throws(MalformedCall) { self.init(handle: WindowHandle(rawValue: try call.string("handle"))) }
  }

  package struct CloseWindow: SessionCommand, PlainCommand {
    package typealias Answer = [WindowHandle]
    package static let endpoint = Endpoint("closeWindow", .delete, "/session/{session id}/window")
    package init() {}
  }

  package struct NewWindow: SessionCommand, RelayedCommand {
    package struct Answer: Decodable, Sendable, WireValue {
      let handle: WindowHandle
      let type: String?

      package var json: JSONValue { ["handle": .string(handle.rawValue), "type": type.map { .string($0) } ?? .null] }
    }
    package static let endpoint = Endpoint("newWindow", .post, "/session/{session id}/window/new")
    let kind: WindowKind?
    package var body: JSONValue? { kind.map { ["type": .string($0.rawValue)] } ?? [:] }

    init(kind: WindowKind?) { self.kind = kind }
    package init(_ call: Call) throws(MalformedCall) { self.init(kind: call.body["type"]?.stringValue.flatMap(WindowKind.init)) }
  }

  package struct GetWindowRect: SessionCommand, PlainCommand {
    package typealias Answer = WindowRect
    package static let endpoint = Endpoint("getWindowRect", .get, "/session/{session id}/window/rect")
    package init() {}
  }

  package struct SetWindowRect: SessionCommand, RelayedCommand {
    package typealias Answer = WindowRect
    package static let endpoint = Endpoint("setWindowRect", .post, "/session/{session id}/window/rect")
    /// What is `nil` stays as it is.
    let x: Int?, y: Int?, width: Int?, height: Int?

    package var body: JSONValue? {
      .object(["x": x, "y": y, "width": width, "height": height].mapValues { $0.map { .int($0) } ?? .null })
    }

    init(x: Int?, y: Int?, width: Int?, height: Int?) { (self.x, self.y, self.width, self.height) = (x, y, width, height) }
    package init(_ call: Call) throws(MalformedCall) {
      let body = call.body
      self.init(x: body["x"]?.intValue, y: body["y"]?.intValue, width: body["width"]?.intValue, height: body["height"]?.intValue)
    }
  }

  package struct MaximizeWindow: SessionCommand, PlainCommand {
    package typealias Answer = WindowRect
    package static let endpoint = Endpoint("maximizeWindow", .post, "/session/{session id}/window/maximize")
    package init() {}
  }

  package struct MinimizeWindow: SessionCommand, PlainCommand {
    package typealias Answer = WindowRect
    package static let endpoint = Endpoint("minimizeWindow", .post, "/session/{session id}/window/minimize")
    package init() {}
  }

  package struct FullscreenWindow: SessionCommand, PlainCommand {
    package typealias Answer = WindowRect
    package static let endpoint = Endpoint("fullscreenWindow", .post, "/session/{session id}/window/fullscreen")
    package init() {}
  }
}
