import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl technicians reactivate`
struct TechniciansReactivate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reactivate",
    abstract: "Lets a deactivated technician sign in again. Costs a seat.",
    discussion: "syncroctl technicians reactivate lee.wong@acme.com")

  @Argument(help: "Who, by email.")
  var email: EmailArgument

  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  func run() async throws {
    let email = email.email
    try await SingleChange(options: options, acting: acting).run(email) { found, signedIn in
      guard let found else {
        throw ConsoleError(.notFound, "nobody has the email \(email)", advice: "See who is there: syncroctl technicians list")
      }
      guard found.status == .deactivated else { return nil }
      let seats = try await SnapshotReader(signedIn.console, signedInAs: signedIn.operatorEmail).readSeats([])
      return Change(
        subject: .person(id: found.id, email: found.email, name: found.name), action: .reactivate, rosterLocation: .commandLine,
        monthlyDelta: seats.pricePerMonth)
    }
  }
}
