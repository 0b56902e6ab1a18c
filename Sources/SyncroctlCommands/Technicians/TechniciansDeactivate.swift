import ArgumentParser
import ConsolePages
import Provisioning
import Technicians

/// `syncroctl technicians deactivate`
struct TechniciansDeactivate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deactivate",
    abstract: "Takes one technician's access away, and proves it from a fresh page.",
    usage: "syncroctl technicians deactivate <email> [<options>]",
    discussion: """
      syncroctl technicians deactivate lee.wong@acme.com
      syncroctl technicians deactivate lee.wong@acme.com --yes \\
        --reason "Contract ended"

      Their API tokens keep working until they are deleted, and their tickets stay
      theirs: syncroctl offboard does all of it.
      """)

  @Argument(help: "Who, by email.", transform: EmailArgument.parse)
  var email: EmailAddress

  @Option(help: "The reason to choose where the console asks for one.")
  var reason: String?

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  func run() async throws {
    let email = email
    let afterwards = "Their API tokens keep working until they are deleted: syncroctl offboard \(email)"
    let single = SingleChange(options: options, acting: acting, policy: policy)
    try await single.run(email, reason: reason, afterwards: afterwards) { found, signedIn in
      guard let found else { throw SingleChange.notFound(email, on: signedIn) }
      guard found.status == .active else { return nil }
      guard email != signedIn.operatorEmail else {
        throw Refusal(
          message: "\(email) is signed in here, and nobody deactivates themselves", advice: "Sign in as another admin to do this.")
      }
      if found.kind == .admin { try await Refusal.ofLastAdmin(email, signedIn) }
      return SingleOrder(
        Change(
          subject: .person(id: found.id, email: found.email, name: found.name), action: .deactivate(lastSignIn: found.lastSignIn),
          rosterLocation: .commandLine))
    }
  }
}

extension Refusal {
  /// An admin may only go while another active one stays. Reads the whole list.
  static func ofLastAdmin(_ email: EmailAddress, _ signedIn: SignedInConsole) async throws {
    let others = try await signedIn.reader().readList().filter {
      $0.kind == .admin && $0.status == .active && $0.email != email
    }
    guard others.isEmpty else { return }
    throw Refusal(message: "\(email) is the last active admin", advice: "Make somebody else an admin first.")
  }
}
