import struct Foundation.Date

/// The whole state as the control port writes it. Tests compare it with what a client claims to have done.
struct StateDocument: Encodable, Sendable {
  struct PersonEntry: Encodable, Sendable {
    let id: Int
    let email: String
    let name: String
    let firstName: String?
    let lastName: String?
    let kind: String
    let status: String
    let permissions: [String]?
    let groups: [String]?
    let mobile: String?
    let pictureURL: String?
    let calendarColor: String?
    let bio: String?
    let lastSignIn: Date?
    let createdAt: Date
    let password: String
    let mustChangePassword: Bool
    let totpSecret: String?
    let passkey: String?
    let passkeySignCount: Int?
    let recoveryCodes: [String]?
  }

  struct GroupEntry: Encodable, Sendable {
    let id: Int
    let name: String
    let permissions: [String]
    let members: [String]
  }

  struct TicketEntry: Encodable, Sendable {
    let number: Int
    let subject: String
    let status: String
    let assignee: String?
  }

  struct TokenEntry: Encodable, Sendable {
    let id: Int
    let name: String
    let creator: String?
    let integration: String?
    let token: String
    let createdAt: Date
    let lastUsedAt: Date?
  }

  struct SeatsEntry: Encodable, Sendable {
    let active: Int
    let priceCents: Int
    let monthlyTotalCents: Int
  }

  struct ChargeEntry: Encodable, Sendable {
    let at: Date
    let what: String
    let who: String
    let cents: Int
  }

  let layout: String
  let permissions: [String]
  let people: [PersonEntry]
  let groups: [GroupEntry]
  let tickets: [TicketEntry]
  let tokens: [TokenEntry]
  let seats: SeatsEntry
  let charges: [ChargeEntry]
}

extension ConsoleState {
  /// Everything at one moment.
  func document() -> StateDocument {
    let isUsers = layout == .users
    var members: [Int: [String]] = [:]
    for person in people { for group in person.groups { members[group, default: []].append(person.email) } }
    return StateDocument(
      layout: layout.rawValue,
      permissions: catalogue.map(\.flat),
      people: people.map { person in
        StateDocument.PersonEntry(
          id: person.id, email: person.email, name: person.name.display, firstName: isUsers ? nil : person.name.first,
          lastName: isUsers ? nil : person.name.last, kind: person.isAdmin ? "admin" : "technician",
          status: person.isActive ? "active" : "deactivated",
          permissions: isUsers ? nil : permissionNames(person.isAdmin ? Set(catalogue.map(\.number)) : person.permissions),
          groups: isUsers ? groupNames(person.groups) : nil, mobile: isUsers ? person.profile.mobile : nil,
          pictureURL: isUsers ? person.profile.pictureURL : nil, calendarColor: isUsers ? person.profile.calendarColor : nil,
          bio: isUsers ? person.profile.bio : nil, lastSignIn: person.lastSignIn, createdAt: person.createdAt,
          password: person.credentials.password, mustChangePassword: person.credentials.mustChangePassword,
          totpSecret: person.credentials.totpSecret, passkey: person.credentials.passkey == nil ? nil : passkey,
          passkeySignCount: person.credentials.passkey.map { Int($0.signCount) },
          recoveryCodes: person.credentials.recoveryCodes.isEmpty ? nil : person.credentials.recoveryCodes)
      },
      groups: groups.map { group in
        StateDocument.GroupEntry(
          id: group.id, name: group.name, permissions: permissionNames(group.permissions), members: members[group.id] ?? [])
      },
      tickets: tickets.map { ticket in
        StateDocument.TicketEntry(
          number: ticket.number, subject: ticket.subject, status: ticket.status.rawValue,
          assignee: ticket.assignee.flatMap { person($0)?.email })
      },
      tokens: tokens.map { token in
        StateDocument.TokenEntry(
          id: token.id, name: token.name, creator: person(token.creator)?.email, integration: token.integration,
          token: token.secret, createdAt: token.createdAt, lastUsedAt: token.lastUsedAt)
      },
      seats: .init(active: activeSeats, priceCents: prices.monthlyCents, monthlyTotalCents: activeSeats * prices.monthlyCents),
      charges: charges.map { .init(at: $0.at, what: $0.what, who: $0.who, cents: $0.cents) })
  }
}
