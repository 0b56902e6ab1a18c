/// A text that must never be shown: a password, a one-time code, the secret behind it, an API token.
///
/// Printing, interpolating, dumping or encoding a `Secret` gives its placeholder. Only ``reveal(_:)`` hands the text out, so that
/// every place that does can be found by searching for that one word.
public struct Secret: Sendable, Hashable {
  private let text: String
  /// What the secret is, for people and recordings: `console.password`.
  public let label: String

  /// Wraps `text`; `label` says what it is.
  public init(_ text: String, label: String) {
    self.text = text
    self.label = label
  }

  /// What stands in for the secret wherever it would be shown.
  public var placeholder: String { "{{secret:\(label)}}" }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { text.isEmpty }

  /// Hands the text to `use`, and to nothing else.
  public func reveal<Value, Failure: Error>(_ use: (String) throws(Failure) -> Value) throws(Failure) -> Value { try use(text) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// For people.
  public var description: String { placeholder }
  /// The same, so that a debugger shows no more.
  public var debugDescription: String { placeholder }
  /// Nothing to see, so that a dump shows no more.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
