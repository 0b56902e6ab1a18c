/// A command that the specification does not have: a driver's own, or one that is newer than this client.
///
/// ```swift
/// struct Version: Decodable, Sendable { let product: String }
/// let version = try await session.vendor(.devTools("Browser.getVersion", as: Version.self))
/// ```
public struct VendorCommand<Answer: Decodable & Sendable>: Sendable {
  /// The command's name, for traces and recordings.
  public let name: String
  /// The HTTP method.
  public let method: WireRequest.Method
  /// The path below `/session/{session id}`, each part unescaped.
  public let path: [String]
  /// The body. A POST without one sends `{}`. What must not be seen in it is a ``JSONValue/secret(_:)``: traces and recordings then have
  /// its placeholder.
  public let body: JSONValue?
  /// Which of the session's time-outs bounds the command.
  public let patience: Patience

  /// A command of a driver's own.
  ///
  /// - Parameters:
  ///   - name: its name, for traces and recordings.
  ///   - method: the HTTP method.
  ///   - path: the path below `/session/{session id}`, each part unescaped.
  ///   - body: the body, with secrets as ``JSONValue/secret(_:)``; a POST without one sends `{}`.
  ///   - patience: which of the session's time-outs bounds the command.
  ///   - answer: what stands in the answer's `value`.
  public init(
    _ name: String, _ method: WireRequest.Method, _ path: [String], body: JSONValue? = nil, patience: Patience = .pageLoad,
    as answer: Answer.Type = Answer.self
  ) {
    self.name = name
    self.method = method
    self.path = path
    // Not `nil` after `??`: there it would be JSON's own null, and sent.
    self.body = body ?? (method == .post ? JSONValue.object([:]) : JSONValue?.none)
    self.patience = patience
  }
}

extension Session {
  /// Sends a command that the specification does not have, and decodes its answer.
  public func vendor<Answer>(_ command: VendorCommand<Answer>) async throws -> Answer {
    try await perform(
      Exchange(
        command: command.name, method: command.method, path: ["session", id] + command.path, body: command.body, patience: command.patience,
        target: nil))
  }
}
