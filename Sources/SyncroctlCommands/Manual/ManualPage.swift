import ArgumentParser

/// A page of the manual, for `man`.
///
/// What a command is for, how it is called and what its options do comes from its own help; what a person has to know beside that is in
/// ``ManualWords``.
struct ManualPage {
  /// `syncroctl-offboard`
  let name: String
  /// The page itself, to be kept in `NAME.1`.
  let text: String

  /// A page for the program, and one for each of its commands with all that stands below it.
  static func all() throws -> [ManualPage] {
    let program = try CommandDescription.program()
    return [ManualPage(program: program)] + program.subcommands.map { ManualPage(command: $0, of: program) }
  }

  private init(program: CommandDescription) {
    name = "syncroctl"
    var page = ManualSource(name: name, abstract: program.abstract)
    page.section("SYNOPSIS")
    page.usage(["syncroctl <command> [<options>]", "syncroctl help <command>", "syncroctl --version"])
    page.section("DESCRIPTION")
    page.blocks(ManualWords.description)
    page.section("COMMANDS")
    for command in program.subcommands {
      page.entry(Roff.bold(command.path.joined(separator: " ")), "\(command.abstract) See \(Self.reference(command)).")
    }
    page.section("OPTIONS")
    page.arguments(program.arguments)
    page.section("ENVIRONMENT")
    page.blocks(ManualWords.beforeEnvironment)
    for (names, meaning) in ManualWords.environment { page.entry(names.map { Roff.bold($0) }.joined(separator: ", "), meaning) }
    page.section("FILES")
    for (path, meaning) in ManualWords.files { page.entry(Roff.italic(path), meaning) }
    page.section("EXIT STATUS")
    page.blocks(program.discussion.exitCodes)
    page.section("EXAMPLES")
    page.blocks(program.discussion.blocks)
    page.section("SEE ALSO")
    page.seeAlso(program.subcommands.map(Self.reference) + ["chromium(1)"])
    text = page.text
  }

  private init(command: CommandDescription, of program: CommandDescription) {
    name = Self.name(command)
    var page = ManualSource(name: name, abstract: command.abstract)
    page.section("SYNOPSIS")
    let subcommands = command.subcommands
    for one in subcommands.isEmpty ? [command] : subcommands { page.usage(one.usage) }
    page.section("DESCRIPTION")
    page.blocks([.prose(command.abstract)] + command.discussion.blocks)
    // Options that all of them have are told of once.
    let shared = subcommands.dropFirst().reduce(subcommands.first?.arguments ?? []) { all, next in all.filter(next.arguments.contains) }
    if !subcommands.isEmpty { page.section("COMMANDS") }
    for one in subcommands {
      page.subsection(one.path.dropFirst().joined(separator: " "))
      page.blocks([.prose(one.abstract)])
      page.literal(one.discussion.examples)
      page.blocks(one.discussion.blocks + one.discussion.exitCodes)
      page.arguments(one.arguments.filter { !shared.contains($0) })
    }
    page.section(subcommands.isEmpty ? "OPTIONS" : "OPTIONS OF ALL OF THEM")
    page.arguments(subcommands.isEmpty ? command.arguments : shared)
    page.section("EXIT STATUS")
    page.blocks(command.discussion.exitCodes + [.prose("The exit codes of all commands are in syncroctl(1).")])
    if !command.discussion.examples.isEmpty {
      page.section("EXAMPLES")
      page.literal(command.discussion.examples)
    }
    page.section("SEE ALSO")
    page.seeAlso(["syncroctl(1)"] + program.subcommands.filter { $0.path != command.path }.map(Self.reference))
    text = page.text
  }

  private static func name(_ command: CommandDescription) -> String { (["syncroctl"] + command.path).joined(separator: "-") }
  private static func reference(_ command: CommandDescription) -> String { "\(name(command))(1)" }
}

/// A page while it is written.
private struct ManualSource {
  private var lines: [String] = []

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// - Parameter abstract: what the command does, as a sentence.
  init(name: String, abstract: String) {
    lines = [
      // Without a date: a page is as old as the version, and the same source gives the same bytes.
      ".TH \(Roff.text(name.uppercased())) 1 \"\" \"syncroctl \(Syncroctl.configuration.version)\" \"User Commands\"",
      // Names and options are not to be hyphenated, nor words spread over the line.
      ".nh", ".ad l",
    ]
    section("NAME")
    let sentence = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
    lines.append("\(Roff.text(name)) \\- \(Roff.text(sentence.prefix(1).lowercased() + sentence.dropFirst()))")
  }

  mutating func section(_ title: String) { lines.append(".SH \"\(title)\"") }
  mutating func subsection(_ title: String) { lines.append(".SS \"\(Roff.text(title))\"") }

  mutating func usage(_ ways: [String]) {
    for way in ways { lines += [".HP 4n", Roff.usage(way)] }
  }

  mutating func entry(_ setTag: String, _ meaning: String) { lines += [".TP", setTag, Roff.text(meaning)] }

  mutating func arguments(_ arguments: [DescribedArgument]) {
    var previous: DescribedArgument?
    for argument in arguments {
      // A flag and its opposite have one explanation.
      if argument.kind == .flag, previous?.kind == .flag, previous?.abstract == argument.abstract {
        lines[lines.count - 2] += ", " + Self.tag(argument)
      } else {
        entry(Self.tag(argument), argument.explanation)
      }
      previous = argument
    }
  }

  private static func tag(_ argument: DescribedArgument) -> String {
    let value = argument.valueName ?? "value"
    switch argument.kind {
    case .positional: return Roff.italic(value)
    case .flag: return argument.typedNames.map { Roff.bold($0) }.joined(separator: ", ")
    case .option: return argument.typedNames.map { Roff.bold($0) }.joined(separator: ", ") + " " + Roff.italic(value)
    }
  }

  mutating func blocks(_ blocks: [HelpDiscussion.Block]) {
    for block in blocks {
      switch block {
      case .prose(let words): lines += [".PP", Roff.text(words)]
      case .literal(let literal): self.literal(literal)
      case .list(let items): for item in items { lines += [".TP 6n", Roff.text(item.tag), Roff.text(item.text)] }
      }
    }
  }

  mutating func literal(_ literal: [String]) {
    guard !literal.isEmpty else { return }
    lines += [".PP", Roff.literal(literal)]
  }

  mutating func seeAlso(_ pages: [String]) {
    lines.append(pages.map { Roff.text($0) }.joined(separator: ",\n"))
  }
}
