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
      shown here. An admin is made by an approved plan alone. With a role out of a
      roster, or a first password to hand on: syncroctl onboard.

      Permissions are those of --grant alone: what the console ticks of its own
      accord is unticked.
      """)

  @Argument(help: "The new technician's email; nobody else on the console may have it.", transform: EmailArgument.parse)
  var email: EmailAddress

  @OptionGroup var naming: NewNameOptions

  @Flag(help: "An admin, who may do everything, billing too. Refused: somebody has to approve that.")
  var admin = false

  @Option(help: ArgumentHelp("A permission, exactly as the console words it; may be repeated.", valueName: "area/action"))
  var grant: [String] = []

  @Option(help: ArgumentHelp("A security group, on a console that has them; may be repeated.", valueName: "name"))
  var group: [String] = []

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  func validate() throws {
    guard !admin || (grant.isEmpty && group.isEmpty) else {
      throw ValidationError("permissions and groups do not bind an admin: leave out --grant and --group, or --admin")
    }
    _ = try PermissionArgument.all(grant)
  }

  func run() async throws {
    let newcomer = Newcomer(email: email, name: naming.written)
    let permissions = try PermissionArgument.all(grant)
    let (kind, groups) = (admin ? TechnicianKind.admin : .technician, group)
    try await SingleChange(options: options, acting: acting, policy: policy).run(email) { found, signedIn in
      if let found { throw newcomer.taken(by: found) }
      try newcomer.requireName(on: signedIn.console)
      return try await newcomer.change(kind, permissions: permissions, groups: groups, signedIn)
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
