import Foundation
import Technicians
import Testing

@testable import Provisioning

/// The policy's file: what it can say, and what a person is told of mistakes.
@Suite struct ApprovalPolicyTests {
  private let keys: [String]

  init() throws { keys = try (0..<3).map { try SigningKey(newFor: "key\($0)").publicKey.description } }

  private func mistakes(_ text: String) -> [String] {
    do {
      _ = try PolicyReader.parse(text: text, fileName: "policy.yaml")
      return []
    } catch {
      return error.mistakes.map { "\($0.line ?? 0) \($0.field): \($0.message)" }
    }
  }

  private var approvers: String {
    """
    approvers:
      alice@acme.example: { key: "\(keys[0])", users: [alice] }
      bob@acme.example: { key: "\(keys[1])" }
    """
  }

  @Test func everythingIsRead() throws {
    let policy = try PolicyReader.parse(
      text: """
        version: 1
        guards: { deactivations: 5, deactivation_share: 12.5 %, seats: 60, monthly_cost: 8000.00 USD }
        protect: [breakglass@acme.example, "*@board.acme.example"]
        approvals:
          - { changes: [deactivate, create group, promote], approvers: 1 }
          - { lifts: [last-admin, monthly-cost], approvers: 2, from: [ALICE@acme.example, bob@acme.example] }
        \(approvers)
        valid_for: 90m
        """, fileName: "policy.yaml")
    let (alice, bob) = (try EmailAddress("alice@acme.example"), try EmailAddress("bob@acme.example"))
    #expect(
      policy.guards
        == GuardSettings(maxDeactivations: 5, maxDeactivationShare: 0.125, maxSeats: 60, maxMonthlyCost: Money(cents: 800_000)))
    #expect(policy.protected.map(\.description) == ["breakglass@acme.example", "*@board.acme.example"])
    #expect(policy.approvers.map(\.email) == [alice, bob])
    #expect(policy.approvers.map(\.users) == [["alice"], nil])
    #expect(policy.approvers.map(\.key.description) == [keys[0], keys[1]])
    #expect(
      policy.rules == [
        Policy.Rule(.changes([.deactivate, .createGroup, .promote]), approvers: 1),
        Policy.Rule(.lifts([.lastAdmin, .monthlyCost]), approvers: 2, from: [alice, bob]),
      ])
    #expect(policy.validFor.description == "90m")
  }

  @Test func theLeastSaysNothing() throws {
    #expect(try PolicyReader.parse(text: "version: 1\n", fileName: "policy.yaml") == .standard)
    #expect(Policy.standard.guards == GuardSettings())
    #expect(Policy.standard.approvers.isEmpty)
  }

  @Test func allMistakesAreReportedAtOnce() {
    let text = """
      version: 2
      guards: { deactivation: 2, seats: many, deactivation_share: 120 %, monthly_cost: 8000 }
      protected: [x]
      protect: [breakglass]
      approvers:
        alice: { key: "\(keys[0])" }
        bob@acme.example: { key: "ed25519:abc", user: [bob] }
        carol@acme.example: { users: [carol] }
        Carol@acme.example: { key: "\(keys[2])" }
      approvals:
        - { changes: [deactivat], approvers: 1 }
        - { lifts: [lastadmin], approvers: 0 }
        - { changes: [any] }
        - { approvers: 1 }
        - { changes: [any], lifts: [seats], approvers: 1 }
        - { changes: [any], approvers: 9 }
        - { changes: [any], approvers: 1, from: [bobb@acme.example] }
      valid_for: 1y
      """
    #expect(
      mistakes(text) == [
        "1 version: no version \"2\"; there is 1",
        "2 guards.deactivation: no field \"deactivation\"; did you mean \"deactivations\"?",
        "2 guards.seats: is \"many\", where a whole number belongs, 0 or more",
        "2 guards.deactivation_share: is \"120 %\", where a share of the active people belongs, such as 20 %",
        "2 guards.monthly_cost: is \"8000\", where an amount with its currency belongs, such as 8000.00 USD",
        "3 protected: no section \"protected\"; did you mean \"protect\"?",
        "4 protect[0]: \"breakglass\" is no address, and no pattern such as *@acme.example",
        "6 approvers.alice: \"alice\" has no @",
        "7 approvers.bob@acme.example.key: is \"ed25519:abc\", where a public key belongs: ed25519: and 32 bytes in base64; syncroctl keys show",
        "7 approvers.bob@acme.example.user: no field \"user\"; did you mean \"users\"?",
        "8 approvers.carol@acme.example: has no key; syncroctl keys show prints the line",
        "9 approvers.Carol@acme.example: the same as line 8 (Carol@acme.example)",
        "11 approvals[0].changes[0]: no change \"deactivat\"; did you mean \"deactivate\" or \"reactivate\"?",
        "12 approvals[1].lifts[0]: no guard \"lastadmin\"; did you mean \"last-admin\"?",
        "12 approvals[1].approvers: is \"0\", where a number of people belongs, 1 or more",
        "13 approvals[2]: does not say how many approvers",
        "14 approvals[3]: says neither changes nor lifts",
        "15 approvals[4]: says both changes and lifts; write two rules",
        "16 approvals[5].approvers: asks for 9 approvers, and there are 4",
        "17 approvals[6].from[0]: no approver \"bobb@acme.example\"; did you mean \"bob@acme.example\"?",
        "18 valid_for: is \"1y\"; write minutes, hours or days, such as 90m, 24h or 7d; the most is 30d",
      ])
  }

  @Test func oneKeyIsOnePerson() {
    let text = """
      version: 1
      approvers:
        alice@acme.example: { key: "\(keys[0])" }
        bob@acme.example: { key: "\(keys[0])" }
      """
    #expect(
      mistakes(text) == ["4 approvers.bob@acme.example.key: is the key of alice@acme.example; each approver has a key of their own"])
  }

  @Test(arguments: [
    ("", "1 : the file is empty; a policy says at least version: 1"),
    ("[]", "1 : is a list, where a policy has sections such as approvers"),
    ("guards: {}", "1 version: is missing; write version: 1"),
    ("version: 1\nguards: 3", "2 guards: is a number, where limits such as deactivations: 2 belong"),
    ("version: 1\nprotect: x", "2 protect: is a text, where a list such as [breakglass@acme.example] belongs"),
    ("version: 1\napprovals: {}", "2 approvals: is a mapping, where a list of rules belongs"),
    ("version: 1\nguards: {deactivations: -1}", "2 guards.deactivations: is \"-1\", where a whole number belongs, 0 or more"),
    ("version: 1\nguards: {deactivations: 1, deactivations: 100}", "2 : has \"deactivations\" twice in one place"),
  ])
  func shapesThatAreNone(_ text: String, _ mistake: String) {
    #expect(mistakes(text) == [mistake])
  }

  @Test func aFileThatEverybodyCanWriteSaysNothing() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "policy-\(UUID().uuidString).yaml")
    try Data("version: 1\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try FileManager.default.setAttributes([.posixPermissions: 0o664], ofItemAtPath: file.path)
    #expect(try PolicyReader.read(path: file.path) == .standard)
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file.path)
    #expect(throws: RosterMistakes.self) { try PolicyReader.read(path: file.path) }
    #expect(throws: RosterMistakes.self) { try PolicyReader.read(path: file.path + ".not-there") }
    #expect(throws: RosterMistakes.self) { try PolicyReader.read(path: "/dev/zero") }
  }

  @Test(arguments: [
    ("90m", 5400, "90m"), ("24h", 86_400, "24h"), ("60m", 3600, "1h"), ("7d", 604_800, "7d"), ("30d", 2_592_000, "30d"),
    ("2d", 172_800, "2d"),
  ])
  func aTimeIsRead(_ text: String, _ seconds: Int, _ shown: String) {
    #expect(ValidityPeriod(text)?.seconds == seconds)
    #expect(ValidityPeriod(text)?.description == shown)
  }

  @Test(arguments: ["", "0h", "24", "h", "31d", "99999h", "1.5h", "-1h", " 1h", "1 h", "999999999999999999999h", "1w"])
  func whatIsNoTime(_ text: String) { #expect(ValidityPeriod(text) == nil) }

  @Test func aCommandLineCannotLoosenALimit() {
    let policy = GuardSettings(maxDeactivations: 5, maxDeactivationShare: 0.1, maxSeats: 60, maxMonthlyCost: Money(cents: 100))
    let loose = GuardSettings(
      maxDeactivations: 100, maxDeactivationShare: 1, maxSeats: 900, maxMonthlyCost: Money(cents: 1, currency: "EUR"))
    #expect(policy.tightened(by: loose) == policy)
    let strict = GuardSettings(maxDeactivations: 1, maxDeactivationShare: 0.05, maxSeats: 6, maxMonthlyCost: Money(cents: 9))
    #expect(policy.tightened(by: strict) == strict)
    #expect(GuardSettings().tightened(by: GuardSettings(maxSeats: 7)).maxSeats == 7)
  }
}
