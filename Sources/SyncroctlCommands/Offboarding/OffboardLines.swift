import ConsolePages
import Foundation
import Provisioning
import Synchronization
import Technicians

/// What is said while somebody is offboarded: the time and what happened, on lines of no more than sixty columns.
final class OffboardLines: Sendable {
  private static let width = 60
  /// Whether each line says whom it is about, since there are several.
  private let namesPeople: Bool
  private let now: @Sendable () -> Date
  private let saidOf = Mutex<Set<String>>([])

  init(namesPeople: Bool = false, now: @escaping @Sendable () -> Date = { Date() }) {
    self.namesPeople = namesPeople
    self.now = now
  }

  /// That access is cut is said the moment it is seen: pictures and the journal come after.
  func seen(_ change: Change) -> [String] {
    guard case .deactivate = change.action else { return [] }
    return isCut("deactivated, read back", change)
  }

  /// Once a change has ended.
  func ended(_ result: ChangeResult) -> [String] {
    let isDone = result.outcome == .done || result.outcome == .unchanged
    guard case .deactivate = result.change.action, isDone else {
      return timed(Self.words(result), result.change)
    }
    return isCut(Self.words(result), result.change)
  }

  /// Said once.
  private func isCut(_ words: String, _ change: Change) -> [String] {
    guard saidOf.withLock({ $0.insert(change.whom).inserted }) else { return [] }
    return timed(words, change) + ["          >>> access is cut <<<"]
  }

  private func timed(_ words: String, _ change: Change) -> [String] {
    let time = now().formatted(.iso8601.time(includingFractionalSeconds: false))
    return Self.wrapped((namesPeople ? "\(change.whom): " : "") + words, behind: "\(time)  ")
  }

  private static func words(_ result: ChangeResult) -> String {
    let detail = ShownText.plain(result.detail, limit: 1000)
    switch result.outcome {
    case .done, .unchanged: return detail
    // It did what it was to do, which is to look.
    case .failed where result.change.action == .confirmOffboarded && result.cause == nil: return "LEFT OVER: \(detail)"
    case .failed, .unknown, .manual, .notReached: return "\(result.change.verb) \(result.outcome.rawValue.uppercased()): \(detail)"
    }
  }

  /// `text` broken at spaces; what has none is left whole.
  static func wrapped(_ text: String, behind head: String) -> [String] {
    var lines: [String] = []
    var line = head
    var isBegun = false
    for word in text.split(separator: " ") {
      if isBegun, TextColumns.width(of: line) + 1 + TextColumns.width(of: String(word)) > width {
        lines.append(line)
        (line, isBegun) = (String(repeating: " ", count: head.count), false)
      }
      line += (isBegun ? " " : "") + word
      isBegun = true
    }
    return lines + [line]
  }
}
