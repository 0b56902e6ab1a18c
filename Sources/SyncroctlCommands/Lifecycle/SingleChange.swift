import ConsolePages
import Foundation
import Provisioning
import SelectorPacks
import Technicians

/// Carries out a single change through the same steps as a plan: look, guards, question, act, read back, evidence.
struct SingleChange {
  let options: ConsoleOptions
  let acting: ActingOptions
  let policy: PolicyOptions
  /// How what became of it is printed; `nil` prints nothing but tasks.
  var format: OutputFormat?
  /// What to do about somebody whom the policy protects; `nil` for what holds everywhere.
  var glass: String?
  /// The first password of whoever is created, where it is to be handed on.
  var firstPassword: FirstPassword?
  /// Whether an unfinished run of this one change is gone on with; `nil` begins a run of its own.
  var resumes: (@Sendable (Change) -> Bool)?
  /// Is told what came of it, once that is printed, and says what is left to be done; gets `nil` where an earlier run had done all.
  var concluding: (@Sendable (ApplyReport?) async -> Shortfall?)?

  /// Finds the person, asks `order` what is to be done, asks the guards, shows it, asks, does it.
  ///
  /// - Parameters:
  ///   - reason: what to choose where the console asks why somebody is deactivated.
  ///   - afterwards: what to say once it is done.
  ///   - order: gets whoever was found, and gives what is to be done; `nil` if there is nothing to do.
  func run(
    _ email: EmailAddress, reason: String? = nil, afterwards: String? = nil,
    order: @escaping @Sendable (Technician?, SignedInConsole) async throws -> SingleOrder?
  ) async throws {
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, [policy, acting], talk: talk)
    let place = try RunPlace.open(isReplay: target.isReplay)
    let rules = try target.policy().policy
    let judge = GuardJudge(policy: rules, limits: rules.guards, journal: place.journal)
    let preparation = SinglePreparation(email: email, judge: judge, acting: acting, glass: glass, talk: talk)
    let (acting, logger, firstPassword) = (acting, options.talk.logger, firstPassword)
    let earlier = try acting.dryRun ? nil : unfinished(place.journal, target)
    var report: ApplyReport?
    if let earlier {
      talk.say("The run \(earlier.header.id) began this and did not come to its end: going on with it")
      for change in earlier.header.plan.plan.changes { talk.say("\(change.sign) \(change.summary)") }
      var resumption = try RunResumption(
        run: earlier, target: target, place: place, policy: rules, acting: acting, talk: talk, logger: logger, reason: reason)
      resumption.firstPassword = firstPassword
      report = try await resumption.run()
      if report == nil, let left = await concluding?(nil) { throw left }
    } else {
      report = try await Evidence.keeping(in: acting.evidenceParent(target), isReplay: target.isReplay) { evidence in
        var run = ApplyRun(
          target: target, place: place, evidence: evidence, talk: talk, logger: logger, judge: judge, waits: acting.wait, reason: reason)
        run.firstPassword = firstPassword
        return try await run.run { signedIn in try await preparation.order(signedIn, order) }
      }
    }
    guard let report else { return }
    if let format { try SingleProof(email: email, report: report).print(format) }
    if format != .json, let tasks = report.tasks { try StandardOutput.say(tasks.text + "\n") }
    let left = await concluding?(report)
    if let shortfall = report.summary.shortfall(again: Undertaking.current.again, run: report.run) {
      if let left { StandardError.say(left.description + "\n") }
      throw shortfall
    }
    if let left { throw left }
    if let afterwards { talk.say(afterwards) }
  }

  /// The run that was cut short, if there is one.
  private func unfinished(_ journal: Journal, _ target: ConsoleTarget) throws -> JournalledRun? {
    guard let resumes, !target.isReplay else { return nil }
    return try journal.unfinished(console: target.address.origin).first { run in
      let changes = run.header.plan.plan.changes
      return changes.count == 1 && changes.allSatisfy(resumes)
    }
  }

  /// For commands that need somebody.
  static func notFound(_ email: EmailAddress, on signedIn: SignedInConsole) -> ConsoleError {
    ConsoleError(
      .notFound, "nobody on \(signedIn.console.address.host) has the email \(email)",
      advice: "See who is there: syncroctl technicians list")
  }
}

/// Everything before the one change is made: who it is about, whether it may be made, and the question.
struct SinglePreparation: Sendable {
  let email: EmailAddress
  let judge: GuardJudge
  let acting: ActingOptions
  let glass: String?
  let talk: Talk

  /// What is to be done; `nil` for a dry run, and where there is nothing to do.
  func order(
    _ signedIn: SignedInConsole, _ ask: @Sendable (Technician?, SignedInConsole) async throws -> SingleOrder?
  ) async throws -> RunOrder? {
    let before = signedIn.counter.count
    let found = try await TechniciansPage(signedIn.console).find(email)
    guard let order = try await ask(found, signedIn) else {
      talk.say("Nothing to do for \(email): it is so already.")
      return nil
    }
    let run = RunOrder(file: try file(order, found, signedIn), lifted: lifted(order))
    try await enforce(order, found, run, signedIn)
    talk.say("Looked at the console (\(signedIn.counter.count - before) commands)")
    let text = order.lines.joined(separator: "\n")
    // What is asked about is shown whether somebody wants to hear the rest or not.
    if acting.yes || acting.dryRun { talk.say(text) } else { StandardError.say(text + "\n") }
    if acting.dryRun {
      talk.say("Dry run: nothing was changed.")
      return nil
    }
    try await Question.confirm("Go ahead?", assumeYes: acting.yes)
    return run
  }

  /// Whoever names one person means that person: how many others were deactivated today is no reason to leave the door open.
  private func lifted(_ order: SingleOrder) -> Set<GuardVerdict.Rule> { order.lifted.union([.deactivations]) }

  /// - Throws: ``Refusal`` by a guard, ``ApprovalMissing`` by the policy.
  private func enforce(_ order: SingleOrder, _ found: Technician?, _ run: RunOrder, _ signedIn: SignedInConsole) async throws {
    let check = judge.beforeEach(run, in: try judge.journal.nextID(began: Date()), on: signedIn)
    if let refusal = Refusal(try await check(order.change, Looked(person: found)), glass: glass) { throw refusal }
    if let missing = ApprovalMissing(order.change, judge.policy.requirements(for: run.file)) { throw missing }
  }

  /// The one change as a plan, which rests on who was found.
  private func file(_ order: SingleOrder, _ found: Technician?, _ signedIn: SignedInConsole) throws -> PlanFile {
    let change = order.change
    let plan = Plan.single(
      change, fact: PlanFact(person: found, email: found?.email ?? change.email ?? signedIn.operatorEmail),
      address: signedIn.console.address.host, layout: signedIn.console.layout, signedInAs: signedIn.operatorEmail, seats: order.seats,
      notes: order.notes)
    let now = Date()
    return try PlanFile(
      made: now, expires: now.addingTimeInterval(3600), author: Operator.name(), console: signedIn.console.address.origin,
      pack: signedIn.console.pack.digest, roster: [], limits: judge.limits, verdicts: [], plan: plan)
  }
}
