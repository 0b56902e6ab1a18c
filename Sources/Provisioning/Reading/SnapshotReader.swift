public import ConsolePages
public import Technicians

/// Reads from a console what a plan needs, and no more: everybody in the lists, the pages of those whom the roster gives permissions, the
/// groups that its roles stand for, and the seats. Changes nothing.
public struct SnapshotReader: Sendable {
  let console: Console
  let signedInAs: EmailAddress
  let progress: @Sendable (String) -> Void

  /// A reader of `console`.
  ///
  /// - Parameters:
  ///   - signedInAs: who is signed in, as the page said.
  ///   - progress: is told what is being read, a line at a time.
  public init(_ console: Console, signedInAs: EmailAddress, progress: @escaping @Sendable (String) -> Void = { _ in }) {
    self.console = console
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
    var offered: [Permission] = []
    var people = list
    var done = 0
    for (index, person) in list.enumerated() where toRead.contains(person.email) {
      let reading = try await page(of: person)
      people[index].permissions = reading.technician.permissions
      people[index].groups = reading.technician.groups
      if offered.isEmpty { offered = reading.offered.map(\.permission) }
      done += 1
      if done.isMultiple(of: 25) { progress("Read the pages of \(done) of \(toRead.count) people") }
    }
    var groups: [SecurityGroup] = []
    if capabilities.permissions == .group {
      (groups, offered) = try await readGroups(for: roster)
    } else if offered.isEmpty, let anybody = list.first(where: { $0.status == .active && $0.id != nil }) {
      offered = try await page(of: anybody).offered.map(\.permission)
    }
    return ConsoleSnapshot(
      technicians: people, offeredPermissions: offered, groups: groups, seats: try await readSeats(list), signedInAs: signedInAs,
      capabilities: capabilities, address: console.address.host, layout: console.layout)
  }

  /// Everybody, without permissions.
  public func readList() async throws -> [Technician] {
    let progress = progress
    return try await TechniciansPage(console).readAll { read, stated in
      progress("Read \(read)\(stated.map { " of \($0)" } ?? "") people")
    }
  }

  /// Seats and price: from the console's own page, else counted and at the list price.
  public func readSeats(_ list: [Technician]) async throws -> SeatUsage {
    let page = SeatsPage(console)
    return try await page.read() ?? page.listed(active: list.count { $0.status == .active })
  }

  func page(of person: Technician) async throws -> TechnicianPage.Reading {
    guard let id = person.id else {
      throw ConsoleError(.pageNotRecognised, "the list of people shows no link to the page of \(person.email)")
    }
    return try await TechnicianPage(console, id: id).read(expecting: person.email)
  }

  /// All groups, with the permissions of those that the roster brings in line; and all permissions that a group can have.
  private func readGroups(for roster: Roster) async throws -> ([SecurityGroup], [Permission]) {
    let page = GroupsPage(console)
    var groups = try await page.readAll()
    let managed = Set(roster.roles.filter { $0.role.patterns != nil }.map(\.role.name))
    var offered: [Permission] = []
    for (index, group) in groups.enumerated() where managed.contains(group.name) {
      guard let id = group.id else {
        throw ConsoleError(.pageNotRecognised, "the list of groups shows no link to the group \(group.name)")
      }
      let reading = try await page.read(id: id, expecting: group.name)
      groups[index] = reading.group
      if offered.isEmpty { offered = reading.offered.map(\.permission) }
    }
    if offered.isEmpty, !managed.isEmpty { offered = try await page.offeredPermissions() }
    return (groups, offered)
  }
}
