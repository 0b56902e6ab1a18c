import ArgumentParser
import Foundation
import Testing

@testable import SyncroctlCommands

/// Which account counts, and that no two ever mix.
@Suite struct AccountTests {
  private static let two = """
    layout: users
    account: {email: shared@acme.com}
    accounts:
      acme:
        console: https://acme.syncromsp.com
        account: {password: acme-password, api_token: acme-token}
      globex:
        console: https://globex.syncromsp.com
        layout: technicians
        account: {email: robot@globex.com, password: globex-password, totp: GEZDGNBV}

    """

  @Test func itIsChosenByOptionThenVariableThenDefault() throws {
    try ConfigurationHome.with(Self.two + "default_account: acme\n") { home throws in
      let standard = try home.load()
      #expect(standard.accountName == "acme")
      #expect(standard.console == "https://acme.syncromsp.com")
      #expect(standard.email == "shared@acme.com")
      #expect(standard.plain(.password) == "acme-password")
      #expect(standard.totp == nil)

      let variable = try home.load([:], ["SYNCROCTL_ACCOUNT": "globex"])
      #expect(variable.accountName == "globex")
      #expect(variable.layout == "technicians")
      #expect(variable.email == "robot@globex.com")
      #expect(variable.plain(.password) == "globex-password")
      // What only the other account has is not there.
      #expect(variable.apiToken == nil)

      #expect(try home.load(account: "acme", ["SYNCROCTL_ACCOUNT": "globex"]).accountName == "acme")
      #expect(try home.load([:], ["SYNCROCTL_ACCOUNT": ""]).accountName == "acme")
    }
  }

  @Test func theOnlyAccountIsTheOne() throws {
    try ConfigurationHome.with("accounts: {acme: {console: https://acme.syncromsp.com}}\n") { home throws in
      #expect(try home.load().requiringAccount().accountName == "acme")
    }
  }

  @Test func ofSeveralNoneIsGuessed() throws {
    try ConfigurationHome.with(Self.two) { home throws in
      let configuration = try home.load()
      #expect(configuration.accountName == nil)
      #expect(configuration.password == nil)
      let error = #expect(throws: UsageError.self) { try configuration.requiringAccount() }
      #expect(error?.message == "which account? \(home.file.path) has 2: acme, globex")
      #expect(error?.advice == "Say --account acme, set SYNCROCTL_ACCOUNT, or write default_account into the file.")
    }
  }

  @Test func anUnknownOneIsNamedWithTheNearest() throws {
    try ConfigurationHome.with(Self.two) { home throws in
      let error = #expect(throws: UsageError.self) { try home.load(account: "globx") }
      #expect(error?.message == "there is no account \"globx\" in \(home.file.path); did you mean \"globex\"?")
      #expect(error?.advice == "It has: acme, globex. --account named it.")
      let variable = #expect(throws: UsageError.self) { try home.load([:], ["SYNCROCTL_ACCOUNT": "initech"]) }
      #expect(variable?.advice == "It has: acme, globex. SYNCROCTL_ACCOUNT named it.")
      try home.write("console: https://acme.syncromsp.com\n")
      let none = #expect(throws: UsageError.self) { try home.load(account: "acme") }
      #expect(none?.message == "--account is \"acme\", and the configuration file \(home.file.path) has no accounts")
      try FileManager.default.removeItem(at: home.file)
      let nowhere = #expect(throws: UsageError.self) { try home.load(account: "acme") }
      #expect(nowhere?.message == "--account is \"acme\", and there is no configuration file with accounts")
    }
  }

