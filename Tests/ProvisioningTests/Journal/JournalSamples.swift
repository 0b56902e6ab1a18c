import BrowserSupport
import Foundation
import Technicians
import Testing

@testable import Provisioning

/// Runs, changes and results for a journal.
enum JournalSamples {
  static let console = "https://acme.example"
  static let start = Date(timeIntervalSince1970: 1_782_950_400)

  /// One change of every kind.
  static func changes() throws -> [Change] {
    let nina = Change.Subject.person(
      id: TechnicianID(rawValue: "5127"), email: try EmailAddress("Nina@acme.example"), name: PersonName(first: "Nina", last: "Park"))
    let zoe = Change.Subject.person(
      id: nil, email: try EmailAddress("zoe@acme.example"), name: PersonName(full: "Zoë \"Z\" O'Neil\u{2028}李"))
    let group = Change.Subject.group(id: "7", name: "Help/desk 'A'")
    let (some, others) = (Array(SampleConsole.offered.prefix(3)), Array(SampleConsole.offered.suffix(2)))
    let actions: [(Change.Subject, Change.Action)] = [
      (group, .createGroup(permissions: some)), (group, .updateGroup(add: some, remove: others)),
      (zoe, .create(kind: .technician, role: "helpdesk", permissions: some, groups: [])),
      (zoe, .create(kind: .admin, role: nil, permissions: [], groups: ["one", "two"])), (nina, .reactivate),
      (
        nina,
        .update(
          email: Replacement(old: try EmailAddress("a@acme.example"), new: try EmailAddress("b@acme.example")),
          name: Replacement(old: PersonName(full: "A"), new: PersonName(first: "B", last: "C")),
          kind: Replacement(old: .technician, new: .admin))
      ), (nina, .update(email: nil, name: nil, kind: Replacement(old: .admin, new: .technician))),
      (nina, .permissions(add: [], remove: others)), (nina, .groups(add: ["x"], remove: ["y"])), (nina, .deactivate(lastSignIn: .never)),
      (nina, .deactivate(lastSignIn: .at(start))),
    ]
    return actions.enumerated().map { index, pair in
      Change(
        subject: pair.0, action: pair.1, rosterLocation: RosterLocation(file: "team.yaml", line: index + 1),
        monthlyDelta: index.isMultiple(of: 2) ? Money(cents: -12900) : nil)
    }
  }

  static func deactivation(_ number: Int = 1) throws -> Change {
    Change(
      subject: .person(
        id: TechnicianID(rawValue: "\(number)"), email: try EmailAddress("p\(number)@acme.example"), name: PersonName(full: "P \(number)")),
      action: .deactivate(lastSignIn: .notShown), rosterLocation: .commandLine)
  }

  /// The beginning of a run of `changes`, `second` seconds after ``start``.
  static func header(
    _ changes: [Change], second: Int = 0, number: Int = 1, console: String = console, approvals: [String] = []
  ) throws -> RunHeader {
    let began = start.addingTimeInterval(Double(second))
    let seats = SeatUsage(active: 9, pricePerMonth: Money(cents: 12900), source: .console)
    let plan = Plan(
      basis: Plan.Basis(
        address: "acme.example", layout: "users", signedInAs: try EmailAddress("robot@acme.example"), rosterFile: "team.yaml", people: 9,
        roles: 2), changes: changes, unchanged: 3,
      notInRoster: [try SampleConsole.technician("x@acme.example", "X", id: "9", lastSignIn: .at(start), permissions: [])],
      seats: SeatForecast(usage: seats, changes: changes),
      facts: [
        PlanFact(person: nil, email: try EmailAddress("zoe@acme.example")),
        PlanFact(group: SecurityGroup(id: "7", name: "g", permissions: Set(SampleConsole.offered)), name: "g"),
      ], ignored: 1, protectedPeople: [try EmailAddress("glass@acme.example")], notes: ["a note"])
    let file = try PlanFile(
      made: start, expires: start.addingTimeInterval(3600), author: "alice", console: console, pack: "p", roster: ["r"],
      limits: GuardSettings(), verdicts: [.refused(.seats, "too many", ["say so"])], plan: plan)
    let used = approvals.map {
      UsedApproval(id: $0, approver: "bob@acme.example", lifts: [.seats], given: start, expires: start.addingTimeInterval(7200))
    }
    return RunHeader(
      id: RunID(began: began, number: number), console: console, layout: "users", signedInAs: try EmailAddress("robot@acme.example"),
      operator: "alice", host: "mine", process: 4711, began: began, plan: file, approvals: used, evidence: "runs/x")
  }

  static func result(_ change: Change, _ outcome: ChangeResult.Outcome = .done) throws -> ChangeResult {
    let isGroup = change.email == nil
    return ChangeResult(
      change: change, outcome: outcome, detail: "read back\n\"id 5127\"", technician: isGroup ? nil : try looked(change).person,
      group: isGroup ? try looked(change).group : nil, commands: 12, seconds: 1.25, began: start, pictures: ["001-a-before.png"],
      explanation: outcome == .failed ? ["page: technician", "  0 of 1"] : nil, cause: outcome == .failed ? .notSignedIn : nil)
  }

  static func looked(_ change: Change) throws -> Looked {
    if change.email == nil { return Looked(group: SecurityGroup(id: "7", name: change.name, permissions: Set(SampleConsole.offered))) }
    if case .create = change.action { return Looked() }
    return Looked(
      person: try SampleConsole.technician(
        "nina@acme.example", "Nina", id: "5127", lastSignIn: .at(start), permissions: Set(SampleConsole.offered), groups: ["b", "a"]))
  }

