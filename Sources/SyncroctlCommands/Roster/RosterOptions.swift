import ArgumentParser
import Foundation
import Provisioning
import Technicians

/// Which roster, and which limits.
struct RosterOptions: ParsableArguments {
  static let defaultMaxDeactivations = GuardSettings().maxDeactivations

  @Argument(help: "The roster: a YAML file, or a CSV file with --roles. See docs/roster.md.")
  var roster: String

  @Option(help: ArgumentHelp("The roles of a CSV roster: a YAML file.", valueName: "file"))
  var roles: String?

  @Option(help: ArgumentHelp("Refuse more deactivations at once (or 20 % of the active people, whichever is less).", valueName: "number"))
  var maxDeactivations = Self.defaultMaxDeactivations

  @Option(help: ArgumentHelp("Refuse to go over so many seats.", valueName: "number"))
  var maxSeats: Int?

  func validate() throws {
    if maxDeactivations < 0 { throw ValidationError("--max-deactivations is \(maxDeactivations), and must not be below 0") }
    if let maxSeats, maxSeats < 0 { throw ValidationError("--max-seats is \(maxSeats), and must not be below 0") }
  }

  /// SHA-256 of the files, for the plan that is made of them.
  func digests() throws -> [String] {
    try ([roster] + [roles].compactMap(\.self)).map { try Digest.sha256(Data(contentsOf: URL(fileURLWithPath: $0))) }
  }

  /// A kept plan has its limits and roles in it.
  func refuseForPlan() throws {
    let option: String? =
      roles != nil
      ? "--roles" : maxSeats != nil ? "--max-seats" : maxDeactivations != Self.defaultMaxDeactivations ? "--max-deactivations" : nil
    if let option { throw UsageError("\(option) is for a roster, and \(roster) is a plan, which has that in it", "Leave it out.") }
  }

  func read() throws -> Provisioning.Roster { try RosterReader.read(path: roster, rolesPath: roles) }

  /// What a recording of the command needs: the files, and the names in them.
  func inputs(_ read: Provisioning.Roster) -> CommandInputs {
    CommandInputs(files: [roster] + [roles].compactMap(\.self), names: read.people.map(\.name.full))
  }

  var guards: GuardSettings { GuardSettings(maxDeactivations: maxDeactivations, maxSeats: maxSeats) }
}
