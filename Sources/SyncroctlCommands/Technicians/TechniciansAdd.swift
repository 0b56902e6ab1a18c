import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl technicians add`
struct TechniciansAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Creates one technician. Each costs a seat.",
    usage: "syncroctl technicians add <email> [<options>]",
    discussion: """
      syncroctl technicians add nina.park@acme.com --name "Nina Park" \\
        --grant Tickets/List/Search
      syncroctl technicians add nina.park@acme.com --name "Nina Park" \\
        --group helpdesk

      The console sends the person an invitation or a first password; it is never
      shown here.
      """)

  @Argument(help: "The new technician's email; nobody else on the console may have it.", transform: EmailArgument.parse)
  var email: EmailAddress

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
    for (option, text) in [("--name", name), ("--first-name", firstName), ("--last-name", lastName)] {
      if let text, let mistake = NameRules.mistake(in: text) { throw ValidationError("\(option) \(mistake)") }
    }
    if let mistake = NameRules.mistake(in: written.full) { throw ValidationError("the whole name \(mistake)") }
    guard !admin || (grant.isEmpty && group.isEmpty) else {
      throw ValidationError("permissions and groups do not bind an admin: leave out --grant and --group, or --admin")
    }
    _ = try PermissionArgument.all(grant)
  }

  private var written: PersonName { name.map { PersonName(full: $0) } ?? PersonName(first: firstName ?? "", last: lastName ?? "") }

  /// Looks, before anybody is created, whether the console has these permissions: on the page of the account that is signed in.
  private static func require(_ permissions: [Permission], _ signedIn: SignedInConsole) async throws {
    let email = signedIn.operatorEmail
    guard let id = try await TechniciansPage(signedIn.console).find(email)?.id else { return }
    try await Offered.require(permissions, onPageOf: id, email, signedIn)
  }

  func run() async throws {
    let email = email
    let written = written
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
          onGroups ? "this console keeps permissions on security groups" : "this console has no security groups",
          onGroups ? "Say --group instead of --grant." : "Say --grant instead of --group.")
      }
      if signedIn.console.capabilities.name == .split, written.parts == nil {
        throw UsageError(
          "this console asks for a first and a last name, and \(ShownText.quoted(written.full)) is one word",
          "Say --first-name and --last-name.")
      }
      try await Offered.requireGroups(groups, on: signedIn)
      if !permissions.isEmpty { try await Self.require(permissions, signedIn) }
      let seats = try await signedIn.reader().readSeats([])
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
