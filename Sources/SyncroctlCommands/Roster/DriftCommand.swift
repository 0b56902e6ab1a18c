import ArgumentParser
import Foundation
import Provisioning
import Technicians

/// `syncroctl drift`
struct DriftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Tells where a console has moved away from its roster, the worst first. Changes nothing.",
    usage: "syncroctl drift <roster> [<options>]",
    discussion: """
      syncroctl drift team.yaml
      syncroctl drift team.yaml --format json --quiet    # from a scheduler

      Exit code 0: no drift, and nothing is printed. 2: there is some. Any other
      code: it could not be told. See docs/drift.md.
      """)

  @Argument(help: "The roster. See docs/roster.md.", completion: .file())
  var roster: String

  @Option(help: ArgumentHelp("The roles of a CSV roster: a YAML file.", valueName: "file"), completion: .file())
  var roles: String?

  @Option(help: "How to print. With json there is always a document.")
  var format: OutputFormat = .table

  @OptionGroup var options: ConsoleOptions

  func run() async throws {
    let read = try RosterReader.read(path: roster, rolesPath: roles)
    let inputs = CommandInputs(files: [roster] + [roles].compactMap(\.self), names: read.people.map(\.name.full))
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, talk: talk, inputs: inputs)
    let drift = try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      let before = signedIn.counter.count
      let reader = signedIn.reader { talk.say($0) }
      let snapshot = try await reader.read(for: read)
      talk.say("Read the console (\(signedIn.counter.count - before) commands)")
      let plan = try Planner.plan(roster: read, snapshot: snapshot)
      return RosterDrift(roster: read, snapshot: snapshot, plan: plan, at: Date())
    }
    if drift.isNone, format == .table {
      for note in drift.notes { talk.say("note: \(note)") }
    } else {
      try format.print(drift.description, csv: Self.table(of: drift), json: drift)
    }
    // A table ends with it already.
    if drift.isNone || format != .table { talk.say(drift.tally) }
    guard !drift.isNone else { return }
    talk.say(advice(on: drift))
    throw Reported(status: .changesPending)
  }

  /// What to do next. A plan has nothing to do about people who are only reported, nor about permissions that nobody is given.
  private func advice(on drift: RosterDrift) -> String {
    if drift.findings.contains(where: { $0.kind != .unexpected && $0.kind != .unassigned }) {
      return "What would put it right: \(planCommand)"
    }
    let unlisted = "Name people in the roster, as state: deactivated where they are to go, or under ignore"
    let unassigned = "Name permissions in a role, or under unassigned"
    let kinds = Set(drift.findings.map(\.kind))
    return [kinds.contains(.unexpected) ? unlisted : nil, kinds.contains(.unassigned) ? unassigned : nil].compactMap(\.self)
      .joined(separator: ". ") + "."
  }

  /// What to type to see how the console would be brought back, on the same console.
  private var planCommand: String {
    var words = ["syncroctl", "plan", roster]
    for (name, value) in [
      ("--roles", roles), ("--console", options.console), ("--account", options.account.account), ("--layout", options.layout),
    ] {
      if let value { words += [name, value] }
    }
    for file in options.selectors { words += ["--selectors", file] }
    return ShellWords.line(words)
  }

  static func table(of drift: RosterDrift) -> Table {
    Table(
      headings: ["severity", "kind", "subject", "text", "added", "removed", "roster"],
      rows: drift.findings.map {
        [
          $0.severity.rawValue, $0.kind.rawValue, $0.subject, $0.text, $0.added.joined(separator: "; "), $0.removed.joined(separator: "; "),
          $0.rosterLocation?.description ?? "",
        ]
      })
  }
}
