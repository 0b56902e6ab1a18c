public import Technicians

/// The open tasks of a run: what it has left for a person, and nobody has been seen to have done yet.
public struct TaskList: Sendable, Codable {
  /// One task, and whom it concerns.
  public struct Item: Sendable, Codable {
    /// The change's place in the plan, from 1.
    public let number: Int
    /// What is to be done, in a word or two: `deactivate`.
    public let change: String
    /// The whole change on one line.
    public let summary: String
    /// The person's address; `nil` for a group.
    public let email: EmailAddress?
    /// The name of the person or the group.
    public let name: String
    /// The console's number; `nil` where there is none yet.
    public let id: String?
    /// The line of the roster that asks for it.
    public let row: String
    /// What to do.
    public let task: ManualTask

    /// The person by email, or the group by name.
    public var whom: String { email?.description ?? name }
  }

  /// The run.
  public let run: RunID
  /// The console's address.
  public let console: String
  /// The tasks, in the plan's order.
  public let tasks: [Item]
  /// What to type once they are done.
  public let next: String

  /// Whether there is none.
  public var isEmpty: Bool { tasks.isEmpty }

  /// The open tasks among `results`, which are by the changes' numbers.
  public init(_ header: RunHeader, _ results: [Int: ChangeResult]) {
    run = header.id
    console = header.console
    next = "syncroctl resume \(header.id)"
    tasks = results.sorted { $0.key < $1.key }.compactMap { number, result in
      guard result.outcome == .manual, let task = result.task else { return nil }
      return Item(number, result, task)
    }
  }

  /// The open tasks of a run that has carried out its whole plan so far.
  public init(_ header: RunHeader, _ results: [ChangeResult]) {
    self.init(header, Dictionary(uniqueKeysWithValues: results.enumerated().map { ($0.offset + 1, $0.element) }))
  }

  /// The open tasks of a run as the journal has it.
  public init(_ run: JournalledRun) {
    self.init(
      run.header,
      run.steps.compactMapValues { step -> ChangeResult? in
        if case .ended(let result) = step { result } else { nil }
      })
  }
}

extension TaskList.Item {
  fileprivate init(_ number: Int, _ result: ChangeResult, _ task: ManualTask) {
    let change = result.change
    self.number = number
    self.change = change.verb
    summary = change.summary
    email = change.email
    name = change.name
    row = change.rosterLocation == .commandLine ? change.rosterLocation.file : change.rosterLocation.description
    self.task = task
    id =
      switch change.subject {
      case .group(let id, _): result.group?.id ?? id
      case .person(let id, _, _): result.technician?.id?.rawValue ?? id?.rawValue
      }
  }
}
