public import ConsolePages
internal import SelectorPacks
public import Technicians

/// All that is done when somebody leaves, in the order in which it matters: access is cut first, and nothing that fails later undoes that.
public struct Offboarding: Sendable {
  /// Who leaves, as the console shows them.
  public let person: Technician
  /// The line that asks for it.
  public let location: RosterLocation
  /// Who gets their open tickets; `nil` leaves the tickets where they are.
  public var heir: Technician?
  /// Whether tokens with a name are deleted too, which another program may need.
  public var includesSharedTokens: Bool
  /// Whether permissions, or groups, are taken away as well. What there is to take away stands in ``person``.
  public var takesRights: Bool

  /// Somebody leaves; see the properties.
  public init(
    _ person: Technician, heir: Technician? = nil, includesSharedTokens: Bool = false, takesRights: Bool = false,
    location: RosterLocation = .commandLine
  ) {
    self.person = person
    self.location = location
    self.heir = heir
    self.includesSharedTokens = includesSharedTokens
    self.takesRights = takesRights
  }

  /// What is to be done on a console whose pages are those of `pack`, each step looked at before and after. What is so already is found so.
  ///
  /// - Parameters:
  ///   - price: what a seat costs a month, where that is known.
  ///   - witness: who knows of tickets besides the pages, if it does.
  public func changes(_ console: Console, price: Money?, witness: (any Witness)? = nil) -> [Change] {
    var actions: [Change.Action] = []
    if person.status == .active { actions.append(.deactivate(lastSignIn: person.lastSignIn)) }
    if console.pack.hasPage("api_tokens") { actions.append(.deleteTokens(shared: includesSharedTokens)) }
    if takesRights {
      if let permissions = person.permissions, !permissions.isEmpty { actions.append(.permissions(add: [], remove: permissions.sorted())) }
      if let groups = person.groups, !groups.isEmpty { actions.append(.groups(add: [], remove: groups.sorted())) }
    }
    if console.pack.hasPage("tickets") || witness?.desk != nil, let heir, let id = heir.id {
      actions.append(.reassignTickets(to: heir.email, id: id, name: heir.name))
    }
    actions.append(.confirmOffboarded)
    return actions.map { action in
      var saved: Money?
      if case .deactivate = action { saved = price.map { Money(cents: -$0.cents, currency: $0.currency) } }
      return Change(
        subject: .person(id: person.id, email: person.email, name: person.name), action: action, rosterLocation: location,
        monthlyDelta: saved)
    }
  }

  /// The same for several people: everybody's access is cut before anything else is done for anybody.
  public static func changes(_ all: [Offboarding], _ console: Console, price: Money?, witness: (any Witness)? = nil) -> [Change] {
    let changes = all.flatMap { $0.changes(console, price: price, witness: witness) }
    return changes.filter { $0.seatDelta < 0 } + changes.filter { $0.seatDelta >= 0 }
  }

  /// What of it the pack knows no page for, so that a person must look, in sentences.
  public static func unknownPages(_ console: Console, witness: (any Witness)? = nil) -> [String] {
    let known = witness?.desk == nil ? [] : ["tickets"]
    return [
      ("api_tokens", "The selector pack knows no page of API tokens: look for theirs by hand."),
      ("tickets", "The selector pack knows no page of tickets: look for theirs by hand."),
    ].filter { !console.pack.hasPage($0.0) && !known.contains($0.0) }.map(\.1)
  }
}
