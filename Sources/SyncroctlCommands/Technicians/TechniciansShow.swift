import ArgumentParser
import ConsolePages
import Technicians

/// `syncroctl technicians show`
struct TechniciansShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows one technician with permissions or groups. Changes nothing.",
    discussion: "syncroctl technicians show nina.park@acme.com")

  @Argument(help: "Who: always by email, since names may repeat.")
  var email: EmailArgument

  @OptionGroup var options: ConsoleOptions

  @Option(help: "How to print: table, json or csv.")
  var format: OutputFormat = .table

  func run() async throws {
    let target = try await ConsoleTarget.resolve(options)
    let email = email.email
    let person = try await target.withConsole(talk: options.talk.talk, logger: options.talk.logger) { signedIn in
      guard let found = try await TechniciansPage(signedIn.console).find(email), let id = found.id else {
        throw ConsoleError(
          .notFound, "nobody on \(signedIn.console.address.host) has the email \(email)",
          advice: "See who is there: syncroctl technicians list")
      }
      var person = try await TechnicianPage(signedIn.console, id: id).read(expecting: email).technician
      person.lastSignIn = found.lastSignIn
      return person
    }
    switch format {
    case .table: print(Self.text(person))
    default: try format.print(TechnicianTable(people: [person], withPermissions: true).table, json: person)
    }
  }

  /// One fact a line, so that it fits sixty columns.
  static func text(_ person: Technician) -> String {
    var lines = [
      "\(person.name) <\(person.email)>, \(person.kind.rawValue), \(person.status.rawValue)",
      "last sign-in \(TechnicianTable.text(person.lastSignIn)), id \(person.id?.rawValue ?? "-")",
    ]
    if let groups = person.groups { lines.append("groups: \(groups.isEmpty ? "none" : groups.sorted().joined(separator: ", "))") }
    if let permissions = person.permissions {
      lines.append("\(permissions.count) permissions")
      for (area, inArea) in Dictionary(grouping: permissions.sorted(), by: \.area).sorted(by: { $0.key < $1.key }) {
        lines.append("  \(area): \(inArea.map(\.action).joined(separator: ", "))")
      }
    }
    return lines.joined(separator: "\n")
  }
}
