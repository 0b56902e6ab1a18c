import ArgumentParser
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

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  func run() async throws { try await Reactivation.run(email, SingleChange(options: options, acting: acting, policy: policy)) }
}
