import ArgumentParser
import ConsolePages
import Foundation
import Provisioning
import SelectorPacks
import Technicians

/// An email given as an argument.
enum EmailArgument {
  @Sendable static func parse(_ text: String) throws -> EmailAddress {
    do { return try EmailAddress(text) } catch { throw ValidationError("it \(error)") }
  }
}

/// The options of commands that change something.
struct ActingOptions: ParsableArguments {
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @Flag(help: "Wait for another run that is under way on the same console, instead of refusing.")
  var wait = false

  @Flag(name: .shortAndLong, help: "Do not ask first: for scripts.")
  var yes = false

  @Option(help: ArgumentHelp("Where pictures and results are kept.", valueName: "dir"))
  var evidence = "runs"

  /// Where to make the evidence folder; none for a dry run.
  var evidenceParent: String? { dryRun ? nil : evidence }
}

/// Carries out a single change through the same steps as a plan: look, act, read back, evidence.
struct SingleChange {
  let options: ConsoleOptions
  let acting: ActingOptions

  /// Finds the person, asks `change` what is to be done, shows it, asks, does it.
  ///
  /// - Parameters:
  ///   - afterwards: what to say once it is done.
  ///   - change: gets whoever was found, and gives the change; `nil` if there is nothing to do.
  func run(
    _ email: EmailAddress, reason: String? = nil, afterwards: String? = nil,
    change: @escaping @Sendable (Technician?, SignedInConsole) async throws -> Change?
  ) async throws {
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, talk: talk)
    let (acting, logger) = (acting, options.talk.logger)
    let place = try RunPlace.open(isReplay: target.isReplay)
    let report = try await Evidence.keeping(in: acting.evidenceParent, isReplay: target.isReplay) { evidence in
      try await ApplyRun(target: target, place: place, evidence: evidence, talk: talk, logger: logger, waits: acting.wait, reason: reason)
        .run { signedIn in
          let before = signedIn.counter.count
          let found = try await TechniciansPage(signedIn.console).find(email)
          guard let change = try await change(found, signedIn) else {
            talk.say("Nothing to do for \(email): it is so already.")
            return nil
          }
          talk.say("Looked at the console (\(signedIn.counter.count - before) commands)")
          let line = "\(change.sign) \(change.summary)"
          if acting.yes || acting.dryRun { talk.say(line) } else { StandardError.write(line + "\n") }
          for item in change.itemised { talk.say("    \(item)") }
          if acting.dryRun {
            talk.say("Dry run: nothing was changed.")
            return nil
          }
          try await Question.confirm("Go ahead?", assumeYes: acting.yes)
          return RunOrder(file: try Self.file(change, found, signedIn))
        }
    }
    guard let report else { return }
    if let tasks = report.tasks { try StandardOutput.write(tasks.text + "\n") }
    try report.summary.requireSuccess(again: Undertaking.current.again, run: report.run)
    if let afterwards { talk.say(afterwards) }
  }

  /// The one change as a plan, which rests on who was found.
  private static func file(_ change: Change, _ found: Technician?, _ signedIn: SignedInConsole) throws -> PlanFile {
    let plan = Plan.single(
      change, fact: PlanFact(person: found, email: found?.email ?? change.email ?? signedIn.operatorEmail),
      address: signedIn.console.address.host, layout: signedIn.console.layout, signedInAs: signedIn.operatorEmail)
    let now = Date()
    return try PlanFile(
      made: now, expires: now.addingTimeInterval(3600), author: Operator.name(), console: signedIn.console.address.origin,
      pack: signedIn.console.pack.digest, roster: [], limits: GuardSettings(), verdicts: [], plan: plan)
  }

  /// For commands that need somebody.
  static func notFound(_ email: EmailAddress, on signedIn: SignedInConsole) -> ConsoleError {
    ConsoleError(
      .notFound, "nobody on \(signedIn.console.address.host) has the email \(email)",
      advice: "See who is there: syncroctl technicians list")
  }
}

/// What was asked for by name, and is not on the console.
enum Offered {
  /// - Throws: ``UsageError`` with the nearest names, for all that is missing.
  static func require(_ wanted: [String], among offered: [String], what: String, advice: String) throws {
    let missing = wanted.filter { !offered.contains($0) }
    guard !missing.isEmpty else { return }
    let lines = missing.map { "the console has no \(what) \(ShownText.quoted($0))\(NearestNames.question(for: $0, among: offered))" }
    throw UsageError(lines.joined(separator: "\n"), advice)
  }

  static func requireGroups(_ wanted: [String], on signedIn: SignedInConsole) async throws {
    guard !wanted.isEmpty else { return }
    let groups = try await GroupsPage(signedIn.console).readAll().map(\.name)
    try require(
      wanted, among: groups, what: "security group", advice: "It has: \(groups.map { ShownText.plain($0) }.joined(separator: ", ")).")
  }

  /// The permissions are read from `email`'s own page.
  static func require(_ wanted: [Permission], onPageOf id: TechnicianID, _ email: EmailAddress, _ signedIn: SignedInConsole) async throws {
    guard !wanted.isEmpty else { return }
    let offered = try await TechnicianPage(signedIn.console, id: id).read(expecting: email).offered.map(\.permission.description)
    try require(
      wanted.map(\.description), among: offered, what: "permission",
      advice: "See them all: syncroctl technicians permissions \(email)")
  }
}
