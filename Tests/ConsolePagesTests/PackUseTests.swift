import ConsoleEmulator
import ConsolePages
import SelectorPacks
import Technicians
import TestSupport
import Testing

@Suite struct PackUseTests {
  /// What every look asks for, since a block may stand in the way of any page.
  private static let everywhere: Set<String> = [
    "blocks", "mfa_setup.sign", "sign_in.submit", "mfa.code", "new_password.password", "sign_in.sso", "sign_in.password",
    "sign_in.sso_refusal", "barred.sign", "lock_screen.sign", "notice.dialog", "notice.acknowledge", "payment.sign",
    "own_password.password", "outage.failed", "outage.too_many", "frame.account",
  ]

  @Test func aPageNotesExactlyWhatItUses() async throws {
    var pack = try shippedPack(.users)
    let uses = PackUses()
    pack.uses = uses
    try await withEmulatedConsole(.users, pack: pack) { test in
      #expect(
        uses.names
          == Self.everywhere.union([
            "sign_in.path", "sign_in.email", "sign_in.error", "mfa.submit", "mfa.error",
          ]))
      let before = uses.names
      let groups = try await GroupsPage(test.console).readAll()
      #expect(groups.count > 1)
      #expect(uses.names.subtracting(before) == ["groups.path", "groups.groups", "group.path"])
    }
  }
}
