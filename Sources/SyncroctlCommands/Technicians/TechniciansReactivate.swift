import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl technicians reactivate`
struct TechniciansReactivate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reactivate",
    abstract: "Lets a deactivated technician sign in again. Costs a seat.",
    usage: "syncroctl technicians reactivate <email> [<options>]",
    discussion: """
      syncroctl technicians reactivate lee.wong@acme.com
      syncroctl technicians reactivate lee.wong@acme.com --dry-run

      Permissions or groups are as they were before; look at them afterwards.
      """)

  @Argument(help: "Who, by email.", transform: EmailArgument.parse)
  var email: EmailAddress

  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  func run() async throws {
    let email = email
    try await SingleChange(options: options, acting: acting).run(
      email, afterwards: "Look at what they may do: syncroctl technicians show \(email)"
    ) { found, signedIn in
      guard let found else { throw SingleChange.notFound(email, on: signedIn) }
      guard found.status == .deactivated else { return nil }
      let seats = try await signedIn.reader().readSeats([])
      return Change(
        subject: .person(id: found.id, email: found.email, name: found.name), action: .reactivate, rosterLocation: .commandLine,
        monthlyDelta: seats.pricePerMonth)
    }
  }
}
