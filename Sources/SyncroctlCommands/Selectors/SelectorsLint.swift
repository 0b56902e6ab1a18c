import ArgumentParser
import SelectorPacks

/// `syncroctl selectors lint`
struct SelectorsLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Tells all that is wrong in selector packs and overrides, with file, line and column.",
    usage: "syncroctl selectors lint [<file> ...] [<options>]",
    discussion: """
      syncroctl selectors lint acme.yaml
      syncroctl selectors lint --format json

      Without a file the shipped packs are looked at. Several files are packs of
      their own, and overrides in the order in which they are laid over each
      other. A mistake is what keeps a pack from being read, or a flow from being
      carried out; a warning is what may not be meant. No browser is started.
      """)

  @Argument(help: ArgumentHelp("Packs and overrides. See docs/packs.md.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Flag(help: "Count warnings as mistakes, too.")
  var strict = false

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  @OptionGroup var talk: TalkOptions

  /// A problem as it is printed.
  struct Row: Encodable {
    let file: String
    let line: Int
    let column: Int
    let severity: String
    let name: String
    let reason: String

    init(_ problem: PackProblem) {
      file = SelectorFiles.shown(problem.place.file)
      line = problem.place.line
      column = problem.place.column
      severity = problem.severity.rawValue
      name = problem.name
      reason = problem.reason
    }
  }

  func run() throws {
    let problems = try PackLinter.problems(in: SelectorFiles.urls(files), shipped: Shipped.folder("selectors"))
    let rows = problems.map(Row.init)
    let places = Table(
      headings: ["place", "severity", "entry", "what is wrong"],
      rows: rows.map { ["\($0.file):\($0.line):\($0.column)", $0.severity, $0.name, $0.reason] })
    let columns = Table(
      headings: ["file", "line", "column", "severity", "name", "reason"],
      rows: rows.map { [$0.file, "\($0.line)", "\($0.column)", $0.severity, $0.name, $0.reason] })
    if format != .table || !rows.isEmpty { try format.print(places.text, csv: columns, json: rows) }
    let errors = problems.count { $0.severity == .error }
    let count = Self.count(errors, problems.count - errors)
    guard errors == 0, !strict || problems.isEmpty else {
      throw Shortfall(status: .failed, description: "\(count). See docs/packs.md.")
    }
    talk.talk.say(problems.isEmpty ? "Nothing is wrong" : count)
  }

  /// `2 mistakes, 1 warning`
  static func count(_ errors: Int, _ warnings: Int) -> String {
    let mistakes = errors == 0 ? nil : "\(errors) mistake\(errors == 1 ? "" : "s")"
    let remarks = warnings == 0 ? nil : "\(warnings) warning\(warnings == 1 ? "" : "s")"
    return [mistakes, remarks].compactMap(\.self).joined(separator: ", ")
  }
}
