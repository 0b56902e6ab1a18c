import DriverProcess
import Foundation
import Testing

@testable import SyncroctlCommands

/// Which layer counts, for every setting and every choice of layers that say it.
@Suite struct SettingLayersTests {
  /// The layers, the one that counts first.
  enum Layer: String, CaseIterable {
    case option, variable, account, file
  }

  /// How a layer says a setting.
  enum Way: Hashable {
    case value, command
    /// The variable and the one for the command.
    case both
  }

  /// A setting that some layers say.
  struct Saying: CustomTestStringConvertible {
    let setting: Setting
    let ways: [(layer: Layer, way: Way)]
    var testDescription: String { "\(setting.key): \(ways.map { "\($0.layer) \($0.way)" }.joined(separator: ", "))" }
  }

  /// Every way in which the layers can say a setting, or not.
  static func sayings(_ setting: Setting) -> [Saying] {
    let choices: [[(Layer, Way)?]] = Layer.allCases.map { layer in
      let ways: [Way] =
        switch layer {
        case .option: setting.option == nil ? [] : [.value]
        case .variable: setting.isSecret ? [.value, .command, .both] : [.value]
        case .account, .file: setting.isSecret ? [.value, .command] : [.value]
        }
      return [nil] + ways.map { (layer, $0) }
    }
    return choices.reduce([[]]) { all, own in all.flatMap { some in own.map { some + [$0] } } }
      .map { Saying(setting: setting, ways: $0.compactMap { $0.map { (layer: $0.0, way: $0.1) } }) }
  }

  /// What a layer says: a text of its own, so that no two are confused. Absolute where it is a path, which is taken as it stands.
  static func text(_ setting: Setting, _ layer: Layer) -> String {
    switch setting.kind {
    case .file, .files, .looseFile, .folder: "/\(layer.rawValue)/\(setting.key)"
    default: "\(layer.rawValue)-\(setting.key)"
    }
  }

  static func yaml(_ ways: [(layer: Layer, way: Way)], _ setting: Setting, _ layer: Layer) -> String? {
    guard let way = ways.first(where: { $0.layer == layer })?.way else { return nil }
    let text = text(setting, layer)
    let value = way == .command ? "{command: \(text)}" : text
    return setting.path.reversed().reduce(value) { "{\($1): \($0)}" }
  }

