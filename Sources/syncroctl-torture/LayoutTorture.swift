import ConsoleEmulator
import Foundation
import Synchronization

/// One layout's share: an undisturbed run first, then the same run disturbed at each point.
struct LayoutTorture: Sendable {
  let job: Job
  let layout: EmulatedLayout
  let skin: EmulatedSkin
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
    /// The command that was run.
    let command: [String]
    /// Each change of the console as a line of JSON, sorted.
    let changes: [String]
    let writes: Int
    let commands: Int
    /// The methods of the requests for pages.
    let requests: [String]
  }

  func run() async throws -> Score {
    let reference = try await withStage { try await job.reference(on: $0) }
    say(
      "an undisturbed run makes \(reference.changes.count) changes with \(reference.writes) writes to the journal, \(reference.commands) commands and \(reference.requests.count) requests"
    )
    let all = trials(reference)
    let trials = all.filter { log?.has(name, $0) != true }
    if trials.count < all.count { say("\(all.count - trials.count) of \(all.count) points were tried before, and held") }
    let desk = Desk(trials)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<min(jobs, trials.count) {
        group.addTask { [self] in
          try await withStage { stage in
            _ = try await job.reference(on: stage)
            while let trial = desk.next() {
              let failure = try await trial.failure(on: stage, reference)
              let tried = desk.note(failure.map { "\(name) \(trial): \($0)" })
              if failure == nil { try log?.note(name, trial) }
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

  /// What is tortured, in a word or two; the usual is not named.
  private var name: String {
    [job == .apply ? nil : job.rawValue, layout.rawValue, skin == .classic ? nil : skin.rawValue].compactMap(\.self).joined(separator: " ")
  }

  /// Says how far it is: at once, also where nobody looks on from a terminal.
  private func say(_ text: String) { FileHandle.standardError.write(Data("torture: \(name): \(text)\n".utf8)) }

  private func withStage<Value: Sendable>(_ body: @Sendable (Stage) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "torture-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // The first console says which ports are free; later ones take the same.
    let free = try await Stage(layout: layout, skin: skin, folder: folder, port: 0, controlPort: 0).withConsole { console in
      (URL(string: console.emulator.consoleURL)?.port ?? 0, URL(string: console.emulator.controlURL)?.port ?? 0)
    }
    return try await body(Stage(layout: layout, skin: skin, folder: folder, port: free.0, controlPort: free.1))
  }
}

extension Job {
  /// Does it undisturbed, and counts.
  func reference(on stage: Stage) async throws -> LayoutTorture.Reference {
    try await stage.withConsole { console in
      let command = try await prepare(console)
      let before = try await console.requests()
      let done = try await console.syncroctl(command)
      guard done.status == 0 else { throw Broken("the undisturbed run ended with \(done.status): \(done.talk)") }
      let counts = stage.lastCounts
      return LayoutTorture.Reference(
        command: command, changes: try await console.changes().sorted(), writes: counts.writes, commands: counts.commands,
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
