import Foundation
import Provisioning
import Secrets
import SelectorPacks
import Yams

/// Reads the configuration file out of its text. Goes on after a mistake, so that all of them are found at once.
struct ConfigurationReader {
  private let url: URL
  private(set) var problems: [ConfigurationProblem] = []

  private static let accountsKey = "accounts"
  private static let defaultKey = "default_account"

  init(_ url: URL) { self.url = url }

  mutating func read(_ yaml: String) -> ConfigurationFile {
    var file = ConfigurationFile(url: url, common: part(nil, line: 1), accounts: [], defaultAccount: nil)
    let root: Node?
    do {
      // The encoding is named: the default asks the environment.
      root = try Yams.compose(yaml: yaml, .default, .default, .utf8)
    } catch {
      // The parser's own text may quote the file, and with it a password.
      problem(Self.line(of: error), Self.isTwice(error) ? "has a key twice in one place" : "cannot be understood: it is not YAML")
      return file
    }
    // Nothing but remarks, as in a template that nobody has filled in.
    guard let root, !Self.isNull(root) else { return file }
    guard let entries = mapping(root, "the file") else { return file }
    let common = read(entries, into: part(nil, line: 1), others: [Self.accountsKey, Self.defaultKey])
    var accounts: [ConfigurationFile.Part] = []
    var chosen: (name: String, line: Int)?
    for (key, value) in entries where !Self.isNull(value) {
      switch key.string {
      case Self.accountsKey: accounts = readAccounts(value)
      case Self.defaultKey: chosen = text(value, Self.defaultKey).map { ($0, Self.line(of: value)) }
      default: continue
      }
    }
    if let chosen, !accounts.contains(where: { $0.account == chosen.name }) {
      let names = accounts.compactMap(\.account)
      problem(
        chosen.line,
        "has the \(Self.defaultKey) \(ShownText.quoted(chosen.name)), which is none of its accounts\(NearestNames.question(for: chosen.name, among: names))",
        names.isEmpty ? "Write the account under accounts, or leave it out." : "It has: \(names.joined(separator: ", ")).")
    }
    file = ConfigurationFile(url: url, common: common, accounts: accounts, defaultAccount: chosen?.name)
    return file
  }

  private mutating func readAccounts(_ node: Node) -> [ConfigurationFile.Part] {
    guard let entries = mapping(node, Self.accountsKey) else { return [] }
    return entries.compactMap { key, value in
      let line = Self.line(of: key)
      guard let name = key.string, AccountName.isOne(name) else {
        problem(line, "has an account whose name is none", AccountName.advice)
        return nil
      }
      let part = part(name, line: line)
      guard !Self.isNull(value) else { return part }
      guard let settings = mapping(value, "\(Self.accountsKey).\(name)") else { return nil }
      return read(settings, into: part, others: [])
    }
  }

  private func part(_ account: String?, line: Int) -> ConfigurationFile.Part {
    ConfigurationFile.Part(file: url.path, account: account, line: line)
  }

  // MARK: Settings

  /// The settings of a part.
  ///
  /// - Parameter others: keys that may stand there besides.
  private mutating func read(
    _ entries: [(Node, Node)], into empty: ConfigurationFile.Part, others: [String]
  ) -> ConfigurationFile.Part {
    var part = empty
    let owner = empty.account.map { "\(Self.accountsKey).\($0)." } ?? ""
    let known = Self.unique(Setting.all.map { $0.path[0] }) + others
    for (key, value) in entries where isKnown(key, of: value, known) && !Self.isNull(value) {
      let name = key.string ?? ""
      let inside = Setting.all.filter { $0.path[0] == name && $0.path.count == 2 }
      if let setting = Setting.all.first(where: { $0.key == name }) {
        part.entries[setting] = entry(setting, value, owner)
      } else if !inside.isEmpty, let members = mapping(value, owner + name) {
        for (key, value) in members where isKnown(key, of: value, inside.map { $0.path[1] }) && !Self.isNull(value) {
          if let setting = inside.first(where: { $0.path[1] == key.string }) { part.entries[setting] = entry(setting, value, owner) }
        }
      }
    }
    return part
  }

