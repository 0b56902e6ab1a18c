import ArgumentParser
import Provisioning
import Technicians

/// `syncroctl plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Shows what would have to be done for the console to be as a roster says. Changes nothing.",
    discussion: """
      syncroctl plan team.yaml
      syncroctl plan team.csv --roles roles.yaml --format json

      Exit code 0: nothing to do. 2: changes are pending. 3: a guard would refuse them.
      """)

  @OptionGroup var roster: RosterOptions
  @OptionGroup var options: ConsoleOptions

  @Option(help: "How to print: table, json or csv.")
  var format: OutputFormat = .table

  func run() async throws {
    let roster = try roster.read()
    let guards = self.roster.guards
    let target = try await ConsoleTarget.resolve(options)
    let talk = options.talk.talk
    let checked = try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      try await CheckedPlan.make(roster, signedIn, talk: talk, guards: guards)
    }
    switch format {
    case .table: print(checked.text)
    case .json: print(try JSON.text(checked.plan))
    case .csv: print(PlanTable(checked.plan).table.csv)
    }
    try checked.enforce()
    if !checked.plan.isEmpty {
      talk.say("Next: syncroctl apply \(self.roster.roster)")
      throw Reported(status: .changesPending)
    }
  }
}

/// A plan as rows.
struct PlanTable {
  let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  var table: Table {
    Table(
      headings: ["change", "email", "name", "detail", "price"],
      rows: plan.changes.map { [$0.verb, $0.email?.description ?? "", $0.name, $0.detail, $0.price] })
  }
}
