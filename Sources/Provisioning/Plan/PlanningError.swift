/// Why there is no plan.
public enum PlanningError: Error, Sendable, Hashable {
  /// The roster asks for what this console cannot give.
  case roster(RosterMistakes)
  /// The console showed something that a plan cannot rest on.
  case console(ConsoleUnclear)
}

extension PlanningError {
  /// What was seen on the console, then what to do, a line each.
  static func unclear(_ lines: String...) -> PlanningError { .console(ConsoleUnclear(lines: lines)) }
}

extension PlanningError: CustomStringConvertible {
  /// What is wrong and what to do, ready to be shown.
  public var description: String {
    switch self {
    case .roster(let mistakes): mistakes.description
    case .console(let unclear): unclear.description
    }
  }
}

/// What the console showed cannot be told apart, or is not there. Nothing is guessed then.
public struct ConsoleUnclear: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was seen, and what to do.
  let lines: [String]

  fileprivate init(lines: [String]) { self.lines = lines }

  /// What is wrong and what to do, ready to be shown.
  public var description: String {
    let rest = lines.dropFirst().map { "  \($0)" }
    return ([lines.first ?? ""] + rest + ["Nothing was changed."]).joined(separator: "\n")
  }
}
