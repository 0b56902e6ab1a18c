import ArgumentParser
import ConsolePages
import Technicians

/// `syncroctl technicians list`
struct TechniciansList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists everybody on the console. Changes nothing.",
    usage: "syncroctl technicians list [<options>]",
    discussion: """
      syncroctl technicians list
      syncroctl technicians list --status active --format csv > people.csv
      syncroctl technicians list --permissions --format json

      With --permissions the table counts them by area; json and csv name each.
      """)

  @OptionGroup var options: ConsoleOptions

  @Option(help: "Whom to list.")
  var status: StatusFilter = .all

  @Flag(help: "Read everybody's permissions or groups too: one page each.")
  var permissions = false

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  enum StatusFilter: String, ExpressibleByArgument, CaseIterable {
    case all, active, deactivated

    func includes(_ status: TechnicianStatus) -> Bool { self == .all || rawValue == status.rawValue }
  }

  func run() async throws {
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, talk: talk)
    let people = try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      let before = signedIn.counter.count
      var people = try await TechniciansPage(signedIn.console).readAll(
        progress: { read, stated in talk.say("Read \(read)\(stated.map { " of \($0)" } ?? "") people") }, note: { talk.say($0) })
      people.removeAll { !status.includes($0.status) }
      if permissions {
        for index in people.indices {
          guard let id = people[index].id else { continue }
          let read = try await TechnicianPage(signedIn.console, id: id).read(expecting: people[index].email).technician
          people[index].permissions = read.permissions
          people[index].groups = read.groups
          if (index + 1).isMultiple(of: 10) { talk.say("Read the permissions of \(index + 1) of \(people.count) people") }
        }
      }
      talk.say("\(people.count) people, \(signedIn.counter.count - before) commands")
      return people
    }
    let table = TechnicianTable(people: people, withPermissions: permissions)
    try format.print(table.table.text, csv: table.csv, json: people)
  }
}
