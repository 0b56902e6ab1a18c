import ConsoleAPI
import ConsolePages
import Provisioning
import Secrets
import Technicians

/// Where the API is asked, and with which token.
struct APISetting: Sendable {
  let address: APIAddress
  let token: Secret

  /// What the settings say; `nil` without a token: then no second witness is asked.
  ///
  /// - Throws: ``UsageError`` for an address that no token is sent to, and for a token that cannot be had.
  static func resolve(_ configuration: Configuration, console: ConsoleAddress) async throws -> APISetting? {
    guard let setting = configuration.apiToken else {
      guard configuration.apiURL == nil else {
        throw UsageError("there is an address of the API and no token", "Set SYNCROCTL_API_TOKEN or account.api_token, or leave both out.")
      }
      return nil
    }
    let token = try await setting.secret(label: "account.api_token")
    // What a header cannot hold is no token, and the transport would refuse it without saying which setting is meant.
    guard isToken(token) else {
      throw UsageError("the API token holds characters that no token has", "It comes from \(configuration.place(of: .apiToken)).")
    }
    do {
      return APISetting(address: try APIAddress(configuration.apiURL ?? console.origin), token: token)
    } catch {
      throw UsageError(error.message, "It comes from \(configuration.place(of: .apiURL)).")
    }
  }

  /// Whether a text can be a token.
  static func isToken(_ text: Secret) -> Bool { text.reveal { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } } }
}

/// The console's public API as the second witness.
struct APIWitness: Witness, TicketDesk {
  let name = "the API"
  let introduction: String
  private let client: APIClient

  /// Asks whose token it is: nothing is read or changed while that is not known.
  ///
  /// - Throws: `ConsoleError`.
  init(_ setting: APISetting) async throws {
    let client = APIClient(setting.address, token: setting.token)
    let account = try await Self.asking { try await client.me() }
    self.client = client
    let (subdomain, kind) = (ShownText.plain(account.subdomain), account.isAdmin ? "admin" : "technician")
    introduction = "the API of \(subdomain) at \(setting.address.origin), with a token of \(account.email) (\(kind))"
  }

  func everybody() async throws -> [WitnessedName] {
    try await Self.asking { try await client.users() }.map { WitnessedName(id: $0.id, name: PersonName(full: $0.name)) }
  }

  func person(_ id: TechnicianID) async throws -> WitnessedPerson? {
    try await Self.asking { try await client.user(id: id) }.map { user in
      WitnessedPerson(id: user.id, email: user.email, name: PersonName(full: user.name), kind: user.isAdmin ? .admin : .technician)
    }
  }

  func open(of person: TechnicianID) async throws -> [DeskTicket] {
    try await Self.asking { try await client.openTickets(of: person) }.map { ticket in
      DeskTicket(
        id: ticket.id,
        ticket: Ticket(number: "\(ticket.number ?? ticket.id)", subject: ticket.subject, assignee: "", status: ticket.status))
    }
  }

  func give(_ ticket: DeskTicket, to person: TechnicianID) async throws {
    _ = try await Self.asking { try await client.assign(ticket: ticket.id, to: person) }
  }

  /// An error of the API in the words and kinds of the console's.
  private static func asking<Value>(_ ask: () async throws -> Value) async throws -> Value {
    do {
      return try await ask()
    } catch let error as APIError {
      throw ConsoleError(
        code(error.code), error.message, details: error.details + ["it was asked besides the pages (see docs/witness.md)"],
        consequence: error.code == .outcomeUnknown ? .unknown : .nothing, advice: error.advice)
    }
  }

  private static func code(_ code: APIError.Code) -> ConsoleError.Code {
    switch code {
    case .unauthorized, .forbidden: .notSignedIn
    case .malformed, .tooLarge, .redirected: .pageNotRecognised
    case .failed, .tooMany: .transient
    case .badAddress: .usage
    case .unreachable: .unreachable
    case .outcomeUnknown: .outcomeUnknown
    default: .refused
    }
  }
}
