import BrowserSupport
import ConsoleEmulator
import Logging
import Robustness
import TestSupport
import Testing

@Suite struct MutantTests {
  /// Every so many of several hundred; `syncroctl-robustness --mutants` tries them all.
  private static let step = 29

  @Test(arguments: EmulatedLayout.allCases) func nothingIsDoneThatWasNotMeant(_ layout: EmulatedLayout) async throws {
    let all = Mutants.cells(layout, try shippedPack(layout))
    #expect(all.count > 200)
    let sample = stride(from: 0, to: all.count, by: Self.step).map { all[$0] }
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let verdicts = try await withBrowser { session in
      try await Matrix(session: session, logger: logger) { layout, _ in try shippedPack(layout) }.run(sample)
    }
    #expect(verdicts.count == sample.count)
    for (cell, verdict) in verdicts { #expect(verdict.kind != .wrong, "\(cell): \(verdict.reason)") }
  }

  @Test func aMutantIsOtherwiseAndNothingElseIs() async throws {
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    // The button that creates somebody is not there: that stops creating, and nothing else.
    let mutant = Mutant(.removed, path: "^/technicians/new$", css: ".bhv-create-technician")
    let cells = [Flow.create, .list].map { Cell(nil, $0, .technicians, .classic, mutant: mutant, element: "new_technician.submit") }
    let verdicts = try await withBrowser { session in
      try await Matrix(session: session, logger: logger) { layout, _ in try shippedPack(layout) }.run(cells)
    }
    #expect(verdicts[cells[0]]?.kind == .stopped)
    #expect(verdicts[cells[1]]?.kind == .worked)
  }
}
