internal import Foundation
internal import Technicians

extension Change {
  /// The most permissions or groups that are named on the change's own line.
  static let mostNamedInline = 4

  /// `+` something new, `-` something goes, `~` something is altered.
  public var sign: String {
    switch action {
    case .createGroup, .create: "+"
    case .deactivate, .deleteTokens: "-"
    case .confirmOffboarded: "="
    default: "~"
    }
  }

  /// What is done, in a word or two.
  public var verb: String {
    switch action {
    case .createGroup: "create group"
    case .updateGroup: "update group"
    case .create: "create"
    case .reactivate: "reactivate"
    case .update: "update"
    case .permissions: "permissions"
    case .groups: "groups"
    case .deactivate: "deactivate"
    case .deleteTokens: "delete tokens"
    case .reassignTickets: "give tickets"
    case .confirmOffboarded: "check"
    case .resetMFA: "reset MFA"
    }
  }

  /// The particulars: `helpdesk (23 permissions)`, `+ Invoices/Create  - Tickets/Delete`. Empty when there are none.
  public var detail: String {
    switch action {
    case .createGroup(let permissions):
      return Self.permissionCount(permissions.count)
    case .create(.admin, _, _, _):
      return "admin"
    case .create(.technician, let role, let permissions, let groups):
      let held = groups.isEmpty ? Self.permissionCount(permissions.count) : "group"
      return role.map { "\(ShownText.plain($0)) (\(held))" } ?? held
    case .update(let email, let name, let kind):
      let moved = email.map { "email -> \($0.new)" }
      let renamed = name.map { "name \(ShownText.quoted($0.old.full)) -> \(ShownText.quoted($0.new.full))" }
      let kept = kind.map { "\($0.old.rawValue) -> \($0.new.rawValue)" }
      return [moved, renamed, kept].compactMap(\.self).joined(separator: "  ")
    case .updateGroup(let add, let remove), .permissions(let add, let remove):
      return Self.difference(add.map(\.description), remove.map(\.description), one: "permission", many: "permissions")
    case .groups(let add, let remove):
      return Self.difference(add, remove, one: "group", many: "groups")
    case .deactivate(let lastSignIn):
      return Self.words(for: lastSignIn)
    case .deleteTokens(let shared):
      return shared ? "all API tokens" : "API tokens without a name"
    case .reassignTickets(let heir, _, _):
      return "open tickets to \(heir)"
    case .confirmOffboarded:
      return "deactivated, no API token, no open ticket"
    case .resetMFA:
      return "another is set up at the next sign-in"
    case .reactivate:
      return ""
    }
  }

  /// What ``detail`` counted rather than named, one item a line; empty when it named everything.
  public var itemised: [String] {
    let (add, remove) =
      switch action {
      case .updateGroup(let add, let remove), .permissions(let add, let remove): (add.map(\.description), remove.map(\.description))
      case .groups(let add, let remove): (add, remove)
      default: ([String](), [String]())
      }
    guard add.count + remove.count > Self.mostNamedInline else { return [] }
    return add.map { "+ \(ShownText.plain($0))" } + remove.map { "- \(ShownText.plain($0))" }
  }

  /// What it costs: `+129.00 USD/month`, `-129.00 USD/month from the cycle's end`. Empty when it costs nothing.
  public var price: String {
    guard let monthlyDelta else { return "" }
    // A removed seat is relieved at the end of the billing cycle (console facts, section 1).
    return "\(monthlyDelta.signed)/month\(monthlyDelta.cents < 0 ? " from the cycle's end" : "")"
  }

  /// The change on one line: `create nina.park@acme.example (Nina Park): helpdesk (23 permissions), +129.00 USD/month`.
  public var summary: String {
    let whom = email.map { "\($0) (\(ShownText.plain(name)))" } ?? ShownText.quoted(name)
    let rest = [detail, price].filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(verb) \(whom)\(rest.isEmpty ? "" : ": \(rest)")"
  }

  private static func permissionCount(_ count: Int) -> String { WordList.count(count, "permission", "permissions") }

  private static func difference(_ add: [String], _ remove: [String], one: String, many: String) -> String {
    let isShort = add.count + remove.count <= mostNamedInline
    func side(_ sign: String, _ items: [String]) -> String? {
      guard !items.isEmpty else { return nil }
      return "\(sign) \(isShort ? items.map { ShownText.plain($0) }.joined(separator: ", ") : WordList.count(items.count, one, many))"
    }
    return [side("+", add), side("-", remove)].compactMap(\.self).joined(separator: "  ")
  }

  private static func words(for lastSignIn: LastSignIn) -> String {
    switch lastSignIn {
    case .at(let date): "last sign-in \(date.formatted(.iso8601.year().month().day()))"
    case .never: "never signed in"
    case .notShown: ""
    }
  }
}
