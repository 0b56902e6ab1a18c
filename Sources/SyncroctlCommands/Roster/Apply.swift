import ArgumentParser
import Provisioning
import Technicians

/// `syncroctl apply`
struct Apply: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Brings the console in line with a roster: plans, asks, changes, reads back.",
    usage: "syncroctl apply <roster> [<options>]",
    discussion: """
      syncroctl apply team.yaml
      syncroctl apply team.yaml --yes --quiet      # from a nightly job
      syncroctl apply team.yaml --dry-run

      Every change is looked at before, made once, and read back from a fresh
      page. Pictures and results are kept under runs/. Ctrl-C finishes the change
      under way and stops; type the same again to do the rest.
      """)

  @OptionGroup var roster: RosterOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  @Option(help: "The reason to choose where the console asks for one on deactivating.")
  var reason: String?

  @Option(help: "How to print the results, or with --dry-run the plan.")
  var format: OutputFormat = .table

  func run() async throws {
    let roster = try roster.read()
    let guards = self.roster.guards
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, talk: talk, inputs: self.roster.inputs(roster))
    let (reason, acting, logger) = (reason, acting, options.talk.logger)
    let outcome = try await Evidence.keeping(in: acting.evidenceParent, isReplay: target.isReplay) { evidence in
      try await target.withConsole(talk: talk, logger: logger) { signedIn in
        let checked = try await CheckedPlan.make(roster, signedIn, talk: talk, guards: guards)
        if acting.dryRun { return Outcome.planned(checked) }
        // The plan is talk here, and what is asked about: the data that this command prints is what became of it.
        if acting.yes { talk.say(checked.text) } else { StandardError.write(checked.text + "\n") }
        try checked.enforce()
        if !checked.plan.isEmpty {
          try await Question.confirm("Apply \(checked.plan.changes.count) changes?", assumeYes: acting.yes)
        }
        return .applied(
          try await ApplyRun(signedIn: signedIn, evidence: checked.plan.isEmpty ? nil : evidence, talk: talk).apply(
            checked.plan, reason: reason))
      }
    }
    switch outcome {
    case .planned(let checked):
      try checked.print(format)
      try checked.enforce()
      talk.say("Dry run: nothing was changed.")
    case .applied(let report):
      try format.print(report.text, csv: report.csv, json: report)
      try report.summary.requireSuccess(again: Undertaking.current.again)
    }
  }

  private enum Outcome: Sendable {
    case planned(CheckedPlan), applied(ApplyReport)
  }
}
