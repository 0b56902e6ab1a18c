import Secrets
import Testing

@testable import Recordings
@testable import WebDriver

/// Passkeys in recordings: nothing of one is kept, and nothing that differs from sign-in to sign-in.
@Suite struct PasskeyRecordingTests {
  private static func flow(authenticator: String, count: Int) -> [(WireRequest, String)] {
    let credential = VirtualCredential(
      id: "aWQ", isResident: true, rpID: "acme.example", privateKey: Secret("MIGHprivate", label: "account.passkey"), userHandle: "dXNlcg",
      signCount: count)
    let path = ["session", "5E55", "webauthn", "authenticator"]
    return [
      (
        WireRequest(
          command: "addVirtualAuthenticator", method: .post, path: path, body: VirtualAuthenticatorOptions().json, timeLimit: .seconds(1)),
        #"{"value":"\#(authenticator)"}"#
      ),
      (
        WireRequest(
          command: "addCredential", method: .post, path: path + [authenticator, "credential"], body: credential.json, timeLimit: .seconds(1)
        ),
        #"{"value":null}"#
      ),
      (
        WireRequest(
          command: "getCredentials", method: .get, path: path + [authenticator, "credentials"], body: nil, timeLimit: .seconds(1)),
        #"{"value":[{"credentialId":"aWQ","isResidentCredential":true,"rpId":"acme.example","privateKey":"MIGHprivate","signCount":9}]}"#
      ),
      (
        WireRequest(
          command: "removeVirtualAuthenticator", method: .delete, path: path + [authenticator], body: nil, timeLimit: .seconds(1)),
        #"{"value":null}"#
      ),
    ]
  }

  private static func record(_ exchanges: [(WireRequest, String)]) async throws -> Recorder {
    let recorder = Recorder(console: nil)
    let transport = recorder.recording(ScriptedTransport(exchanges.map { (200, $0.1) }))
    for (request, _) in exchanges { _ = try await transport.send(request) }
    return recorder
  }

  @Test func nothingOfAPasskeyIsKeptAndTwoSignInsAreTheSame() async throws {
    let first = try await Self.record(Self.flow(authenticator: "0123456789abcdef-1", count: 4))
    let second = try await Self.record(Self.flow(authenticator: "fedcba9876543210-2", count: 20))
    #expect(first.draft.steps == second.draft.steps)
    #expect(first.draft.steps.map { $0.request?.body } == [VirtualAuthenticatorOptions().json, ["credential": "<passkey>"], nil, nil])
    #expect(first.draft.steps.dropFirst().map { $0.request?.arguments } == [["authenticator-1"], ["authenticator-1"], ["authenticator-1"]])
    let text = "\(first.draft.steps)"
    for word in ["MIGH", "aWQ", "dXNlcg", "acme.example", "0123456789abcdef"] { #expect(!text.contains(word), "\(word)") }
    #expect(first.secrets.all.map(\.label) == ["account.passkey"])
  }

  @Test func aReplayTakesAnyPasskey() async throws {
    let recorder = try await Self.record(Self.flow(authenticator: "0123456789abcdef-1", count: 4))
    let replay = Replay(recorder.recording(.sample(console: "https://console.example"), outcome: ["done"]), file: "flow.jsonl")
    for request in Self.flow(authenticator: "authenticator-1", count: 0).map(\.0) {
      let path = ["session", "session-1"] + request.path.dropFirst(2)
      _ = try await replay.transport.send(
        WireRequest(command: request.command, method: request.method, path: path, body: request.body, timeLimit: .seconds(1)))
    }
    try replay.finish()
  }
}
