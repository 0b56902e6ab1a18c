import Technicians
import Testing

@testable import Provisioning

/// The last look before each change.
@Suite struct GuardsBeforeTests {
  private let robot: EmailAddress
  private let maya: EmailAddress

  init() throws {
    robot = try EmailAddress("robot@acme.example")
    maya = try EmailAddress("maya@acme.example")
  }

  private func subject(_ email: String) throws -> Change.Subject {
    .person(id: TechnicianID(rawValue: "7"), email: try EmailAddress(email), name: PersonName(full: "Bo Ek"))
  }

  private func change(_ email: String, _ action: Change.Action) throws -> Change {
    Change(subject: try subject(email), action: action, rosterLocation: .commandLine)
  }

  private func technician(_ email: String, _ kind: TechnicianKind = .technician) throws -> Technician {
    try SampleConsole.technician(email, "Bo Ek", id: "7", kind: kind)
  }

  private func before(
    _ change: Change, _ look: FreshLook, rest: [Change] = [], settings: GuardSettings = GuardSettings(), protect: [String] = [],
    lifted: Set<GuardVerdict.Rule> = []
  ) throws -> [GuardVerdict.Rule] {
    let plan = Plan.single(change, address: "acme.example", layout: "users", signedInAs: robot)
    return Guards.before(
      change, of: plan, rest: rest, now: look, settings: settings, policyProtected: protect.compactMap { PeoplePattern($0) }, lifted: lifted
    ).map(\.rule)
  }

  private func look(
    _ person: Technician?, active: Int = 20, admins: Set<EmailAddress>? = nil, lately: Int = 0, seats: Int? = nil,
    as me: EmailAddress? = nil
  ) -> FreshLook {
    FreshLook(
      person: person, signedInAs: me ?? robot, active: active, activeAdmins: admins, deactivationsLately: lately,
      seats: seats.map { SeatUsage(active: $0, pricePerMonth: Money(cents: 12_900), source: .console) })
  }

  private let leaving = Change.Action.deactivate(lastSignIn: .notShown)
  private let demotion = Change.Action.update(email: nil, name: nil, kind: Replacement(old: .admin, new: .technician))

  @Test func aTechnicianMayGoWithinTheLimit() throws {
    let change = try change("t0@acme.example", leaving)
    let person = try technician("t0@acme.example")
    #expect(try before(change, look(person)) == [])
    #expect(try before(change, look(person, lately: 1)) == [])
    #expect(try before(change, look(person, lately: 2)) == [.deactivations])
    #expect(try before(change, look(person, active: 3, lately: 1)) == [.deactivations])
    #expect(try before(change, look(person, lately: 2), lifted: [.deactivations]) == [])
  }

  @Test func aPlanThatFitsWholeFitsStepByStep() throws {
    // Two of ten: the share of those who are left would allow one, and of those who were there two.
    let person = try technician("t0@acme.example")
    #expect(try before(change("t0@acme.example", leaving), look(person, active: 10, lately: 0)) == [])
    #expect(try before(change("t0@acme.example", leaving), look(person, active: 9, lately: 1)) == [])
    #expect(try before(change("t0@acme.example", leaving), look(person, active: 8, lately: 2)) == [.deactivations])
  }

  @Test func anAdminGoesOnlyIfAnotherStays() throws {
    for action in [leaving, demotion] {
      let change = try change("maya@acme.example", action)
      let person = try technician("maya@acme.example", .admin)
      #expect(change.mayTakeAnAdmin(person))
      #expect(try before(change, look(person, admins: [robot, maya])) == [])
      #expect(try before(change, look(person, admins: [maya])) == [.lastAdmin])
      #expect(try before(change, look(person, admins: [])) == [.lastAdmin])
      // What was not read is not known.
      #expect(try before(change, look(person, admins: nil)) == [.lastAdmin])
      #expect(try before(change, look(person, admins: [maya]), lifted: [.lastAdmin]) == [])
    }
    // The plan took him for a technician, and he is an admin by now.
    let promoted = try technician("t0@acme.example", .admin)
    #expect(try before(change("t0@acme.example", leaving), look(promoted, admins: [promoted.email])) == [.lastAdmin])
    // Nobody was read: perhaps an admin.
    #expect(try before(change("t0@acme.example", leaving), look(nil)) == [.lastAdmin])
  }

