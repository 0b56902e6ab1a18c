import ArgumentParser
import Foundation
import Provisioning
import Technicians

/// `syncroctl apply`
struct Apply: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Brings the console in line with a roster or a kept plan: asks, changes, reads back.",
    usage: "syncroctl apply <roster-or-plan> [<options>]",
    discussion: """
      syncroctl apply team.plan                    # exactly what was approved
      syncroctl apply team.yaml                    # plans first, then asks
      syncroctl apply team.yaml --yes --quiet      # from a nightly job
      syncroctl apply team.yaml --dry-run

      Every change is looked at before, made once, and read back from a fresh
      page. Pictures and results are kept under runs/. Ctrl-C finishes the change
      under way and stops; type the same again to do the rest. A run that was
      killed goes on when its plan is applied again, or with syncroctl resume.

      Where a page is not recognised, nothing is clicked and the change becomes a
      task for a person: what to do, step by step. See syncroctl tasks.
      """)

  @OptionGroup var roster: RosterOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  @Option(help: "The reason to choose where the console asks for one on deactivating.")
  var reason: String?

  @Option(help: "How to print the results, or with --dry-run the plan.")
  var format: OutputFormat = .table

  func run() async throws {
    if let file = try KeptPlan.ifPlan(at: roster.roster) { return try await apply(file) }
    try await applyRoster()
  }

  private func applyRoster() async throws {
    let roster = try roster.read()
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(
      options, [self.roster.policy, acting], talk: talk, inputs: self.roster.inputs(roster))
    let place = try RunPlace.open(isReplay: target.isReplay)
    let judge = try self.roster.judge(place.journal, target)
    let digests = try self.roster.digests()
    let (reason, acting, logger, format) = (reason, acting, options.talk.logger, format)
    let report = try await Evidence.keeping(in: acting.evidenceParent(target), isReplay: target.isReplay) { evidence in
      try await ApplyRun(
        target: target, place: place, evidence: evidence, talk: talk, logger: logger, judge: judge, waits: acting.wait, reason: reason
      ).run {
        signedIn in
        let checked = try await CheckedPlan.make(roster, signedIn, judge, talk: talk)
        guard try await checked.isToBeApplied(acting, format, talk: talk) else { return nil }
        let file = try checked.file(on: signedIn, roster: digests, validFor: 3600)
        // Nobody can have approved a plan that has only just been made.
        _ = try ApprovalCheck.check(plan: file, approvals: [], policy: judge.policy, now: Date()) { _ in nil }
        return RunOrder(file: file, active: checked.active)
      }
    }
    try ApplyOutcome.print(report, format)
  }

  private func apply(_ kept: KeptPlan) async throws {
    try roster.refuseForPlan()
    try refusePseudonyms(in: kept)
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(
      options, [roster.policy, acting], talk: talk, inputs: CommandInputs(files: [kept.path]))
    let application = PlanApplication(
      kept: kept, target: target, place: try RunPlace.open(isReplay: target.isReplay), policy: try target.policy().policy,
      acting: acting, talk: talk,
      logger: options.talk.logger, reason: reason)
    try ApplyOutcome.print(try await application.run(format), format)
  }
}

extension Apply {
  /// A plan goes by its digest, which is another once people are called by pseudonyms: such a recording could not be played back.
  private func refusePseudonyms(in kept: KeptPlan) throws {
    let recording = options.browser.recording
    guard recording.record != nil, !recording.keepNames else { return }
    throw UsageError(
      "a recording of a kept plan has to keep the names: with pseudonyms in it \(ShownText.quoted(kept.path)) would no longer be the plan that it is",
      "Add --keep-names, and keep the file to yourself; or record the apply of the roster.")
  }
}

/// What became of a run, printed; and the run's own exit code.
enum ApplyOutcome {
  /// - Parameter report: `nil` if there was nothing to do.
  static func print(_ report: ApplyReport?, _ format: OutputFormat) throws {
    guard let report else { return }
    try format.print(report.text, csv: report.csv, json: report)
    try report.summary.requireSuccess(again: Undertaking.current.again, run: report.run)
  }
}
