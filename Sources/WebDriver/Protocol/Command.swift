/// One endpoint of the WebDriver specification: how it is sent, and the type of its answer.
///
/// Adding an endpoint is adding one such type; the compiler then knows what it answers.
package protocol Command: Sendable {
  /// What stands in the answer's `value`.
  associatedtype Answer: Decodable & Sendable

  /// Name, method and path.
  static var endpoint: Endpoint { get }
  /// What stands in the path, in the order of the endpoint's parameters; of a ``SessionCommand`` without the session's id.
  var arguments: [String] { get }
  /// The body. Every POST carries an object, `{}` at least; chromedriver answers 400 without one.
  var body: JSONValue? { get }
  /// Which of the session's time-outs bounds the command.
  var patience: Patience { get }
  /// What the command was aimed at, for error texts: a locator, an address. Never a secret.
  var target: String? { get }
}

/// A command that belongs to a session, whose id is the first parameter of its path.
package protocol SessionCommand: Command {}

/// Which time-out of the session bounds a command. Any command may have to wait for a page load that an earlier click began.
public enum Patience: Sendable, Hashable {
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
  package var arguments: [String] { [] }
  package var body: JSONValue? { Self.endpoint.method == .post ? [:] : nil }
  package var patience: Patience { .pageLoad }
  package var target: String? { nil }
}

/// A session command that is aimed at one element.
package protocol ElementCommand: SessionCommand {
  /// The element.
  var element: ElementReference { get }
}

extension ElementCommand {
  package var arguments: [String] { [element.id] }
  package var target: String? { element.foundBy }
}

/// The answer of commands that answer `null`. Whatever stands there is accepted.
package struct Nothing: Decodable, Sendable {
  package init() {}
  package init(from decoder: any Decoder) {}
}
