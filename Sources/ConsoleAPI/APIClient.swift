public import CurlTransport
public import Secrets
public import Technicians

/// Asks the console's public API. About people it can only be asked; of tickets it can say whose they are.
///
/// The token goes to the address that was given and nowhere else, over https unless that is this machine. The client keeps to fewer requests
/// than the console allows by itself. What only asks is asked again where the console fails for a moment; what changes something is sent once.
public struct APIClient: Sendable {
  let sender: APISender

  /// A client. Nothing is sent yet.
  ///
  /// - Parameters:
  ///   - address: the console's own address.
  ///   - token: the token, as the console shows it when it is made.
  ///   - transport: what carries the requests.
  ///   - clock: the time.
  public init(
    _ address: APIAddress, token: Secret, transport: any APITransport = APIClient.transport(), clock: APIClock = .continuous
  ) {
    sender = APISender(
      address: address, token: token, transport: transport, clock: clock, limiter: RateLimiter(.console, clock))
  }

  /// libcurl, with a cap on what is taken in.
  public static func transport() -> CurlClient {
    var configuration = CurlClient.Configuration()
    configuration.maximumBodyBytes = APISender.longestBody
    return CurlClient(configuration: configuration)
  }

  /// Whose token it is.
  ///
  /// - Throws: ``APIError``.
  public func me() async throws -> APIAccount {
    var reader = AnswerReader(try await sender.get("me"))
    let (id, email) = (reader.id("user_id"), reader.email("user_email"))
    let account = email.map {
      APIAccount(
        id: id, email: $0, name: reader.text("user_name"), isAdmin: reader.flag("admin"), subdomain: reader.text("subdomain"))
    }
    return try sender.whole(account, reader, "me")
  }

  /// Everybody, by number and name. Whether disabled people are among them is not known of the console.
  ///
  /// - Throws: ``APIError``.
  public func users() async throws -> [APIListedUser] {
    var users: [APIListedUser] = []
    for entry in try await sender.pages("users", list: "users") {
      guard let pair = entry.list, pair.count >= 2, let id = pair[0].whole, let name = pair[1].text else {
        throw sender.malformed("users", ["a number and a name in each entry of users"])
      }
      users.append(APIListedUser(id: TechnicianID(rawValue: "\(id)"), name: name))
    }
    return users
  }

  /// One person; `nil` where the API knows of none.
  ///
  /// - Throws: ``APIError``.
  public func user(id: TechnicianID) async throws -> APIUser? {
    guard let number = Int(id.rawValue) else {
      throw APIError(.badAddress, "the API knows people by number, and \(APIWords.plain(id.rawValue, hiding: sender.token)) is none")
    }
    let path = "users/\(number)"
    let answer: JSONValue
    do {
      answer = try await sender.get(path)
    } catch let error as APIError where error.code == .notFound {
      return nil
    }
    // The documents show it bare; the console wraps much else in its kind.
    var reader = AnswerReader(answer.object?["user"] ?? answer)
    let (told, email) = (reader.id("id"), reader.email("email"))
    let user = email.map {
      APIUser(
        id: told, email: $0, name: reader.text("full_name"), isAdmin: reader.flag("admin"), group: reader.optionalText("group"),
        color: reader.optionalText("color"), createdAt: reader.optionalText("created_at"), updatedAt: reader.optionalText("updated_at"))
    }
    let whole = try sender.whole(user, reader, path)
    guard whole.id == id else { throw sender.malformed(path, ["the number that was asked for: it tells of \(whole.id.rawValue)"]) }
    return whole
  }

  /// The open tickets of somebody, each once.
  ///
  /// - Throws: ``APIError``; with ``APIError/Code/malformed`` where a ticket is not said to be theirs. An API that does not know the question
  ///   answers with everybody's tickets, and they would all be given away.
  public func openTickets(of id: TechnicianID) async throws -> [APITicket] {
    guard let number = Int(id.rawValue) else { return [] }
    let path = "tickets"
    let all = try await sender.pages(path, query: "user_id=\(number)&status=Not%20Closed", list: "tickets").map { try ticket($0, path) }
    if let other = all.first(where: { $0.assignee != id }) {
      throw sender.malformed(
        path, ["tickets of user \(number) alone, which were asked for: ticket \(other.id) is with \(other.assignee?.rawValue ?? "nobody")"])
    }
    var seen: Set<Int> = []
    return all.filter { seen.insert($0.id).inserted }
  }

  /// Hands a ticket to somebody. Sent once, whatever comes of it.
  ///
  /// - Throws: ``APIError``; with ``APIError/Code/outcomeUnknown`` where it may have been done.
  public func assign(ticket id: Int, to person: TechnicianID) async throws -> APITicket {
    guard let number = Int(person.rawValue) else {
      throw APIError(.badAddress, "the API knows people by number, and \(APIWords.plain(person.rawValue, hiding: sender.token)) is none")
    }
    let path = "tickets/\(id)"
    let answer = try await sender.put(path, body: "{\"user_id\":\(number)}")
    let advice = "Look at the ticket before trying again."
    do {
      let ticket = try ticket(answer.object?["ticket"] ?? answer, path)
      guard ticket.id == id, ticket.assignee == person else {
        throw APIError(
          .outcomeUnknown, "the API says that ticket \(ticket.id) is with \(ticket.assignee?.rawValue ?? "nobody")",
          details: ["ticket \(id) was to go to \(number)"], advice: advice)
      }
      return ticket
    } catch let error as APIError where error.code == .malformed {
      throw APIError(.outcomeUnknown, error.message, details: error.details, advice: advice)
    }
  }

  private func ticket(_ value: JSONValue, _ path: String) throws -> APITicket {
    var reader = AnswerReader(value)
    let ticket = APITicket(
      id: reader.whole("id"), number: reader.optionalWhole("number"), subject: reader.optionalText("subject") ?? "",
      status: reader.text("status"), assignee: reader.optionalWhole("user_id").map { TechnicianID(rawValue: "\($0)") })
    return try sender.whole(ticket, reader, path)
  }
}
