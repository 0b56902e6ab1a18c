import Foundation
import Provisioning
import Synchronization
import Technicians
import Testing

@testable import SyncroctlCommands

@Suite struct LiveProgressTests {
  /// A terminal in memory: what was written, and what stands on its last line.
  private final class Screen: Sendable {
    private let state = Mutex((text: "", time: 0.0, columns: Int?.none))

    init(columns: Int?) { state.withLock { $0.columns = columns } }

    var text: String { state.withLock { $0.text } }
    var time: Double { state.withLock { $0.time } }
    var columns: Int? { state.withLock { $0.columns } }
    func write(_ text: String) { state.withLock { $0.text += text } }
    func wait(_ seconds: Double) { state.withLock { $0.time += seconds } }
    func resize(_ columns: Int) { state.withLock { $0.columns = columns } }

    /// The lines as a terminal shows them.
    var shown: [String] {
      text.components(separatedBy: "\n").map { $0.components(separatedBy: LiveProgress.clear).last ?? "" }
    }
  }

  private static let emails = ["nina@acme.example", "omar@acme.example", "lee@acme.example"]

  private static func changes() throws -> [Change] {
    try emails.enumerated().map { number, email in
      Change(
        subject: .person(id: nil, email: try EmailAddress(email), name: PersonName(full: "x")),
        action: number == 2 ? .deactivate(lastSignIn: .never) : .reactivate, rosterLocation: .commandLine)
    }
  }

  private static func result(_ change: Change, seconds: Double, _ outcome: ChangeResult.Outcome = .done) throws -> ChangeResult {
    struct Parts: Encodable {
      let change: Change
      let outcome: ChangeResult.Outcome
      let detail = "read back"
      let commands: Int
      let seconds: Double
      let began = 0.0
      let pictures: [String] = []
    }
    let parts = Parts(change: change, outcome: outcome, commands: outcome == .done ? 7 : 0, seconds: seconds)
    return try JSONDecoder().decode(ChangeResult.self, from: JSONEncoder().encode(parts))
  }

  private func progress(_ screen: Screen, quiet: Bool = false) throws -> LiveProgress {
    LiveProgress(
      try Self.changes(), talk: Talk(isQuiet: quiet), columns: { screen.columns }, now: { screen.time }, write: { screen.write($0) })
  }

