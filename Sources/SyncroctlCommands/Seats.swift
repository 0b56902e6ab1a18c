import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl seats`
struct Seats: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says how many seats are paid for, and what they cost. Changes nothing.",
    discussion: """
      syncroctl seats
      syncroctl seats --format json
      """)

  @OptionGroup var options: ConsoleOptions

  @Option(help: "How to print: table, json or csv.")
  var format: OutputFormat = .table

  func run() async throws {
    let target = try await ConsoleTarget.resolve(options)
    let report = try await target.withConsole(talk: options.talk.talk, logger: options.talk.logger) { signedIn in
      let reader = SnapshotReader(signedIn.console, signedInAs: signedIn.operatorEmail)
      let people = try await reader.readList()
      return SeatReport(usage: try await reader.readSeats(people), people: people)
    }
    try format.print(report.table, json: report)
  }
}

/// Seats as they are printed.
struct SeatReport: Encodable {
  let activeSeats: Int
  let activePeople: Int
  let deactivatedPeople: Int
  let neverSignedIn: Int
  let pricePerMonth: Money
  let monthlyCost: Money
  let yearlyCost: Money
  let priceSource: SeatUsage.PriceSource

  init(usage: SeatUsage, people: [Technician]) {
    let active = people.filter { $0.status == .active }
    activeSeats = usage.active
    activePeople = active.count
    deactivatedPeople = people.count - active.count
    neverSignedIn = active.count { $0.lastSignIn == .never }
    pricePerMonth = usage.pricePerMonth
    monthlyCost = usage.monthlyCost
    yearlyCost = usage.monthlyCost * 12
    priceSource = usage.source
  }

  var table: Table {
    let source = priceSource == .console ? "as the console says" : "list price; your contract may differ"
    return Table(
      headings: ["what", "value"],
      rows: [
        ["active seats", "\(activeSeats)"],
        ["active people", "\(activePeople)"],
        ["of them never signed in", "\(neverSignedIn)"],
        ["deactivated people", "\(deactivatedPeople)"],
        ["price per seat", "\(pricePerMonth)/month (\(source))"],
        ["cost", "\(monthlyCost)/month, \(yearlyCost)/year"],
      ])
  }
}
