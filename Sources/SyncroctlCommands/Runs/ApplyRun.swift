import ConsolePages
import Foundation
import Logging
import Provisioning
import Technicians

/// What a run is to do, and what lets it.
struct RunOrder: Sendable {
  let file: PlanFile
  /// The approvals that it rests on; they are spent when it begins.
  var approvals: [UsedApproval] = []
  /// The guards that these lift.
  var lifted: Set<GuardVerdict.Rule> = []
  /// How many people were active when the console was read last.
  var active = 0
}

/// A run that has begun: it stands in the journal.
struct OpenRun: Sendable {
  let order: RunOrder
  let header: RunHeader
  let log: RunLog
  let evidence: Evidence?
}

/// One run on one console: signs in, prepares, begins, carries out, ends. A browser that goes away on the way is started anew, and what was
/// under way is looked at first.
struct ApplyRun: Sendable {
  let target: ConsoleTarget
  let place: RunPlace
  let evidence: Evidence?
  let talk: Talk
  let logger: Logger
  /// What is asked before each change; `nil` where the command has asked already.
  var judge: GuardJudge?
  /// Whether to wait for another run that is under way on the same console.
  var waits = false
  /// How far an earlier run of the same plan had come.
  var inherited: [Int: JournalledRun.Step] = [:]
  /// What to choose where the console asks why somebody is deactivated.
  var reason: String?
  /// The first password of the one person whom the run creates, where it is to be handed on.
  var firstPassword: FirstPassword?

  /// What is said of a change as soon as a fresh page shows it done.
  var seen: (@Sendable (Change) -> [String])?
  /// What is said of a change once it has ended; `nil` says it in columns.
  var lines: (@Sendable (ChangeResult, Int) -> [String])?

  /// How often a browser that went away is started anew.
  private static let mostRestarts = 2

  /// How far a run has come.
  private struct Progress: Sendable {
    let open: OpenRun
    let summary: RunSummary
  }

  /// A new run.
  ///
  /// - Parameter prepare: is asked, once somebody is signed in, what is to be done; `nil` if there is nothing.
  func run(_ prepare: @escaping @Sendable (SignedInConsole) async throws -> RunOrder?) async throws -> ApplyReport? {
    let began = Date()
    let id = try evidence?.folder.run ?? place.journal.nextID(began: began)
    let lock = try await place.lock(target.address.origin, run: id, wait: waits, talk: talk)
    defer { lock?.release() }
    let progress = try await target.withConsole(talk: talk, logger: logger) { signedIn -> Progress? in
      guard let order = try await prepare(signedIn) else { return nil }
      let open = try begin(order, signedIn)
      return Progress(open: open, summary: try await carryOut(open, signedIn))
    }
    guard let progress else { return nil }
    return try await finish(progress)
  }

  /// Goes on with a run that was cut short.
  ///
  /// - Parameter check: is asked, once somebody is signed in, whether it may go on; it throws if not.
  func goOn(_ open: OpenRun, _ check: @escaping @Sendable (SignedInConsole) async throws -> Void) async throws -> ApplyReport {
    let lock = try await place.lock(target.address.origin, run: open.header.id, wait: waits, talk: talk)
    defer { lock?.release() }
    let progress = try await target.withConsole(talk: talk, logger: logger) { signedIn -> Progress in
      try await check(signedIn)
      return Progress(open: open, summary: try await carryOut(open, signedIn))
    }
    return try await finish(progress)
  }

  // MARK: - The parts

  /// Writes down that the run begins.
  func begin(_ order: RunOrder, _ signedIn: SignedInConsole) throws -> OpenRun {
    let began = Date()
    let folder = evidence?.folder
    let id = try folder?.run ?? place.journal.nextID(began: began)
    let header = RunHeader(
      id: id, console: signedIn.console.address.origin, layout: signedIn.console.layout, signedInAs: signedIn.operatorEmail,
      operator: Operator.name(), host: ProcessInfo.processInfo.hostName, process: getpid(), began: began, plan: order.file,
      approvals: order.approvals, evidence: target.isReplay ? nil : folder?.url.standardizedFileURL.path,
      witness: signedIn.witness?.introduction)
    try place.journal.begin(header)
    try folder?.begin(header)
    let log = RunLog(header, journal: place.journal, evidence: folder, inherited: inherited)
    return OpenRun(order: order, header: header, log: log, evidence: evidence)
  }

