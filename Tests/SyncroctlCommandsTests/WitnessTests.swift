import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// The API as the second witness of what the pages show, as a person runs it.
@Suite struct WitnessTests {
  /// What was asked of the API.
  private struct Asked: Decodable {
    let method: String
    let path: String
  }

  /// The token of an active admin.
  private static func token(_ emulated: Emulated) async throws -> String {
    let state = try await emulated.state()
    return try #require(state.tokens.first { state.person($0.creator)?.kind == "admin" && !$0.name.isEmpty }).token
  }

  private static func run(_ emulated: Emulated, _ arguments: String..., admin: Int = 0, with more: [String: String] = [:]) async throws
    -> Program.Run
  {
    let environment = try await emulated.environment(admin: admin).merging(["SYNCROCTL_API_TOKEN": token(emulated)]) { $1 }
      .merging(more) { $1 }
    return try await emulated.program.run(arguments, environment)
  }

  private static func asked(_ emulated: Emulated) async throws -> [String] {
    let all: [Asked] = try await Control.get(emulated.emulator.controlURL + "/api")
    return all.map { "\($0.method) \($0.path.replacing("/api/v1", with: ""))" }
  }

  /// Where the token stands in anything that was kept or said.
  private static func leaks(_ emulated: Emulated, _ run: Program.Run) async throws -> [String] {
    let token = try await token(emulated)
    var canary = Canary()
    try canary.take(try await emulated.state(), robot: emulated.emulator.email, moments: Date()...Date())
    let kept = FileManager.default.fileExists(atPath: emulated.program.evidence.path)
    return (kept ? try canary.found(below: emulated.program.evidence).hits : [])
      + [run.output, run.talk].filter { $0.contains(token) }.map { _ in "said" }
  }

  // MARK: Lists

