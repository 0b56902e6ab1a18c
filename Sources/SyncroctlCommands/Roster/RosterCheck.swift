import ArgumentParser
import Provisioning
import Technicians

/// `syncroctl roster check`
struct CheckRoster: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reads a roster without a console, and shows all of its mistakes at once.",
    usage: "syncroctl roster check <roster> [<options>]",
    discussion: """
      syncroctl roster check team.yaml
      syncroctl roster check team.csv --roles roles.yaml

      Whether the console has the permissions and groups that it names, only a
      plan can tell.
      """)

  @Argument(help: "The roster. See docs/roster.md.", completion: .file())
  var roster: String

  @Option(help: ArgumentHelp("The roles of a CSV roster: a YAML file.", valueName: "file"), completion: .file())
  var roles: String?

  func run() throws {
    let read = try RosterReader.read(path: roster, rolesPath: roles)
    try StandardOutput.write(Self.summary(of: read) + "\n")
  }

  /// `team.yaml: 43 people (3 admins, 2 deactivated), 5 roles`
  static func summary(of roster: Provisioning.Roster) -> String {
    func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
    let admins = roster.people.count { $0.kind == .admin && $0.state == .active }
    let deactivated = roster.people.count { $0.state == .deactivated }
    let kinds = [admins == 0 ? nil : count(admins, "admin", "admins"), deactivated == 0 ? nil : "\(deactivated) deactivated"]
      .compactMap(\.self)
    let detail = kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))"
    return "\(roster.file): \(count(roster.people.count, "person", "people"))\(detail), \(count(roster.roles.count, "role", "roles"))"
  }
}
