import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl technicians add`
struct TechniciansAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Creates one technician. Each costs a seat.",
    discussion: """
      syncroctl technicians add nina.park@acme.com --name "Nina Park" --grant Tickets/List/Search
      syncroctl technicians add nina.park@acme.com --name "Nina Park" --group helpdesk

      The console sends the person an invitation or a first password; it is never shown here.
      """)

  @Argument(help: "The new technician's email; nobody else on the console may have it.")
  var email: EmailArgument

  @Option(help: "First and last name as one text. Or give --first-name and --last-name.")
  var name: String?

  @Option(help: "First name.")
  var firstName: String?

  @Option(help: "Last name.")
  var lastName: String?

  @Flag(help: "Make an admin, who may do everything, billing too.")
  var admin = false

  @Option(help: ArgumentHelp("A permission, exactly as the console words it; may be repeated.", valueName: "area/action"))
  var grant: [String] = []

  @Option(help: ArgumentHelp("A security group, on a console that has them; may be repeated.", valueName: "name"))
  var group: [String] = []

  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  func validate() throws {
    let isSplit = firstName != nil && lastName != nil
    guard (name != nil) != (firstName != nil || lastName != nil), name != nil || isSplit else {
      throw ValidationError("give either --name, or both --first-name and --last-name")
    }
    _ = try PermissionArgument.all(grant)
  }

  func run() async throws {
    let email = email.email
    let written = name.map { PersonName(full: $0) } ?? PersonName(first: firstName ?? "", last: lastName ?? "")
    let permissions = try PermissionArgument.all(grant)
    let (kind, groups) = (admin ? TechnicianKind.admin : .technician, group)
    try await SingleChange(options: options, acting: acting).run(email) { found, signedIn in
      if let found {
        throw ConsoleError(
          .emailTaken, "\(email) has an account already: \(found.name), \(found.status.rawValue)",
          advice: found.status == .active
            ? "Look: syncroctl technicians show \(email)" : "Let them in again: syncroctl technicians reactivate \(email)")
      }
      let onGroups = signedIn.console.capabilities.permissions == .group
      guard onGroups ? permissions.isEmpty : groups.isEmpty else {
        throw UsageError(
          description: onGroups ? "this console keeps permissions on groups: say --group" : "this console has no groups: say --grant")
      }
      let seats = try await SnapshotReader(signedIn.console, signedInAs: signedIn.operatorEmail).readSeats([])
      return Change(
        subject: .person(id: nil, email: email, name: written),
        action: .create(kind: kind, role: nil, permissions: permissions, groups: groups), rosterLocation: .commandLine,
        monthlyDelta: seats.pricePerMonth)
    }
  }
}

/// Permissions given as arguments.
enum PermissionArgument {
  static func all(_ texts: [String]) throws -> [Permission] {
    try texts.map { text in
      guard let permission = Permission(text) else {
        throw ValidationError("a permission is written Area/Action, such as \"Tickets/View Details\"; \"\(text)\" is not")
      }
      return permission
    }
  }
}
