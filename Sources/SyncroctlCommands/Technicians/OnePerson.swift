import ArgumentParser
import ConsolePages
import Foundation
import Provisioning
import Technicians

/// An email given as an argument.
struct EmailArgument: ExpressibleByArgument {
  let email: EmailAddress

  init?(argument: String) {
    guard let email = try? EmailAddress(argument) else { return nil }
    self.email = email
  }
}

/// The options of commands that change one person.
struct ActingOptions: ParsableArguments {
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "Do not ask first: for scripts.")
  var yes = false

  @Option(help: ArgumentHelp("Where pictures and results are kept.", valueName: "dir"))
  var evidence = "runs"
}

/// Carries out a single change through the same steps as a plan: look, act, read back, evidence.
struct SingleChange {
  let options: ConsoleOptions
  let acting: ActingOptions

  /// Finds the person, asks `change` what is to be done, shows it, asks, does it.
  ///
  /// - Parameter change: gets whoever was found, and gives the change; `nil` if there is nothing to do.
  func run(
    _ email: EmailAddress, reason: String? = nil,
    change: @escaping @Sendable (Technician?, SignedInConsole) async throws -> Change?
  ) async throws {
    let target = try await ConsoleTarget.resolve(options)
    let talk = options.talk.talk
    // Made first, so that a folder that cannot be written to stops before anything is done.
    let evidence = acting.dryRun ? nil : try EvidenceFolder(in: URL(fileURLWithPath: acting.evidence), now: Date())
    try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      let before = signedIn.counter.count
      let found = try await TechniciansPage(signedIn.console).find(email)
      let looked = signedIn.counter.count - before
      guard let change = try await change(found, signedIn) else {
        talk.say("Nothing to do for \(email).")
        return
      }
      talk.say("\(change.sign) \(change.summary)")
      if acting.dryRun {
        talk.say("Dry run: nothing was changed.")
        return
      }
      try Question.confirm("go ahead?", assumeYes: acting.yes)
      let applier = Applier(signedIn.console, evidence: evidence, commandCount: { signedIn.counter.count })
      let plan = Plan.single(
        change, address: signedIn.console.address.host, layout: signedIn.console.layout, signedInAs: signedIn.operatorEmail)
      try evidence?.write(plan: plan)
      let summary = try await applier.apply(plan, deactivationReason: reason)
      try evidence?.write(summary: summary)
      for result in summary.results {
        let line = "\(change.verb) \(email): \(result.detail) (\(result.commands + looked) commands, \(looked) of them to find the person)"
        if result.outcome == .done || result.outcome == .unchanged { talk.say(line) } else { StandardError.write("error: \(line)\n") }
      }
      talk.say("Evidence \(evidence?.url.path ?? "")")
      try summary.requireSuccess()
    }
  }
}

extension RunSummary {
  /// - Throws: ``Reported`` with the exit code of what did not go well.
  func requireSuccess() throws {
    if count(.unknown) > 0 { throw Reported(status: .outcomeUnknown) }
    let notDone = count(.failed) + count(.notReached)
    guard notDone > 0 else { return }
    if count(.done) > 0 { throw Reported(status: .partly) }
    throw Reported(status: endedEarly == "interrupted" ? .interrupted : .failed)
  }
}
