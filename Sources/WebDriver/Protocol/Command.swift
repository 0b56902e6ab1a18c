/// One endpoint of the WebDriver specification: how it is sent, and the type of its answer.
///
/// Adding an endpoint is adding one such type; the compiler then knows what it answers.
protocol Command: Sendable {
  /// What stands in the answer's `value`.
  associatedtype Answer: Decodable & Sendable

  /// The name in the specification's table of endpoints, in lower camel case.
  static var name: String { get }
  var method: WireRequest.Method { get }
  /// The path: below `/session/{id}` for a ``SessionCommand``, else below the base address.
  var path: [String] { get }
  var body: JSONValue? { get }
  /// Which of the session's time-outs bounds the command.
  var patience: Patience { get }
  /// What the command was aimed at, for error texts: a locator, an address. Never a secret.
  var target: String? { get }
}

/// A command that belongs to a session.
protocol SessionCommand: Command {}

/// Which time-out of the session bounds a command. Any command may have to wait for a page load that an earlier click began.
enum Patience: Sendable {
  /// Answered by the remote end itself.
  case prompt
  /// May wait for a page to load.
  case pageLoad
  /// May wait for a page to load and then for a script.
  case script
  /// Starting a browser; at a remote grid, waiting for a free one.
  case newSession
}

extension Command {
  var body: JSONValue? { method == .post ? [:] : nil }
  var patience: Patience { .pageLoad }
  var target: String? { nil }
}

/// The answer of commands that answer `null`. Whatever stands there is accepted.
struct Nothing: Decodable, Sendable {
  init() {}
  init(from decoder: any Decoder) {}
}
