import struct Foundation.Date

/// What the API answers, in the API's own names.
struct APIMe: Encodable {
  let admin: Bool
  let subdomain: String
  let two_factor_required: Bool
  let user_email: String
  let user_id: Int
  let user_name: String

  init(_ person: Person, subdomain: String) {
    (admin, user_email, user_id, user_name) = (person.isAdmin, person.email, person.id, person.name.display)
    (self.subdomain, two_factor_required) = (subdomain, person.credentials.totpSecret != nil)
  }
}

/// `{"users": [[1, "Joe Doe"]]}`
struct APIUserList: Encodable {
  struct Entry: Encodable {
    let id: Int
    let name: String

    func encode(to encoder: any Encoder) throws {
      var container = encoder.unkeyedContainer()
      try container.encode(id)
      try container.encode(name)
    }
  }

  let users: [Entry]
}

/// Nothing of whether the account is disabled, nor of when anybody signed in: the API does not tell.
struct APIUser: Encodable {
  let admin: Bool
  let color: String
  let created_at: Date
  let email: String
  let full_name: String
  let group: String?
  let id: Int
  let updated_at: Date

  init(_ person: APIPerson) {
    (admin, color, created_at, email) = (person.isAdmin, person.color, person.createdAt, person.email)
    (full_name, group, id, updated_at) = (person.name, person.group, person.id, person.updatedAt)
  }
}

struct APITicket: Encodable {
  let id: Int
  let number: Int
  let status: String
  let subject: String
  let user_id: Int?

  init(_ ticket: Ticket) {
    (id, number, subject, user_id) = (ticket.number, ticket.number, ticket.subject, ticket.assignee)
    status = ticket.status.rawValue
  }
}

struct APITicketList: Encodable {
  struct Meta: Encodable {
    let page: Int
    let per_page: Int
    let total_entries: Int
    let total_pages: Int
  }

  let meta: Meta
  let tickets: [APITicket]

  init(_ found: Paging<Ticket>) {
    let size = Paging<Ticket>.pageSize
    meta = Meta(page: found.page, per_page: size, total_entries: found.total, total_pages: (found.total + size - 1) / size)
    tickets = found.rows.map(APITicket.init)
  }
}

struct APIRefusal: Encodable {
  let success = false
  let message: [String]
}
