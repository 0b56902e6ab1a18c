import struct Foundation.Date

/// Something that changed, in the order in which it did.
struct Mutation: Sendable, Encodable {
  /// What a field was and is. A missing side is written as `null`.
  struct Change: Sendable, Encodable, Equatable {
    let before: Value?
    let after: Value?

    private enum Key: CodingKey { case before, after }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(before, forKey: .before)
      try container.encode(after, forKey: .after)
    }
  }

  /// A field's value.
  enum Value: Sendable, Encodable, Equatable {
    case text(String)
    case flag(Bool)
    case list([String])

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .flag(let flag): try container.encode(flag)
      case .list(let list): try container.encode(list)
      }
    }
  }

  /// What the client was told. Stays away when it never heard of it.
  struct Answer: Sendable, Encodable {
    let status: Int
    let location: String?
    let flash: String?
  }

  let n: Int
  let at: Date
  /// The number of the page request that did it.
  let request: Int?
  /// The email of whoever did it.
  let actor: String
  /// Such as `technician.create`; the same words in both layouts.
  let action: String
  /// The email of a person, the name of a group, the number of a ticket, the id of a token.
  let target: String
  let changes: [String: Change]
  var answer: Answer?
}
