import Foundation
import Synchronization
import Technicians
import Testing

@testable import Provisioning

/// What runs write, and what is read of it.
@Suite struct JournalTests {
  private let start = JournalSamples.start

  private func after(_ seconds: Double) -> Date { start.addingTimeInterval(seconds) }

  @Test func everyKindOfChangeAndResultIsReadAsItWasWritten() throws {
    let place = JournalPlace()
    let changes = try JournalSamples.changes()
    let header = try JournalSamples.header(changes, approvals: ["a1", "a2"])
    var model = JournalledRun(header: header)
    do {
      let journal = try place.open()
      try journal.begin(header)
      var results: [ChangeResult] = []
      for (index, change) in changes.enumerated() {
        try journal.intend(index + 1, of: header.id, looked: JournalSamples.looked(change), at: after(Double(index)))
        for outcome in ChangeResult.Outcome.allCases {
          let result = try JournalSamples.result(change, outcome)
          try journal.note(result, index + 1, of: header.id, at: after(Double(index)))
          model.steps[index + 1] = .ended(result)
          #expect(try journal.run(header.id)?.told() == model.told())
        }
        if case .ended(let last)? = model.steps[index + 1] { results.append(last) }
      }
      model.summary = JournalSamples.summary(results)
      model.ended = after(99)
      try journal.end(header.id, JournalSamples.summary(results), at: after(99))
    }
    let read = try #require(try place.open().run(header.id))
    #expect(try read.told() == model.told())
    #expect(read.header == header)
  }

  @Test func millisecondsOfAWriteAreKept() throws {
    let journal = try Journal.inMemory()
    let header = try JournalSamples.header(JournalSamples.changes())
    try journal.begin(header)
    try journal.intend(2, of: header.id, looked: Looked(), at: after(1.234))
    guard case .intended(_, let moment)? = try journal.run(header.id)?.steps[2] else {
      Issue.record("no intent")
      return
    }
    #expect(moment == after(1.234))
  }

  @Test func aRunOfAnotherNameIsNotThere() throws {
    let journal = try Journal.inMemory()
    #expect(try journal.run(RunID(began: start)) == nil)
    let (first, second) = (try JournalSamples.header([], second: 1), try JournalSamples.header([], second: 2))
    try journal.begin(first)
    try journal.begin(second)
    try journal.goOn(second.id, process: 5, at: after(3))
    #expect(try journal.run(first.id)?.resumptions.isEmpty == true)
    #expect(try journal.run(second.id)?.resumptions.map(\.process) == [5])
  }

  @Test func theLatestComeFirst() throws {
    let journal = try Journal.inMemory()
    let headers = try (0..<4).map {
      try JournalSamples.header([], second: $0, console: $0 == 2 ? "https://b.example" : JournalSamples.console)
    }
    for header in headers { try journal.begin(header) }
    let ids = headers.map(\.id)
    #expect(try journal.latest(2).map(\.header.id) == [ids[3], ids[2]])
    #expect(try journal.latest(2, console: JournalSamples.console).map(\.header.id) == [ids[3], ids[1]])
    #expect(try journal.list(2).map(\.id) == [ids[3], ids[2]])
    #expect(try journal.list(9, console: "https://b.example").map(\.id) == [ids[2]])
    #expect(try journal.latest(0).isEmpty)
    #expect(try journal.latest(-1).isEmpty)
    try journal.end(ids[3], JournalSamples.summary([]), at: after(9))
    #expect(try journal.unfinished(console: JournalSamples.console).map(\.header.id) == [ids[1], ids[0]])
  }

  @Test func theRunsOfOnePlanTogetherTellHowFarItHasCome() throws {
    let journal = try Journal.inMemory()
    let changes = Array(try JournalSamples.changes().prefix(2))
    let headers = try (0..<3).map { try JournalSamples.header(changes, second: $0, number: $0 + 1) }
    let other = try JournalSamples.header([try JournalSamples.deactivation()], second: 9, number: 9)
    for header in headers + [other] { try journal.begin(header) }
    let plan = headers[0].plan.digest
    #expect(Set(headers.map(\.plan.digest)) == [plan])
    func outcomes(_ steps: [Int: JournalledRun.Step]) -> [Int: ChangeResult.Outcome] {
      steps.compactMapValues { if case .ended(let result) = $0 { result.outcome } else { nil } }
    }
    try journal.note(JournalSamples.result(changes[0], .done), 1, of: headers[0].id, at: start)
    try journal.note(JournalSamples.result(changes[1], .failed), 2, of: headers[0].id, at: start)
    try journal.note(JournalSamples.result(changes[1], .unknown), 2, of: headers[1].id, at: start)
    let runs = try journal.runs(ofPlan: plan, console: JournalSamples.console)
    #expect(runs.map(\.header.id) == headers.reversed().map(\.id))
    #expect(outcomes(runs.steps) == [1: .done, 2: .unknown])
    #expect(outcomes(try journal.steps(before: runs[0])) == [1: .done, 2: .unknown])
    #expect(outcomes(try journal.steps(before: runs[1])) == [1: .done, 2: .failed])
    #expect(try journal.steps(before: runs[2]).isEmpty)
    #expect(try journal.runs(ofPlan: plan, console: "https://b.example").isEmpty)
  }

