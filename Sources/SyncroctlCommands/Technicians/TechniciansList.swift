import ArgumentParser
import ConsolePages
import Provisioning
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

  @Flag(help: "Read everybody's permissions or groups too: a page each, in bulk where the pack allows it.")
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
      var people = try await signedIn.reader { talk.say($0) }.readList()
      people.removeAll { !status.includes($0.status) }
      if permissions {
        let count = people.count
        let readings = try await TechnicianPages(signedIn.console).read(
          people, progress: { if $0.isMultiple(of: 25) { talk.say("Read the permissions of \($0) of \(count) people") } },
          note: { talk.say($0) })
        for (index, reading) in zip(people.indices, readings) {
          people[index].permissions = reading.technician.permissions
          people[index].groups = reading.technician.groups
        }
      }
      talk.say("\(people.count) people, \(signedIn.counter.count - before) commands")
      return people
    }
    let table = TechnicianTable(people: people, withPermissions: permissions)
    try format.print(table.table.text, csv: table.csv, json: people)
  }
}
