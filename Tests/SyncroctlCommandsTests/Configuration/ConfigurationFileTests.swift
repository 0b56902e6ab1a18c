import Foundation
import Testing

@testable import SyncroctlCommands

/// What is wrong in a configuration file, where, and that nothing of its values is told.
@Suite struct ConfigurationFileTests {
  @Test func allMistakesAreSaidAtOnceWithTheirLines() throws {
    let yaml = """
      consol: https://acme.syncromsp.com
      layout: [users]
      account:
        emial: robot@acme.com
        password: [canary-word]
      accounts:
        acme: {webdriver: {urll: canary-word}}
        globex: canary-word
        initech: {accounts: {}}
      """
    try ConfigurationHome.with(yaml) { home throws in
      let error = #expect(throws: UsageError.self) { try home.load() }
      let text = try #require(error.map { "\($0)" }).replacing(home.file.path, with: "F")
      let roots = "console, layout, selectors, policy, evidence, engine, account, webdriver"
      #expect(
        text == """
          the configuration file F has 7 mistakes
            F:1  it has a key that means nothing: "consol"
                It may have: \(roots), accounts, default_account.
            F:2  it cannot be understood: layout is to be a text
                See docs/configuration.md.
            F:4  it has a key that means nothing: "emial"
                It may have: email, password, totp, passkey, recovery_codes, api_token, api_url.
            F:5  it cannot be understood: account.password is to be a text, or { command: ... }
                See docs/configuration.md.
            F:7  it has a key that means nothing: "urll"
                It may have: url, token, ca, capabilities.
            F:8  it cannot be understood: accounts.globex is to be a mapping of keys
                See docs/configuration.md.
            F:9  it has a key that means nothing: "accounts"
                It may have: \(roots).
          Nothing was changed. See docs/configuration.md.
          """)
    }
  }

  @Test(arguments: ["", "# nothing yet\n", "---\n", "account:\n", "accounts:\n", "console: ~\nlayout: null\n"])
  func whatIsNotFilledInIsNotSet(_ yaml: String) throws {
    try ConfigurationHome.with(yaml) { home throws in
      let configuration = try home.load().requiringAccount()
      #expect(configuration.console == nil)
      #expect(configuration.password == nil)
      #expect(configuration.file?.path == home.file.path)
    }
  }

  @Test(arguments: [("123456", "123456"), ("yes", "yes"), ("1e3", "1e3"), ("'null'", "null"), ("0x1F", "0x1F"), ("\"~\"", "~")])
  func wordsOfYAMLAreTexts(_ written: String, _ read: String) throws {
    try ConfigurationHome.with("account: {password: \(written)}\n") { home throws in
      #expect(try home.load().plain(.password) == read)
    }
  }

  @Test(arguments: ["account: {password: ''}", "account: {password: {command: ''}}", "console: ''", "selectors: []", "selectors: ['']"])
  func nothingIsNoValue(_ yaml: String) throws {
    try ConfigurationHome.with(yaml) { home throws in
      let error = #expect(throws: UsageError.self) { try home.load() }
      #expect(error?.message.contains(" with nothing in it") == true)
    }
  }

  @Test func accountsMayShareByAnAnchor() throws {
    let yaml = """
      accounts:
        acme: &all
          console: https://acme.syncromsp.com
          layout: users
        globex:
          <<: *all
          console: https://globex.syncromsp.com
      """
    try ConfigurationHome.with(yaml) { home throws in
      let configuration = try home.load(account: "globex")
      #expect(configuration.console == "https://globex.syncromsp.com")
      #expect(configuration.layout == "users")
    }
  }

  @Test func aLinkThatLeadsNowhereIsAMistake() throws {
    try ConfigurationHome.with { home throws in
      try FileManager.default.createSymbolicLink(atPath: home.file.path, withDestinationPath: "nowhere.yaml")
      #expect(throws: UsageError.self) { try home.load() }
    }
  }

  // MARK: Nothing is told

  private static let secret = "canary7word2secret"
  private static let whole = """
    console: https://acme.syncromsp.com
    account:
      email: robot@acme.com
      password: canary7word2secret
      totp: {command: print canary7word2secret}
    webdriver: {url: "https://a:canary7word2secret@grid.acme.com", token: 'canary7word2secret'}
    accounts:
      acme:
        account: { password: "canary7word2secret", api_token: canary7word2secret }

    """

  /// Whatever is put wrong at whatever place: the error says no word of a secret, nor a part of one.
  @Test(arguments: [
    "", "{", "}", "[", "]", ":", ": ", "'", "\"", "\n", "\n  ", "\t", "&", "*", "!", "|", ">", "- ", "? ", "%", "@", "`", "#", "\u{1}",
  ])
  func noMistakeQuotesASecret(_ inserted: String) throws {
    try ConfigurationHome.with { home throws in
      var refused = 0
      for offset in 0..<Self.whole.count {
        var text = Self.whole
        let index = text.index(text.startIndex, offsetBy: offset)
        if inserted.isEmpty { text.remove(at: index) } else { text.insert(contentsOf: inserted, at: index) }
        try home.write(text)
        do {
          let configuration = try home.load(account: "acme")
          let list = SettingList(configuration)
          let shown = list.text + list.csv.csv + (try JSON.text(list))
          // Where the mistake makes another setting of it, that one is no secret any more; of these it still is.
          if configuration.password != nil, configuration.webdriver != nil { #expect(!shown.contains(Self.secret), "\(offset): \(text)") }
        } catch let error as UsageError {
          refused += 1
          let said = "\(error)"
          #expect(!said.contains("canary") && !said.contains("word2"), "\(offset): \(said)")
        }
      }
      // Enough of them are mistakes, so that there was something to see.
      #expect(refused > 20 || inserted == "#")
    }
  }

  @Test(arguments: [
    "account: {password: {canary}}", "account: {password: {canary: x}}", "account: {password canary}", "account: {passwordcanary}",
    "account: {password canary: x}", "account: {canary-7: x}", "accounts: {acme canary: {}}",
    "accounts: {acme: {account: {password canary}}}",
    "webdriver: {token canary}", "{password canary}",
  ]) func aPasswordThatIsReadAsAKeyIsNotNamed(_ yaml: String) throws {
    try ConfigurationHome.with(yaml) { home throws in
      let error = #expect(throws: UsageError.self) { try home.load() }
      #expect(error.map { "\($0)".contains("canary") } == false)
    }
  }
}
