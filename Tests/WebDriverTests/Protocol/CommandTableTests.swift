import Testing

@testable import WebDriver

@Suite struct CommandTableTests {
  private static let timeouts = SessionTimeouts(pageLoad: .seconds(7), script: .seconds(3))

  @Test(arguments: sentCommands) func isSentAsTheSpecificationSays(_ expected: SentCommand) async throws {
    let (session, transport) = try await stubbedSession([.success(.value(expected.answer))], timeouts: Self.timeouts)
    try await expected.call(session)
    let requests = await transport.requests
    try #require(requests.count == 2)
    let sent = requests[1]
    #expect(sent.command == expected.name)
    #expect(sent.method == expected.method)
    #expect(sent.path == ["session", "s1"] + expected.path)
    #expect(sent.bodyText == expected.body)
    // The remote end is to give up first and say why: ours is its own time-out and ten seconds.
    let limit: Duration =
      switch expected.limit {
      case .prompt: .seconds(10)
      case .load: .seconds(7 + 10)
      case .script: .seconds(7 + 3 + 10)
      }
    #expect(sent.timeLimit == limit)
  }

  @Test func everyCommandOfTheClientIsInTheTable() {
    let names = Commands.all.map { $0.endpoint.name }
    #expect(Set(names) == Set(sentCommands.map(\.name)).union(["status", "newSession"]))
    #expect(Set(names).count == names.count)
  }

  @Test func aNewSessionAsksForItsCapabilitiesAndTimeOuts() async throws {
    let transport = StubTransport([.success(newSessionAnswer)])
    let session = try await Session.start(
      on: RemoteEnd(transport: transport), alwaysMatch: ["browserName": "chrome", "goog:chromeOptions": ["args": ["--headless=new"]]],
      timeouts: Self.timeouts, startLimit: .seconds(31))
    let sent = try #require(await transport.requests.first)
    #expect(sent.command == "newSession")
    #expect(sent.method == .post)
    #expect(sent.path == ["session"])
    #expect(sent.timeLimit == .seconds(31))
    #expect(
      sent.bodyText
        == #"{"capabilities":{"alwaysMatch":{"browserName":"chrome","goog:chromeOptions":{"args":["--headless=new"]},"#
        + #""timeouts":{"implicit":0,"pageLoad":7000,"script":3000}}}}"#)
    #expect(session.id == "s1")
    #expect(session.capabilities.browserName == "chrome")
    #expect(session.capabilities.browserVersion == "156.0.1.2")
    #expect(session.capabilities.chromedriverVersion == nil)
    #expect(session.timeouts == Self.timeouts)
  }

  @Test func statusIsAskedOfTheServerItself() async throws {
    let transport = StubTransport(values: [#"{"ready":false,"message":"busy","build":{"version":"1"},"os":null}"#])
    let status = try await RemoteEnd(transport: transport).status()
    #expect(status.ready == false)
    #expect(status.message == "busy")
    let sent = try #require(await transport.requests.first)
    #expect(sent == WireRequest(command: "status", method: .get, path: ["status"], body: nil, timeLimit: .seconds(10)))
  }

  @Test func timeLimitsFollowTheSessionsTimeOuts() async throws {
    let (session, transport) = try await stubbedSession(
      [.success(.value(#""a""#)), .success(.value("null")), .success(.value(#""b""#)), .success(.value("1"))], timeouts: Self.timeouts)
    _ = try await session.title()
    try await session.setTimeouts(SessionTimeouts(pageLoad: .seconds(90), script: .seconds(5)))
    _ = try await session.title()
    _ = try await session.execute("return 1", as: Int.self)
    #expect(await transport.requests.dropFirst().map(\.timeLimit) == [.seconds(17), .seconds(10), .seconds(100), .seconds(105)])
  }

  @Test func timeOutsThatTheRemoteEndRefusedAreNotInForce() async throws {
    let (session, _) = try await stubbedSession(
      [.success(.text(#"{"value":{"error":"invalid argument"}}"#, status: 400))], timeouts: Self.timeouts)
    await #expect(throws: WebDriverError.self) {
      try await session.setTimeouts(SessionTimeouts(pageLoad: .seconds(1), script: .seconds(1)))
    }
    #expect(session.timeouts == Self.timeouts)
  }
}
