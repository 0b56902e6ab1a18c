public import ConsolePages
public import Technicians

/// Reads from a console what a plan needs, and no more: everybody in the lists, the pages of those whom the roster gives permissions, the
/// groups that its roles stand for, and the seats. Changes nothing.
public struct SnapshotReader: Sendable {
  let console: Console
  let signedInAs: EmailAddress
  let witness: (any Witness)?
  let progress: @Sendable (String) -> Void

  /// A reader of `console`.
  ///
  /// - Parameters:
  ///   - signedInAs: who is signed in, as the page said.
  ///   - witness: is asked whether a whole list is all there is; `nil` leaves it at the pages.
  ///   - progress: is told what is being read, a line at a time.
  public init(
    _ console: Console, signedInAs: EmailAddress, witness: (any Witness)? = nil, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.console = console
    self.witness = witness
    self.signedInAs = signedInAs
    self.progress = progress
  }

  /// Reads what a plan for `roster` rests on.
  ///
  /// - Throws: ``ConsolePages/ConsoleError`` where a page is not as the selector pack says, or states another count than it shows.
  public func read(for roster: Roster) async throws -> ConsoleSnapshot {
    let capabilities = console.capabilities
    let list = try await readList()
    let toRead = Set(Planner.peopleToRead(roster: roster, list: list, capabilities: capabilities))
    var people = list
    let indices = list.indices.filter { toRead.contains(list[$0].email) }
    let readings = try await pages(of: indices.map { list[$0] })
    for (index, reading) in zip(indices, readings) {
      people[index].permissions = reading.technician.permissions
      people[index].groups = reading.technician.groups
    }
    var offered = readings.first { !$0.offered.isEmpty }?.offered.map(\.permission) ?? []
    var groups: [SecurityGroup] = []
    if capabilities.permissions == .group {
      (groups, offered) = try await readGroups(for: roster)
    } else if offered.isEmpty, let anybody = list.first(where: { $0.status == .active && $0.id != nil }) {
      offered = try await pages(of: [anybody]).first?.offered.map(\.permission) ?? []
    }
    return ConsoleSnapshot(
      technicians: people, offeredPermissions: offered, groups: groups, seats: try await readSeats(list), signedInAs: signedInAs,
      capabilities: capabilities, address: console.address.host, layout: console.layout)
  }

  /// Everybody, without permissions. A witness is asked about them all, in one question.
  ///
  /// - Throws: ``ConsolePages/ConsoleError`` where a page is not as the selector pack says, states another count than it shows, or shows
  ///   others than the witness knows.
  public func readList() async throws -> [Technician] {
    let progress = progress
    let people = try await TechniciansPage(console).readAll(
      progress: { read, stated in progress("Read \(read)\(stated.map { " of \($0)" } ?? "") people") }, note: progress)
    try await confirm(people)
    return people
  }

  /// Asks the witness, if there is one, about a whole list.
  func confirm(_ people: [Technician]) async throws {
    guard let witness else { return }
    let told = try await witness.everybody()
    try WitnessedList(witness: witness.name, people: people, told: told).check()
    progress("\(witness.name) says: \(WordList.count(told.count, "person", "people")), all of them on the pages")
  }

  /// Seats and price: from the console's own page, else counted and at the list price.
  public func readSeats(_ list: [Technician]) async throws -> SeatUsage {
    let page = SeatsPage(console)
    return try await page.read() ?? page.listed(active: list.count { $0.status == .active })
  }

  /// What people's own pages say, in the order of `people`.
  func pages(of people: [Technician]) async throws -> [TechnicianPage.Reading] {
    let progress = progress
    return try await TechnicianPages(console).read(
      people,
      progress: { if $0.isMultiple(of: 25) { progress("Read the pages of \($0) of \(people.count) people") } }, note: progress)
  }

  /// All groups, with the permissions of those that the roster brings in line; and all permissions that a group can have.
  private func readGroups(for roster: Roster) async throws -> ([SecurityGroup], [Permission]) {
    let page = GroupsPage(console)
    var groups = try await page.readAll()
    let managed = Set(roster.roles.filter { $0.role.patterns != nil }.map(\.role.name))
    let indices = groups.indices.filter { managed.contains(groups[$0].name) }
    let readings = try await page.read(indices.map { groups[$0] }, note: progress)
    for (index, reading) in zip(indices, readings) { groups[index] = reading.group }
    var offered = readings.first { !$0.offered.isEmpty }?.offered.map(\.permission) ?? []
    if offered.isEmpty, !managed.isEmpty { offered = try await page.offeredPermissions() }
    return (groups, offered)
  }
}
