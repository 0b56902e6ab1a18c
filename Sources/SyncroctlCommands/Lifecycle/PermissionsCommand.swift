import ArgumentParser
import Technicians

/// `syncroctl permissions`
struct PermissionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "permissions",
    abstract: "Gives somebody permissions or groups, or takes them away.",
    discussion: """
      syncroctl permissions grant omar.said@acme.com Invoices/Create
      syncroctl permissions revoke omar.said@acme.com --group interns

      What somebody has: syncroctl technicians permissions omar.said@acme.com
      """,
    subcommands: [PermissionsGrant.self, PermissionsRevoke.self])
}

/// `syncroctl permissions grant`
struct PermissionsGrant: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant",
    abstract: "Gives somebody permissions, or puts them into groups.",
    usage: "syncroctl permissions grant <email> [<area/action> ...] [<options>]",
    discussion: """
      syncroctl permissions grant omar.said@acme.com \\
        Invoices/Create "Tickets/View Details"
      syncroctl permissions grant omar.said@acme.com --group helpdesk

      Names are the console's own; the nearest are told where there is none. Shows
      what changes, asks, saves once, and reads all boxes back from a fresh page.
      What they have already is found so.
      """)

  @OptionGroup var rights: RightsArguments
  @OptionGroup var policy: PolicyOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  @Option(help: "How to print what came of it.")
  var format: OutputFormat = .table

  func run() async throws {
    let change = RightsChange(
      add: try PermissionArgument.all(rights.permissions), join: rights.group, onGroups: RightsArguments.onGroups,
      onPeople: RightsArguments.onPeople)
    try await change.run(rights.email, SingleChange(options: options, acting: acting, policy: policy, format: format))
  }
}

/// `syncroctl permissions revoke`
struct PermissionsRevoke: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Takes permissions from somebody, or takes them out of groups.",
    usage: "syncroctl permissions revoke <email> [<area/action> ...] [<options>]",
    discussion: """
      syncroctl permissions revoke omar.said@acme.com Tickets/Delete
      syncroctl permissions revoke omar.said@acme.com --group interns

      Names are the console's own; the nearest are told where there is none. Shows
      what changes, asks, saves once, and reads all boxes back from a fresh page.
      What they have not is found so.
      """)

  @OptionGroup var rights: RightsArguments
  @OptionGroup var policy: PolicyOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  @Option(help: "How to print what came of it.")
  var format: OutputFormat = .table

  func run() async throws {
    let change = RightsChange(
      remove: try PermissionArgument.all(rights.permissions), leave: rights.group, onGroups: RightsArguments.onGroups,
      onPeople: RightsArguments.onPeople)
    try await change.run(rights.email, SingleChange(options: options, acting: acting, policy: policy, format: format))
  }
}

/// Whom, and what.
struct RightsArguments: ParsableArguments {
  @Argument(help: "Who, by email.", transform: EmailArgument.parse)
  var email: EmailAddress

  @Argument(help: ArgumentHelp("Permissions, exactly as the console words them.", valueName: "area/action"))
  var permissions: [String] = []

  @Option(help: ArgumentHelp("A security group, on a console that has them; may be repeated.", valueName: "name"))
  var group: [String] = []

  static let onGroups = "Say --group NAME instead of permissions."
  static let onPeople = "Say permissions, such as Invoices/Create, instead of --group."

  func validate() throws {
    _ = try PermissionArgument.all(permissions)
    guard permissions.isEmpty != group.isEmpty else {
      throw ValidationError(
        permissions.isEmpty
          ? "which permissions? Say Area/Action, or --group NAME on a console with security groups"
          : "a console has permissions on people or on groups: say permissions or --group, and not both")
    }
  }
}
