import Testing
import WebDriver

extension LocatorTests {
  /// What is tried again, and what never is.
  @Suite struct RepeatingTests {
    private static let found = WireResponse.value(
      #"{"ok":true,"node":{"element-6066-11e4-a52e-4f735466cecf":"e1"},"looks":1,"address":"a","title":"t","history":[]}"#)

    private static func refusal(_ code: String, _ message: String = "m") -> WireResponse {
      .text(#"{"value":{"error":"\#(code)","message":"\#(message)","data":{"text":"hey"}}}"#, status: 400)
    }

    private func click(_ answers: [Result<WireResponse, any Error>]) async throws -> (
      result: Result<ActionReport, any Error>, commands: [String]
    ) {
      let (session, transport) = try await stubbedSession(answers)
      let result: Result<ActionReport, any Error>
      do { result = .success(try await session.locate(.css("p")).click(timeout: .seconds(60))) } catch { result = .failure(error) }
      return (result, await transport.requests.dropFirst().map(\.command))
    }

    @Test(arguments: [
      "element click intercepted", "element not interactable", "stale element reference", "no such element", "detached shadow root",
    ])
    func whatWasRefusedIsTriedAgain(_ code: String) async throws {
      let (result, commands) = try await click([
        .success(Self.found), .success(Self.refusal(code)), .success(Self.found), .success(.value("null")),
      ])
      #expect(commands == ["executeAsyncScript", "elementClick", "executeAsyncScript", "elementClick"])
      #expect(try result.get().refusals == 1)
    }

    @Test(arguments: [
      "timeout", "script timeout", "unknown error", "javascript error", "no such window", "invalid session id", "invalid argument",
      "brand new",
    ])
    func whateverElseFailsIsNot(_ code: String) async throws {
      let (result, commands) = try await click([.success(Self.found), .success(Self.refusal(code, "navigation"))])
      #expect(commands == ["executeAsyncScript", "elementClick"])
      let error = #expect(throws: WebDriverError.self) { try result.get() }
      #expect(error?.code.rawValue == code)
    }

    @Test(arguments: [
      TransportError(.lost, command: "elementClick", detail: "d"), TransportError(.timedOut, command: "elementClick", detail: "d"),
      TransportError(.refused, command: "elementClick", detail: "d"),
    ])
    func aLostClickIsNot(_ failure: TransportError) async throws {
      let (result, commands) = try await click([.success(Self.found), .failure(failure)])
      #expect(commands == ["executeAsyncScript", "elementClick"])
      #expect(throws: failure) { try result.get() }
    }

    @Test func aDialogThatWasOpenAlreadyIsSaid() async throws {
      let (result, commands) = try await click([.success(Self.found), .success(Self.refusal("unexpected alert open"))])
      #expect(commands == ["executeAsyncScript", "elementClick"])
      let error = #expect(throws: WaitError.self) { try result.get() }
      #expect(error?.code == .dialog)
      #expect(error?.findings.text == "hey")
    }

    @Test(arguments: [
      ("script timeout", ""), ("timeout", ""), ("javascript error", "javascript error: document unloaded while waiting for result"),
      ("javascript error", "Document was unloaded"), ("unknown error", "unknown error: aborted by navigation"),
      ("unknown error", "cannot determine loading status from execution context"),
      ("unknown error", "AbortError: Actor destroyed before query was resolved"),
    ])
    func aScriptThatANavigationEndsIsRunAgain(_ code: String, _ message: String) async throws {
      let (result, commands) = try await click([
        .success(Self.refusal(code, message)), .success(Self.found), .success(.value("null")),
      ])
      #expect(commands == ["executeAsyncScript", "executeAsyncScript", "elementClick"])
      #expect(throws: Never.self) { try result.get() }
    }

    @Test func aScriptThatFailsOtherwiseIsNot() async throws {
      let (result, commands) = try await click([.success(Self.refusal("javascript error", "boom"))])
      #expect(commands == ["executeAsyncScript"])
      #expect(throws: WebDriverError.self) { try result.get() }
    }

    @Test func aNavigationAfterTheTimeLimitEndsIt() async throws {
      let (session, transport) = try await stubbedSession([.success(Self.refusal("script timeout"))])
      let error = await #expect(throws: WaitError.self) { try await session.locate(.css("p")).click(timeout: .zero) }
      #expect(error?.code == .leaving)
      #expect(await transport.requests.count == 2)
    }

    @Test func theCallerIsSaid() async throws {
      let (session, _) = try await stubbedSession([.success(.value(#"{"ok":false,"problem":"none","looks":1}"#))])
      let line = #line + 1
      let error = await #expect(throws: WaitError.self) { try await session.locate(.css("p")).click(timeout: .zero) }
      #expect(error?.description.hasSuffix("\n  called at WebDriverTests/RepeatingTests.swift:\(line)") == true)
    }
  }
}
