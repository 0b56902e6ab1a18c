import ArgumentParser
import ConsolePages
import Foundation
import Provisioning
import Technicians

/// An email given as an argument.
enum EmailArgument {
  @Sendable static func parse(_ text: String) throws -> EmailAddress {
    do { return try EmailAddress(text) } catch { throw ValidationError("it \(error)") }
  }
}

/// The options of commands that change something.
struct ActingOptions: ParsableArguments {
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @Flag(help: "Wait for another run that is under way on the same console, instead of refusing.")
  var wait = false

  @Flag(name: .shortAndLong, help: "Do not ask first: for scripts.")
  var yes = false

  @Option(
    help: ArgumentHelp("Where pictures and results are kept; runs if nobody says another. Also SYNCROCTL_EVIDENCE.", valueName: "dir"),
    completion: .directory)
  var evidence: String?

  /// Where to make the evidence folder; none for a dry run.
  func evidenceParent(_ target: ConsoleTarget) -> String? { dryRun ? nil : target.configuration?.evidence ?? "runs" }
}

extension ActingOptions: SaysSettings {
  var said: [Setting: SettingText] {
    var said: [Setting: SettingText] = [:]
    said.say(.evidence, evidence)
    return said
  }
}

/// What was asked for by name, and is not on the console.
enum Offered {
  /// - Throws: ``UsageError`` with the nearest names, for all that is missing.
  static func require(_ wanted: [String], among offered: [String], what: String, advice: String) throws {
    let missing = wanted.filter { !offered.contains($0) }
    guard !missing.isEmpty else { return }
    let lines = missing.map { "the console has no \(what) \(ShownText.quoted($0))\(NearestNames.question(for: $0, among: offered))" }
    throw UsageError(lines.joined(separator: "\n"), advice)
  }

  static func requireGroups(_ wanted: [String], on signedIn: SignedInConsole) async throws {
    guard !wanted.isEmpty else { return }
    let groups = try await GroupsPage(signedIn.console).readAll().map(\.name)
    try require(
      wanted, among: groups, what: "security group", advice: "It has: \(groups.map { ShownText.plain($0) }.joined(separator: ", ")).")
  }

  /// The permissions are read from `email`'s own page.
  static func require(_ wanted: [Permission], onPageOf id: TechnicianID, _ email: EmailAddress, _ signedIn: SignedInConsole) async throws {
    guard !wanted.isEmpty else { return }
    let offered = try await TechnicianPage(signedIn.console, id: id).read(expecting: email).offered.map(\.permission.description)
    try require(
      wanted.map(\.description), among: offered, what: "permission",
      advice: "See them all: syncroctl technicians permissions \(email)")
  }
}
