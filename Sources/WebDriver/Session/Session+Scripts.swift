extension Session {
  /// Runs the body of a function in the page and decodes what it returns. A returned promise is waited for.
  public func execute<Answer: Decodable & Sendable>(
    _ script: String, arguments: [JSONValue] = [], as type: Answer.Type = Answer.self
  ) async throws -> Answer {
    try await perform(Commands.ExecuteScript<Answer>(script: script, arguments: arguments))
  }

  /// Runs the body of a function whose last argument is a callback, and decodes what the callback is given.
  public func executeAsync<Answer: Decodable & Sendable>(
    _ script: String, arguments: [JSONValue] = [], as type: Answer.Type = Answer.self
  ) async throws -> Answer {
    try await perform(Commands.ExecuteAsyncScript<Answer>(script: script, arguments: arguments))
  }
}
