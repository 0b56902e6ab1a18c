import ConsoleEmulator
import CurlTransport
import Foundation
import TestSupport
import Testing

/// One leaver's access, cut whole: what the console itself shows afterwards, what is said, and what is refused.
@Suite struct OffboardCommandTests {
  /// Somebody with API tokens, one of them without a name, and open tickets.
  private func leaver(_ state: EmulatedState) throws -> EmulatedState.Person {
    try #require(
      state.people.first { person in
        let tokens = state.tokens.filter { $0.creator == person.email }
        return person.status == "active" && person.kind != "admin" && tokens.contains { $0.name.isEmpty }
          && tokens.contains { !$0.name.isEmpty }
          && state.tickets.contains { $0.assignee == person.email && $0.status != "Resolved" }
      })
  }

  private static let heir = "maria.garcia@acme.example"

  private func openTickets(_ email: String, _ state: EmulatedState) -> [Int] {
    state.tickets.filter { $0.assignee == email && $0.status != "Resolved" }.map(\.number)
  }

  private func status(of token: String, _ emulated: Emulated) async throws -> Int {
    let client = CurlClient()
    defer { client.close() }
    let url = emulated.emulator.consoleURL + "/api/v1/me"
    return try await client.send(HTTPRequest(.get, url, headers: [HTTPField("Authorization", "Bearer \(token)")], timeLimit: .seconds(10)))
      .status
  }

  @Test(arguments: EmulatedLayout.allCases) func nothingOfTheirAccessIsLeft(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let before = try await emulated.state()
      let person = try leaver(before)
      let tokens = before.tokens.filter { $0.creator == person.email }
      let tickets = openTickets(person.email, before)
      for token in tokens { #expect(try await status(of: token.token, emulated) == 200) }

      let run = try await emulated.syncroctl(
        "offboard", person.email, "--yes", "--include-shared-tokens", "--reassign-to", Self.heir)
      #expect(run.status == 0, "\(run.talk)")
      #expect(run.output.hasPrefix("\(person.email)\n  account       deactivated\n  API tokens    none\n  open tickets  none\n"))
      let told = run.talk.split(separator: "\n").drop { !$0.hasSuffix("deactivated, read back") }.prefix { !$0.hasPrefix("Done") }
      #expect(told.count { $0.contains(">>> access is cut <<<") } == 1)
      #expect(told.dropFirst().first?.contains(">>> access is cut <<<") == true, "\(told)")
      for line in told { #expect(line.count <= 60, "\(line)") }

      // What the console itself says.
      let after = try await emulated.state()
      #expect(after.person(person.email)?.status == "deactivated")
      #expect(!after.tokens.contains { $0.creator == person.email })
      #expect(openTickets(person.email, after).isEmpty)
      #expect(Set(openTickets(Self.heir, after)).isSuperset(of: tickets))
      // Nobody else is touched.
      #expect(after.tokens.count == before.tokens.count - tokens.count)
      #expect(after.people.filter { $0.status == "deactivated" }.count == before.people.filter { $0.status == "deactivated" }.count + 1)
      let changes = try await emulated.changes().map(\.action)
      #expect(
        changes == ["technician.deactivate"] + tokens.map { _ in "token.delete" } + tickets.map { _ in "ticket.assign" }, "\(changes)")
      for token in tokens { #expect(try await status(of: token.token, emulated) == 401) }
      let signIn = try await emulated.program.run(
        ["technicians", "list"],
        try await emulated.environment().merging([
          "SYNCROCTL_EMAIL": person.email, "SYNCROCTL_PASSWORD": try #require(person.password),
          "SYNCROCTL_TOTP_SECRET": try #require(person.totpSecret),
        ]) { $1 })
      #expect(signIn.status == 5, "\(signIn.talk)")

      // Typed again there is nothing to be done, and nothing is.
      let again = try await emulated.syncroctl("offboard", person.email, "--yes", "--include-shared-tokens", admin: 1)
      #expect(again.status == 0, "\(again.talk)")
      #expect(again.talk.contains("deactivated already"))
      #expect(try await emulated.changes().count == changes.count)
    }
  }

  /// What was asked of the API to change something.
  private func puts(_ emulated: Emulated) async throws -> [String] {
    struct Asked: Decodable {
      let method: String
      let path: String
    }
    let all: [Asked] = try await Control.get(emulated.emulator.controlURL + "/api")
    return all.filter { $0.method == "PUT" }.map(\.path)
  }

  @Test(arguments: EmulatedLayout.allCases) func ticketsGoThroughTheAPIWhereThereIsAToken(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) { emulated in
      let before = try await emulated.state()
      let person = try leaver(before)
      let tickets = openTickets(person.email, before)
      let token = try #require(before.tokens.first { before.person($0.creator)?.kind == "admin" && $0.creator != person.email })
      let run = try await emulated.syncroctl(
        "offboard", person.email, "--yes", "--include-shared-tokens", "--reassign-to", Self.heir,
        with: ["SYNCROCTL_API_TOKEN": token.token])
      #expect(run.status == 0, "\(run.talk)")
      let words = run.talk.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("no open ticket; the API agrees"), "\(run.talk)")
      #expect(try await puts(emulated) == tickets.map { "/api/v1/tickets/\($0)" })
      let after = try await emulated.state()
      #expect(openTickets(person.email, after).isEmpty)
      #expect(Set(openTickets(Self.heir, after)).isSuperset(of: tickets))
      #expect(try await emulated.changes().count { $0.action == "ticket.assign" } == tickets.count)
    }
  }

  /// Whoever made the token may not give tickets away.
  @Test func ticketsGoThroughThePagesWhereTheAPIRefuses() async throws {
    try await Emulated.run(.technicians) { emulated in
      let before = try await emulated.state()
      let person = try leaver(before)
      let tickets = openTickets(person.email, before)
      let token = try #require(
        before.tokens.first { token in
          let maker = before.person(token.creator)
          return maker?.status == "active" && maker?.kind != "admin" && token.creator != person.email
            && maker?.permissions?.contains("Tickets - List/Search") == true && maker?.permissions?.contains("Tickets - Edit") == false
        })
      let run = try await emulated.syncroctl(
        "offboard", person.email, "--yes", "--include-shared-tokens", "--reassign-to", Self.heir,
        with: ["SYNCROCTL_API_TOKEN": token.token])
      #expect(run.status == 0, "\(run.talk)")
      #expect(try await puts(emulated).count == 1)
      #expect(openTickets(person.email, try await emulated.state()).isEmpty)
      #expect(try await emulated.changes().count { $0.action == "ticket.assign" } == tickets.count)
    }
  }

  @Test func whatAnotherProgramMayNeedIsKeptAndTold() async throws {
    try await Emulated.run(.users) { emulated in
      let before = try await emulated.state()
      let person = try leaver(before)
      let tokens = before.tokens.filter { $0.creator == person.email }
      let run = try await emulated.syncroctl("offboard", person.email, "--yes")
      #expect(run.status == 8, "\(run.talk)")
      #expect(run.talk.contains("error: access of \(person.email) is cut; left for a person:\n  1. "))
      let words = run.talk.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("syncroctl offboard \(person.email) --yes --include-shared-tokens"))
      #expect(words.contains("syncroctl offboard \(person.email) --yes --reassign-to EMAIL"))
      let after = try await emulated.state()
      #expect(after.person(person.email)?.status == "deactivated")
      #expect(after.tokens.filter { $0.creator == person.email }.map(\.name) == tokens.map(\.name).filter { !$0.isEmpty })
      #expect(openTickets(person.email, after) == openTickets(person.email, before))
    }
  }

  @Test func whatMustNotBeIsRefusedAndNothingIsChanged() async throws {
    try await Emulated.run(.technicians) { emulated in
      let person = try leaver(try await emulated.state())
      let policy = try emulated.program.file("policy.yaml", "version: 1\nprotect: [\(person.email)]\n")
      let file = try emulated.program.file("leavers.csv", "email\nnot an address\n")
      let refusals: [(arguments: [String], status: Int32, says: String)] = [
        (["robot@acme.example"], 3, "robot@acme.example is signed in here, and nobody offboards themselves"),
        ([person.email, "--policy", policy], 3, "\(person.email) is protected by the policy"),
        (["alex.kimm@acme.example"], 1, "did you mean alex.kim@acme.example?"),
        ([person.email, "--reassign-to", "nobody.here@acme.example"], 64, "nobody active has the email nobody.here@acme.example"),
        ([person.email, "--reassign-to", person.email], 64, "--reassign-to is the leaver"),
        ([], 64, "whose access? Say the email, or --from a file"),
        ([person.email, "--at", "2020-01-01T00:00Z"], 64, "2020-01-01 00:00:00 is over"),
      ]
      for (number, refusal) in refusals.enumerated() {
        // Whoever is refused because of who they are is the robot.
        let run = try await emulated.program.run(
          ["offboard"] + refusal.arguments + ["--yes"], emulated.environment(admin: number < 4 ? number : 0))
        #expect(run.status == refusal.status, "\(refusal.arguments): \(run.talk)")
        #expect(run.talk.contains(refusal.says), "\(run.talk)")
        #expect(run.talk.contains("Nothing was changed."))
      }
      let mistakes = try await emulated.program.run(["offboard", "--from", file], [:], browses: false)
      #expect(mistakes.status == 64)
      #expect(mistakes.talk.contains("leavers.csv:2  email"))
      #expect(try await emulated.changes().isEmpty)
      #expect(!FileManager.default.fileExists(atPath: emulated.program.evidence.path))
    }
  }

  /// Access of all of them is cut before anything else is done for anybody.
  @Test func severalAtOnce() async throws {
    try await Emulated.run(.technicians) { emulated in
      let before = try await emulated.state()
      let people = Array(
        before.people.filter { $0.status == "active" && $0.kind != "admin" && $0.email != Self.heir }.prefix(3).map(\.email))
      let all = try emulated.program.file("all.csv", "email\n" + people.joined(separator: "\n") + "\n")
      let tooMany = try await emulated.syncroctl("offboard", "--from", all, "--yes")
      #expect(tooMany.status == 3, "\(tooMany.talk)")
      #expect(try await emulated.changes().isEmpty)

      let two = try emulated.program.file("two.csv", "email,reassign_to\n\(people[0]),\(Self.heir)\n\(people[1]),\n")
      let run = try await emulated.syncroctl(
        "offboard", "--from", two, "--reassign-to", Self.heir, "--include-shared-tokens", "--yes", admin: 1)
      #expect(run.status == 0, "\(run.talk)")
      let rows = run.output.split(separator: "\n")
      #expect(rows.dropFirst().first?.hasPrefix(people[0]) == true, "\(run.output)")
      #expect(rows.dropFirst().first?.hasSuffix("two.csv:2") == true, "\(run.output)")
      let changes = try await emulated.changes()
      #expect(changes.prefix(2).map(\.action) == ["technician.deactivate", "technician.deactivate"])
      #expect(changes.prefix(2).map(\.target) == Array(people.prefix(2)))
      let after = try await emulated.state()
      #expect(after.people.filter { people.prefix(2).contains($0.email) }.allSatisfy { $0.status == "deactivated" })
      #expect(!after.tokens.contains { people.prefix(2).contains($0.creator) })
      #expect(after.person(people[2])?.status == "active")
    }
  }

  @Test func aBrokenGlassIsWrittenDown() async throws {
    try await Emulated.run(.technicians) { emulated in
      let person = try leaver(try await emulated.state())
      let policy = try emulated.program.file("policy.yaml", "version: 1\nprotect: [\(person.email)]\n")
      let state = ["SYNCROCTL_STATE_DIR": emulated.program.folder.appending(path: "state").path]
      let run = try await emulated.syncroctl(
        "offboard", person.email, "--policy", policy, "--break-glass", "stolen laptop", "--include-shared-tokens",
        "--reassign-to", Self.heir, "--yes", with: state)
      #expect(run.status == 0, "\(run.talk)")
      #expect(try await emulated.state().person(person.email)?.status == "deactivated")
      let report = try await emulated.program.run(
        ["report", "latest", "--format", "html", "-o", "report.html"], state, browses: false)
      #expect(report.status == 0, "\(report.talk)")
      let page = try String(contentsOf: emulated.program.folder.appending(path: "report.html"), encoding: .utf8)
      #expect(page.contains("Break glass, although the policy protects \(person.email): stolen laptop"))
    }
  }

  @Test func aDryRunTellsWhoAndWhat() async throws {
    try await Emulated.run(.technicians) { emulated in
      let state = try await emulated.state()
      let person = try leaver(state)
      let run = try await emulated.syncroctl("offboard", person.email, "--dry-run", "--reassign-to", Self.heir)
      #expect(run.status == 0, "\(run.talk)")
      #expect(run.talk.contains("<\(person.email)>, technician\n"))
      #expect(run.talk.contains("\(state.tokens.filter { $0.creator == person.email }.count) API tokens, "))
      #expect(run.talk.contains("  ~ give tickets: open tickets to \(Self.heir)\n"))
      #expect(run.talk.hasSuffix("Dry run: nothing was changed.\n"))
      #expect(try await emulated.changes().isEmpty)
    }
  }
}
