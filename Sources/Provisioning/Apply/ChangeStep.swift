import ConsolePages
import SelectorPacks
import Technicians

/// One change on its way: look, compare with what the plan rests on, ask guards and witness, write down, act once, read back, ask the witness.
///
/// After an act nothing counts but a fresh page. An act that failed, or whose answer was lost, is settled by looking: it is done if the page
/// shows it done. It is tried again, once, only where the console has answered that it did nothing and the page agrees.
struct ChangeStep: Sendable {
  let console: Console
  let change: Change
  let number: Int
  let work: any ChangeWork
  /// What the console is expected to show before; `nil` where the plan has no fact of it.
  let fact: PlanFact?
  /// How far the change had come in a run that was cut short.
  let earlier: EarlierStep?
  let log: RunLog?
  let evidence: EvidenceFolder?
  /// Says why the change must not be made, by what a fresh page shows.
  let guards: @Sendable (Change, Looked) async throws -> [GuardVerdict]
  /// Is asked before and after; `nil` leaves it at the pages.
  var witness: StepWitness?
  /// Is told once a fresh page shows the change done, before that is pictured and written down.
  var seen: @Sendable () -> Void = {}
  /// Signs in once more; `nil` where that has been done often enough.
  let signInAgain: @Sendable () async throws -> Bool

  /// Carries the change out.
  ///
  /// - Throws: what is not about this change alone: a browser that is gone, a sign-in that is lost, a journal that cannot be written.
  func perform() async throws -> StepReport {
    let prepared: Preparation
    do {
      prepared = try await prepare()
    } catch {
      return try await notPrepared(error)
    }
    switch prepared {
    case .over(let report): return report
    case .ready(let looked, let said):
      try intend(looked)
      do {
        return try await confirmed(try await actAndSettle(looked), said)
      } catch let error where !(error is ConsoleError) {
        return brokenOff(error, looked)
      }
    }
  }

  // MARK: Before

  private enum Preparation {
    case over(StepReport)
    /// What a fresh page shows, and what the witness said.
    case ready(Looked, said: [String])
  }

  /// All that comes before anything is clicked.
  private func prepare() async throws -> Preparation {
    let looked = try await signedIn { try await packed { try await work.look() } }
    switch try judge(looked) {
    case .over(let report):
      if report.isByHand { await picture(.after) }
      return .over(try await confirmed(report))
    case .ready: break
    }
    if let refused = try await refused(looked) { return .over(refused) }
    switch try await heard(looked) {
    case .over(let report): return .over(report)
    case .ready(let said): return .ready(looked, said: said)
    }
  }

  private func refused(_ looked: Looked) async throws -> StepReport? {
    let refusals = try await guards(change, looked).filter { !$0.isOK }
    guard !refusals.isEmpty else { return nil }
    return StepReport(
      .failed, "a guard refused: " + refusals.map { "\($0.rule.rawValue): \($0.finding)" }.joined(separator: "; "), looked,
      cause: .guardRefused)
  }

  /// Nothing was clicked: what a person was to do stays theirs, what was acted upon before stays so, and what cannot be looked at because its
  /// page is not recognised becomes a person's.
  private func notPrepared(_ error: any Error) async throws -> StepReport {
    switch earlier {
    case .left(let result): return stillLeft(result, error)
    case .begun(let before):
      guard let error = error as? ConsoleError else { return brokenOff(error, before) }
      return brokenOff(
        ConsoleError(
          error.code, "it was under way before, and cannot be looked at now: \(error.message)", details: error.details,
          consequence: .unknown, advice: error.advice), before)
    case .failed(let before): return brokenOff(error, before)
    case nil:
      guard let error = error as? ConsoleError, error.isOfThePage else { throw error }
      let known = Looked(person: fact?.person, group: fact?.group)
      if let refused = try await refused(known) { return refused }
      return manual(error, nil, known)
    }
  }

  /// Ends a change that was acted upon and cannot be followed any further. What was there before goes with it: whoever goes on would else take
  /// for another's work what was done here.
  private func brokenOff(_ error: any Error, _ before: Looked) -> StepReport {
    var report = StepReport(failure: error, before)
    report.endsTheRun = RunSummary.EarlyEnd(of: error)
    return report
  }

  enum Judgement {
    case over(StepReport)
    case ready
  }

