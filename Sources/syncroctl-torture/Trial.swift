import ConsoleEmulator
import Foundation

/// One way to disturb a run, and what must hold afterwards.
enum Trial: Sendable, CustomStringConvertible {
  case kill(KillPoint)
  /// The nth request for a page of the run is struck, of those that the fault is for.
  case fault(FaultKinds.Named, request: Int)

  var description: String {
    switch self {
    case .kill(let point): "\(point)"
    case .fault(let kind, let request): "\(kind.name) \(request)"
    }
  }

  /// How often a run is taken up again before it must have come to its end.
  private static let mostTries = 4

  /// - Returns: what is wrong; `nil` if every intended change was made once and nothing else.
  func failure(on stage: Stage, _ reference: LayoutTorture.Reference) async throws -> String? {
    switch self {
    case .kill(let point):
      return try await stage.withConsole(killAtCommit: point.kind == .commit ? point.number : nil) { console in
        let killed = try await console.syncroctl(reference.command, kill: point)
        // How many looks a page takes depends on when it is ready: a run may come to its end before its last command comes up.
        if killed.status == 0, point.kind == .command, stage.lastCounts.commands < point.number {
          return try await difference(console, reference)
        }
        guard killed.status == 128 + SIGKILL else { return "it was not killed but ended with \(killed.status)" }
        return try await takeUp(console, reference)
      }
    case .fault(let kind, let request):
      return try await stage.withConsole(faults: [Fault(kind.kind, method: kind.method, nth: request)]) { console in
        let struck = try await console.syncroctl(reference.command)
        if struck.status == 0 { return try await difference(console, reference) }
        return try await takeUp(console, reference, after: struck)
      }
    }
  }

  /// Takes the run up again, by `resume` or by the same command, until it is done.
  private func takeUp(
    _ console: Stage.Console, _ reference: LayoutTorture.Reference, after first: Stage.Ended? = nil
  ) async throws -> String? {
    var last = first
    for attempt in 0..<Self.mostTries {
      // Both ways lead on; where nothing was begun there is nothing to resume.
      var ended = try await console.syncroctl(attempt.isMultiple(of: 2) ? ["resume", "--yes"] : reference.command)
      if ended.status == 64 { ended = try await console.syncroctl(reference.command) }
      last = ended
      // A run that was killed after the last write of all had come to its end, and says so.
      if ended.status == 0 || (ended.status == 4 && ended.talk.contains("was applied already")) {
        return try await difference(console, reference)
      }
    }
    return "it did not come to its end, and said at last (exit \(last?.status ?? 0)): \(last?.talk ?? "")"
  }

  private func difference(_ console: Stage.Console, _ reference: LayoutTorture.Reference) async throws -> String? {
    let changes = try await console.changes().sorted()
    guard changes != reference.changes else { return nil }
    var extra = changes
    var missing: [String] = []
    for change in reference.changes {
      if let index = extra.firstIndex(of: change) { extra.remove(at: index) } else { missing.append(change) }
    }
    return "missing: \(missing); too many: \(extra)"
  }
}

/// What can go wrong on the console. What goes wrong after the console has done what it was asked is another thing than before only where
/// something was to be done: those strike the requests that send a form.
enum FaultKinds {
  struct Named: Sendable {
    let name: String
    let kind: Fault.Kind
    var method: String?
  }

  static let all = [
    Named(name: "500-before", kind: .status500Before), Named(name: "500-after", kind: .status500After, method: "POST"),
    Named(name: "too-many", kind: .tooMany), Named(name: "slow", kind: .slow(.seconds(3))),
    Named(name: "slow-after", kind: .slowAfter(.seconds(12)), method: "POST"), Named(name: "maintenance", kind: .maintenance),
    Named(name: "bad-gateway", kind: .badGateway), Named(name: "gateway-timeout", kind: .gatewayTimeout),
    Named(name: "drop-before", kind: .dropBefore), Named(name: "drop-after", kind: .dropAfter, method: "POST"),
    Named(name: "end-session", kind: .endSession), Named(name: "dialog", kind: .dialog),
    Named(name: "validation", kind: .validation, method: "POST"), Named(name: "empty", kind: .emptyAnswer),
    Named(name: "empty-after", kind: .emptyAnswerAfter, method: "POST"),
  ]
}
