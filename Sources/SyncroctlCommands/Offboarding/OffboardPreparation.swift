import ConsolePages
import Foundation
import Provisioning
import SelectorPacks
import Spelling
import Technicians

/// Everything before access is cut: who it is, whether it may be done, what will be done, and the question.
struct OffboardPreparation: Sendable {
  let leavers: [Leaver]
  let includesSharedTokens: Bool
  let takesRights: Bool
  let breakGlass: String?
  let policy: Policy
  let judge: GuardJudge
  let acting: ActingOptions
  let talk: Talk

  private var isOne: Bool { leavers.count == 1 }

  /// What is to be done; `nil` for a dry run.
  func order(_ signedIn: SignedInConsole) async throws -> RunOrder? {
    let console = signedIn.console
    var offboardings = try await found(signedIn)
    var shared: [APIToken] = []
    for offboarding in offboardings {
      let belongings = acting.yes ? nil : await LeaversBelongings.read(of: offboarding.person, signedIn)
      tell(who(offboarding.person) + (belongings.map { [$0.sentence] } ?? []))
      shared += belongings?.sharedTokens ?? []
    }
    if !acting.yes, !acting.dryRun, !includesSharedTokens, !shared.isEmpty {
      tell(shared.map { "  \($0.shown) may be used by another program" })
      let isYes = try await Question.isYes("Delete what has a name, too?")
      for index in offboardings.indices { offboardings[index].includesSharedTokens = isYes }
    }
    let price = Money(cents: console.pack.listPrice.cents, currency: console.pack.listPrice.currency)
    let changes = Offboarding.changes(offboardings, console, price: price, witness: signedIn.witness)
    tell(changes.map(line) + saving(changes) + Offboarding.unknownPages(console, witness: signedIn.witness))
    let file = try file(changes, offboardings, signedIn)
    let active = isOne ? 0 : try await enforceLimits(file.plan, signedIn)
    if acting.dryRun {
      talk.say("Dry run: nothing was changed.")
      return nil
    }
    try await Question.confirm(question(offboardings), assumeYes: acting.yes)
    return RunOrder(file: file, lifted: lifted, active: active)
  }

  /// Whoever names one person means that person: how many others went today is no reason to leave the door open. A file may be a wrong one.
  private var lifted: Set<GuardVerdict.Rule> {
    var lifted: Set<GuardVerdict.Rule> = isOne ? [.deactivations] : []
    if breakGlass != nil { lifted.insert(.protected) }
    return lifted
  }

  private func question(_ offboardings: [Offboarding]) -> String {
    let active = offboardings.count { $0.person.status == .active }
    if active == 0 { return "Do the rest now?" }
    return isOne ? "Cut access now?" : "Cut the access of \(active) people now?"
  }

  private func line(_ change: Change) -> String {
    let whom = isOne ? "" : " \(change.whom)"
    return "  \(change.sign) \(change.verb)\(whom)\(change.detail.isEmpty ? "" : ": \(change.detail)")"
  }

  private func tell(_ lines: [String]) {
    let text = lines.joined(separator: "\n")
    if text.isEmpty { return }
    // What is asked about is shown whether somebody wants to hear the rest or not.
    if acting.yes || acting.dryRun { talk.say(text) } else { StandardError.say(text + "\n") }
  }

  private func who(_ person: Technician) -> [String] {
    let state = person.status == .active ? "" : ", deactivated already"
    return [
      "\(ShownText.plain(person.name.full)) <\(person.email)>, \(person.kind.rawValue)\(state)",
      "last sign-in \(TechnicianTable.text(person.lastSignIn)), id \(person.id?.rawValue ?? "-")",
    ]
  }

  private func saving(_ changes: [Change]) -> [String] {
    let saved = changes.compactMap(\.monthlyDelta)
    guard let first = saved.first else { return [] }
    let sum = Money(cents: saved.reduce(0) { $0 + $1.cents }, currency: first.currency)
    return ["  \(sum.signed)/month from the cycle's end, at the list price"]
  }

  // MARK: Who

  /// Everybody who leaves, as the console shows them.
  ///
  /// - Throws: what keeps any of them from being offboarded: then nothing is done for anybody.
  private func found(_ signedIn: SignedInConsole) async throws -> [Offboarding] {
    var offboardings: [Offboarding] = []
    for leaver in leavers {
      guard var person = try await TechniciansPage(signedIn.console).find(leaver.email) else {
        throw try await notFound(leaver, signedIn)
      }
      try await refuse(person, leaver, signedIn)
      let heir = try await foundHeir(leaver.heir, signedIn)
      if takesRights, let id = person.id {
        let shown = try await TechnicianPage(signedIn.console, id: id).read(expecting: leaver.email).technician
        (person.permissions, person.groups) = (shown.permissions, shown.groups)
      }
      offboardings.append(
        Offboarding(person, heir: heir, includesSharedTokens: includesSharedTokens, takesRights: takesRights, location: leaver.location))
    }
    return offboardings
  }

  private func place(_ leaver: Leaver) -> String { leaver.location == .commandLine ? "" : "\(leaver.location): " }

