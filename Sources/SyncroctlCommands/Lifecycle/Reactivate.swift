import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl reactivate`
struct Reactivate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reactivate",
    abstract: "Lets somebody who was deactivated sign in again. Costs a seat.",
    usage: "syncroctl reactivate <email> [<options>]",
    discussion: """
      syncroctl reactivate lee.wong@acme.com
      syncroctl reactivate lee.wong@acme.com --dry-run

      Shows who it is and what the seat costs, asks, does it, and reads it back
      from a fresh page. Password, second factor, permissions and groups are as
      they were before; API tokens that were deleted stay deleted. An admin is let
      in again by an approved plan alone.
      """)

  @Argument(help: "Who, by email.", transform: EmailArgument.parse)
  var email: EmailAddress

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  @Option(help: "How to print what came of it.")
  var format: OutputFormat = .table

  func run() async throws {
    try await Reactivation.run(email, SingleChange(options: options, acting: acting, policy: policy, format: format))
  }
}

/// Letting somebody in again.
enum Reactivation {
  static func run(_ email: EmailAddress, _ single: SingleChange) async throws {
    try await single.run(email, afterwards: "Look at what they may do: syncroctl technicians show \(email)") { found, signedIn in
      guard let found else { throw SingleChange.notFound(email, on: signedIn) }
      guard found.status == .deactivated else { return nil }
      let seats = try await signedIn.reader().readSeats([])
      return SingleOrder(
        Change(
          subject: .person(id: found.id, email: found.email, name: found.name), action: .reactivate, rosterLocation: .commandLine,
          monthlyDelta: seats.pricePerMonth), seats: seats)
    }
  }
}
