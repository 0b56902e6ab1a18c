import ArgumentParser
import DriverProcess
import SelectorPacks

/// `syncroctl selectors test`
struct SelectorsTest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Tries the examples of selector packs and overrides in a browser, without a console.",
    usage: "syncroctl selectors test [<file> ...] [<options>]",
    discussion: """
      syncroctl selectors test acme.yaml
      syncroctl selectors test

      An example is a small piece of HTML beside an element: one that it is to be
      found in, or one that it is not to be found in. Without a file those of the
      shipped packs are tried. Nothing is loaded from anywhere.
      """)

  @Argument(help: ArgumentHelp("Packs and overrides. See docs/packs.md.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  @OptionGroup var browser: ScenarioBrowserOptions
  @OptionGroup var talk: TalkOptions

  /// An example as it is printed.
  struct Row: Encodable {
    let file: String
    let line: Int
    let column: Int
    let element: String
    let expected: String
    let html: String
    let passed: Bool
    let reason: String?

    init(_ result: PackExamples.Result) {
      file = SelectorFiles.shown(result.example.place.file)
      line = result.example.place.line
      column = result.example.place.column
      element = result.element
      expected = result.example.matches ? "matches" : "not"
      html = result.example.html
      passed = result.failure == nil
      reason = result.failure
    }
  }

  func run() async throws {
    let examples = try PackExamples(files: SelectorFiles.urls(files), shipped: Shipped.folder("selectors"))
    guard examples.count > 0 else {
      talk.talk.say("There are no examples")
      if format != .table { try print([]) }
      return
    }
    let results = try await DriverProcess.withSession(browser.driver, logger: talk.logger) { try await examples.run(in: $0) }
    try print(results.map(Row.init))
    let failed = results.count { $0.failure != nil }
    guard failed == 0 else {
      throw Shortfall(status: .failed, description: "\(failed) of \(results.count) examples do not hold. See docs/packs.md.")
    }
    talk.talk.say("\(results.count) examples hold")
  }

  private func print(_ rows: [Row]) throws {
    let places = Table(
      headings: ["place", "element", "example", "result"],
      rows: rows.map { ["\($0.file):\($0.line):\($0.column)", $0.element, $0.expected, $0.reason.map { "FAILED: \($0)" } ?? "passed"] })
    let columns = Table(
      headings: ["file", "line", "column", "element", "expected", "html", "passed", "reason"],
      rows: rows.map { [$0.file, "\($0.line)", "\($0.column)", $0.element, $0.expected, $0.html, "\($0.passed)", $0.reason ?? ""] })
    try format.print(places.text, csv: columns, json: rows)
  }
}