  @Test(arguments: Setting.all) func theFirstLayerThatSaysItCounts(_ setting: Setting) throws {
    try ConfigurationHome.with { home throws in
      for saying in Self.sayings(setting) {
        let common = Self.yaml(saying.ways, setting, .file).map { String($0.dropFirst().dropLast()) } ?? ""
        let own = Self.yaml(saying.ways, setting, .account) ?? ""
        try home.write(
          "\(common)\naccounts:\n  globex: {console: https://wrong.example, account: {password: wrong}}\n  acme: \(own)\ndefault_account: acme\n"
        )
        var said: [Setting: SettingText] = [:]
        var variables: [String: String] = [:]
        for (layer, way) in saying.ways {
          let text = Self.text(setting, layer)
          switch layer {
          case .option: said[setting] = setting.kind == .files ? .several([text]) : .one(text)
          case .variable:
            if way != .command { variables[setting.variable] = text }
            if way != .value { variables[try #require(setting.commandVariable)] = "\(text) too" }
          case .account, .file: continue
          }
        }
        let configuration = try home.load(said, variables)
        let value = configuration[setting]
        guard let first = saying.ways.first else {
          // What nobody says is not set, or is the default.
          #expect(value == nil || value?.place == .standard, "\(saying.testDescription)")
          continue
        }
        let text = Self.text(setting, first.layer)
        let expected = first.way != .command ? text : "command:\(first.layer == .variable ? "\(text) too" : text)"
        #expect(configuration.plain(setting) == expected, "\(saying.testDescription)")
        #expect(value?.place.layer == (first.layer == .option ? "flag" : first.layer.rawValue), "\(saying.testDescription)")
        let place: String =
          switch first.layer {
          case .option: setting.option ?? ""
          case .variable: first.way == .command ? setting.commandVariable ?? "" : setting.variable
          case .account: "\(home.file.path):4"
          case .file: "\(home.file.path):1"
          }
        #expect(value?.place.text == place, "\(saying.testDescription)")
      }
    }
  }

  @Test func everySettingIsSaidInEveryWay() {
    // Sixteen for a setting with an option, eight for one without, thirty-six for a secret: none was passed over above.
    for setting in Setting.all {
      #expect(Self.sayings(setting).count == (setting.isSecret ? 36 : setting.option == nil ? 8 : 16))
    }
    #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
    #expect(
      Set(Setting.all.flatMap { [$0.variable] + [$0.commandVariable].compactMap(\.self) }).count == Setting.all.count
        + Setting.all.count(where: \.isSecret))
  }

  @Test func noSecretHasAnOption() {
    for setting in Setting.all where setting.isSecret {
      #expect(setting.option == nil, "\(setting.key)")
      #expect(setting.commandVariable == setting.variable.replacing("TOTP_SECRET", with: "TOTP") + "_COMMAND")
    }
  }

  @Test(arguments: Setting.all) func anEmptyVariableCountsAsNone(_ setting: Setting) throws {
    try ConfigurationHome.with { home throws in
      let value = setting.path.reversed().reduce("/in-the-file") { "{\($1): \($0)}" }
      try home.write(String(value.dropFirst().dropLast()))
      var variables = [setting.variable: ""]
      if let command = setting.commandVariable { variables[command] = "" }
      #expect(try home.load([:], variables).plain(setting) == "/in-the-file")
    }
  }

  @Test func severalSelectorsAreOneSetting() throws {
    try ConfigurationHome.with("selectors: [a.yaml, /b.yaml]\naccounts: {acme: {selectors: c.yaml}, globex: }\n") { home throws in
      let folder = home.file.deletingLastPathComponent().path
      #expect(try home.load(account: "globex").selectors == ["\(folder)/a.yaml", "/b.yaml"])
      #expect(try home.load(account: "acme").selectors == ["\(folder)/c.yaml"])
      #expect(try home.load(account: "acme", ["SYNCROCTL_SELECTORS": "d.yaml:/e.yaml"]).selectors == ["d.yaml", "/e.yaml"])
      #expect(try home.load([.selectors: .several(["f.yaml"])], account: "acme").selectors == ["f.yaml"])
    }
  }

  @Test func pathsOfTheFileBeginBesideIt() throws {
    let yaml = "policy: p.yaml\nevidence: ../runs\nlayout: ./pack.yaml\nwebdriver: {ca: ca.pem, capabilities: ~/grid.json}\n"
    try ConfigurationHome.with(yaml) { home throws in
      let folder = home.file.deletingLastPathComponent()
      let configuration = try home.load()
      #expect(configuration.policy == folder.appending(path: "p.yaml").path)
      #expect(configuration.evidence == folder.deletingLastPathComponent().appending(path: "runs").path)
      #expect(configuration.webdriverCapabilities?.hasSuffix("/grid.json") == true)
      #expect(configuration.webdriverCapabilities?.contains("~") == false)
      // As before there were accounts: from the working folder, unless they are beside the file.
      #expect(configuration.layout == "./pack.yaml")
      #expect(configuration.webdriverAuthorities == "ca.pem")
      try home.write("pack.yaml", "")
      try home.write("ca.pem", "")
      #expect(try home.load().layout == folder.appending(path: "pack.yaml").path)
      #expect(try home.load().webdriverAuthorities == folder.appending(path: "ca.pem").path)
    }
  }

  @Test func theDefaultsAreAsTheyWere() throws {
    try ConfigurationHome.with { home throws in
      let configuration = try home.load()
      #expect(configuration.evidence == "runs")
      #expect(try configuration.engine() == .chromium)
      #expect(configuration.policy == nil)
      try home.write("policy.yaml", "version: 1\n")
      #expect(try home.load().policy == home.file.deletingLastPathComponent().appending(path: "policy.yaml").path)
    }
  }

  @Test func anEngineThatIsNoneIsNamedWithItsPlace() throws {
    try ConfigurationHome.with("layout: users\nengine: firefix\n") { home throws in
      let error = #expect(throws: UsageError.self) { try home.load().engine() }
      #expect(error?.message == "there is no browser engine \"firefix\"; did you mean \"firefox\"?")
      #expect(error?.advice == "There are: chromium, firefox, webkit. It comes from \(home.file.path):2.")
    }
  }
}
