import Technicians
import Testing

@Suite struct PersonNameTests {
  @Test(arguments: [
    (PersonName(first: "Nina", last: "van Dyk"), ["Nina", "van Dyk"]),
    (PersonName(full: "Nina van Dyk"), ["Nina", "van Dyk"]),
    (PersonName(full: "  Nina \t van  Dyk "), ["Nina", "van Dyk"]),
    (PersonName(full: "Cher"), []),
    (PersonName(full: " Cher "), []),
    (PersonName(full: ""), []),
    (PersonName(first: "Cher", last: ""), []),
  ])
  func splitsIntoTwoPartsWhereThereAreTwo(_ name: PersonName, _ expected: [String]) {
    #expect((name.parts.map { [$0.first, $0.last] } ?? []) == expected)
  }

  @Test func joinsItsParts() {
    #expect(PersonName(first: "Nina", last: "Park").full == "Nina Park")
    #expect(PersonName(first: "", last: "Park").full == "Park")
    #expect(PersonName(first: "Nina", last: "").full == "Nina")
  }

  @Test(arguments: [
    ("Nina Park", "Nina Park", true),
    ("Nina  Park ", "Nina Park", true),
    ("Nina\u{A0}Park", "Nina Park", true),
    ("Ame\u{301}lie Roy", "Amélie Roy", true),
    ("nina park", "Nina Park", false),
    ("NinaPark", "Nina Park", false),
  ])
  func readsLikeAnother(_ left: String, _ right: String, _ expected: Bool) {
    #expect(PersonName(full: left).readsLike(PersonName(full: right)) == expected)
  }

  @Test func readsLikeItselfHoweverItIsSplit() {
    #expect(PersonName(first: "Anna Maria", last: "Lee").readsLike(PersonName(first: "Anna", last: "Maria Lee")))
  }
}
