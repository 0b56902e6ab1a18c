import Secrets
import Testing
import WebDriver

@Suite struct SecretTests {
  private static let text = #"hun"ter2"#

  /// Every way to send a secret.
  private static let calls: [@Sendable (Session) async throws -> Void] = [
    { try await $0.type(Secret(text, label: "console.password"), into: ElementReference(id: "e")) },
    { try await $0.addCookie(Cookie(name: "c", value: Secret(text, label: "console.password"))) },
    { _ = try await $0.execute("s", arguments: [["a": [.secret(Secret(text, label: "console.password"))]]], as: Int?.self) },
    { try await $0.typeIntoDialog(Secret(text, label: "console.password")) },
    {
      let body: JSONValue = ["a": .secret(Secret(text, label: "console.password"))]
      _ = try await $0.vendor(VendorCommand("v", .post, ["v"], body: body, as: Int?.self))
    },
  ]

  private func sent(_ call: @Sendable (Session) async throws -> Void) async throws -> WireRequest {
    let (session, transport) = try await stubbedSession([.success(.value("null"))])
    try await call(session)
    return try #require(await transport.requests.last)
  }

  @Test(arguments: Self.calls.indices) func isRevealedOnTheWireAlone(_ index: Int) async throws {
    let body = try #require(try await sent(Self.calls[index]).body)
    let wire = String(decoding: body.bytes(secrets: .revealed), as: UTF8.self)
    let trace = String(decoding: body.bytes(secrets: .placeholder), as: UTF8.self)
    #expect(wire.contains(#""hun\"ter2""#))
    #expect(!wire.contains("{{secret"))
    #expect(trace.contains(#""{{secret:console.password}}""#))
    #expect(!trace.contains("ter2"))
  }

  @Test(arguments: Self.calls.indices) func isNotShownByPrintingDumpingOrReflecting(_ index: Int) async throws {
    let request = try await sent(Self.calls[index])
    var dumped = ""
    dump(request, to: &dumped)
    for shown in ["\(request)", String(describing: request), String(reflecting: request), dumped, reflected(request)] {
      #expect(!shown.contains("ter2"))
      #expect(shown.contains("{{secret:console.password}}"))
    }
  }

  /// All leaves that a mirror can reach.
  private func reflected(_ value: Any) -> String {
    let children = Mirror(reflecting: value).children.map { reflected($0.value) }
    return children.isEmpty ? "\(value)" : children.joined(separator: " ")
  }

  @Test func aSecretIsTypedByKeysWithoutShowingALetter() async throws {
    let keys = KeyAction.type(Secret("Zé👍🏽", label: "console.password"))
    #expect(!"\(keys)".contains("Z"))
    let body = try #require(try await sent { try await $0.perform([.keys([.down(Key.tab)] + keys)]) }.body)
    let actions = try #require(body["actions"]?.arrayValue?.first?["actions"]?.arrayValue)
    #expect(actions.map { $0["type"]?.stringValue } == ["keyDown", "keyDown", "keyUp", "keyDown", "keyUp", "keyDown", "keyUp"])
    let placeholder = #""{{secret:console.password}}""#
    let trace = actions.dropFirst().map { String(decoding: ($0["value"] ?? .null).bytes(secrets: .placeholder), as: UTF8.self) }
    #expect(trace == Array(repeating: placeholder, count: 6))
    let wire = actions.dropFirst().map { String(decoding: ($0["value"] ?? .null).bytes(secrets: .revealed), as: UTF8.self) }
    #expect(wire == [#""Z""#, #""Z""#, #""é""#, #""é""#, #""👍🏽""#, #""👍🏽""#])
  }

  @Test func aCookieThatWasReadDoesNotShowItsValue() async throws {
    let (session, _) = try await stubbedSession([.success(.value(#"{"name":"_session","value":"hunter2"}"#))])
    let cookie = try await session.cookie(named: "_session")
    var dumped = ""
    dump(cookie, to: &dumped)
    for shown in ["\(cookie)", String(reflecting: cookie), dumped, reflected(cookie)] {
      #expect(!shown.contains("hunter2"))
      #expect(shown.contains("{{secret:cookie._session}}"))
    }
    #expect(cookie.value.reveal { $0 } == "hunter2")
  }

  @Test func anErrorDoesNotShowWhatWasTyped() async throws {
    let refusal = WireResponse.text(#"{"value":{"error":"element not interactable","message":"element not interactable"}}"#, status: 400)
    let (session, _) = try await stubbedSession([.success(refusal)])
    let error = await #expect(throws: WebDriverError.self) {
      try await session.type(Secret("hunter2", label: "console.password"), into: ElementReference(id: "e"))
    }
    #expect(error.map { "\($0)" } == "element not interactable (elementSendKeys)")
  }
}
