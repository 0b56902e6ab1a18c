import ArgumentParser
import ConsolePages
import Foundation
import Provisioning
import Technicians

/// `syncroctl seats`
struct Seats: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says how many seats are paid for, what they cost, and who does not use theirs. Changes nothing.",
    usage: "syncroctl seats [<options>]",
    discussion: """
      syncroctl seats
      syncroctl seats --unused-for 30d
      syncroctl seats --unused-for 12w --format csv > unused.csv

      Times are in hours (h), days (d) or weeks (w). Those who never signed in stand
      apart. Left out are the account that is signed in and protected people. Where
      the console shows no last sign-in, nobody is named.
      """)

  @OptionGroup var options: ConsoleOptions

  @Option(
    help: ArgumentHelp("Name those who have not signed in for so long, and what their seats cost.", valueName: "time"),
    transform: { text in
      do { return try IdleTime(text) } catch { throw ValidationError("\(error)") }
    })
  var unusedFor: IdleTime?

  @OptionGroup var policy: PolicyOptions

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  func run() async throws {
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, [policy], talk: talk)
    let protected = try target.policy().policy.protected
    let report = try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      let reader = signedIn.reader()
      let people = try await reader.readList()
      let usage = try await reader.readSeats(people)
      let unused = unusedFor.map { time in
        UnusedSeats(
          people, price: usage.pricePerMonth, unusedFor: time, now: Date(), signedInAs: signedIn.operatorEmail,
          isProtected: { email in protected.contains { $0.matches(email) } })
      }
      return SeatReport(usage: usage, people: people, unused: unused)
    }
    switch format {
    case .table: try StandardOutput.write(report.text + "\n")
    case .csv: try StandardOutput.write(report.csv)
    case .json: try StandardOutput.write(try JSON.text(report) + "\n")
    }
    if let unused = report.unused, !unused.isShown {
      talk.say("This console does not show when people signed in last: nobody is named")
    } else if report.unused == nil, report.neverSignedIn != nil {
      talk.say("Who does not use theirs: syncroctl seats --unused-for 30d")
    }
  }
}