  /// What is to be done about what was seen: nothing, since it is so already or not as the plan knew it; or the change.
  private func judge(_ looked: Looked) throws -> Judgement {
    if case .left(let result)? = earlier { return judge(looked, left: result) }
    let isDone = looked.differences(from: work.wanted(from: looked)).isEmpty && !looked.isNothing
    if let before = earlier?.beforeAct {
      if isDone {
        return .over(
          StepReport(.done, "\(work.done(from: before, to: looked)); it was done before the run was cut short", before, now: looked))
      }
      // A later change of the plan may have made something else of the same person meanwhile: that is as it was expected, too.
      let isAsExpected = fact.map { looked.differences(from: $0).isEmpty } ?? false
      if looked.isLike(before) || isAsExpected || work.canContinue(from: looked) { return .ready }
      let seen = looked.differences(from: before).joined(separator: ", ")
      return .over(
        StepReport(
          .unknown, "it was under way when the run was cut short, and now \(seen): look, and put it right by hand", before, now: looked))
    }
    let moved = fact.map { looked.differences(from: $0) } ?? []
    if isDone {
      // Somebody whom the plan did not know may be anybody.
      if change.isCreation {
        let status = looked.person.map { " (\($0.status.rawValue))" } ?? ""
        let what = change.email.map { "\($0) has an account already" } ?? "there is a group \(change.name) already"
        return .over(
          StepReport(.failed, "\(what)\(status), which the plan did not know: plan again", looked, now: looked, cause: .moved))
      }
      return .over(StepReport(.unchanged, work.already, looked, now: looked))
    }
    if change.isCreation, !looked.isNothing {
      let status = looked.person.map { " (\($0.status.rawValue))" } ?? ""
      let what = change.email.map { "\($0) has an account already" } ?? "there is a group \(change.name) already"
      return .over(StepReport(.failed, "\(what)\(status), which the plan did not know: plan again", looked, now: looked, cause: .moved))
    }
    guard moved.isEmpty else {
      return .over(
        StepReport(
          .failed, "the console has moved since the plan was made: \(moved.joined(separator: "; ")). Plan again", looked, now: looked,
          cause: .moved))
    }
    return .ready
  }

  private func intend(_ looked: Looked) throws {
    do { try log?.intend(number, looked: looked) } catch { throw LogUnwritable(description: "\(error)") }
  }

  // MARK: The witness

  private enum Testimony {
    case over(StepReport)
    case ready([String])
  }

  /// Asks whether the page shows the person whom the number belongs to. Of somebody new there is nothing to ask.
  private func heard(_ looked: Looked) async throws -> Testimony {
    guard let witness, let person = looked.person else { return .ready([]) }
    do {
      guard let hearing = try await witness.before(person) else { return .ready([]) }
      guard let contradiction = hearing.contradiction else { return .ready([hearing.words]) }
      var report = StepReport(.failed, "\(contradiction): nothing was touched", looked, now: looked, cause: .witness)
      report.witness = [hearing.words]
      return .over(report)
    } catch let error as ConsoleError {
      var report = StepReport(failure: error, looked, now: looked)
      (report.outcome, report.cause) = (.failed, .witness)
      return .over(report)
    }
  }

  /// Asks whether what was done, and seen to be done, is so. Where the two do not agree, or nobody can be asked, it is not known.
  private func confirmed(_ report: StepReport, _ said: [String] = []) async throws -> StepReport {
    var report = report
    report.witness = said
    guard let witness, report.outcome == .done, change.isWitnessed, let person = report.now?.person else { return report }
    do {
      let hearing = try await witness.after(person)
      report.witness.append(hearing.words)
      if let contradiction = hearing.contradiction {
        (report.outcome, report.detail) = (.unknown, "\(report.detail), but \(contradiction)")
      }
    } catch let error as ConsoleError {
      report.outcome = .unknown
      report.detail += ", but \(error.message)"
      report.error = ConsoleError(error.code, report.detail, details: error.details, advice: error.advice)
    }
    return report
  }

  // MARK: The act

  private func actAndSettle(_ looked: Looked) async throws -> StepReport {
    var before = looked
    var attempts = 2
    while true {
      attempts -= 1
      var made: String?
      var failure: ConsoleError?
      let clicks = console.clicks
      do {
        made = try await packed {
          try await work.act(on: before) { [self] in
            // Of somebody new there is nothing to be seen yet.
            if !looked.isNothing || change.email == nil { await picture(.before) }
          }
        }
      } catch let error as ConsoleError {
        failure = error
        // What came in the way before anything was clicked will be in the way of the reading back as well.
        if let block = error.block, !block.isPassedBySigningIn, !block.isAnswered, error.consequence == .nothing, console.clicks == clicks {
          throw error
        }
      }
      switch try await settle(from: before, first: looked, made: made, failure) {
      case .over(let report): return report
      case .again(let now):
        guard attempts > 0 else {
          if let failure, failure.isDialog, now.isLike(looked) { return dismissed(failure, looked, now) }
          return StepReport(failure: failure ?? ConsoleError(.refused, "it did not take"), looked, now: now)
        }
        before = now
      }
    }
  }

  private enum Settlement {
    case over(StepReport)
    /// It was not done, or not wholly, and can be gone on with from here.
    case again(Looked)
  }

