import Technicians
import Testing

@testable import ConsolePages

@Suite struct PageNumbersTests {
  private func addresses(next: String?, stated: Int?, people: Int = 25) throws -> [String]? {
    let person = Technician(id: nil, email: try EmailAddress("a@b.example"), name: PersonName(full: "A B"), kind: .technician)
    return PageNumbers.addresses(
      of: PeopleListPage(
        address: "https://a.example/users", people: Array(repeating: person, count: people), next: next, stated: stated, results: []))
  }

  @Test(arguments: [(76, 4), (100, 4), (101, 5), (51, 3), (26, 2)]) func areCountedByWhatTheConsoleStates(_ stated: Int, _ last: Int) throws
  {
    let found = try addresses(next: "https://a.example/users?page=2&q=x", stated: stated)
    #expect(found == ["https://a.example/users"] + (2...last).map { "https://a.example/users?page=\($0)&q=x" })
  }

  @Test(arguments: [
    "https://a.example/users", "https://a.example/users?page=3", "https://a.example/users?after=12", "https://a.example/users?page=2&tab=2",
    "https://a.example/users/2",
  ]) func areNotGuessedWhereTheLinkHasNone(_ next: String) throws {
    #expect(try addresses(next: next, stated: 100) == nil)
  }

  @Test func areNotGuessedWithoutATotal() throws {
    let next = "https://a.example/users?page=2"
    #expect(try addresses(next: next, stated: nil) == nil)
    #expect(try addresses(next: nil, stated: 100) == nil)
    #expect(try addresses(next: next, stated: 25) == nil)
    #expect(try addresses(next: next, stated: 100, people: 0) == nil)
    #expect(try addresses(next: next, stated: 1_000_000_000) == nil)
  }
}
