extension Journal {
  /// How many of the latest runs are asked whether they are of a plan. It has expired long before so many others.
  private static let mostRuns = 500

  /// The runs of one plan on a console, the newest first. A run that ended with something left over is followed by another, which does that
  /// alone: only together do they say how far the plan has come.
  ///
  /// - Parameter digest: the plan's; see ``PlanFile/digest``.
  public func runs(ofPlan digest: String, console: String) throws(JournalError) -> [JournalledRun] {
    try latest(Self.mostRuns, console: console).filter { $0.header.plan.digest == digest }
  }

  /// How far the runs of the same plan before `run` had come with each change.
  public func steps(before run: JournalledRun) throws(JournalError) -> [Int: JournalledRun.Step] {
    let runs = try runs(ofPlan: run.header.plan.digest, console: run.header.console)
    return Array(runs.drop { $0.header.id != run.header.id }.dropFirst()).steps
  }
}

extension [JournalledRun] {
  /// How far each change has come in runs of one plan, the newest first: what was written of it last.
  public var steps: [Int: JournalledRun.Step] { reversed().reduce(into: [:]) { $0.merge($1.steps) { _, later in later } } }
}
