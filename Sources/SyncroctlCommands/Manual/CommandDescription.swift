import ArgumentParser
import Foundation

/// A command as its own help tells of it.
struct CommandDescription {
  /// The words that it is called with, such as `technicians` and `list`; none for the program itself.
  let path: [String]
  let abstract: String
  /// The ways to call it, a line each.
  let usage: [String]
  let discussion: HelpDiscussion
  let arguments: [DescribedArgument]
  /// Its commands in the order of the help, without hidden ones.
  let subcommands: [CommandDescription]

  /// `syncroctl technicians list`
  var typed: String { (["syncroctl"] + path).joined(separator: " ") }

  /// The whole command line, from its root.
  ///
  /// - Throws: ``Unreadable`` where the parser does not tell of its arguments in the form that is known here.
  static func program() throws -> CommandDescription {
    try CommandDescription(Syncroctl.self, ParserDump.read().command, path: [])
  }

  private init(_ type: any ParsableCommand.Type, _ dumped: ParserDump.Command, path: [String]) throws {
    self.path = path
    abstract = type.configuration.abstract
    usage = Syncroctl.usageString(for: type).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    discussion = HelpDiscussion(type.configuration.discussion)
    arguments = (dumped.arguments ?? []).filter(\.shouldDisplay)
    // The parser puts a command of its own behind ours, the help.
    let ours = (dumped.subcommands ?? []).prefix(type.configuration.subcommands.count)
    guard ours.count == type.configuration.subcommands.count else {
      throw Unreadable(description: "the parser does not tell of all commands of syncroctl \(path.joined(separator: " "))")
    }
    subcommands = try zip(type.configuration.subcommands, ours).filter { $0.0.configuration.shouldDisplay }.map {
      try CommandDescription($0, $1, path: path + [$1.commandName])
    }
  }

  /// The parser's account of itself is not as it was.
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }
}

/// An argument, option or flag as the parser tells of it.
struct DescribedArgument: Decodable, Equatable {
  enum Kind: String, Decodable { case positional, option, flag }

  struct Name: Decodable, Equatable {
    let kind: String
    let name: String

    /// `-o`, `--output`
    var typed: String { (kind == "short" ? "-" : "--") + name }
  }

  let kind: Kind
  let names: [Name]?
  let valueName: String?
  let abstract: String?
  let defaultValue: String?
  let allValues: [String]?
  let shouldDisplay: Bool

  /// What is typed for it, the short names first.
  var typedNames: [String] { (names ?? []).map(\.typed).sorted { $0.count < $1.count } }

  /// What it is for, which values it may have, and which it has if nothing is said.
  var explanation: String {
    let values = allValues.map { "values: \($0.joined(separator: ", "))" }
    let usual = defaultValue.map { "default: \($0)" }
    let facts = [values, usual].compactMap(\.self).joined(separator: "; ")
    return [abstract, facts.isEmpty ? nil : "(\(facts))"].compactMap(\.self).joined(separator: " ")
  }
}

/// What the parser tells of itself, for tools: only the arguments are taken from it, the rest is in the commands' own configuration.
private struct ParserDump: Decodable {
  let command: Command

  struct Command: Decodable {
    let commandName: String
    let arguments: [DescribedArgument]?
    let subcommands: [Command]?
  }

  static func read() throws -> ParserDump {
    do {
      _ = try Syncroctl.parseAsRoot(["--experimental-dump-help"])
    } catch {
      return try JSONDecoder().decode(ParserDump.self, from: Data(Syncroctl.fullMessage(for: error).utf8))
    }
    throw CommandDescription.Unreadable(description: "the parser does not tell of its arguments")
  }
}
