import ArgumentParser
import ConsolePages
import DriverProcess
import Foundation
import Provisioning
import SelectorPacks
import Technicians
import Testing
import WebDriver

@testable import SyncroctlCommands

/// Each kind of error: its exit code, and the text to the letter.
@Suite struct FailureTests {
  private func shown(_ error: any Error, interrupted: Bool = false, _ undertaking: Undertaking = Self.nothing) -> String? {
    Failure(error, interrupted: interrupted, standing: undertaking.standing).shown
  }

  private static var nothing: Undertaking { Undertaking(arguments: ["apply", "my team.yaml"]) }

  /// A run of three changes, of which `outcomes` have ended.
  private static func midway(_ outcomes: ChangeResult.Outcome...) throws -> Undertaking {
    let undertaking = nothing
    let changes = try ["a@acme.example", "b@acme.example", "c@acme.example"].map { email in
      Change(
        subject: .person(id: nil, email: try EmailAddress(email), name: PersonName(full: "A B")), action: .reactivate,
        rosterLocation: .commandLine)
    }
    undertaking.begin(changes)
    for (index, outcome) in outcomes.enumerated() { undertaking.note(try Self.result(changes[index], outcome), index + 1) }
    return undertaking
  }

  static func result(_ change: Change, _ outcome: ChangeResult.Outcome, _ detail: String = "as it came") throws -> ChangeResult {
    struct Raw: Encodable {
      let change: Change
      let outcome: ChangeResult.Outcome
      let detail: String
      let cause: ChangeResult.Cause?
      let commands = 3
      let seconds = 1.25
      let began = 0.0
      let pictures: [String] = []
    }
    return try JSONDecoder().decode(
      ChangeResult.self,
      from: JSONEncoder().encode(
        Raw(change: change, outcome: outcome, detail: detail, cause: outcome == .manual ? .pageNotRecognised : nil)))
  }

  @Test(
    arguments: [
      (ConsoleError.Code.notSignedIn, 5), (.pageNotRecognised, 6), (.ambiguous, 6), (.outcomeUnknown, 7), (.usage, 64), (.refused, 1),
      (.emailTaken, 1), (.notFound, 1), (.unreachable, 1), (.transient, 1),
    ] as [(ConsoleError.Code, Int32)]) func everyErrorOfTheConsoleHasItsCode(_ code: ConsoleError.Code, _ status: Int32)
  {
    #expect(Failure.status(of: code).rawValue == status)
  }

  @Test func anErrorOfTheConsoleIsShownWhole() {
    let error = ConsoleError(.notSignedIn, "the console said no", details: ["it says: Wrong"], advice: "Check the password.")
    #expect(shown(error) == "error: the console said no\n  it says: Wrong\nNothing was changed. Check the password. (exit 5)\n")
  }

