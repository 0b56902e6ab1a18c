import Foundation
import Secrets
import Synchronization
import TestSupport
import Testing

@testable import ConsolePages

/// Recovery codes as text, and which of them are used.
@Suite struct RecoveryCodesTests {
  private static let text = "# from the console, 2026-11-20\nk7dq2-m3xwp\n\n  aaaaa-bbbbb  \r\nccccc-ddddd\n"

  private final class Said: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
  }

  private static func codes(_ text: String = text, in folder: URL, _ said: Said = Said()) throws(RecoveryCodes.Malformed) -> RecoveryCodes {
    try RecoveryCodes(
      secret: Secret(text, label: "codes"), account: "https://acme.example robot@acme.example",
      ledger: FileRecoveryCodeLedger(folder: folder),
      report: { said.add($0) })
  }

  @Test func areUsedInOrderOneARunUntilThereAreNone() throws {
    try withFolder { folder in
      let said = Said()
      for expected in ["k7dq2-m3xwp", "aaaaa-bbbbb", "ccccc-ddddd"] {
        let code = try Self.codes(in: folder, said).take()
        #expect(code.reveal { $0 } == expected)
      }
      #expect(
        said.all == [
          "Recovery code 1 of 3 used; 2 left: make new ones soon", "Recovery code 2 of 3 used; 1 left: make new ones soon",
          "Recovery code 3 of 3 used; none left: make new ones soon",
        ])
      let last = try Self.codes(in: folder, said)
      let error = try #require(throws: ConsoleError.self) { try last.take() }
      #expect(error.code == .notSignedIn)
      #expect(error.message == "the console asked for a recovery code, and all 3 have been used")
      #expect(said.all.count == 3)
      // New ones are not those.
      #expect(try Self.codes("eeeee-fffff\nccccc-ddddd", in: folder).take().reveal { $0 } == "eeeee-fffff")
    }
  }

  @Test func oneRunTakesOneAtMost() throws {
    try withFolder { folder in
      let codes = try Self.codes(in: folder)
      _ = try codes.take()
      let error = try #require(throws: ConsoleError.self) { try codes.take() }
      #expect(error.message == "the console asked for another recovery code, and this run has used one")
      #expect(try Self.codes(in: folder).take().reveal { $0 } == "aaaaa-bbbbb")
    }
  }

  @Test func twoRunsAtTheSameTimeTakeTwo() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ledgers-\(UUID().uuidString.prefix(8))")
    defer { try? FileManager.default.removeItem(at: folder) }
    let many = (10..<30).map { "code-\($0)" }
    let taken = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in many {
        group.addTask { try Self.codes(many.joined(separator: "\n"), in: folder).take().reveal { $0 } }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(taken == Set(many))
  }

  @Test func theLedgerHoldsNeitherCodesNorNamesAndIsNotBegunAnew() throws {
    try withFolder { folder in
      _ = try Self.codes(in: folder).take()
      let file = folder.appending(path: "recovery-codes.json")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains("k7dq2") && !text.contains("acme"))
      #expect((try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber)?.intValue == 0o600)
      try Data("[]".utf8).write(to: file)
      let error = try #require(throws: ConsoleError.self) { try Self.codes(in: folder).take() }
      #expect(error.message.hasSuffix("which says which recovery codes were used, cannot be read"))
    }
  }

  @Test(arguments: [
    ("", "there is no recovery code in it: it has to have one a line"),
    ("# none\n\n", "there is no recovery code in it: it has to have one a line"),
    ("geheim-1\ngeheim-1", "a recovery code stands in it twice"),
    ("geheim-1\nab", "a line of the recovery codes is too short to be one: each has to have 6 characters or more"),
  ])
  func refusesWhatIsNoneWithoutQuotingIt(_ text: String, _ reason: String) throws {
    let error = try #require(throws: RecoveryCodes.Malformed.self) { try Self.codes(text, in: FileManager.default.temporaryDirectory) }
    #expect(error.description == reason)
  }
}
