import ConsolePages
import Technicians

// What is left for a person, and what a person has made of it.
extension ChangeStep {
  /// The change becomes a task: nothing was clicked on the page of `error`, and nothing more of the change is done.
  ///
  /// - Parameters:
  ///   - looked: what a fresh page showed first; `nil` where none could be looked at.
  ///   - now: what is there, as far as it is known.
  ///   - standing: how it is known that nothing was changed.
  func manual(
    _ error: ConsoleError, _ looked: Looked?, _ now: Looked, _ standing: String = "nothing was clicked there"
  ) -> StepReport {
    var made = made(looked, now)
    if made.isEmpty, case .left(let result)? = earlier { made = result.task?.made ?? [] }
    // What the plan knew is no reading.
    var report = StepReport(failure: error, looked, now: looked == nil || now.isNothing ? nil : now)
    report.outcome = .manual
    report.detail = (made + ["\(error.message); \(standing)"]).joined(separator: "; ")
    report.cause = .pageNotRecognised
    report.task = task(from: now, to: work.wanted(from: now), made: made, because: ManualTask.Reason(error))
    return report
  }

  /// What has become of a task, by what a fresh page shows.
  ///
  /// What was not begun is tried again: its page may be known by now. What somebody has done otherwise stays a task.
  func judge(_ looked: Looked, left result: ChangeResult) -> Judgement {
    let before = seen(result, or: looked)
    let check = HandCheck(before: before, wanted: work.wanted(from: before), fact: fact)
    var verdict = check.verdict(on: looked)
    if case .undone = verdict, change.isCreation, !work.canContinue(from: looked) {
      // Nobody else's account is taken for the one that was to be made.
      verdict = .otherwise(looked.differences(from: work.wanted(from: Looked())))
    }
    switch verdict {
    case .undone: return .ready
    case .done(let besides):
      let words = ["done by hand, read back\(id(of: looked))"] + besides.map { "besides, \($0)" }
      var report = StepReport(.done, words.joined(separator: "; "), result.looked ?? before, now: looked)
      report.isByHand = true
      return .over(report)
    case .otherwise(let differences):
      var report = StepReport(
        .manual, "still open: \(differences.joined(separator: "; "))", result.looked, now: looked, cause: .pageNotRecognised)
      report.task = task(
        from: looked, to: check.target(from: looked), made: result.task?.made ?? [], differs: differences,
        because: result.task?.reason ?? ManualTask.Reason(message: result.detail, seen: []))
      return .over(report)
    }
  }

  /// A task that could not be looked at stays as it was.
  func stillLeft(_ result: ChangeResult, _ error: any Error) -> StepReport {
    var report = StepReport(failure: error, result.looked)
    report.detail = "still open, and could not be looked at: \(report.detail)"
    report.outcome = .manual
    report.cause = report.cause ?? result.cause
    report.now = Looked(person: result.technician, group: result.group, belongings: result.belongings)
    report.task = (error as? ConsoleError).flatMap { result.task?.because(ManualTask.Reason($0)) } ?? result.task
    report.endsTheRun = RunSummary.EarlyEnd(of: error)
    return report
  }

  /// What was there when a task was given, whatever somebody has made of it since. What was not known is taken for what is there now.
  private func seen(_ result: ChangeResult, or now: Looked) -> Looked {
    if let looked = result.looked, looked.isNothing { return looked }
    if var person = result.looked?.person ?? fact?.person {
      person.permissions = person.permissions ?? now.person?.permissions
      person.groups = person.groups ?? now.person?.groups
      return Looked(person: person, belongings: result.looked?.belongings ?? now.belongings)
    }
    guard var group = result.looked?.group ?? fact?.group else { return Looked() }
    group.permissions = group.permissions ?? now.group?.permissions
    return Looked(group: group)
  }

  private func task(
    from seen: Looked, to wanted: Looked, made: [String], differs: [String] = [], because reason: ManualTask.Reason
  ) -> ManualTask {
    let steps = work.byHand(from: seen, to: wanted)
    return ManualTask(steps: steps, checks: checks(seen, wanted), made: made, differs: differs, reason: reason)
  }

  /// What of the change is there already.
  private func made(_ looked: Looked?, _ now: Looked) -> [String] {
    guard change.isCreation, let looked, looked.isNothing, !now.isNothing else { return [] }
    return [now.person == nil ? "the group is there\(id(of: now))" : "the account is there\(id(of: now))"]
  }

  private func id(of looked: Looked) -> String {
    guard change.isCreation else { return "" }
    return (looked.person?.id?.rawValue ?? looked.group?.id).map { " (id \($0))" } ?? ""
  }

  private func checks(_ seen: Looked, _ wanted: Looked) -> [HandStep] {
    let guide = HandGuide(console)
    if let group = wanted.group {
      return guide.check(group: group.name, group.id, shows: ["The boxes are ticked as said above, and no others"])
    }
    guard let person = wanted.person ?? seen.person, let email = change.email else { return [] }
    if case .resetMFA = change.action, let id = person.id { return guide.checkSecondFactor(email, id) }
    var shows = ["It shows \(person.email), \(person.name.full)"]
    shows.append("The account is \(person.status.rawValue), of the kind \(person.kind.rawValue)")
    switch change.action {
    case .create(.technician, _, _, _), .permissions, .groups: shows.append("The boxes are ticked as said above, and no others")
    default: break
    }
    return guide.check(wanted.person == nil ? email : person.email, person.id, shows: shows)
  }
}

extension ConsoleError {
  /// Whether a page is not as the selector pack says, and nothing was clicked on it.
  var isOfThePage: Bool { (code == .pageNotRecognised || code == .ambiguous) && consequence == .nothing }
}
