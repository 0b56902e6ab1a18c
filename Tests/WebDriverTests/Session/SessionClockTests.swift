import Testing
import WebDriver

@Suite struct SessionClockTests {
  private static let leaving = WireResponse.text(#"{"value":{"error":"script timeout","message":"navigation"}}"#, status: 500)
  private static let absent = WireResponse.value(#"{"ok":false,"problem":"none","looks":1}"#)
  private static let program = PageProgram(
    elements: ["it": ElementQuery([.css("p")])], cases: [PageCase("found", all: [("it", .present)])])

  /// An hour of it takes no time: nothing is waited for in these tests.
  @Test func aVirtualClockMovesByItsSleepAlone() async throws {
    let clock = SessionClock.virtual()
    #expect(clock.now() == .zero)
    try await clock.sleep(.seconds(3600))
    try await clock.sleep(.seconds(-5))
    #expect(clock.now() == .seconds(3600))
    #expect(clock.now() == .seconds(3600))
    #expect(SessionClock.virtual().now() == .zero)
  }

  @Test func aVirtualSleepIsCancelledLikeAnyOther() async {
    let clock = SessionClock.virtual()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await clock.sleep(.seconds(1))
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(clock.now() == .zero)
  }

  @Test func aProgramIsGivenTheTimeThatIsLeftByTheClock() async throws {
    let clock = SessionClock.virtual()
    let answer = #"{"case":"found","address":"a","title":"t","waited":0,"elements":{},"results":[]}"#
    let (session, transport) = try await stubbedSession([.success(Self.leaving), .success(.value(answer))], clock: clock)
    guard case .answered(let answer) = try await session.run(Self.program, deadline: .seconds(7)) else {
      Issue.record("a dialog")
      return
    }
    #expect(answer.heldCase == "found")
    for request in await transport.requests.dropFirst() {
      #expect(request.body?["args"]?.arrayValue?.first?["deadline"] == 7000)
    }
  }

  /// A replayed page answers at once that it waited in vain: the time that it was given is over all the same.
  @Test func waitingInSlicesEndsOnAClockThatStandsStill() async throws {
    let clock = SessionClock.virtual()
    let timeouts = SessionTimeouts(script: .seconds(11))
    let (session, transport) = try await stubbedSession(
      Array(repeating: .success(Self.absent), count: 3), timeouts: timeouts, clock: clock)
    let error = await #expect(throws: WaitError.self) { try await session.locate(.css("p")).click(timeout: .seconds(25)) }
    #expect(error?.code == .notFound)
    #expect(await transport.requests.count == 4)
    // The last slice is the caller's to account for.
    #expect(clock.now() == .seconds(20))
  }
}