  @Test func aLineIsRewrittenInPlace() throws {
    let screen = Screen(columns: 80)
    let progress = try progress(screen)
    let changes = try Self.changes()
    progress.begin(1)
    #expect(screen.text == "\r\u{1B}[K1/3 reactivate nina@acme.example \u{2026}  0 s")
    screen.wait(4.25)
    progress.tick()
    #expect(screen.shown == ["1/3 reactivate nina@acme.example \u{2026}  4 s"])
    progress.end(try Self.result(changes[0], seconds: 20), 1)
    #expect(screen.shown == ["1/3 reactivate  nina@acme.example  read back                       20.0 s   7 commands", ""])
    progress.begin(2)
    screen.wait(4)
    progress.tick()
    #expect(screen.shown.last == "2/3 reactivate omar@acme.example \u{2026}  4 s, about 40 s left")
    progress.say("The current one-time code has been used")
    #expect(
      screen.shown.suffix(2) == [
        "The current one-time code has been used", "2/3 reactivate omar@acme.example \u{2026}  4 s, about 40 s left",
      ])
    progress.hide()
    #expect(screen.shown.last == "")
  }

  @Test func nothingIsWrittenWhereNothingHasChanged() throws {
    let screen = Screen(columns: 80)
    let progress = try progress(screen)
    progress.tick()
    progress.hide()
    #expect(screen.text == "")
    progress.begin(1)
    let text = screen.text
    progress.tick()
    #expect(screen.text == text)
  }

  @Test(arguments: 20...70) func itIsNeverAsWideAsTheTerminal(_ columns: Int) throws {
    let screen = Screen(columns: columns)
    let progress = try progress(screen)
    progress.end(try Self.result(Self.changes()[0], seconds: 1000), 1)
    progress.begin(2)
    let line = try #require(screen.shown.last)
    #expect(TextColumns.width(of: line) < columns)
    #expect(line.hasPrefix("2/3"))
    #expect(line.hasSuffix("left") == (columns > 29))
    if columns > 29 { #expect(line.hasSuffix(" \u{2026}  0 s, about 33 min left")) }
  }

  @Test func itFollowsAWindowThatIsMadeNarrower() throws {
    let screen = Screen(columns: 80)
    let progress = try progress(screen)
    progress.begin(1)
    screen.resize(25)
    progress.tick()
    #expect(screen.shown.last == "1/3 reactivate ni \u{2026}  0 s")
  }

  @Test func withoutATerminalThereAreOnlyWholeLines() throws {
    let screen = Screen(columns: nil)
    let progress = try progress(screen)
    progress.begin(1)
    progress.tick()
    progress.say("said")
    progress.end(try Self.result(Self.changes()[0], seconds: 3.1), 1)
    progress.hide()
    #expect(screen.text == "said\n1/3 reactivate  nina@acme.example  read back                        3.1 s   7 commands\n")
  }

  @Test func quietIsSilent() async throws {
    let screen = Screen(columns: 80)
    let progress = try progress(screen, quiet: true)
    progress.begin(1)
    progress.say("said")
    progress.end(try Self.result(Self.changes()[0], seconds: 3.1), 1)
    #expect(await progress.live { 7 } == 7)
    #expect(screen.text == "")
  }

  @Test func whatWasNotReachedTakesNoTime() throws {
    let screen = Screen(columns: 80)
    let progress = try progress(screen)
    progress.end(try Self.result(Self.changes()[0], seconds: 0, .notReached), 1)
    progress.begin(2)
    #expect(screen.shown.last == "2/3 reactivate omar@acme.example \u{2026}  0 s")
  }

  @Test func theLineGoesWithTheWork() async throws {
    struct Stop: Error {}
    let screen = Screen(columns: 80)
    let progress = try progress(screen)
    await #expect(throws: Stop.self) {
      try await progress.live {
        progress.begin(1)
        throw Stop()
      }
    }
    #expect(screen.shown == [""])
  }

  // MARK: The estimate

  @Test func theEstimateKnowsKinds() {
    var remaining = RemainingTime(["create", "create", "deactivate", "deactivate"])
    #expect(remaining.seconds(at: 0, elapsed: 3) == nil)
    remaining.note("create", seconds: 10)
    // Of the others nothing is known yet but this.
    #expect(remaining.seconds(at: 1, elapsed: 4) == 26.0)
    remaining.note("create", seconds: 20)
    remaining.note("deactivate", seconds: 2)
    #expect(remaining.seconds(at: 3, elapsed: 0) == 2)
    #expect(remaining.seconds(at: 3, elapsed: 60) == 0)
    #expect(remaining.seconds(at: 1, elapsed: 5) == 14.0)
    #expect(remaining.seconds(at: 4, elapsed: 0) == nil)
    remaining.note("deactivate", seconds: .nan)
    remaining.note("deactivate", seconds: -1)
    #expect(remaining.seconds(at: 3, elapsed: 0) == 2)
  }

  @Test(arguments: [
    (0, "a few seconds left"), (9.9, "a few seconds left"), (10, "about 10 s left"), (34, "about 30 s left"), (94, "about 90 s left"),
    (95, "about 2 min left"), (600, "about 10 min left"), (5399, "about 90 min left"), (5400, "about 2 h left"), (86400, "about 24 h left"),
    (1e9, "more than two days left"), (.infinity, "more than two days left"),
  ]) func theEstimateIsNoFinerThanItIsTrue(_ seconds: Double, _ text: String) {
    #expect(RemainingTime.text(seconds) == text)
  }

  @Test func aPipeIsNoTerminal() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    #expect(Terminal.columns(of: ends[1], environment: ["TERM": "xterm"]) == nil)
  }

  @Test func aTerminalSaysHowWideItIs() throws {
    var size = winsize(ws_row: 24, ws_col: 61, ws_xpixel: 0, ws_ypixel: 0)
    // What the C library's calls do, which Swift's module of it leaves out (ioctl_tty(2)).
    let main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(main >= 0)
    defer { close(main) }
    var (locked, number): (Int32, Int32) = (0, 0)
    try #require(ioctl(main, 0x4004_5431, &locked) == 0 && ioctl(main, 0x8004_5430, &number) == 0)
    let terminal = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(terminal >= 0)
    defer { close(terminal) }
    try #require(ioctl(main, UInt(TIOCSWINSZ), &size) == 0)
    #expect(Terminal.columns(of: terminal, environment: ["TERM": "xterm"]) == 61)
    #expect(Terminal.columns(of: terminal, environment: ["TERM": "dumb"]) == nil)
    #expect(Terminal.columns(of: terminal, environment: [:]) == nil)
    size.ws_col = 10
    try #require(ioctl(main, UInt(TIOCSWINSZ), &size) == 0)
    #expect(Terminal.columns(of: terminal, environment: ["TERM": "xterm"]) == nil)
    size.ws_col = 0
    try #require(ioctl(main, UInt(TIOCSWINSZ), &size) == 0)
    #expect(Terminal.columns(of: terminal, environment: ["TERM": "xterm"]) == 80)
  }
}
