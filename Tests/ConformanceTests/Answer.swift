import WebDriver

/// What came of running a feature on an engine.
enum Outcome: Sendable, Equatable {
  case works
  /// It does not; what the engine answered, or the wrong effect.
  case fails(String)
}

extension Outcome {
  /// What the engine answered; empty where it works.
  var answer: String { if case .fails(let answer) = self { answer } else { "" } }

  /// The outcome that `error` stands for, in words without ids, times and addresses, which differ from run to run.
  init(_ error: any Error) {
    switch error {
    case let error as WebDriverError:
      self = .fails(error.message.isEmpty ? "`\(error.code)`" : "`\(error.code)`: \(Self.lasting(error.message))")
    case let error as NotWebDriver: self = .fails("no WebDriver answer, but HTTP \(error.status): \(error.reason)")
    case let error as TransportError: self = .fails("no answer (\(error.code))")
    case let error as NoAnswer: self = .fails("\(error)")
    default: self = .fails(Self.lasting("\(error)"))
    }
  }

  /// `text` with a mark in place of whatever differs from run to run: session and element ids, ports, file names.
  static func lasting(_ text: String) -> String {
    text.replacing(/[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}/, with: "…")
      .replacing(/[0-9a-fA-F]{16,}/, with: "…")
      .replacing(/127\.0\.0\.1:[0-9]+/, with: "127.0.0.1:…")
      .replacing(/localhost:[0-9]+/, with: "localhost:…")
      .replacing(/\s+/, with: " ")
  }
}

/// A feature did not come to its end in time.
struct NoAnswer: Error, CustomStringConvertible {
  let limit: Duration
  var description: String { "no answer within \(limit.components.seconds) s" }
}

/// Runs `body` for no longer than `limit`; a command that is under way then is given up.
func within<Value: Sendable>(_ limit: Duration, _ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
  try await withThrowingTaskGroup(of: Value.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(for: limit)
      throw NoAnswer(limit: limit)
    }
    defer { group.cancelAll() }
    guard let value = try await group.next() else { throw CancellationError() }
    return value
  }
}
