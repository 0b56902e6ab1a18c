import ArgumentParser
import ConsoleEmulator
import ConsolePages
import DriverProcess
import Foundation
import Provisioning
import Secrets
import SelectorPacks
import Technicians

/// `syncroctl demo`
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the whole way on a local console: sign in with MFA, plan, apply, read back, plan again.",
    discussion: """
      syncroctl demo
      syncroctl demo --layout users --headed

      Nothing outside this machine is touched. The console and its people are made up, and gone afterwards; the pictures stay.
      """)

  @OptionGroup var emulated: EmulatorOptions
  @OptionGroup var browser: BrowserOptions
  @OptionGroup var talk: TalkOptions

  @Flag(help: "Show the browser.")
  var headed = false

  @Option(help: ArgumentHelp("Where pictures and results are kept.", valueName: "dir"))
  var evidence = "runs"

  func run() async throws {
    let configuration = try emulated.configuration()
    let examples = try Shipped.folder("docs").appending(path: "examples")
    let file = examples.appending(path: "roster.yaml").path
    let roster = try RosterReader.read(path: file)
    let folder = try EvidenceFolder(in: URL(fileURLWithPath: evidence), now: Date())
    let pack = try PackLibrary.pack(layout: emulated.layout.rawValue, in: Shipped.folder("selectors"))
    let (say, logger, headed, options) = (talk.talk, talk.logger, headed, browser.driverOptions)
    try await withEmulator(configuration, logger: logger) { emulator in
      say.say("Emulated console at \(emulator.consoleURL), its own state at \(emulator.controlURL)/state")
      let target = try Self.target(emulator, pack: pack, isHeaded: headed, options)
      let summary = try await target.withConsole(talk: say, logger: logger) { signedIn in
        try await Self.show(signedIn, roster, folder, say)
      }
      print(ResultTable(summary).table.text)
      try summary.requireSuccess()
    }
  }

  private static func target(
    _ emulator: RunningEmulator, pack: SelectorPack, isHeaded: Bool, _ options: DriverOptions
  ) throws -> ConsoleTarget {
    let codes = ComputedCodes(
      totp: try TOTP(secret: Secret(emulator.totpSecret, label: "account.totp")), account: emulator.email, ledger: NoLedger())
    return ConsoleTarget(
      address: try ConsoleAddress(emulator.consoleURL), pack: pack,
      credentials: Credentials(
        email: try EmailAddress(emulator.email), password: Secret(emulator.password, label: "account.password"), codes: codes),
      isHeaded: isHeaded, driver: options)
  }

  private static func show(
    _ signedIn: SignedInConsole, _ roster: Provisioning.Roster, _ folder: EvidenceFolder, _ talk: Talk
  ) async throws -> RunSummary {
    talk.say("")
    let first = try await CheckedPlan.make(roster, signedIn, talk: talk, guards: GuardSettings())
    print(first.text)
    print("")
    try first.enforce()
    let summary = try await ApplyRun(signedIn: signedIn, evidence: folder, talk: talk).apply(first.plan, reason: nil)
    guard summary.count(.notReached) == 0 else { return summary }
    talk.say("")
    talk.say("The same roster again:")
    let second = try await CheckedPlan.make(roster, signedIn, talk: talk, guards: GuardSettings())
    print(second.text)
    print("")
    guard second.plan.isEmpty else { throw Reported(status: .failed) }
    return summary
  }
}

/// The demo's console is new each time, so no code of it was used before.
private struct NoLedger: CodeLedger {
  func lastStep(account: String) throws -> Int64? { nil }
  func use(step: Int64, account: String) throws {}
}
