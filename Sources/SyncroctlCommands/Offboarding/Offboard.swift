import ArgumentParser
import ConsolePages
import Foundation
import Provisioning
import Technicians

/// `syncroctl offboard`
struct Offboard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offboard",
    abstract: "Cuts one leaver's access, all of it, and proves it.",
    usage: """
      syncroctl offboard <email> [<options>]
      syncroctl offboard --from <file> [<options>]
      """,
    discussion: """
      syncroctl offboard lee.wong@acme.com
      syncroctl offboard lee.wong@acme.com \\
        --reassign-to nina.park@acme.com --include-shared-tokens

      In this order, each step looked at before and after:
        1. deactivates the account, and reads it back from a fresh page
        2. deletes their API tokens, which go on working otherwise
        3. takes away permissions or groups (--remove-rights)
        4. gives their open tickets to somebody else (--reassign-to)
        5. checks: deactivated, no API token, no open ticket
      What fails later never undoes the first. Killed on the way, or typed
      again, it goes on where it was.

      Several at once, access of all of them cut first, within the limits of the
      policy: --from leavers.csv, with the fields email and reassign_to.
      Later: --at 2026-12-01T18:00Z prints what to type for systemd or cron, and
      does nothing else.

      An API token that has a name may be used by another program. It is kept,
      and told of, unless you say otherwise.
      """)

  @Argument(help: "Who, by email.", transform: EmailArgument.parse)
  var email: EmailAddress?

  @Option(help: ArgumentHelp("A CSV file of who leaves, with the fields email and reassign_to.", valueName: "file"), completion: .file())
  var from: String?

  @Option(
    help: ArgumentHelp("Print how to have it done at this time, in UTC, and do nothing.", valueName: "time"),
    transform: OffboardSchedule.parse)
  var at: Date?

  @Option(
    help: ArgumentHelp(
      "Who gets their open tickets, by email. Without it open tickets stay theirs, which ends with exit code 8.", valueName: "email"),
    transform: EmailArgument.parse)
  var reassignTo: EmailAddress?

  @Flag(help: "Delete the API tokens that have a name, too.")
  var includeSharedTokens = false

  @Flag(help: "Take away their permissions, or groups, as well.")
  var removeRights = false

  @Option(help: ArgumentHelp("Offboard somebody whom the policy protects. The reason is written down.", valueName: "why"))
  var breakGlass: String?

  @Option(help: "The reason to choose where the console asks for one.")
  var reason: String?

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  @Option(help: "How to print what was proved.")
  var format: OutputFormat = .table

  func validate() throws {
    guard (email == nil) != (from == nil) else {
      throw ValidationError(email == nil ? "whose access? Say the email, or --from a file" : "say an email or --from a file, and not both")
    }
    if let email, reassignTo == email { throw ValidationError("--reassign-to is the leaver") }
    if from != nil, breakGlass != nil { throw ValidationError("--break-glass is for one person: name them") }
    if breakGlass?.allSatisfy(\.isWhitespace) == true { throw ValidationError("--break-glass wants a reason: it is written down") }
  }

  /// Who leaves. `--reassign-to` counts where the file names nobody.
  private func leavers() throws -> [Leaver] {
    if let email { return [Leaver(email, heir: reassignTo)] }
    return try LeaversReader.read(path: from ?? "").map { Leaver($0.email, heir: $0.heir ?? reassignTo, location: $0.location) }
  }

  func run() async throws {
    let leavers = try leavers()
    if let at {
      let schedule = try OffboardSchedule(at, arguments: options.account.naming(Undertaking.current.arguments))
      return try StandardOutput.write(schedule.text + "\n")
    }
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, [policy, acting], talk: talk)
    let place = try RunPlace.open(isReplay: target.isReplay)
    let rules = try target.policy().policy
    let (acting, logger, reason) = (acting, options.talk.logger, reason)
    let judge = GuardJudge(policy: rules, limits: rules.guards, journal: place.journal)
    let preparation = OffboardPreparation(
      leavers: leavers, includesSharedTokens: includeSharedTokens, takesRights: removeRights, breakGlass: breakGlass,
      policy: rules, judge: judge, acting: acting, talk: talk)
    let lines = OffboardLines(namesPeople: leavers.count > 1)
    let report = try await Evidence.keeping(in: acting.evidenceParent(target), isReplay: target.isReplay) { evidence in
      var run = ApplyRun(
        target: target, place: place, evidence: evidence, talk: talk, logger: logger, judge: judge, waits: acting.wait, reason: reason)
      run.seen = { lines.seen($0) }
      run.lines = { result, _ in lines.ended(result) }
      return try await run.run { signedIn in try await preparation.order(signedIn) }
    }
    guard let report else { return }
    let proof = OffboardProof(leavers: leavers, report: report)
    try format.print(proof.text, csv: proof.csv, json: report)
    if format == .table, let tasks = report.tasks { try StandardOutput.say(tasks.text + "\n") }
    try proof.requireNothingLeft(again: Undertaking.current.again)
  }
}
