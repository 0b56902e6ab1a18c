import Foundation
import TestSupport
import Testing

@testable import SyncroctlCommands

/// The first configuration file: what stands in it, and that nothing that a person wrote is lost.
@Suite struct ConfigTemplateTests {
  private static let filled = ConfigTemplate(console: "https://acme.syncromsp.com", layout: "users", email: "robot@acme.com")

  @Test func theExampleIsWhatIsWritten() throws {
    let example = repository.appending(path: "docs/examples/config.yaml")
    #expect(try String(contentsOf: example, encoding: .utf8) == Self.filled.text)
  }

  @Test func itIsReadAsItIsWritten() throws {
    try ConfigurationHome.with(Self.filled.text) { home throws in
      let configuration = try home.load().requiringAccount()
      let set = Setting.all.filter { configuration[$0] != nil && configuration[$0]?.place != .standard }
      #expect(set == [.console, .layout, .email])
      #expect(set.map { configuration.plain($0) } == ["https://acme.syncromsp.com", "users", "robot@acme.com"])
      try home.write(ConfigTemplate().text)
      let empty = try home.load()
      #expect(Setting.all.filter { empty[$0] != nil && empty[$0]?.place != .standard } == [])
    }
  }

  /// With every example line taken for one that counts, it says every setting, for all and for two accounts.
  @Test func everySettingIsShown() throws {
    var seenPassword = false
    let lines = Self.filled.text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      let indent = line.prefix { $0 == " " }
      let rest = line.dropFirst(indent.count)
      guard rest.hasPrefix("# ") else { return String(line) }
      let inside = rest.dropFirst(2)
      guard inside.contains(/^ *[a-z_]+:( |$)/) else { return "" }
      if inside.hasPrefix("password:") {
        // One of several ways to have it.
        defer { seenPassword = true }
        if seenPassword { return "" }
      }
      return String(indent + inside)
    }
    try ConfigurationHome.with(lines.joined(separator: "\n")) { home throws in
      let configuration = try home.load(account: "acme")
      for setting in Setting.all { #expect(configuration[setting] != nil && configuration[setting]?.place != .standard, "\(setting.key)") }
      #expect(configuration.console == "https://acme.syncromsp.com")
      #expect(try home.load(account: "globex").selectors.map { URL(fileURLWithPath: $0).lastPathComponent } == ["globex.yaml"])
      #expect(try home.load().accountName == "acme")
    }
  }

  @Test func itHoldsNoSecret() {
    for (key, value) in Self.filled.text.matches(of: /(password|totp|api_token|token): ([^\n]+)/).map({ ($0.1, $0.2) }) {
      #expect(value.hasPrefix("{ command: "), "\(key)")
    }
  }

  @Test(arguments: ["/packs/a b.yaml", "./it's: #1.yaml", "/x/\"q\".yaml", "/x/new\nline.yaml", "/x/ü.yaml", "- x/y"])
  func anyTextIsReadBack(_ layout: String) throws {
    try ConfigurationHome.with(ConfigTemplate(console: "http://[::1]:80", layout: layout, email: "o'x+1@acme.com").text) { home throws in
      let configuration = try home.load()
      #expect(configuration.layout == layout)
      #expect(configuration.console == "http://[::1]:80")
      #expect(configuration.email == "o'x+1@acme.com")
    }
  }

