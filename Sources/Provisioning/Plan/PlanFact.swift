public import Technicians

/// What the console showed of somebody, or of a group, when the plan was made. A plan rests on it: where it holds no longer, nothing is done.
public struct PlanFact: Sendable, Hashable, Codable {
  /// The person by address or the group by name, as the console writes it.
  public let subject: String
  /// The person as read; `nil` for a group, and for whoever was not there.
  public let person: Technician?
  /// The group as read; `nil` for a person, and for what was not there.
  public let group: SecurityGroup?
  /// SHA-256 of the fact's canonical form without the last sign-in, which changes by itself.
  public let digest: String

  /// Somebody, or nobody, at this address.
  public init(person: Technician?, email: EmailAddress) { self.init(person: person, subject: email.description) }

  /// The same, filed under the address that the plan knows although it may have changed since.
  init(person: Technician?, subject: String) {
    self.subject = subject
    var kept = person
    // Somebody who signs in is still the same person with the same access.
    kept?.lastSignIn = .notShown
    self.person = kept
    group = nil
    digest = Self.digest(kept)
  }

  /// A group, or none, of this name.
  public init(group: SecurityGroup?, name: String) {
    subject = name
    person = nil
    self.group = group
    digest = Self.digest(group)
  }

  private static func digest(_ value: (some Encodable)?) -> String {
    // Plain values always encode.
    guard let value, let digest = try? Digest.sha256(of: value) else { return Self.absent }
    return digest
  }

  /// What stands for nobody and nothing.
  public static let absent = "absent"
}

extension PlanFact {
  /// What is no longer as it was, a line each: `kind was technician and is admin`. Empty when the fact holds. What was not read then, or is
  /// not read now, is not compared.
  public func differences(from now: Technician?) -> [String] {
    guard let person else { return now == nil ? [] : ["there was no account, and there is one now (\(now?.status.rawValue ?? ""))"] }
    guard let now else { return ["there was an account, and there is none now"] }
    var lines: [String] = []
    func compare(_ what: String, _ before: String, _ after: String) {
      if before != after { lines.append("\(what) was \(before) and is \(after)") }
    }
    if let was = person.id, let id = now.id { compare("the console's number", was.rawValue, id.rawValue) }
    if person.email != now.email { compare("the email", person.email.description, now.email.description) }
    if !person.name.readsLike(now.name) { compare("the name", ShownText.quoted(person.name.full), ShownText.quoted(now.name.full)) }
    compare("the kind", person.kind.rawValue, now.kind.rawValue)
    compare("the status", person.status.rawValue, now.status.rawValue)
    lines += Self.difference("permission", "permissions", person.permissions?.mapped, now.permissions?.mapped)
    lines += Self.difference("group", "groups", person.groups, now.groups)
    return lines
  }

  /// The same for a group.
  public func differences(from now: SecurityGroup?) -> [String] {
    guard let group else { return now == nil ? [] : ["there was no such group, and there is one now"] }
    guard let now else { return ["there was such a group, and there is none now"] }
    return Self.difference("permission", "permissions", group.permissions?.mapped, now.permissions?.mapped)
  }

  private static func difference(_ one: String, _ many: String, _ before: Set<String>?, _ after: Set<String>?) -> [String] {
    guard let before, let after, before != after else { return [] }
    let (gained, lost) = (after.subtracting(before).sorted(), before.subtracting(after).sorted())
    let named = (gained.map { "+ \(ShownText.plain($0))" } + lost.map { "- \(ShownText.plain($0))" }).prefix(6).joined(separator: ", ")
    let rest = gained.count + lost.count > 6 ? ", …" : ""
    return ["\(WordList.count(gained.count + lost.count, one, many)) changed: \(named)\(rest)"]
  }
}

extension Set<Permission> {
  fileprivate var mapped: Set<String> { Set<String>(map(\.description)) }
}
