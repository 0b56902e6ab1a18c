import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl reset-mfa`
struct ResetMFA: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset-mfa",
    abstract: "Has the console forget somebody's second factor.",
    usage: "syncroctl reset-mfa <email> [<options>]",
    discussion: """
      syncroctl reset-mfa omar.said@acme.com
      syncroctl reset-mfa maya.lin@acme.com --admin

      For whoever has lost their telephone: they set up another at the next
      sign-in. Until then the password alone opens the account. So be sure that it
      is they who ask, and not somebody who has their password.

      Shows who it is, asks, does it once, and reads back from a fresh page that no
      second factor is set up. Where there is none, nothing is done. Where the
      selector pack knows no such page, it becomes a task for a person (exit 6).
      """)

  @Argument(help: "Who, by email.", transform: EmailArgument.parse)
  var email: EmailAddress

  @Flag(help: "Also where they are an admin, whose password then opens everything.")
  var admin = false

  @Option(help: ArgumentHelp("Do it to somebody whom the policy protects. The reason is written down.", valueName: "why"))
  var breakGlass: String?

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  @Option(help: "How to print what came of it.")
  var format: OutputFormat = .table

  func validate() throws {
    if breakGlass?.allSatisfy(\.isWhitespace) == true { throw ValidationError("--break-glass wants a reason: it is written down") }
  }

  func run() async throws {
    let again = Undertaking.current.again
    let single = SingleChange(
      options: options, acting: acting, policy: policy, format: format,
      glass: "If it must be, say why, which is written down: \(again) --break-glass WHY")
    let (email, admin, breakGlass) = (email, admin, breakGlass)
    let afterwards = "They set up another at the next sign-in. Until then the password alone opens the account."
    try await single.run(email, afterwards: afterwards) { found, signedIn in
      guard let found else { throw SingleChange.notFound(email, on: signedIn) }
      guard email != signedIn.operatorEmail else {
        throw Refusal(
          message: "\(email) is signed in here, and would be left without a second factor",
          advice: "Sign in as another admin to do this.")
      }
      guard admin || found.kind != .admin else {
        throw Refusal(
          message: "\(email) is an admin: until they set up another second factor, whoever has their password may do everything",
          advice: "If you are sure that it is they who ask: \(again) --admin")
      }
      return SingleOrder(
        Change(subject: .person(id: found.id, email: found.email, name: found.name), action: .resetMFA, rosterLocation: .commandLine),
        notes: breakGlass.map { ["Break glass, although the policy protects \(email): \($0)"] } ?? [],
        preview: ["\(found.kind.rawValue), \(found.status.rawValue), last sign-in \(TechnicianTable.text(found.lastSignIn))"],
        lifted: breakGlass == nil ? [] : [.protected])
    }
  }
}
