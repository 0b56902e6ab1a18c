import ConsoleEmulator
import ConsolePages
import Foundation
import Synchronization
import Technicians
import TestSupport
import Testing
import WebDriver

@testable import Provisioning

/// A driver that is lost in the middle of a change: what was under way stays known as that, however often looking at it fails, and is never
/// taken for somebody else's work.
@Suite struct BrokenOffTests {
  private static let roster = """
    technicians:
      - { email: nina.park@acme.example, first_name: Nina, last_name: Park, kind: admin }
    """

  /// Lets commands through, or loses them.
  private final class Line: Sendable {
    private enum State { case whole, breaksAfterClick, broken }
    private let state = Mutex(State.whole)

    func breakAfterNextClick() { state.withLock { $0 = .breaksAfterClick } }
    func mend() { state.withLock { $0 = .whole } }

    func through(_ next: any Transport) -> any Transport { Fragile(next: next, line: self) }

    private struct Fragile: Transport {
      let next: any Transport
      let line: Line

      func send(_ request: WireRequest) async throws -> WireResponse {
        if line.state.withLock({ $0 == .broken }) { throw TransportError(.lost, command: request.command, detail: "the driver is gone") }
        let response = try await next.send(request)
        line.state.withLock { if $0 == .breaksAfterClick, request.command == "elementClick" { $0 = .broken } }
        return response
      }
    }
  }

  /// - Parameter looks: how often somebody tries to go on while nothing can be looked at.
  @Test(arguments: EmulatedLayout.allCases, [0, 2])
  func somebodyWhoWasCreatedWhenTheDriverWasLostIsFoundToBe(layout: EmulatedLayout, looks: Int) async throws {
    let line = Line()
    try await withEmulatedConsole(layout, patience: .seconds(3), transport: { line.through($0) }) { test in
      let roster = try RosterReader.parse(text: Self.roster, fileName: "team.yaml")
      let snapshot = try await SnapshotReader(test.console, signedInAs: test.credentials.email).read(for: roster)
      let plan = try Planner.plan(roster: roster, snapshot: snapshot)
      let header = try JournalSamples.header(plan.changes)
      let journal = try Journal.inMemory()
      try journal.begin(header)
      let applier = Applier(test.console, log: RunLog(header, journal: journal, evidence: nil), commandCount: test.commandCount)

      line.breakAfterNextClick()
      for _ in 0...looks {
        let lost = try await applier.apply(plan)
        #expect(lost.results.map(\.outcome) == [.unknown], "\(lost.results.map(\.detail))")
        #expect(lost.end == .browserLost)
      }
      line.mend()
      let found = try await applier.apply(plan)
      #expect(found.results.map(\.outcome) == [.done], "\(found.results.map { [$0.detail] + ($0.explanation ?? []) })")
      #expect(try await test.mutations().count { $0.action == "technician.create" } == 1)
    }
  }
}
