public import Technicians

/// What would have to be done for the console to be as the roster says. Encoded with sorted keys, the same plan is the same bytes.
public struct Plan: Sendable, Hashable, Codable {
  /// What was laid side by side.
  public let basis: Basis
  /// The changes, in the order in which they are to be applied.
  public let changes: [Change]
  /// How many people of the roster need no change.
  public let unchanged: Int
  /// Active people who are not in the roster, by address. They are reported and left alone.
  public let notInRoster: [Technician]
  /// Seats and their cost before and after.
  public let seats: SeatForecast
  /// What the console showed of everybody and every group that a change touches, in the order of the changes, each once.
  public let facts: [PlanFact]
  /// How many people on the console the roster says to leave out of account.
  public let ignored: Int
  /// Those on the console whom the roster protects, by address.
  public let protectedPeople: [EmailAddress]
  /// What whoever reads the plan should know besides.
  public let notes: [String]

  /// A plan of one change that no roster asked for.
  ///
  /// - Parameters:
  ///   - fact: what the console showed of whom it touches.
  ///   - seats: seats as the console counts them; `nil` where they were not read.
  ///   - notes: what whoever reads the plan should know besides.
  public static func single(
    _ change: Change, fact: PlanFact? = nil, address: String, layout: String, signedInAs: EmailAddress, seats: SeatUsage? = nil,
    notes: [String] = []
  ) -> Plan {
    without(
      roster: [change], facts: fact.map { [$0] } ?? [], address: address, layout: layout, signedInAs: signedInAs, seats: seats, notes: notes
    )
  }

  /// A plan of changes that no roster asked for.
  ///
  /// - Parameters:
  ///   - facts: what the console showed of whom they touch.
  ///   - seats: seats as the console counts them; `nil` where they were not read.
  ///   - notes: what whoever reads the plan should know besides.
  public static func without(
    roster changes: [Change], facts: [PlanFact] = [], address: String, layout: String, signedInAs: EmailAddress, seats: SeatUsage? = nil,
    notes: [String] = []
  ) -> Plan {
    let usage = seats ?? SeatUsage(active: 0, pricePerMonth: Money(cents: 0), source: .listPrice)
    return Plan(
      basis: Basis(
        address: address, layout: layout, signedInAs: signedInAs,
        rosterFile: changes.first?.rosterLocation.file ?? RosterLocation.commandLine.file, people: max(1, facts.count), roles: 0),
      changes: changes, unchanged: 0, notInRoster: [], seats: SeatForecast(usage: usage, changes: changes), facts: facts, notes: notes)
  }

  /// A plan by its parts.
  init(
    basis: Basis, changes: [Change], unchanged: Int, notInRoster: [Technician], seats: SeatForecast, facts: [PlanFact] = [],
    ignored: Int = 0, protectedPeople: [EmailAddress] = [], notes: [String]
  ) {
    self.basis = basis
    self.changes = changes
    self.unchanged = unchanged
    self.notInRoster = notInRoster
    self.seats = seats
    self.facts = facts
    self.ignored = ignored
    self.protectedPeople = protectedPeople
    self.notes = notes
  }

  /// Whether the console is as the roster says already.
  public var isEmpty: Bool { changes.isEmpty }

  /// The console and the roster that a plan was made of.
  public struct Basis: Sendable, Hashable, Codable {
    /// The console's host.
    public let address: String
    /// The layout's name.
    public let layout: String
    /// Who was signed in.
    public let signedInAs: EmailAddress
    /// The roster's file, as it was given.
    public let rosterFile: String
    /// How many people the roster names.
    public let people: Int
    /// How many roles the roster has.
    public let roles: Int
  }
}

/// Seats and their monthly cost, before a plan and after it.
public struct SeatForecast: Sendable, Hashable, Codable {
  /// Seats as the console counts them now, and their price.
  public let before: SeatUsage
  /// Seats once every change is applied. A seat that is given up may be charged until the billing cycle ends.
  public let after: SeatUsage

  /// `usage`, and what `changes` make of it.
  init(usage: SeatUsage, changes: [Change]) {
    before = usage
    let active = changes.reduce(usage.active) { $0 + $1.seatDelta }
    after = SeatUsage(active: active, pricePerMonth: usage.pricePerMonth, source: usage.source)
  }
}
