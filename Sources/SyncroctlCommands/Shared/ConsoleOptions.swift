import ArgumentParser
import Foundation
import Logging
import SelectorPacks

/// The options of every command that drives a console.
struct ConsoleOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The console's address, such as https://acme.syncromsp.com. Also SYNCROCTL_CONSOLE.", valueName: "url"))
  var console: String?

  @Flag(help: "Sign in anew, and keep no session for the next run.")
  var noSession = false

  @Flag(help: "Use a recovery code instead of every other second factor. Each works once. See docs/live-console.md.")
  var recoveryCode = false

  @OptionGroup var account: AccountOptions
  @OptionGroup var packs: PackOptions
  @OptionGroup var browser: BrowserOptions
  @OptionGroup var talk: TalkOptions

  var layout: String? { packs.layout }
  var selectors: [String] { packs.selectors }

  /// What options, environment and file say for a command that drives a console.
  ///
  /// - Parameter more: other options of the command that say settings.
  /// - Throws: ``UsageError``; also where the file has several accounts and nobody said which.
  func configuration(_ more: [any SaysSettings] = []) throws -> Configuration {
    try Configuration.load([self] + more, account: account.account).requiringAccount()
  }
}

extension ConsoleOptions: SaysSettings {
  var said: [Setting: SettingText] {
    var said = packs.said.merging(browser.said) { first, _ in first }
    said.say(.console, console)
    return said
  }
}

/// Which account of the configuration file.
struct AccountOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An account of the configuration file, by its name. Also SYNCROCTL_ACCOUNT. See docs/configuration.md.", valueName: "name"))
  var account: String?

  /// A command line to be typed elsewhere, where the variable that names the account is not set.
  func naming(
    _ arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> [String] {
    guard account == nil, let named = environment[AccountChoice.variable], !named.isEmpty else { return arguments }
    return arguments + [AccountChoice.option, named]
  }
}

/// Which selector pack is used.
struct PackOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which console it is: technicians, users, or a pack of your own by its path. Also SYNCROCTL_LAYOUT.", valueName: "name"),
    completion: .list(["technicians", "users"]))
  var layout: String?

  @Option(
    help: ArgumentHelp(
      "A file that overrides elements of the layout's selector pack; may be repeated. See docs/packs.md.", valueName: "file"),
    completion: .file())
  var selectors: [String] = []
}

extension PackOptions: SaysSettings {
  var said: [Setting: SettingText] {
    var said: [Setting: SettingText] = selectors.isEmpty ? [:] : [.selectors: .several(selectors)]
    said.say(.layout, layout)
    return said
  }
}

extension Configuration {
  /// The selector pack of the layout with the overrides.
  func pack() throws -> SelectorPack {
    guard let layout else {
      throw UsageError(
        "which layout does the console have?",
        "Say --layout technicians or --layout users, or set SYNCROCTL_LAYOUT (see docs/live-console.md).")
    }
    return try PackLibrary.pack(
      layout: layout, in: Shipped.folder("selectors"), overrides: selectors.map { URL(fileURLWithPath: $0) })
  }
}

/// How much is said.
struct TalkOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Log what driver and browser do.")
  var verbose = false

  var talk: Talk { Talk(isQuiet: quiet) }

  /// A logger for what has nothing to say.
  static var silent: Logger { Logger(label: "syncroctl", factory: { _ in SwiftLogNoOpLogHandler() }) }

  var logger: Logger {
    var logger = Logger(label: "syncroctl", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = verbose ? .debug : .error
    return logger
  }
}

/// What ships beside the program.
enum Shipped {
  /// A folder of the installation or the checkout.
  static func folder(_ name: String) throws -> URL {
    let executable = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let running = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")).map { URL(fileURLWithPath: $0) }
    let selectors = try PackLibrary.shippedFolder(executable: running ?? executable)
    return name == "selectors" ? selectors : selectors.deletingLastPathComponent().appending(path: name)
  }
}
