import ArgumentParser
import ConsolePages
import Foundation
import Provisioning

/// `syncroctl resume`
struct Resume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Goes on with a run that was killed or cut short. Looks at the console before it does anything.",
    usage: "syncroctl resume [<run>] [<options>]",
    discussion: """
      syncroctl resume                             # the latest unfinished run
      syncroctl resume 2026-11-23T14-31-07Z
      syncroctl resume --yes

      What the run has done is not done again. A change that it was in the middle
      of is settled by looking: done if the console shows it done, made if the
      console shows it not made, and reported as unknown otherwise. What was left
      for a person is looked at too: what the console shows done is done by hand,
      what nobody has begun is tried again, and the rest stays a task.
      """)

  @Argument(help: "The run, as syncroctl runs names it; the latest unfinished one of the console if left out.")
  var run: String?

  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ResumeOptions
  @OptionGroup var policy: PolicyOptions

  @Option(help: "The reason to choose where the console asks for one on deactivating.")
  var reason: String?

  @Option(help: "How to print the results.")
  var format: OutputFormat = .table

  func run() async throws {
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, [policy], talk: talk)
    let place = try RunPlace.open(isReplay: target.isReplay)
    let journalled = try find(in: place.journal, console: target.address.origin)
    var yes = ActingOptions()
    yes.yes = acting.yes
    yes.dryRun = false
    yes.wait = acting.wait
    let report = try await RunResumption(
      run: journalled, target: target, place: place, policy: try target.policy().policy, acting: yes, talk: talk,
      logger: options.talk.logger,
      reason: reason
    ).run()
    try ApplyOutcome.print(report, format)
  }

  private func find(in journal: Journal, console: String) throws -> JournalledRun {
    guard let run else {
      guard let latest = try journal.unfinished(console: console).first else {
        throw UsageError("there is no unfinished run on \(console)", "See all runs: syncroctl runs")
      }
      return latest
    }
    guard let id = RunID(run), let found = try journal.run(id) else {
      throw UsageError("there is no run \(ShownText.quoted(run))", "See all runs: syncroctl runs")
    }
    guard found.ended == nil else {
      throw UsageError(
        "the run \(id) has ended, so that there is nothing to go on with",
        found.isSettled ? "See what it did: syncroctl report \(id)" : "What is left, as the console is now: syncroctl plan ROSTER -o FILE")
    }
    return found
  }
}

/// The options of `resume`.
struct ResumeOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Do not ask first: for scripts.")
  var yes = false

  @Flag(help: "Wait for another run that is under way on the same console, instead of refusing.")
  var wait = false
}
