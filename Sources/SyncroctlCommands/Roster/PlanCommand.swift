import ArgumentParser
import Foundation
import Provisioning
import Technicians

/// `syncroctl plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Shows what would have to be done for the console to be as a roster says. Changes nothing.",
    usage: "syncroctl plan <roster> [<options>]",
    discussion: """
      syncroctl plan team.yaml
      syncroctl plan team.yaml -o team.plan        # to be approved and applied
      syncroctl plan team.csv --roles roles.yaml --format json

      Exit code 0: nothing to do. 2: changes are pending. 3: a guard would
      refuse them.
      """)

  @OptionGroup var roster: RosterOptions
  @OptionGroup var options: ConsoleOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Keep the plan in a file, for syncroctl approve and apply.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("How long the kept plan may be applied: 90m, 24h or 3d.", valueName: "time"), transform: ApprovalWords.period)
  var validFor = ValidityPeriod.day

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  func run() async throws {
    // A plan names people and what they may do, so that nobody else ever reads it; one that cannot be kept is not made.
    let keeping = try output.map { try OutputFile($0, overwrites: true) }
    let roster = try roster.read()
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, [self.roster.policy], talk: talk, inputs: self.roster.inputs(roster))
    let place = try RunPlace.open(isReplay: target.isReplay)
    let judge = try self.roster.judge(place.journal, target, planName: output ?? "PLAN")
    let (digests, validFor) = (try self.roster.digests(), Double(validFor.seconds))
    let (checked, file) = try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      let checked = try await CheckedPlan.make(roster, signedIn, judge, talk: talk)
      return (checked, try checked.file(on: signedIn, roster: digests, validFor: validFor))
    }
    try checked.print(format)
    if let output {
      try keeping?.write(String(decoding: try file.data(), as: UTF8.self))
      talk.say("Plan written to \(output) (expires \(ShownTime.text(file.expires)))")
    }
    try checked.enforce()
    if !checked.plan.isEmpty {
      talk.say("Next: \(next)")
      throw Reported(status: .changesPending)
    }
  }

  /// What to type next.
  private var next: String {
    output.map { ShellWords.line(["syncroctl", "apply", $0] + (options.account.account.map { ["--account", $0] } ?? [])) } ?? applyCommand
  }

  /// What to type to have the plan done: for the same roster, on the same console, within the same limits.
  var applyCommand: String {
    var words = ["syncroctl", "apply", roster.roster]
    func add(_ name: String, _ value: String?) {
      if let value { words += [name, value] }
    }
    add("--roles", roster.roles)
    add("--max-deactivations", roster.maxDeactivations.map(String.init))
    add("--policy", roster.policy.policy)
    add("--max-seats", roster.maxSeats.map(String.init))
    add("--console", options.console)
    add("--account", options.account.account)
    add("--layout", options.layout)
    for file in options.selectors { add("--selectors", file) }
    add("--chromedriver", options.browser.chromedriver)
    add("--chromium", options.browser.chromium)
    return ShellWords.line(words)
  }
}

extension CheckedPlan {
  /// Prints the plan as data.
  func print(_ format: OutputFormat) throws {
    try format.print(
      text,
      csv: Table(
        headings: ["change", "email", "name", "detail", "per_month", "currency"],
        rows: plan.changes.map {
          [
            $0.verb, $0.email?.description ?? "", $0.name, ([$0.detail] + $0.itemised).joined(separator: "; "),
            $0.monthlyDelta?.plain ?? "",
            $0.monthlyDelta?.currency ?? "",
          ]
        }),
      json: plan)
  }
}