  @Test func aMistakeInWhatWasAskedFor() {
    #expect(
      shown(UsageError("which console?", "Say --console URL."))
        == "error: which console?\nNothing was changed. Say --console URL. (exit 64)\n")
    #expect(shown(ValidationError("give either")) == "error: give either\nNothing was changed. (exit 64)\n")
  }

  @Test func aGuardOfASingleChange() {
    #expect(
      shown(Refusal(message: "no", advice: "Sign in as another.")) == "error: no\nNothing was changed. Sign in as another. (exit 3)\n")
  }

  @Test func aRosterWithMistakes() throws {
    let error = #expect(throws: RosterMistakes.self) {
      try RosterReader.parse(text: "technicians:\n  - {email: nina, name: Nina Park, role: x}\n", fileName: "team.yaml")
    }
    let mistakes = try #require(error)
    let text = try #require(shown(mistakes))
    #expect(text.hasPrefix("error: team.yaml has "))
    #expect(text.hasSuffix("\n(exit 64)\n"))
    let planning = try #require(shown(PlanningError.roster(mistakes)))
    #expect(planning == text)
  }

  @Test func aFolderForEvidenceThatCannotBeMade() {
    let error = #expect(throws: EvidenceFolder.Unwritable.self) {
      _ = try EvidenceFolder(in: URL(fileURLWithPath: "/proc/nothing"), now: Date())
    }
    #expect(
      error.flatMap { shown($0) }
        == """
        error: no evidence can be kept in /proc/nothing: No such file or directory
        Nothing was changed. Name another folder with --evidence DIR. (exit 1)

        """)
  }

  @Test func anotherLayoutAndAPackThatLacksSomething() {
    let folder = URL(fileURLWithPath: "/nowhere")
    let error = #expect(throws: PackError.self) { try PackLibrary.pack(layout: "person", in: folder) }
    #expect(error.flatMap { shown($0) }?.hasSuffix("\nNothing was changed. (exit 64)\n") == true)
  }

  @Test func aDriverThatIsMissing() {
    let error = DriverError(
      .driverNotFound, "No chromedriver at /x, as asked for. Install both with: sudo apt-get install chromium chromium-driver")
    #expect(
      shown(error)
        == """
        error: no chromedriver at /x, as asked for. Install both with: sudo apt-get install chromium chromium-driver
        Nothing was changed. (exit 1)

        """)
  }

  @Test func aDriverThatDiesSaysItsLastWords() throws {
    let error = DriverError(.exitedEarly, "/usr/bin/chromedriver ended while it was still needed.", outputTail: ["out of \u{1B}[1mmemory"])
    #expect(
      shown(error, try Self.midway(.done, .done))
        == """
        error: /usr/bin/chromedriver ended while it was still needed.
          the driver's last words:
            out of \\u{1B}[1mmemory
        2 of 3 changes were done, and stay done. (exit 1)

        """)
  }

  @Test func versionsThatDoNotAgree() {
    let error = WebDriverError(
      code: .sessionNotCreated,
      message:
        "session not created: This version of ChromeDriver only supports Chrome version 114 Current browser version is 156.0.1 with binary path /x",
      command: "NewSession")
    #expect(
      shown(error)
        == """
        error: chromedriver is of version 114, Chromium of version 156; their major versions have to agree. \
        Install both with: sudo apt-get install chromium chromium-driver
        Nothing was changed. (exit 1)

        """)
  }

  @Test func aBrowserThatGoesAway() {
    let error = WebDriverError(code: .invalidSessionID, message: "x", command: "NavigateTo")
    #expect(
      shown(error)
        == """
        error: the browser went away during NavigateTo
        Nothing was changed. Look closer with: syncroctl apply 'my team.yaml' --verbose (exit 1)

        """)
  }

  @Test func whatHasBeenReportedIsNotRepeated() {
    #expect(shown(Reported(status: .changesPending)) == nil)
    #expect(Failure(Reported(status: .changesPending), interrupted: false, standing: Self.nothing.standing).status == .changesPending)
  }

  // MARK: Interrupted

  @Test(arguments: [true, false]) func interruptedBeforeAnythingWasChanged(_ byTheTransport: Bool) {
    let error: any Error = byTheTransport ? TransportError(.lost, command: "Status", detail: "closed") : CancellationError()
    #expect(
      shown(error, interrupted: true)
        == "error: interrupted\nNothing was changed. Start over with: syncroctl apply 'my team.yaml' (exit 130)\n")
  }

  @Test func interruptedHalfWay() throws {
    #expect(
      shown(CancellationError(), interrupted: true, try Self.midway(.done, .notReached, .notReached))
        == "error: interrupted\n1 of 3 changes were done, and stay done. The rest: syncroctl apply 'my team.yaml' (exit 8)\n")
  }

  @Test func endedAtOnceInTheMiddleOfAChange() throws {
    #expect(
      Failure.endedAtOnce(try Self.midway(.done).standing).shown
        == """
        error: ended at once in the middle of: reactivate b@acme.example
        What came of it is not known: look at the console. 1 of 3 changes were done. The rest: syncroctl apply 'my team.yaml' (exit 7)

        """)
    #expect(Failure.endedAtOnce(Self.nothing.standing).status == .interrupted)
  }

  // MARK: What a plan came to

  private func shortfall(_ outcomes: ChangeResult.Outcome..., endedEarly: String? = nil) throws -> Shortfall? {
    struct Raw: Encodable {
      let results: [ChangeResult]
      let seconds = 1.0
      let endedEarly: String?
    }
    let results = try outcomes.enumerated().map { index, outcome in
      let email = try EmailAddress("p\(index)@acme.example")
      let change = Change(
        subject: .person(id: nil, email: email, name: PersonName(full: "A B")), action: .reactivate, rosterLocation: .commandLine)
      return try Self.result(change, outcome)
    }
    let summary = try JSONDecoder().decode(RunSummary.self, from: JSONEncoder().encode(Raw(results: results, endedEarly: endedEarly)))
    return summary.shortfall(again: "syncroctl apply t.yaml", run: RunID("2026-11-23T14-31-07Z"))
  }

  @Test func allDoneIsNoShortfall() throws {
    #expect(try shortfall(.done, .unchanged) == nil)
    #expect(try shortfall() == nil)
  }

  @Test func oneOfThreeFailed() throws {
    let shortfall = try shortfall(.done, .failed, .unchanged)
    #expect(shortfall?.status == .partly)
    #expect(
      shortfall?.description == """
        1 of 3 failed
          reactivate p1@acme.example: as it came
        2 of 3 done, which stay done. Put that right; the rest: syncroctl apply t.yaml
        """)
  }

  @Test func everythingFailed() throws {
    #expect(try shortfall(.failed, .failed)?.status == .failed)
  }

  @Test func whatIsLeftForAPersonComesAfterWhatFailed() throws {
    let alone = try shortfall(.manual, .unchanged)
    #expect(alone?.status == .pageNotRecognised)
    #expect(
      alone?.description == """
        1 of 2 left for a person
          reactivate p0@acme.example: as it came
        Nothing was changed. Do by hand what the tasks say, or give the new wording with --selectors FILE, \
        then: syncroctl resume 2026-11-23T14-31-07Z
        """)
    let mixed = try shortfall(.done, .manual, .failed)
    #expect(mixed?.status == .partly)
    #expect(mixed?.description.hasPrefix("1 of 3 failed, 1 of 3 left for a person\n") == true)
    #expect(
      mixed?.description.hasSuffix(
        "\n1 of 3 done, which stay done. Put that right; do by hand what the tasks say, or give the new wording with --selectors FILE; "
          + "the rest: syncroctl resume 2026-11-23T14-31-07Z") == true)
    #expect(try shortfall(.manual, .unknown)?.status == .outcomeUnknown)
    #expect(try shortfall(.manual, .failed)?.status == .failed)
  }

  @Test func unknownIsWorse() throws {
    let shortfall = try shortfall(.done, .unknown, .notReached, endedEarly: "the browser went away")
    #expect(shortfall?.status == .outcomeUnknown)
    #expect(
      shortfall?.description == """
        what came of 1 of 3 is not known, 1 of 3 not reached (the browser went away)
          reactivate p1@acme.example: as it came
        1 of 3 done, which stay done. Look at the console first. Then, it looks before it acts: syncroctl apply t.yaml
        """)
  }

  @Test func interruptedBeforeTheFirst() throws {
    let shortfall = try shortfall(.notReached, .notReached, endedEarly: "interrupted")
    #expect(shortfall?.status == .interrupted)
    #expect(shortfall?.description == "2 of 2 not reached (interrupted)\nNothing was changed. Start over with: syncroctl apply t.yaml")
  }
}