  private func settle(from before: Looked, first: Looked, made: String?, _ failure: ConsoleError?) async throws -> Settlement {
    let now: Looked
    do {
      // What failed for a moment is left alone for a moment; it may still be at work on what it was sent.
      if let pause = failure?.pause { try await console.wait(pause) }
      now = try await signedIn { try await packed { try await work.readBack(made) } }
    } catch let error as ConsoleError {
      return .over(notReadBack(first, failure, error))
    }
    let differences = now.differences(from: work.wanted(from: before))
    if differences.isEmpty { seen() }
    await picture(.after)
    if differences.isEmpty {
      let remark = failure.map { $0.code == .emailTaken || $0.consequence != .nothing ? "; the console's answer was lost" : "" } ?? ""
      return .over(StepReport(.done, work.done(from: first, to: now) + remark, first, now: now))
    }
    guard let failure else {
      let made = change.isCreation && !now.isNothing ? "\(work.done(from: first, to: now).replacing(", read back", with: "")), but " : ""
      return .over(StepReport(.failed, "\(made)on a fresh page \(differences.joined(separator: ", "))", first, now: now))
    }
    if now.isLike(before) {
      if isKnownNotToHaveActed(failure) { return .again(now) }
      if failure.isOfThePage { return .over(manual(failure, first, now)) }
      if failure.isDialog { return .over(dismissed(failure, first, now)) }
      return .over(StepReport(failure: failure, first, now: now))
    }
    if work.canContinue(from: now) { return .again(now) }
    return .over(StepReport(failure: failure, first, now: now, adding: "on a fresh page \(differences.joined(separator: ", "))"))
  }

  /// A question that the pack does not know was answered with no, by opening another page, and that page is as it was: nothing was done.
  private func dismissed(_ failure: ConsoleError, _ looked: Looked, _ now: Looked) -> StepReport {
    let asked = ConsoleError(
      .pageNotRecognised, failure.message, details: failure.details,
      advice: "If the console asks this each time, the selector pack can say so of some buttons (see Capabilities in docs/packs.md).")
    return manual(asked, looked, now, "it was dismissed, and a fresh page is as before")
  }

  private func notReadBack(_ looked: Looked, _ failure: ConsoleError?, _ error: ConsoleError) -> StepReport {
    let first = failure.map { "\($0.message); " } ?? "done as far as the console said, and "
    var report = StepReport(
      failure: ConsoleError(
        .outcomeUnknown, "\(first)not read back: \(error.message)", details: error.details, consequence: .unknown, advice: error.advice),
      looked)
    report.endsTheRun = error.code == .notSignedIn ? .notSignedIn : error.code == .unreachable ? .unreachable : nil
    return report
  }

  /// Whether one more try can do nothing twice: the console answered that nobody is signed in, or with a question that is answered by now, or
  /// with an error page, or a dialog was dismissed, and a fresh page is as it was before. What makes somebody is not tried again after an
  /// error page or a dialog: it may still be on its way, and each one costs a seat.
  private func isKnownNotToHaveActed(_ failure: ConsoleError) -> Bool {
    (failure.code == .notSignedIn && failure.isPassedBySigningIn) || failure.block?.isAnswered == true
      || (failure.pause != nil && !change.isCreation)
  }

  // MARK: Help

  /// What the pack lacks cannot be recognised on a page either.
  private func packed<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let error as PackError where error.code == .missing {
      throw ConsoleError(.pageNotRecognised, "the selector pack lacks what this change needs", details: ["\(error)"])
    }
  }

  private func picture(_ moment: EvidenceFolder.Moment) async {
    await evidence?.keepPicture(of: change, number: number, moment: moment) {
      guard let caption = log?.caption(change, number, moment) else { return try await console.picture() }
      return try await console.picture(caption: caption)
    }
  }

  /// Reads, and where nobody is signed in any more signs in once more and reads again. To read twice harms nothing.
  private func signedIn<Value>(_ read: () async throws -> Value) async throws -> Value {
    do {
      return try await read()
    } catch let error as ConsoleError where error.code == .notSignedIn && error.isPassedBySigningIn {
      guard try await signInAgain() else { throw error }
      return try await read()
    }
  }
}

extension ConsoleError {
  /// Whether signing in once more may help; behind any other block it would be in vain.
  fileprivate var isPassedBySigningIn: Bool { block?.isPassedBySigningIn ?? true }
}

extension Looked {
  /// Whether there was nobody and nothing to be seen.
  var isNothing: Bool { person == nil && group == nil }

  /// Whether both show the same, in all that both show.
  func isLike(_ other: Looked) -> Bool {
    isNothing == other.isNothing && differences(from: other).isEmpty
  }

  /// What is no longer as a plan knew it.
  func differences(from fact: PlanFact) -> [String] {
    if fact.group != nil || group != nil { return fact.differences(from: group) }
    return fact.differences(from: person)
  }
}

extension Change {
  /// Whether it makes something that was not there.
  var isCreation: Bool {
    switch action {
    case .create, .createGroup: true
    default: false
    }
  }
}
