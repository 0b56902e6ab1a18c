import Foundation
import Testing

@testable import ConsoleEmulator

@Suite struct SeededAccountTests {
  private func account(_ count: Int, seed: UInt64 = 1, layout: EmulatedLayout = .technicians) -> SeededAccount {
    var configuration = EmulatorConfiguration()
    configuration.technicians = count
    configuration.seed = seed
    configuration.layout = layout
    return SeededAccount(
      configuration: configuration, offered: Set(PermissionCatalogue.all.map(\.number)), now: StandingClock().now)
  }

  @Test func `the same seed gives the same account`() {
    func text(_ account: SeededAccount) -> String { "\(account.people.map(\.email))\(account.tickets)\(account.tokens)" }
    #expect(text(account(200)) == text(account(200)))
    #expect(text(account(200)) != text(account(200, seed: 2)))
  }

  @Test(arguments: [2, 3, 20, 60, 1_000, 10_000])
  func `every size has what a client has to cope with`(_ count: Int) {
    let account = account(count)
    #expect(account.people.map(\.id) == Array(5001..<(5001 + count)))
    #expect(Set(account.people.map { $0.email.lowercased() }).count == count)
    #expect(account.robot.email == "robot@acme.example")
    #expect(account.people.count { $0.isAdmin && $0.isActive } >= 2)
    #expect(account.people.count { !$0.isActive } == count / 20)
    #expect(account.people.prefix(2).allSatisfy { $0.isAdmin && $0.isActive })
    #expect(account.tokens.contains { $0.integration == "Zapier" })
    guard count >= 60 else { return }
    #expect(Set(account.people.map(\.name.display)).count < count)
    #expect(account.people.contains { $0.name.display == "<b>Bobby</b> \"Tables\" & Sons" })
    #expect(account.people.contains { $0.name.last == "O'Hara" } && account.people.contains { $0.name.last == "李" })
    #expect(account.people.contains { $0.lastSignIn == nil })
    #expect(account.tokens.contains { $0.name.isEmpty })
    let left = Set(account.people.filter { !$0.isActive }.map(\.id))
    #expect(left.allSatisfy { id in account.tickets.contains { $0.assignee == id && $0.status.isOpen } })
    #expect(account.tokens.contains { left.contains($0.creator) })
  }

  @Test func `the catalogue has every area once, in order`() {
    let areas = PermissionCatalogue.all.map(\.area)
    #expect(Set(areas).count == 31)
    #expect(areas.indices.dropFirst().count { areas[$0] != areas[$0 - 1] } == 30)
    #expect(PermissionCatalogue.all.map(\.number) == Array(1...PermissionCatalogue.all.count))
    #expect(Set(PermissionCatalogue.all.map(\.flat)).count == PermissionCatalogue.all.count)
    #expect(PermissionCatalogue.startingSet.count == 6)
  }
}
