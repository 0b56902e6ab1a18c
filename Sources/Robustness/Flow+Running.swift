import ConsolePages
import Provisioning
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
  /// - Throws: `ConsoleError`, `WebDriverError` and ``Ending`` where the client stops; ``Claim`` where it went on and read something untrue.
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
    case .create, .change, .deactivate, .reactivate, .deleteToken:
      // As every command that changes one thing: found, and then a plan of that one change.
      let email = try EmailAddress(subject(before))
      let found = try await TechniciansPage(console).find(email)
      let plan = Plan.single(
        try change(email, found, before), fact: PlanFact(person: found, email: email), address: console.address.host,
        layout: console.layout,
        signedInAs: credentials.email)
      let summary = try await Applier(console, commandCount: { 0 }).apply(plan)
      guard let result = summary.results.first else { throw Claim(text: "nothing came of it") }
      switch result.outcome {
      case .done: break
      case .unchanged: throw Claim(text: "nothing was done: \(result.detail)")
      case .failed, .manual, .unknown, .notReached: throw Ending(result)
      }
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
          if gained != [Self.permission] { person.permissions = [] }
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

  // MARK: - What is done

  /// Whom it is done to.
  private func subject(_ before: Account) throws -> String {
    switch self {
    case .create: return Self.newcomer
    case .reactivate: return try Self.leaver(before)
    case .deleteToken:
      guard let maker = before.tokens.first(where: { Self.isMeant($0.name) })?.creator else { throw Claim(text: "nobody made the token") }
      return maker
    case .signIn, .list, .change, .deactivate: return Self.target
    }
  }

  private func change(_ email: EmailAddress, _ found: Technician?, _ before: Account) throws -> Change {
    let name = found?.name ?? PersonName(first: "Nina", last: "Park")
    return Change(
      subject: .person(id: found?.id, email: email, name: name), action: try action(found, before), rosterLocation: .commandLine)
  }

  private func action(_ found: Technician?, _ before: Account) throws -> Change.Action {
    switch self {
    case .create:
      return .create(kind: .technician, role: nil, permissions: [], groups: before.hasPermissions ? [] : ["Technicians"])
    case .change where before.hasPermissions:
      let parts = Self.permission.split(separator: " - ", maxSplits: 1).map(String.init)
      let permission = Permission(area: parts[0], action: parts[1])
      let has = before.person(Self.target)?.permissions?.contains(Self.permission) == true
      return .permissions(add: has ? [] : [permission], remove: has ? [permission] : [])
    case .change:
      let group = Self.group(before)
      let has = before.person(Self.target)?.groups?.contains(group) == true
      return .groups(add: has ? [] : [group], remove: has ? [group] : [])
    case .reactivate: return .reactivate
    case .deleteToken: return .deleteTokens(shared: true)
    case .signIn, .list, .deactivate: return .deactivate(lastSignIn: found?.lastSignIn ?? .notShown)
    }
  }

  private static let permission = "Tickets - Delete"
  private static func group(_ before: Account) -> String { before.groups.map(\.name).sorted().last ?? "" }
  private static func isMeant(_ token: String) -> Bool { token.hasPrefix(tokenName) }
  /// Whoever made it has made no other.
  private static let tokenName = "Zapier"

  private static func leaver(_ before: Account) throws -> String {
    guard let leaver = before.people.first(where: { $0.status == "deactivated" }) else { throw Claim(text: "nobody is deactivated") }
    return leaver.email
  }
}

/// A change that was not made, or not seen to be made.
struct Ending: Error, CustomStringConvertible {
  let result: ChangeResult
  init(_ result: ChangeResult) { self.result = result }

  var description: String { ([result.detail] + (result.explanation?.dropFirst() ?? [])).joined(separator: "\n") }
}
