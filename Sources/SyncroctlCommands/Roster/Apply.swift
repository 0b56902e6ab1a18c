import ArgumentParser
import Foundation
import Provisioning
import Technicians

/// `syncroctl apply`
struct Apply: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Brings the console in line with a roster: plans, asks, changes, reads back.",
    discussion: """
      syncroctl apply team.yaml
      syncroctl apply team.yaml --yes --quiet      # from a nightly job
      syncroctl apply team.yaml --dry-run

      Every change is looked at before, made once, and read back from a fresh page. Pictures and results are kept under runs/.
      Ctrl-C finishes the change under way and stops; run it again to do the rest.
      """)

  @OptionGroup var roster: RosterOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  @Option(help: "The reason to choose where the console asks for one on deactivating.")
  var reason: String?

  @Option(help: "How to print the results: table, json or csv.")
  var format: OutputFormat = .table

  func run() async throws {
    let roster = try roster.read()
    let guards = self.roster.guards
    let target = try await ConsoleTarget.resolve(options)
    let (talk, reason, format, acting) = (options.talk.talk, reason, format, acting)
    // Made first, so that a folder that cannot be written to stops before anything is done.
    let evidence = acting.dryRun ? nil : try EvidenceFolder(in: URL(fileURLWithPath: acting.evidence), now: Date())
    try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      let checked = try await CheckedPlan.make(roster, signedIn, talk: talk, guards: guards)
      // The plan is talk here: the data that this command prints is what became of it.
      StandardError.write(checked.text + "\n")
      try checked.enforce()
      if checked.plan.isEmpty {
        try evidence?.removeIfEmpty()
        return
      }
      if acting.dryRun {
        StandardError.write("Dry run: nothing was changed.\n")
        return
      }
      try Question.confirm("apply \(checked.plan.changes.count) changes?", assumeYes: acting.yes)
      let summary = try await ApplyRun(signedIn: signedIn, evidence: evidence, talk: talk).apply(checked.plan, reason: reason)
      try format.print(ResultTable(summary).table, json: summary)
      try summary.requireSuccess()
    }
  }
}

/// Applies a plan with a line a change.
struct ApplyRun {
  let signedIn: SignedInConsole
  let evidence: EvidenceFolder?
  let talk: Talk

  func apply(_ plan: Plan, reason: String?) async throws -> RunSummary {
    try evidence?.write(plan: plan)
    let total = plan.changes.count
    let counter = signedIn.counter
    let applier = Applier(signedIn.console, evidence: evidence, commandCount: { counter.count })
    let summary = try await applier.apply(plan, deactivationReason: reason) { [talk] result, number in
      let whom = result.change.email?.description ?? result.change.name
      talk.say("\(number)/\(total) \(result.change.verb) \(whom)  \(result.detail)  \(Self.cost(result))")
    }
    try evidence?.write(summary: summary)
    talk.say(
      "Done: \(summary.count(.done) + summary.count(.unchanged)) of \(total) in \(Self.seconds(summary.seconds))."
        + (evidence.map { " Evidence \($0.url.path)" } ?? ""))
    return summary
  }

  static func cost(_ result: ChangeResult) -> String {
    result.commands == 0 ? "" : "\(seconds(result.seconds))  \(result.commands) commands"
  }

  static func seconds(_ value: Double) -> String { "\((value * 10).rounded() / 10) s" }
}

/// Results as rows.
struct ResultTable {
  let summary: RunSummary

  init(_ summary: RunSummary) { self.summary = summary }

  var table: Table {
    Table(
      headings: ["change", "who", "outcome", "detail", "price", "commands"],
      rows: summary.results.map {
        [
          $0.change.verb, $0.change.email?.description ?? $0.change.name, $0.outcome.rawValue, $0.detail, $0.change.price, "\($0.commands)",
        ]
      })
  }
}
