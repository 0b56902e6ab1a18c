public import ConsolePages
public import Technicians

/// Looks, before anything of a kept plan is done, whether the console is still as the plan knew it.
public struct PlanRecheck: Sendable {
  private let console: Console
  private let reader: SnapshotReader
  private let signedInAs: EmailAddress

  /// A look at `console`.
  ///
  /// - Parameters:
  ///   - signedInAs: who is signed in, as the page said.
  ///   - witness: is asked besides the pages; `nil` leaves it at those.
  ///   - progress: is told what is being read, a line at a time.
  public init(
    _ console: Console, signedInAs: EmailAddress, witness: (any Witness)? = nil, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.console = console
    self.signedInAs = signedInAs
    reader = SnapshotReader(console, signedInAs: signedInAs, witness: witness, progress: progress)
  }

  /// Reads the whole list, and the pages of all whom `plan` touches. Changes nothing.
  ///
  /// - Parameter begun: the numbers of the changes that an earlier part of the run has begun; the pages of whom they touch are left to their
  ///   turn.
  public func read(for plan: Plan, begun: Set<Int> = []) async throws -> ConsoleSnapshot {
    var people = try await reader.readList()
    let later = Self.subjects(of: begun, in: plan)
    let facts = plan.facts.filter { !later.contains($0.subject) }
    let touched = Set(facts.compactMap { $0.person?.id ?? nil })
    for (index, person) in people.enumerated() {
      guard let id = person.id, touched.contains(id) else { continue }
      let read = try await TechnicianPage(console, id: id).read(expecting: person.email).technician
      people[index].permissions = read.permissions
      people[index].groups = read.groups
      people[index].name = read.name
    }
    var groups: [SecurityGroup] = []
    if console.capabilities.permissions == .group, facts.contains(where: { $0.isOfGroup(among: plan) }) {
      let page = GroupsPage(console)
      groups = try await page.readAll()
      let names = Set(facts.compactMap(\.group?.name))
      for (index, group) in groups.enumerated() where names.contains(group.name) {
        if let id = group.id { groups[index] = try await page.read(id: id, expecting: group.name).group }
      }
    }
    return ConsoleSnapshot(
      technicians: people, offeredPermissions: [], groups: groups, seats: try await reader.readSeats(people), signedInAs: signedInAs,
      capabilities: console.capabilities, address: console.address.host, layout: console.layout)
  }

  /// Compares what was read with what the plan rests on.
  ///
  /// - Parameter begun: the numbers of the changes that an earlier part of the run has begun; whom they touch is looked at again when it is
  ///   their turn.
  /// - Throws: ``PlanStale`` naming everything that has changed.
  public static func check(_ plan: Plan, against snapshot: ConsoleSnapshot, begun: Set<Int> = []) throws(PlanStale) {
    let touched = subjects(of: begun, in: plan)
    var moved: [String] = []
    for fact in plan.facts where !touched.contains(fact.subject) {
      let differences: [String]
      if fact.isOfGroup(among: plan) {
        differences = fact.differences(from: snapshot.groups.first { $0.name == fact.subject })
      } else {
        // By the console's number where it is known: an address may have been given to somebody else.
        let now = snapshot.technicians.first { person in
          if let id = fact.person?.id { return person.id == id }
          return person.email.description.lowercased() == fact.subject.lowercased()
        }
        differences = fact.differences(from: now)
      }
      moved += differences.map { "\(ShownText.plain(fact.subject)): \($0)" }
    }
    if !moved.isEmpty { throw PlanStale(moved: moved) }
  }

  /// Whom or what some of the changes touch.
  private static func subjects(of numbers: Set<Int>, in plan: Plan) -> Set<String> {
    Set(numbers.compactMap { plan.changes.indices.contains($0 - 1) ? plan.changes[$0 - 1].factKey : nil })
  }
}

extension PlanFact {
  /// Whether it is about a group: a fact of what was not there does not say it by itself.
  fileprivate func isOfGroup(among plan: Plan) -> Bool {
    group != nil || plan.changes.contains { change in change.email == nil && change.factKey == subject }
  }
}

/// The console has moved since a plan was made. Nothing of the plan was done.
public struct PlanStale: Error, Sendable, Hashable, CustomStringConvertible {
  /// What has changed, a line each: whom, and what.
  public let moved: [String]

  /// What is wrong, and what to do.
  public var description: String {
    ([
      "the console has changed since the plan was made, in \(WordList.count(moved.count, "place", "places")) that it rests on"
    ] + moved.map { "  \($0)" } + ["Nothing was changed. Plan again: syncroctl plan ROSTER -o FILE"]).joined(separator: "\n")
  }
}
