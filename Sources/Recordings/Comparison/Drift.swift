/// Finds what has changed on the console since a recording was made.
///
/// What the console shows of its data (rows, texts, ticks, titles) is not compared: only what the flow finds its way by.
public enum Drift {
  /// Compares a recording with a fresh one of the same flow, which may end early: the live flow stops at the first thing that it does not
  /// recognise. What follows from a finding is not named.
  public static func compare(expected: Recording, live: Recording) -> DriftReport {
    var walk = DriftWalk(expected: Flow(expected), live: Flow(live))
    walk.run()
    return DriftReport(evidence: walk.evidence, uncompared: walk.uncompared)
  }

  /// The findings of several scenarios, each thing once.
  ///
  /// What moved is judged anew from all that was seen: one scenario may show where two elements stand to each other, and only another one
  /// which of the two has left its place.
  public static func merged(_ reports: [(scenario: String, report: DriftReport)]) -> [MergedDriftFinding] {
    var all = DriftEvidence()
    for (scenario, report) in reports { all.add(report.evidence, of: scenario) }
    return all.resolved.map { MergedDriftFinding(finding: $0.finding, scenarios: $0.scenarios) }
  }
}
