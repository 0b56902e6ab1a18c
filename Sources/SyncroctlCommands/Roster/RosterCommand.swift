import ArgumentParser

/// `syncroctl roster`
struct RosterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster",
    abstract: "Makes a roster of an existing console, and checks one.",
    usage: "syncroctl roster <subcommand>",
    discussion: """
      syncroctl roster export -o team.yaml
      syncroctl roster check team.yaml
      """,
    subcommands: [ExportRoster.self, CheckRoster.self])
}
