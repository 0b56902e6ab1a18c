public import Secrets

/// One-time codes where none is needed: a recording has only their placeholder, and knows nothing of a clock.
public struct PlaceholderCodes: CodeSource {
  /// Whether the recorded codes were to be had without asking anybody.
  public let isImmediate: Bool
  /// Where they were typed by a person.
  public var mayMistype: Bool { !isImmediate }

  /// Codes for a replay; see the property.
  public init(isImmediate: Bool) { self.isImmediate = isImmediate }

  /// A code that is none.
  public func next() async throws -> (code: Secret, used: @Sendable () throws -> Void) {
    (Secret("000000", label: TOTP.codeLabel), {})
  }
}
