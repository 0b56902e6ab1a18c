import ConsolePages
import Foundation
import Logging
import Provisioning
import Technicians

/// Goes on with a run that was cut short: looks at the console first, and does what is left.
struct RunResumption: Sendable {
  /// The run, with what earlier runs of its plan have done.
  private let run: JournalledRun
  private let inherited: [Int: JournalledRun.Step]
  let target: ConsoleTarget
  let place: RunPlace
  let policy: Policy
  let acting: ActingOptions
  let talk: Talk
  let logger: Logger
  let reason: String?
  /// The first password of the one person whom the run creates, where it is to be handed on.
  var firstPassword: FirstPassword?

  init(
    run: JournalledRun, target: ConsoleTarget, place: RunPlace, policy: Policy, acting: ActingOptions, talk: Talk, logger: Logger,
    reason: String?
  ) throws {
    inherited = try place.journal.steps(before: run)
    var whole = run
    whole.steps = inherited.merging(run.steps) { _, own in own }
    self.run = whole
    (self.target, self.place, self.policy, self.acting) = (target, place, policy, acting)
    (self.talk, self.logger, self.reason) = (talk, logger, reason)
  }

  func run() async throws -> ApplyReport? {
    let header = run.header
    guard header.console == target.address.origin else {
      throw UsageError(
        "the run \(header.id) is of \(header.console), and this is \(target.address.origin)", "\(target.toChoose(header.console)).")
    }
    let evidence = try header.evidence.flatMap { try self.evidence(at: $0) }
    let order = RunOrder(
      file: header.plan, approvals: header.approvals, lifted: Set(header.approvals.flatMap(\.lifts)),
      active: header.plan.plan.seats.before.active)
    let judge = GuardJudge(policy: policy, limits: policy.guards.tightened(by: header.plan.limits), journal: place.journal)
    let log = RunLog(header, journal: place.journal, evidence: evidence?.folder, inherited: inherited)
    let open = OpenRun(order: order, header: header, log: log, evidence: evidence)
    if try close(open) { return nil }
    let begun = Set(run.steps.keys)
    let (plan, talk, acting) = (header.plan.plan, talk, acting)
    say(begun)
    var again = ApplyRun(
      target: target, place: place, evidence: evidence, talk: talk, logger: logger, judge: judge, waits: acting.wait, reason: reason)
    again.firstPassword = firstPassword
    return try await again.goOn(open) { signedIn in
      // What was begun is looked at when it is its turn.
      if begun.count < plan.changes.count {
        let recheck = PlanRecheck(signedIn.console, signedInAs: signedIn.operatorEmail, witness: signedIn.witness) { talk.say($0) }
        try PlanRecheck.check(plan, against: try await recheck.read(for: plan, begun: begun), begun: begun)
      }
      try await Question.confirm("Go on with the run \(header.id)?", assumeYes: acting.yes)
      try place.journal.goOn(header.id, process: getpid(), at: Date())
      if let folder = evidence?.folder {
        if folder.hasBegun { try folder.wentOn(process: getpid(), at: Date()) } else { try folder.begin(header) }
      }
    }
  }

  /// The evidence to go on with; `nil` if it is sealed already.
  private func evidence(at path: String) throws -> Evidence? {
    let url = URL(fileURLWithPath: path)
    guard !FileManager.default.fileExists(atPath: url.appending(path: "seal.json").path) else { return nil }
    return Evidence(folder: try EvidenceFolder(resuming: url), shown: Self.shown(path))
  }

  /// A run that was killed after its last change has only its end missing.
  ///
  /// - Returns: whether that was so, and the end is there now.
  private func close(_ open: OpenRun) throws -> Bool {
    let changes = run.header.plan.plan.changes
    let results = changes.indices.compactMap { index -> ChangeResult? in
      if case .ended(let result)? = run.steps[index + 1] { result } else { nil }
    }
    let summary = RunSummary.closing(results)
    guard results.count == changes.count, !summary.isLeftOpen, run.isSettled || open.evidence?.folder.hasEnded ?? true else { return false }
    try open.evidence?.folder.end(summary, at: Date(), seal: place.seal)
    try place.journal.end(run.header.id, summary, at: Date())
    talk.say("The run \(run.header.id) had done all that it was to do; its end is written down now")
    return true
  }

  /// What is done, what is left, and what nobody knows yet.
  private func say(_ begun: Set<Int>) {
    let changes = run.header.plan.plan.changes
    let settled = run.steps.values.count { step in
      if case .ended(let result) = step { result.outcome == .done || result.outcome == .unchanged } else { false }
    }
    talk.say("Run \(run.header.id): \(settled) of \(changes.count) changes are done")
    for task in TaskList(run).tasks {
      talk.say("Left for a person: \(task.change) \(ShownText.plain(task.whom)). Whether it is done is looked at first")
    }
    for (number, step) in run.steps.sorted(by: { $0.key < $1.key }) {
      guard case .intended = step, changes.indices.contains(number - 1) else { continue }
      talk.say("It was cut short in the middle of: \(changes[number - 1].verb) \(changes[number - 1].whom). That is looked at first")
    }
  }

  /// The folder as a person may type it: below the current one without the path to that.
  private static func shown(_ path: String) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}
