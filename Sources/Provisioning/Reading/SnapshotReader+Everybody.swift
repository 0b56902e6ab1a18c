internal import ConsolePages
internal import Technicians

extension SnapshotReader {
  /// Reads everybody's page, every group with what it permits, and the seats: what an access review or an exported roster rests on.
  ///
  /// Of each person the page is taken, which is newer than the list and knows more; the last sign-in, which only the list shows, is added
  /// to it.
  ///
  /// - Throws: ``ConsolePages/ConsoleError`` where a page is not as the selector pack says, or states another count than it shows: a
  ///   review of some of the people would pass for one of all.
  public func readEverybody() async throws -> ConsoleSnapshot {
    let list = try await readList()
    var people: [Technician] = []
    var offered: [Permission] = []
    for listed in list {
      let reading = try await page(of: listed)
      var person = reading.technician
      person.lastSignIn = listed.lastSignIn
      people.append(person)
      // An admin's page may offer no boxes, since they do not bind an admin.
      if offered.isEmpty { offered = reading.offered.map(\.permission) }
      if people.count.isMultiple(of: 25) { progress("Read the pages of \(people.count) of \(list.count) people") }
    }
    var groups: [SecurityGroup] = []
    if console.capabilities.permissions == .group { (groups, offered) = try await readAllGroups() }
    return ConsoleSnapshot(
      technicians: people, offeredPermissions: offered, groups: groups, seats: try await readSeats(people), signedInAs: signedInAs,
      capabilities: console.capabilities, address: console.address.host, layout: console.layout)
  }

  /// Every group with its permissions, and all permissions that a group can have.
  private func readAllGroups() async throws -> ([SecurityGroup], [Permission]) {
    let page = GroupsPage(console)
    var groups: [SecurityGroup] = []
    var offered: [Permission] = []
    for listed in try await page.readAll() {
      guard let id = listed.id else {
        throw ConsoleError(.pageNotRecognised, "the list of groups shows no link to the group \(listed.name)")
      }
      let reading = try await page.read(id: id, expecting: listed.name)
      groups.append(reading.group)
      if offered.isEmpty { offered = reading.offered.map(\.permission) }
    }
    if offered.isEmpty { offered = try await page.offeredPermissions() }
    return (groups, offered)
  }
}
