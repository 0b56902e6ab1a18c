import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl technicians deactivate`
struct TechniciansDeactivate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deactivate",
    abstract: "Takes one technician's access away, and proves it from a fresh page.",
    discussion: """
      syncroctl technicians deactivate lee.wong@acme.com
      syncroctl technicians deactivate lee.wong@acme.com --yes --reason "Contract ended"

      Their API tokens keep working until they are deleted at Admin > API Tokens; their tickets stay theirs.
      """)

  @Argument(help: "Who, by email.")
  var email: EmailArgument

  @Option(help: "The reason to choose where the console asks for one.")
  var reason: String?

  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  func run() async throws {
    let email = email.email
    try await SingleChange(options: options, acting: acting).run(email, reason: reason) { found, signedIn in
      guard let found else {
        throw ConsoleError(.notFound, "nobody has the email \(email)", advice: "See who is there: syncroctl technicians list")
      }
      guard found.status == .active else { return nil }
      guard email != signedIn.operatorEmail else {
        throw Refusal(description: "\(email) is signed in here: nobody deactivates themselves. Sign in as another admin.")
      }
      if found.kind == .admin { try await Refusal.ofLastAdmin(email, signedIn) }
      return Change(
        subject: .person(id: found.id, email: found.email, name: found.name), action: .deactivate(lastSignIn: found.lastSignIn),
        rosterLocation: .commandLine)
    }
  }
}

/// A guard said no.
struct Refusal: Error, CustomStringConvertible {
  let description: String

  /// An admin may only go while another active one stays. Reads the whole list.
  static func ofLastAdmin(_ email: EmailAddress, _ signedIn: SignedInConsole) async throws {
    let others = try await TechniciansPage(signedIn.console).readAll().filter {
      $0.kind == .admin && $0.status == .active && $0.email != email
    }
    guard others.isEmpty else { return }
    throw Refusal(description: "\(email) is the last active admin. Make somebody else an admin first.")
  }
}