  @Test func aListCountsWhatBecameOfTheChanges() throws {
    let journal = try Journal.inMemory()
    let header = try JournalSamples.header(JournalSamples.changes())
    try journal.begin(header)
    let outcomes: [Int: ChangeResult.Outcome] = [1: .done, 2: .done, 3: .unchanged, 4: .failed, 5: .unknown]
    for (number, outcome) in outcomes {
      try journal.intend(number, of: header.id, looked: Looked(), at: after(1))
      try journal.note(JournalSamples.result(header.plan.plan.changes[number - 1], outcome), number, of: header.id, at: after(2))
    }
    try journal.intend(6, of: header.id, looked: Looked(), at: after(3))
    let listed = try #require(try journal.list(1).first)
    #expect(
      listed
        == ListedRun(
          id: header.id, console: JournalSamples.console, operator: "alice", began: start, changes: 11,
          outcomes: [.done: 2, .unchanged: 1, .failed: 1, .unknown: 1], underWay: 1, ended: nil, endedEarly: nil))
    #expect(listed.settled == 3)
    try journal.end(header.id, JournalSamples.summary([], endedEarly: "interrupted"), at: after(60.5))
    let ended = try #require(try journal.list(1).first)
    #expect(ended.ended == after(60.5))
    #expect(ended.endedEarly == "interrupted")
  }

  @Test func anApprovalIsSpentByOneRun() throws {
    let place = JournalPlace()
    let journal = try place.open()
    let first = try JournalSamples.header([], approvals: ["a", "b"])
    try journal.begin(first)
    #expect(try journal.spender(of: "b") == first.id)
    #expect(try journal.spender(of: "c") == nil)
    // With a process that has its own connection, too.
    let error = try #require(throws: JournalError.self) {
      try place.open().begin(JournalSamples.header([], second: 1, approvals: ["c", "b"]))
    }
    #expect(error.code == .spent)
    #expect(
      error.description == """
        the approval b of bob@acme.example was spent by run \(first.id)
        Nothing was changed. An approval serves for one run: ask for another (syncroctl approve PLAN --key FILE).
        """)
    #expect(try journal.spender(of: "c") == nil)
    #expect(try journal.latest(9).map(\.header.id) == [first.id])
  }

  @Test func anApprovalCountsOnceInARun() throws {
    let journal = try Journal.inMemory()
    let error = try #require(throws: JournalError.self) { try journal.begin(JournalSamples.header([], approvals: ["a", "a"])) }
    #expect(error.code == .spent)
    #expect(try journal.latest(9).isEmpty)
  }

  @Test func aNameIsGivenToOneRun() throws {
    let journal = try Journal.inMemory()
    #expect(try journal.nextID(began: start) == RunID(began: start))
    try journal.begin(JournalSamples.header([], approvals: ["a"]))
    #expect(try journal.nextID(began: start) == RunID(began: start, number: 2))
    let error = try #require(throws: JournalError.self) { try journal.begin(JournalSamples.header([], approvals: ["b"])) }
    #expect(error.code == .taken)
    #expect(try journal.spender(of: "b") == nil)
    try journal.begin(JournalSamples.header([], number: 2))
    #expect(try journal.nextID(began: start.addingTimeInterval(0.9)) == RunID(began: start, number: 3))
    #expect(try journal.nextID(began: after(1)) == RunID(began: after(1)))
  }

  @Test func nothingIsWrittenOfARunThatIsNotThereOrHasEnded() throws {
    let journal = try Journal.inMemory()
    let header = try JournalSamples.header(JournalSamples.changes())
    let result = try JournalSamples.result(JournalSamples.deactivation())
    let acts: [(Journal) throws -> Void] = [
      { try $0.goOn(header.id, process: 1, at: header.began) }, { try $0.intend(1, of: header.id, looked: Looked(), at: header.began) },
      { try $0.note(result, 1, of: header.id, at: header.began) }, { try $0.end(header.id, JournalSamples.summary([]), at: header.began) },
    ]
    for act in acts { #expect(throws: JournalError.self) { try act(journal) } }
    try journal.begin(header)
    for number in [0, 12, -1] {
      #expect(throws: JournalError.self) { try journal.intend(number, of: header.id, looked: Looked(), at: start) }
      #expect(throws: JournalError.self) { try journal.note(result, number, of: header.id, at: start) }
    }
    try journal.end(header.id, JournalSamples.summary([]), at: start)
    let told = try journal.told()
    for act in acts {
      let error = try #require(throws: JournalError.self) { try act(journal) }
      #expect(error.code == .ended)
    }
    #expect(try journal.told() == told)
  }

  @Test func everyWriteIsNumbered() throws {
    let numbers = Mutex<[Int]>([])
    let place = JournalPlace()
    let journal = try Journal(file: place.file) { number in numbers.withLock { $0.append(number) } }
    let header = try JournalSamples.header(JournalSamples.changes())
    try journal.begin(header)
    #expect(throws: JournalError.self) { try journal.begin(header) }
    try journal.intend(1, of: header.id, looked: Looked(), at: start)
    _ = try journal.latest(1)
    try journal.end(header.id, JournalSamples.summary([]), at: start)
    #expect(numbers.withLock { $0 } == [1, 2, 3])
  }

  @Test func aCancelledTaskStillWrites() async throws {
    let journal = try Journal.inMemory()
    let header = try JournalSamples.header(JournalSamples.changes())
    try journal.begin(header)
    try await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      #expect(Task.isCancelled)
      try journal.intend(1, of: header.id, looked: Looked(), at: start)
    }.value
    #expect(try journal.run(header.id)?.steps.count == 1)
  }
}

