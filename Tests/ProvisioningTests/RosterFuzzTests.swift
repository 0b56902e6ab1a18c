import BrowserSupport
import Technicians
import Testing

@testable import Provisioning

/// Whatever stands in a file: it is a roster, or there are mistakes that can be shown. Nothing ends the program.
@Suite struct RosterFuzzTests {
  private static let names = ["team.yaml", "team.json", "team.csv"]
  private static let pieces = [
    "\"", "'", "{", "}", "[", "]", ":", ": ", ",", "\n", "\r", "\t", "  ", "- ", "~", "null", "*", "&a ", "*a", "<<: *a\n", "<<", "!!str ",
    "|\n",
    "---\n", "...\n", "%YAML 1.1\n", "# ", "\\", "\\u", "\\uD83D", "\\ud83d\\ude00", "\u{0}", "\u{1B}[2J", "\u{202E}", "\u{FEFF}", "é", "👩‍💻",
    "existing", "inherit: ", "inherit: [role0, role1]", "permissions: [*/x]", "without: ", "protect: [\"*\"]", "ignore: [\"*\"]",
    "unlisted: deactivate\n", "id: 007\n", "id,", "technicians:", "roles:", "version: 1", "0x1F", "1e9", "2026-01-01", ";", "true",
  ]

  private static func tried(_ bytes: [UInt8], _ name: String, roles: RosterSource?) -> Roster? {
    do {
      let source = try RosterSource(bytes: bytes, fileName: name)
      let roster = try RosterReader.parse(source, roles: roles)
      #expect(!roster.people.isEmpty)
      #expect(Set(roster.people.map(\.email)).count == roster.people.count)
      #expect(Set(roster.people.compactMap(\.id)).count == roster.people.compactMap(\.id).count)
      let names = Set(roster.roles.map(\.role.name))
      for person in roster.people {
        if let role = person.roleName { #expect(names.contains(role)) }
        #expect(person.roleName != nil || person.kind == .admin || person.state == .deactivated)
        #expect(NameRules.mistake(in: person.name.full) == nil)
      }
      return roster
    } catch {
      #expect(!error.mistakes.isEmpty)
      let lines = bytes.count { $0 == 10 || $0 == 13 } + 3 * bytes.count { $0 > 0xC0 } + 2
      for mistake in error.mistakes {
        #expect(!mistake.message.isEmpty)
        if let line = mistake.line, mistake.file == name { #expect((1...lines).contains(line), "\(mistake)") }
      }
      #expect(!error.description.unicodeScalars.contains { $0 != "\n" && ShownText.isUnsafe($0) }, "\(error)")
      return nil
    }
  }

  @Test(arguments: names)
  func anyBytesAreARosterOrMistakes(_ name: String) {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<500 {
      let bytes = (0..<random.below(200)).map { _ in
        random.once(in: 2) ? UInt8.random(in: 32...126, using: &random) : .random(in: 0...255, using: &random)
      }
      #expect(Self.tried(bytes, name, roles: nil) == nil)
    }
  }

  @Test(arguments: names)
  func anyMutatedRosterIsARosterOrMistakes(_ name: String) throws {
    var rosters = 0
    var mistaken = 0
    for seed in 1...400 as ClosedRange<UInt64> {
      var accounts = RandomAccounts(seed: seed, capabilities: PlanProperties.layouts[Int(seed % 4)])
      let console = try accounts.console(people: 6)
      let writing = accounts.writing(on: console, newPeople: 2)
      let roles = name.hasSuffix("csv") ? RosterSource(text: writing.yaml(withPeople: false), fileName: "roles.yaml") : nil
      let text = name.hasSuffix("csv") ? writing.csv : name.hasSuffix("json") ? writing.json() : writing.yaml()
      var bytes = Array(text.utf8)
      for _ in 0...accounts.random.below(3) { Self.mutate(&bytes, &accounts.random) }
      guard let roster = Self.tried(bytes, name, roles: roles) else {
        mistaken += 1
        continue
      }
      rosters += 1
      // What is a roster can be planned, or is told why not.
      do throws(PlanningError) { _ = try Planner.plan(roster: roster, snapshot: console) } catch { #expect(!error.description.isEmpty) }
    }
    #expect(rosters > 20 && mistaken > 100, "\(rosters) rosters, \(mistaken) with mistakes")
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let start = random.below(bytes.count)
    let end = min(bytes.count, start + random.below(random.once(in: 4) ? 200 : 8))
    switch random.below(6) {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: bytes[start..<end], at: random.below(bytes.count))
    case 2: bytes[start] = UInt8.random(in: 0...255, using: &random)
    case 3: bytes.replaceSubrange(start..<end, with: random.one(of: pieces).utf8)
    case 4: bytes.removeSubrange(start...)
    default: bytes.insert(contentsOf: random.one(of: pieces).utf8, at: start)
    }
  }

  @Test(arguments: [
    "&a [*a]", "a: &a {<<: *a}", "roles: &r {<<: *r}", "? [a, b]\n: c", "? {a: b}\n: c", "roles: {[a]: []}", "roles: {? {x: y} : []}",
    "technicians: [&p {<<: [*p]}]", "technicians: [{<<: [[]]}]", "!!binary x", "!<tag:yaml.org,2002:int> x", "roles: {a: !!set {b, c}}",
    "%TAG ! x\n---\n!y z", "\u{FEFF}\u{FEFF}", "technicians:\n  - - - email", "roles: {r: {inherit: [[r]]}}",
    "roles: {r: {inherit: {r: r}}}",
    "unlisted: [deactivate]", "protect: {a: b}", "ignore: [~]", "$schema: [1]", "version: {a: b}",
  ])
  func oddTreesAreMistakes(_ text: String) { #expect(Self.tried(Array(text.utf8), "team.yaml", roles: nil) == nil) }

  @Test func aFewAliasesThatStandForMillionsAreNotWrittenOut() {
    var text = "roles:\n  l0: &l0 [A/a, A/b, A/c, A/d, A/e, A/f, A/g, A/h, A/i]\n"
    for level in 1...12 {
      text += "  l\(level): &l\(level) [\(Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ", "))]\n"
    }
    #expect(Self.tried(Array(text.utf8), "team.yaml", roles: nil) == nil)
  }
}
