extension Commands {
  package struct GetPageSource: SessionCommand, PlainCommand {
    package typealias Answer = String
    package static let endpoint = Endpoint("getPageSource", .get, "/session/{session id}/source")
    package init() {}
  }

  package struct ExecuteScript<Answer: Decodable & Sendable>: SessionCommand {
    package static var endpoint: Endpoint { ScriptEndpoints.sync }
    let script: String
    let scriptArguments: [JSONValue]
    package var body: JSONValue? { ["script": .string(script), "args": .array(scriptArguments)] }
    package var patience: Patience { .script }
    package var target: String? { ScriptEndpoints.shown(script) }

    init(script: String, arguments: [JSONValue]) { (self.script, scriptArguments) = (script, arguments) }
  }

  package struct ExecuteAsyncScript<Answer: Decodable & Sendable>: SessionCommand {
    package static var endpoint: Endpoint { ScriptEndpoints.async }
    let script: String
    let scriptArguments: [JSONValue]
    /// What the script is for, where that says more than its first line.
    let purpose: String?
    package var body: JSONValue? { ["script": .string(script), "args": .array(scriptArguments)] }
    package var patience: Patience { .script }
    package var target: String? { purpose ?? ScriptEndpoints.shown(script) }

    init(script: String, arguments: [JSONValue], purpose: String? = nil) {
      (self.script, scriptArguments, self.purpose) = (script, arguments, purpose)
    }
  }
}

extension Commands.ExecuteScript: RelayedCommand where Answer: WireValue {
  package init(_ call: Call) throws(MalformedCall) {
    self.init(script: try call.string("script"), arguments: try ScriptEndpoints.arguments(call))
  }
}

extension Commands.ExecuteAsyncScript: RelayedCommand where Answer: WireValue {
  package init(_ call: Call) throws(MalformedCall) {
    self.init(script: try call.string("script"), arguments: try ScriptEndpoints.arguments(call))
  }
}

/// What the two script commands share. A generic type has no stored statics.
private enum ScriptEndpoints {
  static let sync = Endpoint("executeScript", .post, "/session/{session id}/execute/sync")
  static let async = Endpoint("executeAsyncScript", .post, "/session/{session id}/execute/async")

  static func arguments(_ call: Call) throws(MalformedCall) -> [JSONValue] {
    guard let arguments = try call.member("args").arrayValue else { throw MalformedCall("\"args\" is not an array") }
    return arguments
  }

  /// The script's first line of code, cut: enough to know it again. What it works on are its arguments, which are not shown.
  static func shown(_ script: String) -> String? {
    let lines = script.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
    guard let line = lines.first(where: { !$0.isEmpty && !$0.hasPrefix("//") }) else { return nil }
    return "script \"\(line.count > 60 ? line.prefix(57) + "..." : line)\""
  }
}
