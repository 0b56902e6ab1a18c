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
    let readings = try await pages(of: list)
    let people = zip(list, readings).map { listed, reading in
      var person = reading.technician
      person.lastSignIn = listed.lastSignIn
      return person
    }
    // An admin's page may offer no boxes, since they do not bind an admin.
    var offered = readings.first { !$0.offered.isEmpty }?.offered.map(\.permission) ?? []
    var groups: [SecurityGroup] = []
    if console.capabilities.permissions == .group { (groups, offered) = try await readAllGroups() }
    return ConsoleSnapshot(
      technicians: people, offeredPermissions: offered, groups: groups, seats: try await readSeats(people), signedInAs: signedInAs,
      capabilities: console.capabilities, address: console.address.host, layout: console.layout)
  }

  /// Every group with its permissions, and all permissions that a group can have.
  private func readAllGroups() async throws -> ([SecurityGroup], [Permission]) {
    let page = GroupsPage(console)
    let readings = try await page.read(try await page.readAll(), note: progress)
    var offered = readings.first { !$0.offered.isEmpty }?.offered.map(\.permission) ?? []
    if offered.isEmpty { offered = try await page.offeredPermissions() }
    return (readings.map(\.group), offered)
  }
}
