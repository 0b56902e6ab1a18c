import ConsolePages
import Technicians

/// A flow did not do what it says to have done.
struct Claim: Error {
  let text: String
}

extension Flow {
  static let target = "mei.dawson@acme.example"
  static let newcomer = "nina.park@acme.example"

  /// Does it, and says what the account should be like afterwards.
  ///
  /// - Throws: `ConsoleError` and `WebDriverError` where the client stops; ``Claim`` where it went on and read something untrue.
  func run(on console: Console, as credentials: Credentials, _ before: Account) async throws {
    switch self {
    case .signIn:
      let name = try await SignInPage(console).signIn(credentials)
      guard name == credentials.email else { throw Claim(text: "signed in as \(name)") }
    case .list:
      let read = try await TechniciansPage(console).readAll()
      let seen = read.map { "\($0.email) \($0.name.full) \($0.kind.rawValue) \($0.status.rawValue)" }.sorted()
      guard seen == before.people.map({ "\($0.email) \($0.name) \($0.kind) \($0.status)" }).sorted() else {
        throw Claim(text: "read \(read.count) of \(before.people.count) people, or others")
      }
    case .create:
      let groups: Set<String> = before.hasPermissions ? [] : ["Technicians"]
      let form = NewTechnicianPage(console)
      let created = try await form.create(
        email: EmailAddress(Self.newcomer), name: PersonName(first: "Nina", last: "Park"), kind: .technician, groups: groups)
      try await form.saveGroups(of: created)
      guard created.reading.technician.email.description == Self.newcomer else { throw Claim(text: "created \(created.reading)") }
    case .change: try await change(console, before)
    case .deactivate:
      let email = try EmailAddress(Self.target)
      let person = try await Self.find(email, console)
      try await DeactivatePage(console).deactivate(person)
      try await Self.requireStatus(.deactivated, email, person, console)
    case .reactivate:
      let email = try EmailAddress(try Self.leaver(before))
      let person = try await Self.find(email, console)
      try await Self.page(person, console).reactivateOpened(email)
      try await Self.requireStatus(.active, email, person, console)
    case .deleteToken:
      let page = APITokensPage(console)
      let tokens = try await page.readAll()
      guard let token = tokens.first(where: { Self.isMeant($0.name) }) else {
        throw ConsoleError(.notFound, "the list of API tokens does not show the token")
      }
      try await page.delete(token)
    }
  }

  /// What the account is to be like after the flow.
  func intended(_ before: Account, after: Account) throws -> Account {
    switch self {
    case .signIn, .list: return before
    case .create:
      var intended = before
      guard let made = after.person(Self.newcomer), made.name == "Nina Park", made.kind == "technician", made.status == "active",
        made.groups == nil || made.groups == ["Technicians"]
      else { return before }
      intended.people.append(made)
      return intended
    case .change:
      return before.with(Self.target) { person in
        if before.hasPermissions {
          person.permissions = after.person(Self.target)?.permissions
          let gained = Set(person.permissions ?? []).symmetricDifference(before.person(Self.target)?.permissions ?? [])
          if gained != [Self.permission(before)] { person.permissions = [] }
        } else {
          person.groups = after.person(Self.target)?.groups
          let gained = Set(person.groups ?? []).symmetricDifference(before.person(Self.target)?.groups ?? [])
          if gained != [Self.group(before)] { person.groups = [] }
        }
      }
    case .deactivate: return before.with(Self.target) { $0.status = "deactivated" }
    case .reactivate:
      let leaver = try Self.leaver(before)
      return before.with(leaver) { $0.status = "active" }
    case .deleteToken:
      var intended = before
      intended.tokens.removeAll { Self.isMeant($0.name) }
      return intended
    }
  }

  // MARK: - Steps

  private func change(_ console: Console, _ before: Account) async throws {
    let email = try EmailAddress(Self.target)
    let person = try await Self.find(email, console)
    let page = try Self.page(person, console)
    let reading = try await page.read(expecting: email)
    guard before.hasPermissions else {
      let group = Self.group(before)
      let wanted = !(reading.technician.groups ?? []).contains(group)
      try await page.update(email, groups: [group: wanted])
      let now = try await page.read(expecting: email).technician.groups ?? []
      guard now.contains(group) == wanted else { throw ConsoleError(.outcomeUnknown, "the groups are not as they were set") }
      return
    }
    let parts = Self.permission(before).split(separator: " - ", maxSplits: 1).map(String.init)
    let permission = Permission(area: parts[0], action: parts[1])
    let wanted = !(reading.technician.permissions ?? []).contains(permission)
    try await page.setPermissions([permission: wanted], of: email)
    let now = try await page.read(expecting: email).technician.permissions ?? []
    guard now.contains(permission) == wanted else { throw ConsoleError(.outcomeUnknown, "the permissions are not as they were set") }
  }

  private static func permission(_ before: Account) -> String { "Tickets - Delete" }
  private static func group(_ before: Account) -> String { before.groups.map(\.name).sorted().last ?? "" }
  private static func isMeant(_ token: String) -> Bool { token.hasPrefix(tokenName) }
  private static let tokenName = "Zapier"

  private static func leaver(_ before: Account) throws -> String {
    guard let leaver = before.people.first(where: { $0.status == "deactivated" }) else { throw Claim(text: "nobody is deactivated") }
    return leaver.email
  }

  private static func find(_ email: EmailAddress, _ console: Console) async throws -> Technician {
    guard let person = try await TechniciansPage(console).find(email) else {
      throw ConsoleError(.notFound, "the console shows nobody with the email \(email)")
    }
    return person
  }

  private static func page(_ person: Technician, _ console: Console) throws -> TechnicianPage {
    guard let id = person.id else { throw ConsoleError(.notFound, "the list shows no link to the page of \(person.email)") }
    return TechnicianPage(console, id: id)
  }

  /// Reads back, as whoever applies a plan does.
  private static func requireStatus(
    _ status: TechnicianStatus, _ email: EmailAddress, _ person: Technician, _ console: Console
  ) async throws {
    let read = try await page(person, console).read(expecting: email).technician
    guard read.status == status else { throw ConsoleError(.outcomeUnknown, "\(email) is \(read.status.rawValue) on a fresh page") }
  }
}

extension TechnicianPage {
  /// Opens the page, looks whose it is, and reactivates.
  fileprivate func reactivateOpened(_ email: EmailAddress) async throws {
    _ = try await read(expecting: email)
    try await reactivate(email)
  }
}
