import ArgumentParser

/// `syncroctl evidence`
struct EvidenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "What runs have kept as proof: looks whether it is as it was.",
    usage: "syncroctl evidence <subcommand>",
    discussion: """
      syncroctl evidence verify runs/2026-11-23T14-31-07Z
      syncroctl evidence key                       # what an auditor verifies with

      See docs/evidence.md.
      """,
    subcommands: [EvidenceVerify.self, EvidenceKey.self])
}
