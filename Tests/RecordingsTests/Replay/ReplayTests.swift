import Recordings
import Secrets
import Testing
import WebDriver

struct ReplayTests {
  @Test func answersInOrderAndHandsOutAliases() async throws {
    let stage = Stage(Self.flow)
    let session = try await stage.session()
    #expect(session.id == "session-1")
    try await session.navigate(to: "https://console.example/users")
    let button = try await session.find(.css("#save"))
    #expect(button.id == "element-1")
    try await session.click(button)
    try await session.delete()
    try stage.replay.finish()
  }

  @Test func aRequestThatIsAnotherIsToldFieldByField() async throws {
    let stage = Stage(Self.flow)
    let session = try await stage.session()
    let mismatch = await #expect(throws: ReplayMismatch.self) { try await session.navigate(to: "https://console.example/technicians") }
    #expect(
      mismatch?.description == """
        the flow has left its recording (users: opens the list)
          flow.jsonl:4: expected navigateTo to https://console.example/users
            body.url: expected "https://console.example/users", came "https://console.example/technicians"
        If the flow is right as it is now, record it anew: syncroctl recordings record users/sample
        """)
    // Whoever swallowed it is told again, and at the end once more.
    await #expect(throws: ReplayMismatch.self) { try await session.navigate(to: "https://console.example/users") }
    #expect(throws: ReplayMismatch.self) { try stage.replay.finish() }
  }

  @Test func aSkippedLineIsNamed() async throws {
    let stage = Stage(Self.flow)
    let session = try await stage.session()
    let mismatch = await #expect(throws: ReplayMismatch.self) { try await session.find(.css("#save")) }
    #expect(
      mismatch?.description == """
        the flow has left its recording (users: opens the list)
          flow.jsonl:4: expected navigateTo to https://console.example/users
          came findElement
          line 5 would have matched: what stands between was skipped
        If the flow is right as it is now, record it anew: syncroctl recordings record users/sample
        """)
  }

  @Test func linesThatAreLeftFail() async throws {
    let stage = Stage(Self.flow)
    let session = try await stage.session()
    try await session.navigate(to: "https://console.example/users")
    let leftover = #expect(throws: ReplayLeftover.self) { try stage.replay.finish() }
    #expect(
      leftover?.description == """
        the flow ended before its recording did: 3 commands left
          flow.jsonl:5: findElement
        If the flow is right as it is now, record it anew: syncroctl recordings record users/sample
        """)
  }

  @Test func aCommandAfterTheEndIsNamed() async throws {
    let stage = Stage([])
    let mismatch = await #expect(throws: ReplayMismatch.self) { _ = try await stage.replay.remoteEnd().status() }
    #expect(mismatch?.description.contains("flow.jsonl: the recording has ended; came status") == true)
  }

  @Test func aPollGivesItsStatesOnceAndTheLastForEver() async throws {
    let poll = RecordedPoll(
      request: RecordedRequest(command: "getTitle", session: "session-1"),
      states: ["Loading", "Nearly", "Done"].map { .answer(status: 200, value: .string($0)) })
    let stage = Stage([.poll(poll)])
    let session = try await stage.session()
    for expected in ["Loading", "Nearly", "Done", "Done", "Done"] { #expect(try await session.title() == expected) }
    try stage.replay.finish()
  }

  @Test func aPollThatIsLeftTooEarlyFails() async throws {
    let poll = RecordedPoll(
      request: RecordedRequest(command: "getTitle", session: "session-1"),
      states: ["Loading", "Done"].map { .answer(status: 200, value: .string($0)) })
    let stage = Stage([.poll(poll)])
    let session = try await stage.session()
    _ = try await session.title()
    #expect(throws: ReplayLeftover.self) { try stage.replay.finish() }
    await #expect(throws: ReplayMismatch.self) { _ = try await session.currentURL() }
  }

  @Test func askingTheSameAgainIsWaiting() async throws {
    let stage = Stage([
      .exchange(
        RecordedExchange(
          request: RecordedRequest(command: "getTitle", session: "session-1"), response: .answer(status: 200, value: "Done")))
    ])
    let session = try await stage.session()
    let before = stage.replay.clock.now()
    for _ in 0..<3 { #expect(try await session.title() == "Done") }
    #expect(stage.replay.clock.now() - before == .milliseconds(200))
    try stage.replay.finish()
  }

  @Test func aClickIsNeverGivenTwice() async throws {
    let stage = Stage([
      .exchange(
        RecordedExchange(
          request: RecordedRequest(command: "back", session: "session-1", body: [:]), response: .answer(status: 200, value: .null)))
    ])
    let session = try await stage.session()
    try await session.back()
    await #expect(throws: ReplayMismatch.self) { try await session.back() }
  }

  @Test func aSecretIsComparedByItsPlaceholder() async throws {
    let request = RecordedRequest(
      command: "sendAlertText", session: "session-1", body: ["text": "{{secret:account.password}}"])
    let stage = Stage([.exchange(RecordedExchange(request: request, response: .answer(status: 200, value: .null)))])
    let transport = stage.replay.transport
    _ = try await stage.session()
    let sent = WireRequest(
      command: "sendAlertText", method: .post, path: ["session", "session-1", "alert", "text"],
      body: ["text": .secret(Secret("another one today", label: "account.password"))], timeLimit: .seconds(1))
    #expect(try await transport.send(sent).status == 200)
  }

  private static let flow: [RecordedStep] = [
    .mark(RecordedMark(page: "users", step: "opens the list")),
    .exchange(
      RecordedExchange(
        request: RecordedRequest(command: "navigateTo", session: "session-1", body: ["url": "https://console.example/users"]),
        response: .answer(status: 200, value: .null))),
    .exchange(
      RecordedExchange(
        request: RecordedRequest(command: "findElement", session: "session-1", body: ["using": "css selector", "value": "#save"]),
        response: .answer(status: 200, value: ["element-6066-11e4-a52e-4f735466cecf": "element-1"]))),
    .exchange(
      RecordedExchange(
        request: RecordedRequest(command: "elementClick", session: "session-1", arguments: ["element-1"], body: [:]),
        response: .answer(status: 200, value: .null))),
    .exchange(
      RecordedExchange(
        request: RecordedRequest(command: "deleteSession", session: "session-1"), response: .answer(status: 200, value: .null))),
  ]

  /// A replay of a session with these steps.
  private struct Stage {
    let replay: Replay

    init(_ steps: [RecordedStep]) {
      let start = RecordedStep.exchange(
        RecordedExchange(
          request: RecordedRequest(command: "newSession", session: nil, body: [:]),
          response: .answer(status: 200, value: ["sessionId": "session-1", "capabilities": ["browserName": "chrome"]])))
      var recording = Recorder(console: nil).recording(.sample(console: "https://console.example"), outcome: ["done"])
      recording.header.subject = .scenario("users/sample")
      recording.steps = steps.isEmpty ? [] : [start] + steps
      replay = Replay(recording, file: "flow.jsonl")
    }

    func session() async throws -> Session { try await Session.start(on: replay.remoteEnd(), alwaysMatch: [:]) }
  }
}
