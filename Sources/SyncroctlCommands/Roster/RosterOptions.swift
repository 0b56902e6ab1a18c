import ArgumentParser
import Foundation
import Provisioning
import Technicians

/// Which roster, and which limits.
struct RosterOptions: ParsableArguments {
  @Argument(help: "The roster: a YAML or JSON file, or a CSV file with --roles. See docs/roster.md.", completion: .file())
  var roster: String

  @Option(help: ArgumentHelp("The roles of a CSV roster: a YAML file.", valueName: "file"), completion: .file())
  var roles: String?

  @Option(
    help: ArgumentHelp(
      "Refuse more deactivations in 24 hours than this. Never more than the policy allows, by default 2.", valueName: "number"))
  var maxDeactivations: Int?

  @Option(help: ArgumentHelp("Refuse to go over so many seats. Never more than the policy allows.", valueName: "number"))
  var maxSeats: Int?

  @OptionGroup var policy: PolicyOptions

  func validate() throws {
    if let maxDeactivations, maxDeactivations < 0 {
      throw ValidationError("--max-deactivations is \(maxDeactivations), and must not be below 0")
    }
    if let maxSeats, maxSeats < 0 { throw ValidationError("--max-seats is \(maxSeats), and must not be below 0") }
  }

  /// SHA-256 of the files, for the plan that is made of them.
  func digests() throws -> [String] {
    try ([roster] + [roles].compactMap(\.self)).map { try Digest.sha256(Data(contentsOf: URL(fileURLWithPath: $0))) }
  }

  /// A kept plan has its limits and roles in it.
  func refuseForPlan() throws {
    let option: String? =
      roles != nil ? "--roles" : maxSeats != nil ? "--max-seats" : maxDeactivations != nil ? "--max-deactivations" : nil
    if let option { throw UsageError("\(option) is for a roster, and \(roster) is a plan, which has that in it", "Leave it out.") }
  }

  func read() throws -> Provisioning.Roster { try RosterReader.read(path: roster, rolesPath: roles) }

  /// What a recording of the command needs: the files, and the names in them.
  func inputs(_ read: Provisioning.Roster) -> CommandInputs {
    CommandInputs(files: [roster] + [roles].compactMap(\.self), names: read.people.map(\.name.full))
  }

  /// What the guards go by: the policy's limits, made narrower by the options.
  ///
  /// - Throws: ``UsageError`` where an option would make one wider: that takes the policy, or an approval.
  func judge(_ journal: Journal, _ target: ConsoleTarget, planName: String = "PLAN") throws -> GuardJudge {
    let policy = try target.policy().policy
    let limits = policy.guards
    if let maxDeactivations, maxDeactivations > limits.maxDeactivations {
      throw UsageError(
        "--max-deactivations \(maxDeactivations) is more than the policy allows, which is \(limits.maxDeactivations)",
        "Raise it there (guards.deactivations, see docs/approval.md), or have the plan approved with --lift deactivations.")
    }
    if let maxSeats, let most = limits.maxSeats, maxSeats > most {
      throw UsageError(
        "--max-seats \(maxSeats) is more than the policy allows, which is \(most)",
        "Raise it there (guards.seats, see docs/approval.md), or have the plan approved with --lift seats.")
    }
    var narrower = limits
    narrower.maxDeactivations = maxDeactivations ?? limits.maxDeactivations
    narrower.maxSeats = maxSeats ?? limits.maxSeats
    return GuardJudge(policy: policy, limits: narrower, journal: journal, planName: planName)
  }
}