  @Test func anUnknownDefaultIsAMistakeOfTheFile() throws {
    try ConfigurationHome.with(Self.two + "default_account: acmee\n") { home throws in
      let error = #expect(throws: UsageError.self) { try home.load(account: "acme") }
      #expect(
        error?.message
          == "the configuration file \(home.file.path):11 has the default_account \"acmee\", which is none of its accounts; did you mean \"acme\"?"
      )
    }
  }

  @Test(arguments: ["-x", "a b", "", "a;b", "$(x)", "ä", String(repeating: "a", count: 65)]) func namesThatAreNone(_ name: String) throws {
    let quoted = "\"\(name)\""
    try ConfigurationHome.with("accounts: {\(quoted): {layout: users}}\n") { home throws in
      let error = #expect(throws: UsageError.self) { try home.load() }
      #expect(error?.message == "the configuration file \(home.file.path):1 has an account whose name is none")
    }
  }

  @Test func aCommandForLaterNamesTheAccount() throws {
    let words = ["offboard", "lee@acme.com"]
    let variable = ["SYNCROCTL_ACCOUNT": "globex"]
    #expect(try AccountOptions.parse([]).naming(words, environment: variable) == words + ["--account", "globex"])
    #expect(try AccountOptions.parse([]).naming(words, environment: ["SYNCROCTL_ACCOUNT": ""]) == words)
    #expect(try AccountOptions.parse(["--account", "acme"]).naming(words, environment: variable) == words)
  }

  // MARK: What must not mix

  @Test func anAccountAndAVariableThatContradictEachOtherAreRefused() throws {
    try ConfigurationHome.with(Self.two + "default_account: acme\n") { home throws in
      let left = ["SYNCROCTL_CONSOLE": "https://acme.syncromsp.com/"]
      let error = #expect(throws: UsageError.self) { try home.load(account: "globex", left) }
      #expect(
        error?.message
          == "SYNCROCTL_CONSOLE is https://acme.syncromsp.com, and the account globex (--account) has https://globex.syncromsp.com: which is meant?"
      )
      #expect(error?.advice == "Unset SYNCROCTL_CONSOLE, or leave --account out.")
      #expect(throws: UsageError.self) { try home.load([:], left.merging(["SYNCROCTL_ACCOUNT": "globex"]) { own, _ in own }) }
      #expect(throws: UsageError.self) { try home.load(account: "globex", ["SYNCROCTL_EMAIL": "robot@acme.com"]) }
      // The same, an option that settles it, and an account that has no email of its own.
      #expect(try home.load(account: "acme", left).accountName == "acme")
      #expect(try home.load([.console: .one("https://x.example")], account: "globex", left).console == "https://x.example")
      #expect(try home.load(account: "acme", ["SYNCROCTL_EMAIL": "robot@acme.com"]).email == "robot@acme.com")
    }
  }

  @Test func secretsOfAnAccountGoToNoOtherConsole() throws {
    try ConfigurationHome.with(Self.two + "default_account: acme\n") { home throws in
      let elsewhere = ["SYNCROCTL_CONSOLE": "http://127.0.0.1:9"]
      let error = #expect(throws: UsageError.self) { try home.load([:], elsewhere).refuseSecretsOfAnotherConsole() }
      #expect(
        error?.message
          == "account.password of the account acme (\(home.file.path):6) is for https://acme.syncromsp.com, and the console is http://127.0.0.1:9"
      )
      let option: [Setting: SettingText] = [.console: .one("https://globex.syncromsp.com")]
      #expect(throws: UsageError.self) { try home.load(option).refuseSecretsOfAnotherConsole() }
      // A token is a secret, too.
      let password = elsewhere.merging(["SYNCROCTL_PASSWORD": "other"]) { own, _ in own }
      #expect(throws: UsageError.self) { try home.load([:], password).refuseSecretsOfAnotherConsole() }
      let all = password.merging(["SYNCROCTL_API_TOKEN": "other"]) { own, _ in own }
      try home.load([:], all).refuseSecretsOfAnotherConsole()
      // Both on one line are both meant.
      try home.load(option, account: "acme").refuseSecretsOfAnotherConsole()
      // Written otherwise, it is the same console.
      try home.load([.console: .one("ACME.syncromsp.com")]).refuseSecretsOfAnotherConsole()
    }
  }

  @Test func noAccountHasAnythingOfAnother() throws {
    // Every setting in each of three accounts, some left out by turns: what one lacks is what all share, or nothing.
    let names = ["a", "b", "c"]
    for lacking in names {
      var yaml = "accounts:\n"
      for name in names {
        let own = name == lacking ? [] : Setting.all
        let groups = Dictionary(grouping: own) { $0.path[0] }.sorted { $0.key < $1.key }
        let members = groups.map { key, settings in
          settings[0].path.count == 1
            ? "\(key): /\(name)/\(key)" : "\(key): {\(settings.map { "\($0.path[1]): /\(name)/\($0.key)" }.joined(separator: ", "))}"
        }
        yaml += "  \(name): {\(members.joined(separator: ", "))}\n"
      }
      try ConfigurationHome.with(yaml) { home throws in
        for name in names {
          let configuration = try home.load(account: name)
          for setting in Setting.all {
            let expected = name == lacking ? nil : "/\(name)/\(setting.key)"
            if expected == nil, configuration[setting]?.place == .standard { continue }
            #expect(configuration.plain(setting) == expected)
          }
        }
      }
    }
  }
}