/// The brake on deactivations counts across runs.
@Suite struct JournalDeactivationsTests {
  private let start = JournalSamples.start
  private let console = JournalSamples.console

  /// A step of a run of one deactivation.
  enum Step {
    case intend, resume, end
    case note(ChangeResult.Outcome)
  }

  private func count(_ steps: [Step]) throws -> Int {
    let journal = try Journal.inMemory()
    let change = try JournalSamples.deactivation()
    let header = try JournalSamples.header([change])
    try journal.begin(header)
    for step in steps {
      switch step {
      case .intend: try journal.intend(1, of: header.id, looked: JournalSamples.looked(change), at: start)
      case .note(let outcome): try journal.note(JournalSamples.result(change, outcome), 1, of: header.id, at: start)
      case .resume: try journal.goOn(header.id, process: 2, at: start)
      case .end: try journal.end(header.id, JournalSamples.summary([]), at: start)
      }
    }
    return try journal.deactivations(console: console, since: start)
  }

  @Test func whatWasDoneOrMayHaveBeenCounts() throws {
    #expect(try count([]) == 0)
    #expect(try count([.intend]) == 1)
    #expect(try count([.intend, .end]) == 1)
    #expect(try count([.intend, .note(.done)]) == 1)
    #expect(try count([.intend, .note(.done), .end]) == 1)
    #expect(try count([.intend, .note(.unknown)]) == 1)
    #expect(try count([.intend, .note(.unknown), .intend, .note(.done)]) == 1)
    #expect(try count([.intend, .resume]) == 1)
  }

  @Test func whatWasNotDoneDoesNot() throws {
    #expect(try count([.intend, .note(.failed)]) == 0)
    #expect(try count([.intend, .note(.unchanged)]) == 0)
    #expect(try count([.note(.unchanged)]) == 0)
    #expect(try count([.note(.notReached), .end]) == 0)
    #expect(try count([.resume, .note(.unchanged)]) == 0)
    #expect(try count([.intend, .note(.unknown), .intend, .note(.failed)]) == 0)
  }

  /// The console was so already, since the process that was killed had clicked.
  @Test func whatTheKilledProcessDidCounts() throws {
    #expect(try count([.intend, .resume, .note(.unchanged)]) == 1)
    #expect(try count([.intend, .resume, .intend, .note(.unchanged)]) == 1)
    #expect(try count([.intend, .note(.unknown), .note(.unchanged)]) == 1)
  }

  @Test func otherChangesDoNotCount() throws {
    let journal = try Journal.inMemory()
    let changes = try JournalSamples.changes()
    let header = try JournalSamples.header(changes)
    try journal.begin(header)
    for (index, change) in changes.enumerated() { try journal.note(JournalSamples.result(change), index + 1, of: header.id, at: start) }
    #expect(try journal.deactivations(console: console, since: start) == 2)
  }

  @Test func theyCountAcrossRunsByTimeAndConsole() throws {
    let journal = try Journal.inMemory()
    let hours: [(Double, String)] = [(0, console), (10, console), (20, "HTTPS://Acme.example:443/"), (20, "https://b.example")]
    var ids: [RunID] = []
    for (index, (hour, console)) in hours.enumerated() {
      let changes = try (1...2).map { try JournalSamples.deactivation($0) }
      let header = try JournalSamples.header(changes, second: index, console: console)
      ids.append(header.id)
      try journal.begin(header)
      for number in 1...2 {
        try journal.note(JournalSamples.result(changes[number - 1]), number, of: header.id, at: start.addingTimeInterval(hour * 3600))
      }
    }
    func count(_ hour: Double, excluding run: RunID? = nil) throws -> Int {
      try journal.deactivations(console: console, since: start.addingTimeInterval(hour * 3600), excluding: run)
    }
    #expect(try count(0) == 6)
    #expect(try count(0.001) == 4)
    #expect(try count(10) == 4)
    #expect(try count(20) == 2)
    #expect(try count(20.001) == 0)
    #expect(try count(0, excluding: ids[0]) == 4)
    #expect(try count(0, excluding: ids[2]) == 4)
    #expect(try count(0, excluding: ids[3]) == 6)
    #expect(try journal.deactivations(console: "https://b.example", since: .distantPast) == 2)
    #expect(try journal.deactivations(console: console, since: .distantFuture) == 0)
  }
}