  @Test func whoeverIsSignedInStays() throws {
    let me = try technician("robot@acme.example", .admin)
    for action in [leaving, demotion] {
      #expect(try before(change("ROBOT@acme.example", action), look(me, admins: [robot, maya])) == [.oneself])
    }
    // Their page shows another address than the plan has.
    #expect(try before(change("old@acme.example", leaving), look(me, admins: [robot, maya])) == [.oneself])
    let new = Replacement(old: robot, new: maya)
    #expect(try before(change("robot@acme.example", .update(email: new, name: nil, kind: nil)), look(me)) == [.oneself, .adminPromotion])
  }

  @Test func protectedPeopleStay() throws {
    let person = try technician("glass@acme.example")
    #expect(try before(change("glass@acme.example", leaving), look(person), protect: ["glass@*"]) == [.protected])
    #expect(try before(change("old@acme.example", leaving), look(person), protect: ["glass@*"]) == [.protected])
    #expect(try before(change("glass@acme.example", leaving), look(person), protect: ["glass@*"], lifted: [.protected]) == [])
    #expect(try before(change("glass@acme.example", .permissions(add: [], remove: [])), look(person), protect: ["*"]) == [])
  }

  @Test func nobodyBecomesAnAdminUnseen() throws {
    let technician = try technician("t0@acme.example")
    let promotion = Change.Action.update(email: nil, name: nil, kind: Replacement(old: .technician, new: .admin))
    #expect(try before(change("t0@acme.example", promotion), look(technician)) == [.adminPromotion])
    #expect(
      try before(change("n@acme.example", .create(kind: .admin, role: nil, permissions: [], groups: [])), look(nil)) == [.adminPromotion])
    #expect(try before(change("n@acme.example", .create(kind: .technician, role: nil, permissions: [], groups: [])), look(nil)) == [])
    // The page says more than the plan knew.
    let admin = try self.technician("t0@acme.example", .admin)
    #expect(try before(change("t0@acme.example", .reactivate), look(admin)) == [.adminPromotion])
    #expect(try before(change("t0@acme.example", .reactivate), look(technician)) == [])
    #expect(try before(change("t0@acme.example", .reactivate), look(nil)) == [.adminPromotion])
    #expect(try before(change("t0@acme.example", .reactivate), look(admin), lifted: [.adminPromotion]) == [])
  }

  @Test func seatsAndCostAreCountedAnew() throws {
    let joining = try change("n@acme.example", .create(kind: .technician, role: nil, permissions: [], groups: []))
    let leaver = try change("t0@acme.example", leaving)
    let limits = GuardSettings(maxSeats: 20, maxMonthlyCost: Money(cents: 20 * 12_900))
    #expect(try before(joining, look(nil, seats: 19), settings: limits) == [])
    #expect(try before(joining, look(nil, seats: 20), settings: limits) == [.seats, .monthlyCost])
    // Whoever leaves later in the plan was counted when it was made.
    #expect(try before(joining, look(nil, seats: 20), rest: [leaver], settings: limits) == [])
    #expect(try before(joining, look(nil, seats: 20), rest: [joining, leaver], settings: limits) == [.seats, .monthlyCost])
    #expect(try before(joining, look(nil, seats: nil), settings: limits) == [.seats, .monthlyCost])
    #expect(try before(joining, look(nil, seats: nil), settings: limits, lifted: [.seats]) == [.monthlyCost])
    #expect(try before(joining, look(nil, seats: nil)) == [])
    #expect(try before(leaver, look(technician("t0@acme.example"), seats: 99), settings: limits) == [])
  }

  @Test func groupsConcernNobody() throws {
    let group = Change(subject: .group(id: "1", name: "desk"), action: .updateGroup(add: [], remove: []), rosterLocation: .commandLine)
    #expect(try before(group, look(nil, lately: 99), protect: ["*"]) == [])
  }
}
