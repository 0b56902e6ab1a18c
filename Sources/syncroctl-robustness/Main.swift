import ArgumentParser
import ConsoleEmulator
import DriverProcess
import Foundation
import Logging
import Robustness
import SelectorPacks
import WebDriver

/// `syncroctl-robustness`
@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "syncroctl-robustness",
    abstract: "Tries every flow on consoles whose pages are hard to drive.",
    discussion: """
      syncroctl-robustness                       # everything, into docs/robustness.md
      syncroctl-robustness --behaviour overlay   # one behaviour, only told
      syncroctl-robustness --mutants             # each thing of each page renamed, moved,
                                                 # doubled, hidden: into docs/robustness.md

      What came of each is held against the console's own account of itself.
      Anything that was not meant ends it with an error.
      """)

  @Flag(help: "Let one thing of one page be otherwise at a time, instead of the behaviours.")
  var mutants = false

  @Option(help: "Only this behaviour, or none; may be repeated.")
  var behaviour: [String] = []

  @Option(help: "Only this flow; may be repeated.")
  var flow: [String] = []

  @Option(help: "Only this layout.")
  var layout: String?

  @Option(help: "Only this skin.")
  var skin: String?

  @Option(help: "How long a page may take, in milliseconds.")
  var patience = 2000

  @Option(help: "The repository: its selectors, its docs.")
  var root = "."

  func run() async throws {
    let selectors = URL(fileURLWithPath: root).appending(path: "selectors")
    let examples = URL(fileURLWithPath: root).appending(path: "docs/examples/packs")
    let packs: @Sendable (EmulatedLayout, EmulatedSkin) throws -> SelectorPack = { layout, skin in
      // What no shipped pack knows has one of its own among the examples.
      skin == .foreign
        ? try PackLibrary.pack(layout: examples.appending(path: "werkhof-\(layout.rawValue).yaml").path, in: selectors)
        : try PackLibrary.pack(layout: layout.rawValue, in: selectors)
    }
    let all = try mutants ? EmulatedLayout.allCases.flatMap { try Mutants.cells($0, packs($0, .classic)) } : Cell.all
    let cells = all.filter { cell in
      (behaviour.isEmpty || behaviour.contains(cell.behaviourName)) && (flow.isEmpty || flow.contains(cell.flow.rawValue))
        && (layout == nil || layout == cell.layout.rawValue) && (skin == nil || skin == cell.skin.rawValue)
    }
    guard !cells.isEmpty else { throw ValidationError("there is nothing of that kind to try") }
    let logger = Logger(label: "robustness", factory: { _ in SwiftLogNoOpLogHandler() })
    let verdicts = try await DriverProcess.withSession(logger: logger) { session in
      let matrix = Matrix(session: session, patience: .milliseconds(patience), logger: logger, packs: packs)
      return try await matrix.run(cells) { cell, verdict in
        let reason = verdict.reason.isEmpty ? "" : " (\(verdict.reason))"
        FileHandle.standardError.write(Data("\(verdict.words.uppercased()) \(cell)\(reason)\n".utf8))
      }
    }
    if cells.count == all.count {
      let document = URL(fileURLWithPath: root).appending(path: "docs/robustness.md")
      let (begin, end) = mutants ? (MutantTable.begin, MutantTable.end) : (MatrixTable.begin, MatrixTable.end)
      let table = mutants ? MutantTable.text(verdicts) : MatrixTable.text(verdicts)
      let before = try String(contentsOf: document, encoding: .utf8)
      guard let text = MatrixTable.replacing(in: before, from: begin, to: end, with: table) else {
        throw ValidationError("\(document.path) has no place for the table")
      }
      try text.write(to: document, atomically: true, encoding: .utf8)
    } else {
      print(MatrixTable.summary(verdicts))
    }
    if verdicts.values.contains(where: { $0.kind == .wrong }) { throw ExitCode.failure }
  }
}
