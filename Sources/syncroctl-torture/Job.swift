import ArgumentParser
import ConsoleEmulator
import Foundation

/// What the tortured runs do.
enum Job: String, Sendable, CaseIterable, ExpressibleByArgument {
  /// A plan that creates, changes and deactivates.
  case apply
  /// Somebody with tokens and tickets is offboarded.
  case offboard

  /// Makes what the runs need, on a console that is as they will find it.
  ///
  /// - Returns: the command, each run of which does what is left.
  func prepare(_ console: Stage.Console) async throws -> [String] {
    switch self {
    case .apply:
      try Roster.text.write(to: console.stage.folder.appending(path: "team.yaml"), atomically: true, encoding: .utf8)
      let planned = try await console.syncroctl(["plan", "team.yaml", "-o", "team.plan", "--quiet"])
      guard planned.status == 2 else { throw Broken("planning ended with \(planned.status): \(planned.talk)") }
      return ["apply", "team.plan", "--yes"]
    case .offboard:
      let (leaver, heir) = try await console.leaverAndHeir()
      return ["offboard", leaver, "--yes", "--include-shared-tokens", "--reassign-to", heir]
    }
  }
}

/// What a tortured plan is to do: people are created, changed and deactivated.
private enum Roster {
  static let text = """
    roles:
      helpdesk: [Tickets/*, Customers/View Detail]
      dispatch: [Tickets/List/Search, Appointments/View All]
    technicians:
      - { email: nina.park@acme.example, first_name: Nina, last_name: Park, role: helpdesk }
      - { email: omar.said@acme.example, first_name: Omar, last_name: Said, role: dispatch }
      - { email: alex.kim@acme.example, name: Alex Kimm, role: helpdesk }
      - { email: samuel.lopez@acme.example, name: Samuel Lopez, state: deactivated }

    """
}
