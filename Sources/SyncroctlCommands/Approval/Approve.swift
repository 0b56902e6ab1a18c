import ArgumentParser
import ConsolePages
import Foundation
import Provisioning

/// `syncroctl approve`
struct Approve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Approves a plan that somebody else has made: signs it with your key.",
    usage: "syncroctl approve <plan> --key <file> [--lift <guard>] [<options>]",
    discussion: """
      syncroctl approve team.plan --key ~/.config/syncroctl/keys/alice@acme.com.key
      syncroctl approve team.plan --key alice.key --lift last-admin --valid 2h

      Shows the plan, asks, and writes the approval beside it, where syncroctl apply
      finds it. It is for this very plan, and one run uses it up. Nothing is done to
      the console. Exit code 4: you may not approve this plan.
      """)

  @Argument(help: "The plan: a file that syncroctl plan -o wrote.", completion: .file())
  var plan: String

  @Option(help: ArgumentHelp("Your private key: a file that syncroctl keys new made.", valueName: "file"), completion: .file())
  var key: String

  @Option(
    help: ArgumentHelp("A guard that refuses the plan, such as last-admin, and is not to stop it; may be repeated.", valueName: "guard"),
    transform: ApprovalWords.rule)
  var lift: [GuardVerdict.Rule] = []

  @Option(
    help: ArgumentHelp("How long it holds, such as 90m, 24h or 7d; as long as the policy allows if not said.", valueName: "time"),
    transform: ApprovalWords.period)
  var valid: ValidityPeriod?

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var account: AccountOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to write the approval, if not beside the plan.", valueName: "file"), completion: .file())
  var output: String?

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var talk: TalkOptions

  func run() async throws {
    let place = URL(fileURLWithPath: plan)
    let file = try Self.read(place)
    let configuration = try Configuration.load([policy], account: account.account).requiringAccount()
    try configuration.requireConsole(file.console, of: plan)
    let found = try PolicyOptions.read(configuration)
    let key = try SigningKey.read(URL(fileURLWithPath: key))
    let now = Date()
    try ApprovalCheck.giving(file, by: key, policy: found.policy, now: now)
    let period = try period(found)
    try refuseNeedlessLifts(file)

    // What is asked about is shown even to whoever wants no talk.
    let shown = ApprovalQuestion(file: file, lifts: Set(lift), approver: key.name)
    if yes { talk.talk.say(shown.text) } else { StandardError.write(shown.text + "\n") }
    try await Question.confirm(shown.question, assumeYes: yes)

    let approval = try Approval(of: file, with: key, lifts: Set(lift), now: now, holdsFor: period)
    let written = try ApprovalFiles.write(approval, beside: place, at: output.map { URL(fileURLWithPath: $0) })
    talk.talk.say("Approved until \(approval.expires.formatted(.iso8601)): \(written.relativePath)")
    talk.talk.say("Next: syncroctl apply \(ShellWords.quoted(plan))")
  }

  /// The plan in a file.
  private static func read(_ place: URL) throws -> PlanFile {
    let data: Data
    do { data = try Data(contentsOf: place) } catch {
      let advice = "Make it with: syncroctl plan ROSTER -o FILE"
      guard FileManager.default.fileExists(atPath: place.path) else { throw UsageError("there is no plan \(place.path)", advice) }
      throw UsageError("the plan \(place.path) cannot be read", advice)
    }
    return try PlanFile.read(data, name: place.lastPathComponent)
  }

  private func period(_ found: PolicyOptions.Found) throws -> ValidityPeriod {
    let longest = found.policy.validFor
    guard let valid else { return longest }
    guard valid <= longest else {
      throw UsageError(
        "--valid is \(valid), and the policy lets an approval hold for \(longest) at the most", "Say --valid \(longest) or less.")
    }
    return valid
  }

  private func refuseNeedlessLifts(_ file: PlanFile) throws {
    let refused = file.verdicts.filter { !$0.isOK }.map(\.rule)
    let needless = lift.filter { !refused.contains($0) }.map(\.rawValue)
    guard !needless.isEmpty else { return }
    let advice = refused.isEmpty ? "No guard refuses it." : "Those that do: \(refused.map(\.rawValue).joined(separator: ", "))."
    throw UsageError("--lift \(needless.joined(separator: ", ")): that guard does not refuse this plan", advice)
  }
}

extension Configuration {
  /// The policy of one account says nothing about who may approve a plan for another's console.
  ///
  /// - Throws: ``UsageError`` where the account that counts is of another console than the plan.
  fileprivate func requireConsole(_ planned: String, of plan: String) throws {
    guard let accountName, case .file(_, _, .some)? = self[.console]?.place, let console,
      let address = try? ConsoleAddress(console), address.origin != planned
    else { return }
    throw UsageError(
      "\(plan) was made for \(ShownText.plain(planned)), and the account \(accountName) is \(address.origin)",
      "Say the account that it is for: --account NAME.")
  }
}

/// What somebody is shown before they approve.
struct ApprovalQuestion {
  let file: PlanFile
  let lifts: Set<GuardVerdict.Rule>
  let approver: String

  /// The plan, who made it, and what its guards say. Whatever the file has in it, nothing of it moves the cursor.
  var text: String {
    let made = "Plan     made by \(file.author) \(file.made.formatted(.iso8601)), expires \(file.expires.formatted(.iso8601))"
    let lines = ["\(PlanText(file.plan, verdicts: file.verdicts))", "", made, "Digest   \(file.digest)"] + guards
    return lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
      .map { ShownText.plain(String($0), limit: 1000) }.joined(separator: "\n")
  }

  private var guards: [String] {
    let refused = file.verdicts.filter { !$0.isOK }
    guard !refused.isEmpty else { return [] }
    return ["", refused.count == 1 ? "A guard refuses it:" : "\(refused.count) guards refuse it:"]
      + refused.map { verdict in
        "  \(verdict.rule.rawValue): \(verdict.finding)\n    "
          + (lifts.contains(verdict.rule) ? "you lift it" : "stays refused, unless somebody lifts it: --lift \(verdict.rule.rawValue)")
      }
  }

  /// The question itself, with what matters most once more.
  var question: String {
    let count = file.plan.changes.count
    let lifted = GuardVerdict.Rule.allCases.filter(lifts.contains).map(\.rawValue)
    let lifting = lifted.isEmpty ? "" : ", lifting \(lifted.joined(separator: ", "))"
    return
      "Approve \(count) \(count == 1 ? "change" : "changes") on \(ShownText.plain(file.console)) as \(ShownText.plain(approver))\(lifting)?"
  }
}

/// Words of the command line.
enum ApprovalWords {
  static func rule(_ word: String) throws -> GuardVerdict.Rule {
    if let rule = GuardVerdict.Rule(rawValue: word) { return rule }
    let known = GuardVerdict.Rule.allCases.map(\.rawValue)
    let question = NearestNames.question(for: word, among: known)
    throw ValidationError(
      "there is no guard \(ShownText.quoted(word))\(question.isEmpty ? "; there are \(known.joined(separator: ", "))" : question)")
  }

  static func period(_ word: String) throws -> ValidityPeriod {
    if let period = ValidityPeriod(word) { return period }
    throw ValidationError("\(ShownText.quoted(word)) is no time; \(ValidityPeriod.advice)")
  }
}
