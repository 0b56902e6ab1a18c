import ConsolePages
import Foundation
import Secrets
import Synchronization
import TestSupport
import Testing

@Suite struct OneTimeCodeTests {
  private let secret = Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", label: "totp")

  @Test func waitsForTheNextCodeRatherThanUseOneTwice() async throws {
    let ledger = MemoryLedger()
    let waited = Mutex<[Duration]>([])
    let codes = ComputedCodes(
      totp: try TOTP(secret: secret), account: "a", ledger: ledger, now: { Date(timeIntervalSince1970: 100) },
      wait: { duration in waited.withLock { $0.append(duration) } })
    let first = try await codes.next()
    try first.used()
    let second = try await codes.next()
    #expect(first.code.reveal { $0 } != second.code.reveal { $0 })
    // 100 s is ten seconds into a step that ends at 120 s, and a little more.
    #expect(waited.withLock { $0 } == [.milliseconds(20_050)])
  }

  @Test func aCodeThatWasNotUsedMayBeGivenAgain() async throws {
    let codes = ComputedCodes(
      totp: try TOTP(secret: secret), account: "a", ledger: MemoryLedger(), now: { Date(timeIntervalSince1970: 100) },
      wait: { _ in Issue.record("there is nothing to wait for") })
    let first = try await codes.next()
    let second = try await codes.next()
    #expect(first.code == second.code)
  }

  @Test func theLedgerOutlivesTheProcessAndHoldsNoNames() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileCodeLedger(folder: folder).use(step: 7, account: "https://acme.example robot@acme.example")
    #expect(try FileCodeLedger(folder: folder).lastStep(account: "https://acme.example robot@acme.example") == 7)
    #expect(try FileCodeLedger(folder: folder).lastStep(account: "another") == nil)
    let file = folder.appending(path: "one-time-codes.json")
    #expect(!(try String(contentsOf: file, encoding: .utf8)).contains("acme"))
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o600)
  }

  @Test(arguments: ["", "not base 32!", "1"]) func refusesWhatIsNoSecretWithoutQuotingIt(text: String) throws {
    let error = #expect(throws: TOTP.Malformed.self) { try TOTP(secret: Secret(text, label: "totp")) }
    #expect(error?.description == "the one-time-code secret is not base32 (letters A to Z and digits 2 to 7)")
  }

  @Test func readsTheSecretInTheWaysThatConsolesShowIt() throws {
    let plain = try TOTP(secret: secret).code(step: 1)
    for text in [
      "gezd gnbv gy3t qojq gezd gnbv gy3t qojq", "otpauth://totp/Syncro:a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Syncro",
    ] {
      #expect(try TOTP(secret: Secret(text, label: "totp")).code(step: 1) == plain)
    }
  }
}
