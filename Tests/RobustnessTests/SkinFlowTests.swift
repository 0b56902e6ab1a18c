import BrowserSupport
import ConsoleEmulator
import Logging
import Robustness
import TestSupport
import Testing

private func tried(_ cells: [Cell], patience: Duration) async throws -> [Cell: Verdict] {
  try await withBrowser { session in
    try await Matrix(session: session, patience: patience, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })) {
      layout, skin in
      skin == .foreign ? try examplePack("werkhof-\(layout.rawValue)") : try shippedPack(layout)
    }.run(cells)
  }
}

@Suite struct SkinFlowTests {
  @Test(arguments: EmulatedLayout.allCases, EmulatedSkin.allCases)
  func everyFlowWorksInEverySkin(layout: EmulatedLayout, skin: EmulatedSkin) async throws {
    for (cell, verdict) in try await tried(Flow.allCases.map { Cell(nil, $0, layout, skin) }, patience: .seconds(10)) {
      #expect(verdict.kind == .worked, "\(cell): \(verdict.reason)")
    }
  }
}

@Suite struct HostileConsoleTests {
  /// Those whose wrong outcome would cost somebody their access, and one of every other kind.
  static let sample: [Cell] = [
    Cell(.movedRow, .deactivate, .technicians, .classic), Cell(.movedRow, .change, .technicians, .react),
    Cell(.movedRow, .deactivate, .users, .react), Cell(.movedRow, .deleteToken, .technicians, .classic),
    Cell(.visibleTwin, .deactivate, .technicians, .react), Cell(.visibleTwin, .deactivate, .users, .classic),
    Cell(.slowRender, .change, .technicians, .classic), Cell(.lateToast, .reactivate, .technicians, .classic),
    Cell(.virtualList, .list, .technicians, .classic), Cell(.resort, .deleteToken, .users, .classic),
    Cell(.newWindow, .deactivate, .technicians, .classic), Cell(.newWindow, .deactivate, .users, .classic),
    Cell(.newWindow, .signIn, .users, .classic), Cell(.newWindow, .create, .technicians, .react),
    Cell(.nativeDialogs, .create, .users, .react), Cell(.nativeDialogs, .deactivate, .technicians, .classic),
    Cell(.hiddenTwin, .create, .technicians, .classic), Cell(.hiddenTwin, .change, .users, .classic),
    Cell(.virtualList, .deleteToken, .technicians, .classic), Cell(.strangeButtons, .deactivate, .technicians, .classic),
  ]

  @Test func nothingIsDoneThatWasNotMeant() async throws {
    for (cell, verdict) in try await tried(Self.sample, patience: .seconds(3)) {
      #expect(
        verdict.kind == .worked || (verdict.kind == .stopped && verdict.stop == .page), "\(cell): \(verdict.words), \(verdict.reason)")
      if cell.behaviour == .newWindow, cell.skin == .classic {
        #expect(verdict.kind == .stopped, "\(cell)")
        #expect(verdict.reason.contains("leads to another window, and was not clicked"), "\(cell): \(verdict.reason)")
      }
    }
  }

  @Test func wordsThatThePackKnowsWork() async throws {
    let cells = EmulatedLayout.allCases.map { Cell(.knownWords, .deactivate, $0, .react) }
    for (cell, verdict) in try await tried(cells, patience: .seconds(10)) { #expect(verdict.kind == .worked, "\(cell): \(verdict.reason)") }
  }
}
