import ArgumentParser
import ConsoleEmulator
import ConsolePages
import Foundation
import Provisioning
import Recordings
import Secrets
import SelectorPacks
import Technicians

/// `syncroctl demo`
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the whole way on a local console: sign in with MFA, plan, apply, read back, plan again.",
    usage: "syncroctl demo [<options>]",
    discussion: """
      syncroctl demo
      syncroctl demo --layout users --headed

      Nothing outside this machine is touched. The console and its people are
      made up, and gone afterwards; what was done stays written down, with
      pictures: syncroctl report latest, syncroctl evidence verify latest.
      """)

  @OptionGroup var emulated: EmulatorOptions
  @OptionGroup var browser: BrowserOptions
  @OptionGroup var talk: TalkOptions

  @Option(help: ArgumentHelp("Where pictures and results are kept.", valueName: "dir"), completion: .directory)
  var evidence = "runs"

  func run() async throws {
    let configuration = try emulated.configuration()
    let examples = try Shipped.folder("docs").appending(path: "examples")
    let roster = try RosterReader.read(path: examples.appending(path: "roster.yaml").path)
    let purpose = try browser.recording.purpose()
    let layout = purpose.replayed?.recording.header.layout ?? emulated.layout.rawValue
    let pack = try PackLibrary.pack(layout: layout, in: Shipped.folder("selectors"))
    let (say, logger, source) = (talk.talk, talk.logger, try await browser.source(purpose: purpose))
    let place = try RunPlace.open(isReplay: purpose.replayed != nil)
    let report = try await Evidence.keeping(in: evidence, isReplay: purpose.replayed != nil) { evidence in
      if let (recording, file) = purpose.replayed {
        let target = try ConsoleTarget.replayed(recording, file, pack: pack, browser: source, say)
        let run = ApplyRun(target: target, place: place, evidence: evidence, talk: say, logger: logger)
        return try await target.withConsole(talk: say, logger: logger) { try await Self.show($0, roster, run) }
      }
      return try await withEmulator(configuration, logger: logger) { emulator in
        say.say("Emulated console at \(emulator.consoleURL), its own state at \(emulator.controlURL)/state")
        var target = try Self.target(emulator, pack: pack, source)
        target.purpose = purpose
        let run = ApplyRun(target: target, place: place, evidence: evidence, talk: say, logger: logger)
        return try await target.withConsole(talk: say, logger: logger) { try await Self.show($0, roster, run) }
      }
    }
    try StandardOutput.write(report.text + "\n")
    try report.summary.requireSuccess(again: Undertaking.current.again)
    say.say("\nThe console was as the roster says, read once more.\(report.evidence.map { " Pictures and results: \($0)" } ?? "")")
    if let run = report.run {
      say.say("What it did, once more: \(Self.program) report \(run)")
      if let evidence = report.evidence { say.say("Whether that is as it was: \(Self.program) evidence verify \(evidence)") }
    }
  }

  /// This program as it can be typed here: whoever tries the demo from a checkout has not installed it.
  private static var program: String {
    let path = CommandLine.arguments.first ?? "syncroctl"
    let here = FileManager.default.currentDirectoryPath + "/"
    return ShellWords.quoted(path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path)
  }

  private static func target(_ emulator: RunningEmulator, pack: SelectorPack, _ source: BrowserSource) throws -> ConsoleTarget {
    let totp = try TOTP(secret: Secret(emulator.totpSecret, label: "account.totp"))
    let codes = ComputedCodes(
      totp: totp, account: emulator.email, ledger: NoLedger())
    return ConsoleTarget(
      address: try ConsoleAddress(emulator.consoleURL), pack: pack,
      credentials: Credentials(
        email: try EmailAddress(emulator.email), password: Secret(emulator.password, label: "account.password"), codes: codes),
      browser: source, secrets: [Secret(emulator.password, label: "account.password"), Secret(emulator.totpSecret, label: "account.totp")],
      totp: totp)
  }

  private static func show(
    _ signedIn: SignedInConsole, _ roster: Provisioning.Roster, _ run: ApplyRun
  ) async throws -> ApplyReport {
    let talk = run.talk
    // Of this console no other run can tell, though another one may have had its port.
    let judge = GuardJudge(policy: .standard, limits: GuardSettings(), journal: try .inMemory())
    talk.say("")
    let first = try await CheckedPlan.make(roster, signedIn, judge, talk: talk)
    try StandardOutput.write("\(first.text)\n\n")
    try first.enforce()
    var run = run
    run.judge = judge
    let order = RunOrder(file: try first.file(on: signedIn, roster: [], validFor: 3600), active: first.active)
    let open = try run.begin(order, signedIn)
    let report = try run.end(open, try await run.carryOut(open, signedIn))
    guard report.summary.shortfall(again: "") == nil else { return report }
    talk.say("\nThe same roster again:")
    let second = try await CheckedPlan.make(roster, signedIn, judge, talk: talk)
    try StandardOutput.write("\(second.text)\n\n")
    guard second.plan.isEmpty else {
      throw Shortfall(
        status: .failed,
        description: """
          the same roster, planned again, asks for \(second.plan.changes.count) more changes
          \(Undertaking.current.standing.sentence) This is a mistake of syncroctl: please report it with the folder \(run.evidence?.shown ?? "").
          """)
    }
    return report
  }
}

/// The demo's console is new each time, so no code of it was used before.
private struct NoLedger: CodeLedger {
  func lastStep(account: String) throws -> Int64? { nil }
  func use(step: Int64, account: String) throws {}
}
