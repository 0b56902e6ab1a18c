import ArgumentParser
import ConsoleEmulator
import Foundation
import Provisioning
import Technicians
import Testing

@testable import SyncroctlCommands

@Suite struct OptionsTests {
  private func usage(_ arguments: String...) -> String? {
    do {
      _ = try Syncroctl.parseAsRoot(arguments)
      return nil
    } catch {
      return Syncroctl.usageText(for: error)
    }
  }

  @Test func mistakesInArgumentsAreSaidAsAnyOther() {
    #expect(
      usage("plan") == "error: missing expected argument '<roster>'\nNothing was changed. See: syncroctl plan --help (exit 64)\n")
    #expect(
      usage("technicians", "show", "nina") == """
        error: the value 'nina' is invalid for '<email>': it has no @
        Nothing was changed. See: syncroctl technicians show --help (exit 64)

        """)
    #expect(
      usage("technicians", "list", "--format", "xml") == """
        error: the value 'xml' is invalid for '--format <format>'. Please provide one of 'table', 'json' or 'csv'
        Nothing was changed. See: syncroctl technicians list --help (exit 64)

        """)
  }

  @Test(arguments: [
    (["--name", ""], "--name is empty"),
    (["--name", String(repeating: "a", count: 300)], "--name is 300 characters long; the most is 255"),
    (["--name", "a\u{1B}b"], "--name holds a control character (U+001B)"),
    (["--first-name", "Nina"], "give either --name, or both --first-name and --last-name"),
    ([], "give either --name, or both --first-name and --last-name"),
    (["--name", "A B", "--grant", "Tickets"], "a permission is written Area/Action, such as \"Tickets/View Details\"; \"Tickets\" is not"),
    (
      ["--name", "A B", "--admin", "--group", "x"], "permissions and groups do not bind an admin: leave out --grant and --group, or --admin"
    ),
  ]) func namesAndPermissionsAreCheckedBeforeAnythingStarts(_ arguments: [String], _ message: String) throws {
    let error = #expect(throws: (any Error).self) {
      _ = try Syncroctl.parseAsRoot(["technicians", "add", "nina@acme.com"] + arguments)
    }
    #expect(Syncroctl.usageText(for: try #require(error)).hasPrefix("error: \(message)\n"))
  }

  @Test(arguments: ["O'Hara \"Q\" <script>alert(1)</script>", "李 小龙", "Zoë Ågren"]) func strangeNamesAreNames(_ name: String) throws {
    _ = try Syncroctl.parseAsRoot(["technicians", "add", "nina@acme.com", "--name", name])
  }

  @Test func theEmulatedConsoleCanBeChanged() throws {
    let emulator = try #require(
      try Syncroctl.parseAsRoot([
        "emulator", "--layout", "users", "--move", "email", "--move", "bio", "--confirm-twice", "technician.create", "--word",
        "user.create=Add",
      ]) as? Emulator)
    let configuration = try emulator.emulated.configuration()
    #expect(configuration.layout == .users)
    #expect(configuration.movedFields == ["email", "bio"])
    #expect(configuration.extraConfirmations == ["technician.create"])
    #expect(configuration.wording == ["user.create": "Add"])
    #expect(
      usage("emulator", "--move", "bio")?.hasPrefix("error: --move is bio, and has to be one of first_name, last_name, email\n") == true)
    #expect(
      usage("emulator", "--confirm-twice", "x")?.hasPrefix("error: --confirm-twice is x, and has to be one of permissions.update,") == true)
  }

  @Test func thereIsNoOptionForASecret() {
    for name in ["--password", "--totp", "--totp-secret", "--code", "--secret", "--token"] {
      #expect(usage("technicians", "list", name, "x")?.hasPrefix("error: unknown option '\(name)'") == true)
    }
  }

  @Test func permissionsOrGroupsNotBoth() {
    #expect(
      usage("technicians", "permissions", "a@b.example", "--grant", "A/B", "--join", "x")?.contains(
        "give --grant and --revoke, or --join and --leave") == true)
  }

  @Test func thePlansNextStepHasItsOptions() throws {
    let plan = try #require(
      try Syncroctl.parseAsRoot([
        "plan", "my team.csv", "--roles", "r.yaml", "--format", "json", "--max-deactivations", "5", "--layout", "users", "--selectors",
        "a.yaml",
        "--selectors", "b.yaml", "--quiet",
      ]) as? PlanCommand)
    #expect(
      plan.applyCommand
        == "syncroctl apply 'my team.csv' --roles r.yaml --max-deactivations 5 --layout users --selectors a.yaml --selectors b.yaml")
    let plain = try #require(try Syncroctl.parseAsRoot(["plan", "team.yaml"]) as? PlanCommand)
    #expect(plain.applyCommand == "syncroctl apply team.yaml")
  }

  @Test(arguments: [
    (["apply", "team.yaml"], "syncroctl apply team.yaml"), (["add", "it's", "", "a b", "$x"], "syncroctl add 'it'\\''s' '' 'a b' '$x'"),
  ]) func aCommandToTypeAgainIsQuoted(_ words: [String], _ line: String) {
    #expect(Undertaking(arguments: words).again == line)
  }

  @Test func linesOfProgressStandInColumns() throws {
    let changes = try [("nina.park@acme.com", true), ("omar@acme.com", false)].map { email, isNew in
      Change(
        subject: .person(id: nil, email: try EmailAddress(email), name: PersonName(full: "A B")),
        action: isNew ? .reactivate : .permissions(add: [], remove: []), rosterLocation: .commandLine)
    }
    let lines = ProgressLines(changes)
    #expect(
      lines.line(try FailureTests.result(changes[0], .done, "created, read back (id 5127)"), number: 1)
        == "1/2 reactivate   nina.park@acme.com  created, read back (id 5127)     1.3 s   3 commands")
    #expect(
      lines.line(try FailureTests.result(changes[1], .done, "2 of 2 changed, read back"), number: 2)
        == "2/2 permissions  omar@acme.com       2 of 2 changed, read back        1.3 s   3 commands")
  }
}
