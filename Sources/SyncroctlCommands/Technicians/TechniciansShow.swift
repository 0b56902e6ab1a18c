import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl technicians show`
struct TechniciansShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows one technician with permissions or groups. Changes nothing.",
    usage: "syncroctl technicians show <email> [<options>]",
    discussion: """
      syncroctl technicians show nina.park@acme.com
      syncroctl technicians show nina.park@acme.com --format json
      """)

  @Argument(help: "Who: always by email, since names may repeat.", transform: EmailArgument.parse)
  var email: EmailAddress

  @OptionGroup var options: ConsoleOptions

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  func run() async throws {
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, talk: talk)
    let email = email
    let person = try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      guard let found = try await TechniciansPage(signedIn.console).find(email), let id = found.id else {
        throw SingleChange.notFound(email, on: signedIn)
      }
      var person = try await TechnicianPage(signedIn.console, id: id).read(expecting: email).technician
      person.lastSignIn = found.lastSignIn
      return person
    }
    try format.print(Self.text(person), csv: TechnicianTable(people: [person], withPermissions: true).csv, json: person)
  }

  /// One fact a line, so that it fits sixty columns.
  static func text(_ person: Technician) -> String {
    var lines = [
      "\(ShownText.plain(person.name.full)) <\(person.email)>, \(person.kind.rawValue), \(person.status.rawValue)",
      "last sign-in \(TechnicianTable.text(person.lastSignIn)), id \(person.id?.rawValue ?? "-")",
    ]
    if let groups = person.groups {
      lines.append("groups: \(groups.isEmpty ? "none" : groups.sorted().map { ShownText.plain($0) }.joined(separator: ", "))")
    }
    if let permissions = person.permissions {
      lines.append("\(permissions.count) permissions")
      for (area, inArea) in Dictionary(grouping: permissions.sorted(), by: \.area).sorted(by: { $0.key < $1.key }) {
        lines.append("  \(ShownText.plain(area)): \(inArea.map { ShownText.plain($0.action) }.joined(separator: ", "))")
      }
    }
    return lines.joined(separator: "\n")
  }
}
