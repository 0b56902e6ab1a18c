import Provisioning
import Technicians
import Testing

struct LeaversTests {
  @Test func readsWhoLeavesAndWhoGetsTheirTickets() throws {
    let leavers = try LeaversReader.parse(
      text:
        "name,Email,last_day,reassign_to\n\"Wong, Lee\",lee.wong@acme.com,2026-12-01,nina.park@acme.com\n\nOmar Said,omar.said@acme.com,,\n",
      fileName: "leavers.csv")
    #expect(leavers.map(\.email.description) == ["lee.wong@acme.com", "omar.said@acme.com"])
    #expect(leavers.map(\.heir?.description) == ["nina.park@acme.com", nil])
    #expect(leavers.map(\.location.description) == ["leavers.csv:2", "leavers.csv:4"])
  }

  @Test func tellsEveryMistakeWithItsLine() {
    let text = """
      email,reassign_to
      lee.wong@acme.com,
      not an address,
      omar.said@acme.com,nobody
      one
      """
    let error = #expect(throws: RosterMistakes.self) { try LeaversReader.parse(text: text, fileName: "leavers.csv") }
    #expect(
      (error?.mistakes ?? []).map { "\($0.place) \($0.field)" } == [
        "leavers.csv:3 email", "leavers.csv:4 reassign_to", "leavers.csv:5 row 4",
      ])
  }

  @Test(arguments: [
    ("email\nlee@acme.com\nLEE@acme.com\n", "leavers.csv:3", "the same as line 2 (LEE@acme.com)"),
    ("email,reassign_to\nlee@acme.com,nina@acme.com\nnina@acme.com,\n", "leavers.csv:2", "nina@acme.com leaves, too"),
    ("email\nlee@acme.com,x\n", "leavers.csv:2", "has 2 fields, the first line has 1"),
  ])
  func refuses(_ text: String, _ place: String, _ says: String) {
    let error = #expect(throws: RosterMistakes.self) { try LeaversReader.parse(text: text, fileName: "leavers.csv") }
    #expect(error?.mistakes.map(\.place) == [place])
    #expect(error?.mistakes.first?.message == says)
  }

  @Test(arguments: [
    ("", "leavers.csv names nobody; nothing was done"), ("email\n", "leavers.csv names nobody; nothing was done"),
    ("who\nlee@acme.com\n", "leavers.csv has no field email in its first line; nothing was done"),
  ])
  func refusesWhatNamesNobody(_ text: String, _ says: String) {
    let error = #expect(throws: RosterMistakes.self) { try LeaversReader.parse(text: text, fileName: "leavers.csv") }
    #expect(error?.description == says)
  }
}