  @Test(arguments: [(EmulatedLayout.technicians, false), (.technicians, true), (.users, false), (.users, true)])
  func `a list that both show alike is read in one question`(_ layout: EmulatedLayout, _ listsDisabled: Bool) async throws {
    try await Emulated.run(layout, { ($0.technicians, $0.apiListsDisabled) = (200, listsDisabled) }) { emulated in
      let run = try await Self.run(emulated, "technicians", "list")
      #expect(run.status == 0, "\(run.talk)")
      #expect(run.talk.contains("Second witness: the API of acme at \(emulated.emulator.consoleURL), with a token of "))
      let told = try await emulated.state().people.count { listsDisabled || $0.status == "active" }
      #expect(run.talk.contains("the API says: \(told) people, all of them on the pages\n"))
      #expect(try await Self.asked(emulated) == ["GET /me", "GET /users"])
      #expect(try await Self.leaks(emulated, run) == [])
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func `a list that the API does not confirm is not shown`(_ layout: EmulatedLayout) async throws
  {
    try await Emulated.run(
      layout,
      {
        $0.apiLies.hides = ["ada.marsh@acme.example"]
        $0.apiLies.invents = [7777: "No Body"]
        $0.apiLies.names = ["alex.kim@acme.example": "Alexander Kim"]
      }
    ) { emulated in
      let run = try await Self.run(emulated, "technicians", "list")
      #expect(run.status == 6)
      #expect(run.output == "")
      #expect(run.talk.contains("error: the pages and the API do not agree about 3 people\n"))
      #expect(run.talk.contains(" ada.marsh@acme.example, \"Ada Marsh\": active on the pages, and the API does not know them\n"))
      #expect(run.talk.contains(" alex.kim@acme.example, \"Alex Kim\": the API calls them \"Alexander Kim\"\n"))
      #expect(run.talk.contains("  7777 \"No Body\": known to the API, and on no page\n"))
      #expect(run.talk.contains("Nothing was changed. "))
      // Every other whole list stops as well.
      let roster = repository.appending(path: "docs/examples/roster.yaml").path
      let plan = try await Self.run(emulated, "plan", roster, admin: 1)
      #expect(plan.status == 6)
      let seats = try await Self.run(emulated, "seats", admin: 2)
      #expect(seats.status == 6)
      #expect(try await emulated.changes().isEmpty)
    }
  }

  @Test func `an access review says that a second witness was asked`() async throws {
    try await Emulated.run(.technicians, { $0.technicians = 8 }) { emulated in
      let run = try await Self.run(emulated, "access-review")
      #expect(run.status == 0, "\(run.talk)")
      #expect(run.output.contains("A second witness was asked about both lists, and contradicts neither: the API of acme at "))
      #expect(try await Self.asked(emulated) == ["GET /me", "GET /users", "GET /users"])
    }
  }

  // MARK: Changes

  @Test(arguments: EmulatedLayout.allCases) func `what is done is confirmed, and the words are kept`(_ layout: EmulatedLayout) async throws
  {
    try await Emulated.run(layout) { emulated in
      let email = "new.person@acme.example"
      let run = try await Self.run(emulated, "technicians", "add", email, "--name", "New Person", "--yes")
      #expect(run.status == 0, "\(run.talk)")
      let id = try #require(try await emulated.state().person(email)).id
      #expect(try await Self.asked(emulated) == ["GET /me", "GET /users/\(id)"])
      let kept = try #require(try FileManager.default.contentsOfDirectory(atPath: emulated.program.evidence.path).first)
      let folder = emulated.program.evidence.appending(path: kept)
      let log = try String(contentsOf: folder.appending(path: "log.jsonl"), encoding: .utf8)
      #expect(log.contains(#""witness":["the API says: \#(id) is \#(email), \"New Person\", technician"]"#))
      #expect(log.contains(#""witness":"the API of acme at "#))
      #expect(try await Self.leaks(emulated, run) == [])
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func `what the API does not confirm is not known`(_ layout: EmulatedLayout) async throws {
    let email = "new.person@acme.example"
    try await Emulated.run(layout, { $0.apiLies.emails = [email: "another@acme.example"] }) { emulated in
      let run = try await Self.run(emulated, "technicians", "add", email, "--name", "New Person", "--yes")
      #expect(run.status == 7)
      #expect(run.talk.contains("but email \(email) on the page, another@acme.example for the API"))
      #expect(try await emulated.changes().count { $0.action == "technician.create" } == 1)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func `somebody whose number is another's for the API is left alone`(
    _ layout: EmulatedLayout
  ) async throws {
    let email = "alex.kim@acme.example"
    try await Emulated.run(layout, { $0.apiLies.emails = [email: "another@acme.example"] }) { emulated in
      let run = try await Self.run(emulated, "technicians", "deactivate", email, "--yes")
      #expect(run.status == 6)
      #expect(run.talk.contains("is another@acme.example, and the page shows \(email): nothing was touched"))
      #expect(run.lastLines.contains("Nothing was changed."))
      #expect(try await emulated.changes().isEmpty)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func `a roster is applied with few questions, and the result says what the API said`(
    _ layout: EmulatedLayout
  ) async throws {
    struct Summary: Decodable {
      struct Result: Decodable {
        let outcome: String
        let witness: [String]?
      }
      let run: String
      let results: [Result]
    }
    try await Emulated.run(layout) { emulated in
      let roster = try emulated.program.file(
        "team.yaml",
        """
        roles:
          dispatch: [Tickets/List/Search]
        technicians:
          - { email: new.person@acme.example, name: New Person, role: dispatch }
          - { email: alex.kim@acme.example, name: Alex Kim, state: deactivated }
        """)
      let state = ["SYNCROCTL_STATE_DIR": emulated.program.folder.appending(path: "state").path]
      let run = try await Self.run(emulated, "apply", roster, "--yes", "--format", "json", with: state)
      try #require(run.status == 0, "\(run.talk)")
      let summary = try run.json(as: Summary.self)
      #expect(summary.results.compactMap(\.witness?.count) == [1, 1])
      #expect(try await Self.asked(emulated).count { $0 == "GET /users" } == 1)
      #expect(try await Self.asked(emulated).count == 4)
      let report = try await emulated.program.run(["report", summary.run], state, browses: false)
      #expect(report.output.contains("Second witness"))
      #expect(report.output.contains("the API says: "))
    }
  }

  // MARK: The token

  @Test func `a token that is not accepted stops before anybody signs in`() async throws {
    try await Emulated.run(.users) { emulated in
      let run = try await emulated.syncroctl("technicians", "list", with: ["SYNCROCTL_API_TOKEN": "Twrong-token"])
      #expect(run.status == 5)
      #expect(run.talk.contains("error: the API does not accept the token\n  it says: Not Authorized\n"))
      #expect(!run.talk.contains("Twrong"))
      #expect(!run.talk.contains("Signing in"))
    }
  }

  @Test func `without a token nobody is asked, and that is said to whoever wants to know`() async throws {
    try await Emulated.run(.users) { emulated in
      let run = try await emulated.syncroctl("technicians", "list", "--verbose")
      #expect(run.status == 0)
      #expect(run.talk.contains("no second witness is asked"))
      let quiet = try await emulated.syncroctl("technicians", "list", admin: 1)
      #expect(!quiet.talk.contains("itness"))
      #expect(try await Self.asked(emulated) == [])
    }
  }

  @Test(arguments: [
    (["SYNCROCTL_API_TOKEN": "T1", "SYNCROCTL_API_URL": "http://acme.example"], "is not https"),
    (["SYNCROCTL_API_TOKEN": "T1\nX-Evil: 1"], "holds characters that no token has"),
    (["SYNCROCTL_API_URL": "https://acme.example"], "an address of the API and no token"),
    (["SYNCROCTL_API_TOKEN_COMMAND": "false"], "the command for account.api_token failed"),
  ])
  func `settings that make no sense are named`(_ settings: [String: String], _ text: String) async throws {
    try await Emulated.run(.users) { emulated in
      let run = try await emulated.syncroctl("technicians", "list", with: settings)
      #expect(run.status == 64)
      #expect(run.talk.contains(text), "\(run.talk)")
    }
  }
}
