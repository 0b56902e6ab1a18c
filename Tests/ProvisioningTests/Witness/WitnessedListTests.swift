import BrowserSupport
import ConsolePages
import Technicians
import Testing

@testable import Provisioning

/// A list of the pages beside everybody whom a witness knows.
@Suite struct WitnessedListTests {
  private static func people() throws -> [Technician] {
    [
      try SampleConsole.technician("ada@acme.example", "Ada Marsh", id: "1"),
      try SampleConsole.technician("ben@acme.example", "Ben  Ito", id: "2"),
      try SampleConsole.technician("cy@acme.example", "Cy Poe", id: "3", status: .deactivated),
    ]
  }

  private static func told(_ entries: (String, String)...) -> [WitnessedName] {
    entries.map { WitnessedName(id: TechnicianID(rawValue: $0.0), name: PersonName(full: $0.1)) }
  }

  private static func lines(_ people: [Technician], _ told: [WitnessedName]) -> [String] {
    WitnessedList(witness: "the API", people: people, told: told).disagreements
  }

  @Test func `it agrees with or without those who are deactivated`() throws {
    let people = try Self.people()
    #expect(Self.lines(people, Self.told(("1", "Ada Marsh"), ("2", "Ben Ito"))) == [])
    #expect(Self.lines(people, Self.told(("3", "Cy Poe"), ("2", "Ben Ito"), ("1", "Ada Marsh"))) == [])
    #expect(Self.lines([], []) == [])
  }

  @Test func `whoever is missing, unknown or called otherwise is named`() throws {
    let lines = Self.lines(try Self.people(), Self.told(("2", "Benjamin Ito"), ("9", "No\u{1b} Body"), ("3", "Cy Poe")))
    #expect(
      lines == [
        "1 ada@acme.example, \"Ada Marsh\": active on the pages, and the API does not know them",
        "2 ben@acme.example, \"Ben  Ito\": the API calls them \"Benjamin Ito\"",
        "9 \"No\\u{1B} Body\": known to the API, and on no page",
      ])
  }

  @Test func `the error is that of a page that is not understood, and names so many`() throws {
    let people = try (1...30).map { try SampleConsole.technician("p\($0)@acme.example", "P \($0)", id: "\($0)") }
    let error = #expect(throws: ConsoleError.self) { try WitnessedList(witness: "the API", people: people, told: []).check() }
    #expect(error?.code == .pageNotRecognised)
    #expect(error?.message == "the pages and the API do not agree about 30 people")
    #expect(error?.details.count == 21)
    #expect(error?.details.last == "and 10 more")
    #expect(error?.description.contains("Nothing was changed.") == true)
  }

  @Test func `whoever has no number on the pages is known by name, each once`() throws {
    let email = try EmailAddress("twin@acme.example")
    let twins = (0..<2).map { _ in Technician(id: nil, email: email, name: PersonName(full: "Twin Oh")) }
    #expect(Self.lines(twins, Self.told(("1", "Twin Oh"), ("2", "Twin Oh"))) == [])
    #expect(Self.lines(twins, Self.told(("1", "Twin Oh"))).count == 1)
    #expect(
      Self.lines(twins, Self.told(("1", "Twin Oh"), ("2", "Twin Oh"), ("3", "Twin Oh"))) == [
        "3 \"Twin Oh\": known to the API, and on no page"
      ])
  }

  /// Whatever one person is lied about, exactly that one is named; and without a lie nobody is.
  @Test(arguments: 0..<40) func `one lie, one line`(_ seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let names = ["Ada Marsh", "Ben Ito", "Cy Poe", "李 四"]
    let people = try (1...40).map { number in
      try SampleConsole.technician(
        "p\(number)@acme.example", names[random.below(names.count)], id: "\(number)", status: random.once(in: 4) ? .deactivated : .active)
    }
    let listsDisabled = random.once(in: 2)
    var told = people.filter { listsDisabled || $0.status == .active }.compactMap { person in
      person.id.map { WitnessedName(id: $0, name: person.name) }
    }.shuffled(using: &random)
    #expect(Self.lines(people, told) == [])
    let place = random.below(told.count)
    let victim = told[place].id
    let isActive = people.contains { $0.id == victim && $0.status == .active }
    switch random.below(3) {
    case 0: told[place] = WitnessedName(id: victim, name: PersonName(full: "Somebody Else"))
    case 1: told.append(WitnessedName(id: TechnicianID(rawValue: "99"), name: told[place].name))
    default:
      told.remove(at: place)
      if !isActive {
        #expect(Self.lines(people, told) == [])
        return
      }
    }
    let lines = Self.lines(people, told)
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("\(victim) ") == true || lines.first?.hasPrefix("99 ") == true)
  }
}
