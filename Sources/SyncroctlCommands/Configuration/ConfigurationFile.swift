import Foundation
import Provisioning
import Secrets

/// The configuration file, read: what all accounts share, and the part of each account.
struct ConfigurationFile: Sendable {
  let url: URL
  let common: Part
  /// In the order in which they stand.
  let accounts: [Part]
  /// The account that is meant where none is said.
  let defaultAccount: String?

  /// What one part of the file says.
  struct Part: Sendable {
    let file: String
    /// Whose part it is; `nil` for what all share.
    let account: String?
    /// The line that the part begins in, from 1.
    let line: Int
    var entries: [Setting: Entry] = [:]

    func place(_ entry: Entry) -> SettingPlace { .file(path: file, line: entry.line, account: account) }
  }

  /// A setting with the line that it stands in, from 1.
  struct Entry: Sendable {
    let value: ConfigurationValue
    let line: Int
  }

  var names: [String] { accounts.compactMap(\.account) }

  func part(of account: String) -> Part? { accounts.first { $0.account == account } }

  /// Reads the file.
  ///
  /// - Throws: ``UsageError`` with all that is wrong in it, or if it can be read by others than its owner.
  static func read(_ url: URL) throws -> ConfigurationFile {
    let text = try PrivateFile.text(url)
    var reader = ConfigurationReader(url)
    let file = reader.read(text)
    guard let error = ConfigurationProblem.error(reader.problems, in: url.path) else { return file }
    throw error
  }
}

/// A value of the file.
enum ConfigurationValue: Sendable {
  case text(SettingText)
  case secret(Secret)
  /// What prints the secret.
  case command(String)
}

/// Something that is wrong in the configuration file. Never quotes a value, which may be a password; keys are none, and are named.
struct ConfigurationProblem: Sendable {
  /// From 1; `nil` where it cannot be told.
  let line: Int?
  let message: String
  let advice: String

  static let advice = "See docs/configuration.md."

  /// What to say of `problems`; `nil` if there are none.
  static func error(_ problems: [ConfigurationProblem], in path: String) -> UsageError? {
    let ordered = problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    guard let first = ordered.first else { return nil }
    func place(_ problem: ConfigurationProblem) -> String { problem.line.map { "\(path):\($0)" } ?? path }
    guard ordered.count > 1 else { return UsageError("the configuration file \(place(first)) \(first.message)", first.advice) }
    let lines = ordered.map { "  \(place($0))  it \($0.message)\n      \($0.advice)" }
    return UsageError("the configuration file \(path) has \(ordered.count) mistakes\n\(lines.joined(separator: "\n"))", advice)
  }
}

/// The text of a file that nobody but its owner can read.
enum PrivateFile {
  /// Looked at once it is open, so that no other file can take its place between.
  static func text(_ url: URL) throws -> String {
    let file = open(url.path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw UsageError(
        "the configuration file \(url.path) cannot be read: \(String(cString: strerror(errno)))", "Put SYNCROCTL_CONFIG or the file right.")
    }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var status = stat()
    guard fstat(file, &status) == 0 else {
      throw UsageError("the configuration file \(url.path) cannot be looked at", "Put SYNCROCTL_CONFIG or the file right.")
    }
    if status.st_mode & 0o077 != 0 {
      throw UsageError(
        "the configuration file \(url.path) can be read by others than its owner", "Type: chmod 600 \(ShellWords.quoted(url.path))")
    }
    guard let data = try? handle.readToEnd() ?? Data(), let text = String(data: data, encoding: .utf8) else {
      throw UsageError("the configuration file \(url.path) is not a text in UTF-8", "Write it anew; see docs/configuration.md.")
    }
    return text
  }
}