  static func summary(_ results: [ChangeResult], endedEarly: String? = nil) -> RunSummary {
    RunSummary(results: results, seconds: 3.5, endedEarly: endedEarly)
  }
}

/// A folder of one test, and the journal in it.
final class JournalPlace: Sendable {
  let folder: URL
  var file: URL { folder.appending(path: "state/journal.sqlite") }

  init() { folder = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString.prefix(8))") }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func open(afterWrite: (@Sendable (Int) -> Void)? = nil) throws -> Journal { try Journal(file: file, afterWrite: afterWrite) }

  /// Copies database and log as they stand on the disk: what a process that is killed now leaves.
  func abandoned(_ name: String) throws -> URL {
    let copy = folder.appending(path: "\(name)/journal.sqlite")
    try FileManager.default.createDirectory(at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
    for end in ["", "-wal"] where FileManager.default.fileExists(atPath: file.path + end) {
      try FileManager.default.copyItem(atPath: file.path + end, toPath: copy.path + end)
    }
    return copy
  }
}

extension JournalledRun {
  /// Everything, as text that can be compared.
  func told() throws -> String {
    func json(_ value: some Encodable) throws -> String { String(decoding: try CanonicalJSON.line(value), as: UTF8.self) }
    let steps = try steps.sorted { $0.key < $1.key }.map { number, step in
      switch step {
      case .intended(let looked, let moment): "\(number) intended \(moment.timeIntervalSince1970) \(try json(looked))"
      case .ended(let result): "\(number) ended \(try json(result))"
      }
    }
    let resumed = resumptions.map { "resumed \($0.process) \($0.at.timeIntervalSince1970)\n" }
    let end = try "\(ended.map { "\($0.timeIntervalSince1970)" } ?? "no end") \(summary.map(json) ?? "no summary\n")"
    return ([try json(header)] + steps + resumed + [end]).joined()
  }
}

extension Journal {
  /// Every run, the newest first, and what is kept of it besides: the approvals that it spent, and its changes.
  func told() throws -> [String] {
    try zip(latest(.max), list(.max)).map { run, listed in
      let spent = try run.header.approvals.filter { try spender(of: $0.id) == run.header.id }.count
      return try run.told() + "\(spent) spent, \(listed.changes) changes"
    }
  }
}

/// What a journal should say, by the simplest means.
struct ModelJournal {
  var runs: [JournalledRun] = []

  func told() throws -> [String] {
    try runs.reversed().map { run in
      try run.told() + "\(run.header.approvals.count) spent, \(run.header.plan.plan.changes.count) changes"
    }
  }
}

/// One write, to be done to a journal and to its model alike.
enum JournalAction {
  case begin(RunHeader)
  case goOn(RunID, Date)
  case intend(Int, RunID, Looked, Date)
  case note(ChangeResult, Int, RunID, Date)
  case end(RunID, RunSummary, Date)

  /// Writes such as runs make, though in any order that the journal takes.
  static func random(_ random: inout SeededGenerator, count: Int) throws -> [JournalAction] {
    let changes = try JournalSamples.changes()
    var open: [RunHeader] = []
    return try (1...count).map { second in
      let moment = JournalSamples.start.addingTimeInterval(Double(second))
      if open.isEmpty || random.once(in: 8) {
        open.append(
          try JournalSamples.header(
            random.some(of: changes) + [random.one(of: changes)], second: second, approvals: random.once(in: 2) ? ["a\(second)"] : []))
        return .begin(open[open.count - 1])
      }
      let index = random.below(open.count)
      let header = open[index]
      let all = header.plan.plan.changes
      let number = random.below(all.count) + 1
      switch random.below(12) {
      case 0:
        open.remove(at: index)
        let results = try all.map { try JournalSamples.result($0, random.one(of: ChangeResult.Outcome.allCases)) }
        return .end(header.id, JournalSamples.summary(results, endedEarly: random.once(in: 2) ? "the \"browser\" is gone" : nil), moment)
      case 1: return .goOn(header.id, moment)
      case 2...6: return .intend(number, header.id, try JournalSamples.looked(all[number - 1]), moment)
      default:
        let result = try JournalSamples.result(all[number - 1], random.one(of: ChangeResult.Outcome.allCases))
        return .note(result, number, header.id, moment)
      }
    }
  }

  func write(to journal: Journal) throws {
    switch self {
    case .begin(let header): try journal.begin(header)
    case .goOn(let run, let moment): try journal.goOn(run, process: 99, at: moment)
    case .intend(let number, let run, let looked, let moment): try journal.intend(number, of: run, looked: looked, at: moment)
    case .note(let result, let number, let run, let moment): try journal.note(result, number, of: run, at: moment)
    case .end(let run, let summary, let moment): try journal.end(run, summary, at: moment)
    }
  }

  func write(to model: inout ModelJournal) {
    func change(_ run: RunID, _ body: (inout JournalledRun) -> Void) {
      for index in model.runs.indices where model.runs[index].header.id == run { body(&model.runs[index]) }
    }
    switch self {
    case .begin(let header): model.runs.append(JournalledRun(header: header))
    case .goOn(let run, let moment): change(run) { $0.resumptions.append(JournalledRun.Resumption(process: 99, at: moment)) }
    case .intend(let number, let run, let looked, let moment): change(run) { $0.steps[number] = .intended(looked, at: moment) }
    case .note(let result, let number, let run, _): change(run) { $0.steps[number] = .ended(result) }
    case .end(let run, let summary, let moment):
      change(run) {
        $0.summary = summary
        $0.ended = moment
      }
    }
  }
}