  private mutating func entry(_ setting: Setting, _ node: Node, _ owner: String) -> ConfigurationFile.Entry? {
    let name = owner + setting.key
    let value: ConfigurationValue?
    switch setting.kind {
    case .secret: value = secret(setting, node, name)
    case .files:
      if let sequence = node.sequence {
        let texts = sequence.compactMap { text($0, name) }
        value = texts.count == sequence.count && !texts.isEmpty ? .text(.several(texts.map(besideTheFile))) : nil
        if sequence.isEmpty { problem(Self.line(of: node), "has \(name) with nothing in it", "Name a file, or leave it out.") }
      } else {
        value = text(node, name).map { .text(.several([besideTheFile($0)])) }
      }
    case .file, .folder: value = text(node, name).map { .text(.one(besideTheFile($0))) }
    case .layout: value = text(node, name).map { .text(.one(PackLibrary.isPath($0) ? besideTheFileIfThere($0) : $0)) }
    case .looseFile: value = text(node, name).map { .text(.one(besideTheFileIfThere($0))) }
    case .address, .engine, .email, .serviceAddress: value = text(node, name).map { .text(.one($0)) }
    }
    return value.map { ConfigurationFile.Entry(value: $0, line: Self.line(of: node)) }
  }

  /// Either the text itself, or `{ command: … }`.
  private mutating func secret(_ setting: Setting, _ node: Node, _ name: String) -> ConfigurationValue? {
    guard let members = node.mapping else {
      return text(node, name, what: "a text, or { command: ... }").map { .secret(Secret($0, label: setting.key)) }
    }
    // Its keys are not named: a password that begins with a brace is read as one.
    guard members.count == 1, let command = members.first(where: { $0.key.string == "command" })?.value else {
      problem(Self.line(of: node), "cannot be understood: \(name) is to be a text, or { command: ... }")
      return nil
    }
    return text(command, "\(name).command").map { .command($0) }
  }

  // MARK: Paths

  /// A path as it is meant: from the folder of the file, whatever folder the program is run in.
  private func besideTheFile(_ path: String) -> String {
    if path == "~" || path.hasPrefix("~/") {
      return (ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory()) + path.dropFirst()
    }
    guard !path.hasPrefix("/") else { return path }
    return url.deletingLastPathComponent().appending(path: path).standardizedFileURL.path
  }

  /// The same, if it is there; else as it stands, from the working folder, as it was before there were any others.
  private func besideTheFileIfThere(_ path: String) -> String {
    let beside = besideTheFile(path)
    return path.hasPrefix("~") || FileManager.default.fileExists(atPath: beside) ? beside : path
  }

  // MARK: Nodes

  private mutating func problem(_ line: Int?, _ message: String, _ advice: String = ConfigurationProblem.advice) {
    problems.append(ConfigurationProblem(line: line, message: message, advice: advice))
  }

  /// The members of a mapping, with those that it takes in.
  private mutating func mapping(_ node: Node, _ name: String) -> [(Node, Node)]? {
    guard let mapping = node.mapping else {
      problem(Self.line(of: node), "cannot be understood: \(name) is to be a mapping of keys")
      return nil
    }
    return mapping.merged
  }

  /// Whether a key is one of these. A mistyped one would be passed over in silence.
  ///
  /// It is named, unless it may be a password: `{ password hunter2 }`, without the colon, is a key as well.
  private mutating func isKnown(_ key: Node, of value: Node, _ known: [String]) -> Bool {
    guard let name = key.string else {
      problem(Self.line(of: key), "cannot be understood: a key is no text")
      return false
    }
    if known.contains(name) { return true }
    let isMistyped = !Self.isNull(value) && name.wholeMatch(of: /[A-Za-z_-]{1,32}/) != nil
    problem(
      Self.line(of: key), "has a key that means nothing\(isMistyped ? ": \(ShownText.quoted(name))" : "")",
      "It may have: \(known.joined(separator: ", ")).")
    return false
  }

  /// A text with something in it. YAML's own words and numbers are texts as well: a password may be one.
  private mutating func text(_ node: Node, _ name: String, what: String = "a text") -> String? {
    guard let text = node.scalar?.string, !Self.isNull(node) else {
      problem(Self.line(of: node), "cannot be understood: \(name) is to be \(what)")
      return nil
    }
    guard !text.isEmpty else {
      problem(Self.line(of: node), "has \(name) with nothing in it", "Fill it in, or leave it out.")
      return nil
    }
    return text
  }

  private static func isNull(_ node: Node) -> Bool { node.null != nil }

  private static func line(of node: Node) -> Int { node.mark?.line ?? 1 }

  private static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }

  private static func line(of error: any Error) -> Int? {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): max(1, context.mark.line)
    default: nil
    }
  }

  private static func isTwice(_ error: any Error) -> Bool {
    if case .duplicatedKeysInMapping? = error as? YamlError { true } else { false }
  }
}
