import ConsoleEmulator
import Foundation
import Synchronization

/// One layout's share: an undisturbed run first, then the same run disturbed at each point.
struct LayoutTorture: Sendable {
  let layout: EmulatedLayout
  let sample: Int?
  let seed: UInt64
  let jobs: Int
  let kills: Bool
  let faults: Bool
  let only: String?
  let log: TrialLog?

  struct Score: Sendable {
    var tried = 0
    /// Those that an earlier run of the torture tried, by its log.
    var before = 0
    var failures: [String] = []
  }

  /// What an undisturbed run does.
  struct Reference: Sendable {
    /// Each change of the console as a line of JSON, sorted.
    let changes: [String]
    let writes: Int
    let commands: Int
    /// The methods of the requests for pages.
    let requests: [String]
  }

  func run() async throws -> Score {
    let reference = try await withStage { try await Self.reference(on: $0) }
    say(
      "an undisturbed run makes \(reference.changes.count) changes with \(reference.writes) writes to the journal, \(reference.commands) commands and \(reference.requests.count) requests"
    )
    let all = trials(reference)
    let trials = all.filter { log?.has(layout, $0) != true }
    if trials.count < all.count { say("\(all.count - trials.count) of \(all.count) points were tried before, and held") }
    let desk = Desk(trials)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<min(jobs, trials.count) {
        group.addTask { [self] in
          try await withStage { stage in
            _ = try await Self.reference(on: stage)
            while let trial = desk.next() {
              let failure = try await trial.failure(on: stage, reference)
              let tried = desk.note(failure.map { "\(layout.rawValue) \(trial): \($0)" })
              if failure == nil { try log?.note(layout, trial) }
              say("\(tried)/\(trials.count) \(trial): \(failure ?? "ok")")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    var score = desk.score
    score.before = all.count - trials.count
    return score
  }

  /// What is left to try, and what came of the rest.
  private final class Desk: Sendable {
    private let state: Mutex<(left: ArraySlice<Trial>, score: Score)>

    init(_ trials: [Trial]) { state = Mutex((trials[...], Score())) }

    var score: Score { state.withLock { $0.score } }

    func next() -> Trial? { state.withLock { $0.left.popFirst() } }

    /// - Returns: how many have been tried.
    func note(_ failure: String?) -> Int {
      state.withLock { state in
        state.score.tried += 1
        if let failure { state.score.failures.append(failure) }
        return state.score.tried
      }
    }
  }

  private func trials(_ reference: Reference) -> [Trial] {
    var random = Picker(state: seed)
    var trials: [Trial] = []
    if kills {
      for (kind, count) in [
        (KillPoint.Kind.journal, reference.writes), (.command, reference.commands), (.commit, reference.changes.count),
      ] where count > 0 {
        trials += random.pick(sample, of: (1...count).map { Trial.kill(KillPoint(kind, $0)) })
      }
    }
    if faults {
      let all = FaultKinds.all.flatMap { kind in
        let count = reference.requests.count { kind.method == nil || $0 == kind.method }
        return (0..<count).map { Trial.fault(kind, request: $0 + 1) }
      }
      trials += random.pick(sample.map { $0 * 2 }, of: all)
    }
    return trials.filter { only == nil || "\($0)" == only }
  }

  /// Says how far it is: at once, also where nobody looks on from a terminal.
  private func say(_ text: String) { FileHandle.standardError.write(Data("torture: \(layout.rawValue): \(text)\n".utf8)) }

  private func withStage<Value: Sendable>(_ body: @Sendable (Stage) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "torture-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // The first console says which ports are free; later ones take the same.
    let free = try await Stage(layout: layout, folder: folder, port: 0, controlPort: 0).withConsole { console in
      (URL(string: console.emulator.consoleURL)?.port ?? 0, URL(string: console.emulator.controlURL)?.port ?? 0)
    }
    return try await body(Stage(layout: layout, folder: folder, port: free.0, controlPort: free.1))
  }

  /// Plans, applies, and counts.
  private static func reference(on stage: Stage) async throws -> Reference {
    try Roster.text(stage.layout).write(to: stage.folder.appending(path: "team.yaml"), atomically: true, encoding: .utf8)
    return try await stage.withConsole { console in
      let planned = try await console.syncroctl(["plan", "team.yaml", "-o", "team.plan", "--quiet"])
      guard planned.status == 2 else { throw Broken("planning ended with \(planned.status): \(planned.talk)") }
      let before = try await console.requests()
      let applied = try await console.syncroctl(["apply", "team.plan", "--yes"])
      guard applied.status == 0 else { throw Broken("the undisturbed run ended with \(applied.status): \(applied.talk)") }
      let counts = stage.lastCounts
      return Reference(
        changes: try await console.changes().sorted(), writes: counts.writes, commands: counts.commands,
        requests: Array(try await console.requests().dropFirst(before.count)))
    }
  }
}

/// What cannot be tortured, since it does not work undisturbed.
struct Broken: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Picks a sample, the same for the same seed.
struct Picker {
  var state: UInt64

  /// So many of `items`, spread over all of them; all if `count` is `nil`.
  mutating func pick<Item>(_ count: Int?, of items: [Item]) -> [Item] {
    guard let count, count < items.count, count > 0 else { return items }
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let offset = Int((state >> 33) % UInt64(max(1, items.count / count)))
    return (0..<count).map { items[($0 * items.count / count + offset) % items.count] }
  }
}
