import Synchronization
import Testing
import WebDriver

/// Keeps the events that an observer is told.
private final class Events: Sendable {
  private let events = Mutex<[CommandEvent]>([])
  var all: [CommandEvent] { events.withLock { $0 } }
  func add(_ event: CommandEvent) { events.withLock { $0.append(event) } }
}

@Suite struct ObserverTests {
  @Test func isToldOnceOfEachCommandAndOfItsFailure() async throws {
    let events = Events()
    let lost = TransportError(.lost, command: "getCurrentUrl", detail: "reset")
    let (session, transport) = try await stubbedSession(
      [
        .success(.value(#""t""#)), .success(.text(#"{"value":{"error":"no such element","message":"m"}}"#, status: 404)),
        .success(.text("<html>", status: 502)), .failure(lost), .failure(CancellationError()),
      ], observer: { events.add($0) })
    _ = try await session.title()
    let missing = await #expect(throws: WebDriverError.self) { try await session.find(.css("p")) }
    let foreign = await #expect(throws: NotWebDriver.self) { try await session.title() }
    let broken = await #expect(throws: TransportError.self) { try await session.currentURL() }
    await #expect(throws: CancellationError.self) { try await session.refresh() }

    #expect(events.all.map(\.command) == ["newSession", "getTitle", "findElement", "getTitle", "getCurrentUrl", "refresh"])
    let failures = events.all.map(\.failure)
    #expect(failures[0] == nil)
    #expect(failures[1] == nil)
    #expect(failures[2] as? WebDriverError == missing)
    #expect(failures[3] as? NotWebDriver == foreign)
    #expect(failures[4] as? TransportError == broken)
    #expect(broken == lost)
    #expect(failures[5] is CancellationError)
    // One request for each, whatever came of it.
    #expect(await transport.requests.map(\.command) == events.all.map(\.command))
  }

  @Test func timesDoNotRunBackwards() async throws {
    let events = Events()
    let (session, _) = try await stubbedSession([.success(.value(#""t""#)), .success(.value("null"))], observer: { events.add($0) })
    _ = try await session.title()
    try await session.refresh()
    #expect(events.all.allSatisfy { $0.duration >= .zero })
    for (earlier, later) in zip(events.all, events.all.dropFirst()) { #expect(earlier.started + earlier.duration <= later.started) }
  }

  /// A click may have happened when its answer is lost: the client must leave it to its user whether to try again.
  @Test(arguments: [
    TransportError(.lost, command: "elementClick", detail: "d"), TransportError(.timedOut, command: "elementClick", detail: "d"),
    TransportError(.malformed, command: "elementClick", detail: "d"), TransportError(.refused, command: "elementClick", detail: "d"),
  ])
  func nothingIsSentTwice(_ failure: TransportError) async throws {
    let (session, transport) = try await stubbedSession([.failure(failure), .success(.value("null"))])
    await #expect(throws: failure) { try await session.click(ElementReference(id: "e")) }
    #expect(await transport.requests.map(\.command) == ["newSession", "elementClick"])
  }

  @Test func oneFailureDoesNotEndASession() async throws {
    let (session, _) = try await stubbedSession([
      .success(.text(#"{"value":{"error":"no such alert","message":""}}"#, status: 404)), .success(.value(#""t""#)),
    ])
    await #expect(throws: WebDriverError.self) { try await session.acceptDialog() }
    #expect(try await session.title() == "t")
  }
}