  /// Carries out what is left of the run.
  func carryOut(_ open: OpenRun, _ signedIn: SignedInConsole) async throws -> RunSummary {
    let plan = open.header.plan.plan
    let undertaking = Undertaking.current
    undertaking.begin(plan.changes)
    let progress = LiveProgress(plan.changes, talk: talk, lines: lines)
    let (counter, credentials) = (signedIn.counter, target.credentials)
    let (console, account) = (signedIn.console, signedIn.operatorEmail)
    let seen = seen
    let noGuards: Applier.GuardCheck = { _, _ in [] }
    let guards = judge?.beforeEach(open.order, in: open.header.id, on: signedIn) ?? noGuards
    let applier = Applier(
      console, log: open.log, commandCount: { counter.count },
      guards: guards,
      signIn: {
        progress.say("The session has ended: signing in again")
        let email = try await SignInPage(console).signIn(credentials)
        guard email == account else {
          throw ConsoleError(.notSignedIn, "after signing in again the console says that \(email) is signed in, and not \(account)")
        }
      }, witness: signedIn.witness, firstPassword: firstPassword)
    return try await progress.live {
      try await applier.apply(
        plan, deactivationReason: reason, begin: { _, number in progress.begin(number) },
        seen: { change, _ in for line in seen?(change) ?? [] { progress.say(line) } },
        progress: { result, number in
          undertaking.note(result, number)
          progress.end(result, number)
        })
    }
  }

  /// Writes down that the run has ended.
  ///
  /// - Throws: ``Shortfall`` if that could not be written; what was done is said then.
  func end(_ open: OpenRun, _ summary: RunSummary) throws -> ApplyReport {
    let tasks = TaskList(open.header, summary.results)
    do {
      try open.evidence?.folder.handOut(tasks, at: Date())
      // A run that was cut short, or left something for a person, is left open, to be gone on with.
      if summary.end == nil, !summary.isLeftOpen {
        try open.evidence?.folder.end(summary, at: Date(), seal: place.seal)
        try place.journal.end(open.header.id, summary, at: Date())
      }
    } catch {
      let standing = Undertaking.current.standing
      throw Shortfall(
        status: standing.done < standing.total ? .partly : .failed,
        description: "the end of the run could not be written down: \(error)\n\(standing.sentence) The rest: \(standing.again)")
    }
    let report = ApplyReport(
      summary: summary, seats: open.header.plan.plan.seats, evidence: open.evidence?.shown,
      run: target.isReplay ? nil : open.header.id, tasks: tasks.isEmpty ? nil : tasks)
    if !open.header.plan.plan.isEmpty { talk.say(report.doneLine) }
    return report
  }

  private func finish(_ progress: Progress) async throws -> ApplyReport {
    var progress = progress
    var restarts = Self.mostRestarts
    while progress.summary.end == .browserLost, restarts > 0, !Task.isCancelled, !target.isReplay {
      restarts -= 1
      talk.say("The browser went away. Starting another one; what was under way is looked at first")
      let open = progress.open
      do {
        let summary = try await target.withConsole(talk: talk, logger: logger) { try await carryOut(open, $0) }
        progress = Progress(open: open, summary: summary)
      } catch {
        let standing = Undertaking.current.standing
        throw Shortfall(
          status: standing.done > 0 ? .partly : .outcomeUnknown,
          description: """
            the browser went away, and could not be had again: \(error)
            \(standing.sentence) The rest, it looks first: syncroctl resume \(open.header.id)
            """)
      }
    }
    return try end(progress.open, progress.summary)
  }
}
