import FoundationEssentials
import WebDriver

/// A request to the relay, as far as HTTP goes.
struct RelayRequest: Sendable {
  /// The method as it was written.
  let method: String
  /// The path below the relay's prefix, each part unescaped.
  let path: [String]
  /// Whether something stood behind a question mark.
  let hasQuery: Bool
  /// The body's bytes.
  let body: [UInt8]

  /// The body of a command: of a POST the object in it, of anything else an empty one.
  func parameters() throws(Refusal) -> JSONValue {
    guard method == WireRequest.Method.post.rawValue else { return [:] }
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body)) else {
      throw Refusal(.invalidArgument, 400, "the body is not JSON")
    }
    guard case .object = value else { throw Refusal(.invalidArgument, 400, "the body is not a JSON object") }
    return value
  }
}

/// What the relay answers.
struct RelayAnswer: Sendable, Hashable {
  let status: Int
  let body: [UInt8]
}

/// Why the relay does not pass a request on.
struct Refusal: Error, Sendable, Hashable {
  let code: ErrorCode
  let status: Int
  let message: String

  init(_ code: ErrorCode, _ status: Int, _ message: String) {
    self.code = code
    self.status = status
    self.message = message
  }
}