  @Test func theDocumentationHasEverySetting() throws {
    let text = try String(contentsOf: repository.appending(path: "docs/configuration.md"), encoding: .utf8)
    for setting in Setting.all {
      let option = setting.option.map { "`\($0)`" } ?? ""
      #expect(text.contains("\n| `\(setting.key)` | `\(setting.variable)` | \(option)\(option.isEmpty ? "" : " ")| "), "\(setting.key)")
      if let command = setting.commandVariable { #expect(text.contains("| `\(command)` |"), "\(command)") }
    }
  }

  // MARK: Questions

  private final class Person {
    var answers: [String]
    var heard = ""
    init(_ answers: [String]) { self.answers = answers }
    func answer() -> String { answers.isEmpty ? "" : answers.removeFirst() }
  }

  private func ask(_ setting: Setting, suggesting: String? = nil, _ person: Person) async throws -> String? {
    let answer = try #require(ConfigAnswer.all.first { $0.setting == setting })
    return try await answer.ask(suggesting: suggesting) {
      person.heard += $0
    } line: {
      person.answer()
    }
  }

  @Test func aMistypedAnswerIsAskedForAgain() async throws {
    let person = Person(["http://acme.com", " acme.syncromsp.com "])
    #expect(try await ask(.console, person) == "https://acme.syncromsp.com")
    #expect(
      person.heard.hasPrefix("The console's address, or nothing to fill it in later: That is of no use: \"http://acme.com\" is not https"))
    let email = Person(["robot", "robot@acme.com"])
    #expect(try await ask(.email, email) == "robot@acme.com")
    #expect(email.heard.contains("That \"robot\" has no @\n"))
    let layout = Person(["user", "technicians"])
    #expect(try await ask(.layout, layout) == "technicians")
    #expect(layout.heard.contains("That \"user\" is no layout; did you mean \"users\"?; there are technicians, users\n"))
  }

  @Test func nothingTypedTakesWhatIsSuggested() async throws {
    #expect(try await ask(.layout, Person([""])) == "users")
    #expect(try await ask(.email, Person([""])) == nil)
    #expect(try await ask(.email, suggesting: "ada@acme.com", Person([""])) == "ada@acme.com")
    // What is of no use is not suggested.
    let person = Person([""])
    #expect(try await ask(.email, suggesting: "ada", person) == nil)
    #expect(!person.heard.contains("ada"))
  }

  @Test func nobodyIsAskedForEver() async {
    await #expect(throws: UsageError.self) { try await ask(.email, Person(Array(repeating: "x", count: 9))) }
  }

  // MARK: The file

  private func inFolder(_ body: (ConfigFile) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "config-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(ConfigFile(url: folder.appending(path: "a/syncroctl/config.yaml")))
  }

  private func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }

  private func mode(_ url: URL) throws -> Int? {
    (try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? NSNumber)?.intValue
  }

  @Test func itIsItsOwnersAlone() throws {
    try inFolder { file throws in
      #expect(try file.write("x", force: false) == nil)
      #expect(try mode(file.url) == 0o600)
      #expect(try mode(file.url.deletingLastPathComponent()) == 0o700)
    }
  }

  @Test func whatAPersonWroteIsNeverLost() throws {
    try inFolder { file throws in
      _ = try file.write("mine", force: false)
      let error = #expect(throws: UsageError.self) { try file.write("new", force: false) }
      #expect(error?.message == "\(file.url.path) is there already, and nothing that you wrote is written over")
      #expect(throws: UsageError.self) { try file.check(force: false) }
      #expect(try text(file.url) == "mine")

      let kept = try #require(try file.write("new", force: true))
      #expect(kept.path == file.url.path + ".1")
      #expect(try text(kept) == "mine")
      #expect(try mode(kept) == 0o600)
      #expect(try text(file.url) == "new")
      #expect(try file.write("newer", force: true)?.path == file.url.path + ".2")
      let all = try FileManager.default.contentsOfDirectory(at: file.url.deletingLastPathComponent(), includingPropertiesForKeys: nil)
      #expect(Set(try all.map(text)) == ["mine", "new", "newer"])
    }
  }

  @Test func aLinkIsKeptAndWhatItLeadsToStays() throws {
    try inFolder { file throws in
      _ = try file.write("x", force: false)
      let real = file.url.deletingLastPathComponent().appending(path: "real.yaml")
      try FileManager.default.moveItem(at: file.url, to: real)
      try FileManager.default.createSymbolicLink(at: file.url, withDestinationURL: real)
      #expect(throws: UsageError.self) { try file.write("new", force: false) }
      _ = try file.write("new", force: true)
      #expect(try text(real) == "x")
      #expect(try text(file.url) == "new")
    }
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    try inFolder { file throws in
      let place = file.url.deletingLastPathComponent().deletingLastPathComponent()
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: place)
      let error = #expect(throws: UsageError.self) { try file.write("x", force: false) }
      #expect(error?.message.hasSuffix(" cannot be made") == true)
    }
  }
}
