import BrowserSupport
import Testing
import WebDriver

/// What one method of ``Session`` is to send.
struct SentCommand: Sendable, CustomTestStringConvertible {
  /// Which of the session's time-outs bounds it.
  enum Limit: Sendable {
    case prompt, load, script
  }

  let name: String
  let method: WireRequest.Method
  /// Below `/session/s1`.
  let path: [String]
  /// To the letter; `nil` for a request without a body.
  let body: String?
  let limit: Limit
  let answer: String
  let call: @Sendable (Session) async throws -> Void

  init(
    _ name: String, _ method: WireRequest.Method, _ path: [String], body: String? = nil, limit: Limit = .load, answer: String = "null",
    call: @escaping @Sendable (Session) async throws -> Void
  ) {
    self.name = name
    self.method = method
    self.path = path
    self.body = body
    self.limit = limit
    self.answer = answer
    self.call = call
  }

  var testDescription: String { "\(name) \(body ?? "")" }
}

/// `#expect` for closures of one expression, in which the macro's own `try` is not seen.
func isSame<Value: Equatable>(_ value: Value, _ expected: Value, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(value == expected, sourceLocation: sourceLocation)
}

/// Every method of ``Session`` with what it is to send, grouped as the commands are.
let sentCommands: [SentCommand] =
  navigationCommands + elementCommands + findCommands + stateCommands + scriptCommands + cookieCommands + dialogCommands + windowCommands
  + sessionCommands + pictureCommands + actionCommands + authenticatorCommands

let sampleElement = ElementReference(id: "f.1/é")
let sampleElementAnswer = #"{"element-6066-11e4-a52e-4f735466cecf":"e1"}"#
let sampleRectAnswer = #"{"x":1,"y":2,"width":3,"height":4}"#
