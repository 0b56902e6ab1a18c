import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl seats`
struct Seats: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says how many seats are paid for, and what they cost. Changes nothing.",
    usage: "syncroctl seats [<options>]",
    discussion: """
      syncroctl seats
      syncroctl seats --format json
      """)

  @OptionGroup var options: ConsoleOptions

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  func run() async throws {
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, talk: talk)
    let report = try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      let reader = SnapshotReader(signedIn.console, signedInAs: signedIn.operatorEmail)
      let people = try await reader.readList()
      return SeatReport(usage: try await reader.readSeats(people), people: people)
    }
    try format.print(report.table.text, csv: report.csv, json: report)
  }
}

/// Seats as they are printed.
struct SeatReport: Encodable {
  let activeSeats: Int
  let activePeople: Int
  let deactivatedPeople: Int
  /// `nil` where the console does not show last sign-ins: nobody is then said to have signed in.
  let neverSignedIn: Int?
  let pricePerMonth: Money
  let monthlyCost: Money
  let yearlyCost: Money
  let priceSource: SeatUsage.PriceSource

  init(usage: SeatUsage, people: [Technician]) {
    let active = people.filter { $0.status == .active }
    activeSeats = usage.active
    activePeople = active.count
    deactivatedPeople = people.count - active.count
    neverSignedIn = active.contains { $0.lastSignIn != .notShown } ? active.count { $0.lastSignIn == .never } : nil
    pricePerMonth = usage.pricePerMonth
    monthlyCost = usage.monthlyCost
    yearlyCost = usage.monthlyCost * 12
    priceSource = usage.source
  }

  var table: Table {
    let source = priceSource == .console ? "as the console says" : "the list price; your contract may differ"
    return Table(
      headings: ["what", "value"],
      rows: [
        ["paid seats", "\(activeSeats)"],
        ["active people", "\(activePeople)"],
        ["  never signed in", neverSignedIn.map(String.init) ?? "not shown"],
        ["deactivated people", "\(deactivatedPeople)"],
        ["price of a seat", "\(pricePerMonth)/month"],
        ["", source],
        ["cost", "\(monthlyCost)/month"],
        ["", "\(yearlyCost)/year"],
      ])
  }

  /// One row, so that a month can be laid under another.
  var csv: Table {
    Table(
      headings: [
        "active_seats", "active_people", "never_signed_in", "deactivated_people", "price_per_month", "cost_per_month", "cost_per_year",
        "currency", "price_source",
      ],
      rows: [
        [
          "\(activeSeats)", "\(activePeople)", neverSignedIn.map(String.init) ?? "", "\(deactivatedPeople)", pricePerMonth.plain,
          monthlyCost.plain,
          yearlyCost.plain, pricePerMonth.currency, priceSource.rawValue,
        ]
      ])
  }
}
