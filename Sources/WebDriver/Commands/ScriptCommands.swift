extension Commands {
  struct ExecuteScript<Answer: Decodable & Sendable>: SessionCommand {
    static var name: String { "executeScript" }
    let script: String
    let arguments: [JSONValue]
    var method: WireRequest.Method { .post }
    var path: [String] { ["execute", "sync"] }
    var body: JSONValue? { ["script": .string(script), "args": .array(arguments)] }
    var patience: Patience { .script }
  }

  struct ExecuteAsyncScript<Answer: Decodable & Sendable>: SessionCommand {
    static var name: String { "executeAsyncScript" }
    let script: String
    let arguments: [JSONValue]
    var method: WireRequest.Method { .post }
    var path: [String] { ["execute", "async"] }
    var body: JSONValue? { ["script": .string(script), "args": .array(arguments)] }
    var patience: Patience { .script }
  }
}