  private func refuse(_ person: Technician, _ leaver: Leaver, _ signedIn: SignedInConsole) async throws {
    let (email, place) = (leaver.email, place(leaver))
    guard person.id != nil else {
      throw ConsoleError(.pageNotRecognised, "\(place)the list of people shows no link to the page of \(email)")
    }
    guard email != signedIn.operatorEmail else {
      throw Refusal(
        message: "\(place)\(email) is signed in here, and nobody offboards themselves", advice: "Sign in as another admin to do this.")
    }
    if breakGlass == nil, let pattern = policy.protected.first(where: { $0.matches(email) }) {
      let again = isOne ? Undertaking.current.again : "syncroctl offboard \(email)"
      throw Refusal(
        message: "\(place)\(email) is protected by the policy (\(pattern))",
        advice: "If it must be, say why, which is written down: \(again) --break-glass WHY")
    }
    if person.status == .active, person.kind == .admin { try await Refusal.ofLastAdmin(email, signedIn) }
  }

  private func foundHeir(_ heir: EmailAddress?, _ signedIn: SignedInConsole) async throws -> Technician? {
    guard let heir else { return nil }
    guard let found = try await TechniciansPage(signedIn.console).find(heir), found.id != nil, found.status == .active else {
      throw UsageError("nobody active has the email \(heir), to whom the tickets are to go", "Name somebody else to get them.")
    }
    return found
  }

  /// Nobody has that address; those who have one like it are named.
  private func notFound(_ leaver: Leaver, _ signedIn: SignedInConsole) async throws -> ConsoleError {
    let everybody = try await signedIn.reader().readList().map(\.email.description)
    let near = NearestNames.nearest(to: leaver.email.description, among: everybody)
    return ConsoleError(
      .notFound, "\(place(leaver))nobody on \(signedIn.console.address.host) has the email \(leaver.email)",
      details: near.map { "did you mean \($0)?" }, advice: "See who is there: syncroctl technicians list")
  }

  // MARK: The plan

  /// Of several people the whole plan is held against the limits, before anything is done.
  ///
  /// - Returns: how many people are active.
  private func enforceLimits(_ plan: Plan, _ signedIn: SignedInConsole) async throws -> Int {
    let recheck = PlanRecheck(signedIn.console, signedInAs: signedIn.operatorEmail, witness: signedIn.witness) { [talk] in talk.say($0) }
    let snapshot = try await recheck.read(for: plan)
    if let refused = GuardRefused(try judge.verdicts(on: plan, snapshot, console: signedIn.console.address.origin)) { throw refused }
    return snapshot.activeTechnicians
  }

  private func file(_ changes: [Change], _ offboardings: [Offboarding], _ signedIn: SignedInConsole) throws -> PlanFile {
    let console = signedIn.console
    let glass = breakGlass.map { ["Break glass, although the policy protects \(leavers[0].email): \($0)"] } ?? []
    let plan = Plan.without(
      roster: changes, facts: offboardings.map { PlanFact(person: $0.person, email: $0.person.email) }, address: console.address.host,
      layout: console.layout, signedInAs: signedIn.operatorEmail,
      notes: glass + Offboarding.unknownPages(console, witness: signedIn.witness))
    let now = Date()
    return try PlanFile(
      made: now, expires: now.addingTimeInterval(3600), author: Operator.name(), console: console.address.origin, pack: console.pack.digest,
      roster: [], limits: policy.guards, verdicts: [], plan: plan)
  }
}

/// What is said of tokens and tickets before the question. That a page of them cannot be read is no reason not to cut access.
struct LeaversBelongings {
  let tokens: Result<[APIToken]?, any Error>
  let tickets: Result<[Ticket]?, any Error>

  static func read(of person: Technician, _ signedIn: SignedInConsole) async -> LeaversBelongings {
    let reader = BelongingsReader(signedIn.console, witness: signedIn.witness)
    return LeaversBelongings(
      tokens: await result { try await reader.tokens(of: person) },
      tickets: await result { if let id = person.id { try await reader.tickets(of: id) } else { nil } })
  }

  private static func result<Value>(_ read: () async throws -> Value) async -> Result<Value, any Error> {
    do { return .success(try await read()) } catch { return .failure(error) }
  }

  var sharedTokens: [APIToken] { ((try? tokens.get()) ?? [])?.filter(\.mayBeShared) ?? [] }

  /// `2 API tokens, 6 open tickets`
  var sentence: String {
    [Self.counted(tokens, "API token", "API tokens"), Self.counted(tickets, "open ticket", "open tickets")].joined(separator: ", ")
  }

  private static func counted<Item>(_ items: Result<[Item]?, any Error>, _ one: String, _ many: String) -> String {
    switch items {
    case .success(let items?): items.count == 1 ? "1 \(one)" : "\(items.count) \(many)"
    case .success(nil): "\(many) not looked for"
    case .failure(let error): "\(many) not known (\((error as? ConsoleError)?.message ?? "\(error)"))"
    }
  }
}
