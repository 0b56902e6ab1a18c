public import Foundation
public import Technicians

/// Who may do what on a console, and the proof that nobody is missing from it.
public struct AccessReview: Encodable, Sendable {
  /// Everybody, active people first, each by address.
  public let people: [ReviewedPerson]
  /// The security groups with what they permit, by name. Empty on a layout where people have permissions of their own.
  public let groups: [SecurityGroup]
  /// What the console can permit, in the order of its page.
  public let offeredPermissions: [Permission]
  /// Seats, their price, and whose price that is.
  public let seats: SeatUsage
  /// What was read, when and by whom.
  public let proof: Proof

  /// What was read, when and by whom: the proof that the review is of everybody.
  public struct Proof: Encodable, Sendable, Hashable {
    /// The console's address.
    public let console: String
    /// The layout's name.
    public let layout: String
    /// The account that read it.
    public let signedInAs: EmailAddress
    /// Who started the program.
    public let `operator`: String
    /// When reading began.
    public let began: Date
    /// When it ended.
    public let ended: Date
    /// How many lists of people the console has.
    public let lists: Int
    /// How many people the console states, all lists together; `nil` where one of them states no number.
    public let statedPeople: Int?
    /// How many people its lists show.
    public let listedPeople: Int
    /// How many people's own pages were read.
    public let peoplePagesRead: Int
    /// How many groups' pages were read.
    public let groupPagesRead: Int
    /// That the lists, read once more at the end, showed the same people. Always true: a review of a moving list is not made.
    public let listsReadAgainAndAlike: Bool
    /// SHA-256 of the selector pack.
    public let packDigest: String
    /// The second witness that was asked about both lists and contradicts neither; `nil` where none was asked.
    public var witness: String?
  }

  init(_ snapshot: ConsoleSnapshot, proof: Proof) {
    let byStatus = snapshot.technicians.sorted { ($0.status.order, $0.email) < ($1.status.order, $1.email) }
    let permitted = Dictionary(snapshot.groups.map { ($0.name, $0.permissions ?? []) }) { first, _ in first }
    people = byStatus.map { ReviewedPerson($0, permitted: permitted, price: snapshot.seats.pricePerMonth) }
    groups = snapshot.groups.sorted { $0.name < $1.name }
    offeredPermissions = snapshot.offeredPermissions
    seats = snapshot.seats
    self.proof = proof
  }

  /// The areas that the console has, in the order of its page.
  var areas: [String] {
    var seen: Set<String> = []
    return offeredPermissions.map(\.area).filter { seen.insert($0).inserted }
  }
}

/// One person in a review.
public struct ReviewedPerson: Encodable, Sendable {
  /// Who it is.
  public let email: EmailAddress
  /// What they are called.
  public let name: String
  /// The console's number.
  public let id: TechnicianID?
  /// The kind of account.
  public let kind: TechnicianKind
  /// Whether the account can be used.
  public let status: TechnicianStatus
  /// The last sign-in.
  public let lastSignIn: LastSignIn
  /// Whether no permission binds them: an admin may do everything.
  public let mayDoEverything: Bool
  /// The groups they are in; `nil` on a layout without groups.
  public let groups: [String]?
  /// What they are permitted, by themselves or through groups, in order. Of an admin, what is ticked, though it does not bind.
  public let permissions: [Permission]
  /// What their seat costs a month; nothing for a deactivated account.
  public let seatPerMonth: Money

  init(_ person: Technician, permitted: [String: Set<Permission>], price: Money) {
    (email, name, id, kind, status, lastSignIn) = (
      person.email, person.name.full, person.id, person.kind, person.status, person.lastSignIn
    )
    mayDoEverything = person.kind == .admin
    groups = person.groups?.sorted()
    let throughGroups = (person.groups ?? []).reduce(into: Set<Permission>()) { $0.formUnion(permitted[$1] ?? []) }
    permissions = (person.permissions ?? []).union(throughGroups).sorted()
    seatPerMonth = Money(cents: person.status == .active ? price.cents : 0, currency: price.currency)
  }
}

extension TechnicianStatus {
  fileprivate var order: Int { self == .active ? 0 : 1 }
}
