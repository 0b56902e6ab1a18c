import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl technicians permissions`
struct TechniciansPermissions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "permissions",
    abstract: "Lists what one technician may do, or changes it.",
    usage: "syncroctl technicians permissions <email> [<options>]",
    discussion: """
      syncroctl technicians permissions omar.said@acme.com
      syncroctl technicians permissions omar.said@acme.com \\
        --grant Invoices/Create --revoke Tickets/Delete
      syncroctl technicians permissions omar.said@acme.com \\
        --join helpdesk --leave interns
      """)

  @Argument(help: "Who, by email.", transform: EmailArgument.parse)
  var email: EmailAddress

  @Option(help: ArgumentHelp("A permission to give; may be repeated.", valueName: "area/action"))
  var grant: [String] = []

  @Option(help: ArgumentHelp("A permission to take; may be repeated.", valueName: "area/action"))
  var revoke: [String] = []

  @Option(help: ArgumentHelp("A security group to join; may be repeated.", valueName: "name"))
  var join: [String] = []

  @Option(help: ArgumentHelp("A security group to leave; may be repeated.", valueName: "name"))
  var leave: [String] = []

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  @Option(help: "How to print the list.")
  var format: OutputFormat = .table

  func validate() throws {
    _ = try PermissionArgument.all(grant + revoke)
    guard (grant + revoke).isEmpty || (join + leave).isEmpty else {
      throw ValidationError("a console has permissions on people or on groups: give --grant and --revoke, or --join and --leave")
    }
  }

  func run() async throws {
    let (add, remove) = (try PermissionArgument.all(grant), try PermissionArgument.all(revoke))
    if add.isEmpty, remove.isEmpty, join.isEmpty, leave.isEmpty { return try await list() }
    let rights = RightsChange(
      add: add, remove: remove, join: join, leave: leave, onGroups: "Say --join and --leave instead of --grant and --revoke.",
      onPeople: "Say --grant and --revoke instead of --join and --leave.")
    try await rights.run(email, SingleChange(options: options, acting: acting, policy: policy))
  }

  private func list() async throws {
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, talk: talk)
    let email = email
    let reading = try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      guard let found = try await TechniciansPage(signedIn.console).find(email), let id = found.id else {
        throw SingleChange.notFound(email, on: signedIn)
      }
      return try await TechnicianPage(signedIn.console, id: id).read(expecting: email)
    }
    let granted = reading.technician.permissions ?? []
    let rows =
      reading.offered.isEmpty
      ? reading.offeredGroups.map { PermissionRow(area: "group", action: $0, granted: reading.technician.groups?.contains($0) == true) }
      : reading.offered.map {
        PermissionRow(area: $0.permission.area, action: $0.permission.action, granted: granted.contains($0.permission))
      }
    try format.print(
      Table(headings: ["granted", "area", "action"], rows: rows.map { [$0.granted ? "yes" : "no", $0.area, $0.action] }), json: rows)
  }

  private struct PermissionRow: Encodable {
    let area: String
    let action: String
    let granted: Bool
  }
}
