import DriverProcess

/// A feature that an engine does not have, or has differently. Known, and run all the same: it has to fail just so.
struct Gap: Sendable {
  /// Whose gap it is.
  let engine: Engine
  /// The feature's name.
  let feature: String
  /// Why, in one sentence for somebody who does not know the engine.
  let cause: String
  /// What the answer begins with.
  let answer: String
  /// Whether the feature works at some times: a race in the engine, whose every outcome is accepted.
  let isSometimes: Bool
  /// Where in ``all`` it stands, for whoever has to change it.
  let line: Int

  init(_ engine: Engine, _ feature: String, _ answer: String, because cause: String, sometimes: Bool = false, line: Int = #line) {
    self.engine = engine
    self.feature = feature
    self.cause = cause
    self.answer = answer
    self.isSometimes = sometimes
    self.line = line
  }

  /// The gap of `engine` in `feature`, if it has one.
  static func known(_ feature: Feature, on engine: Engine) -> Gap? {
    known(feature.name, on: engine)
  }

  /// The same by the feature's name.
  static func known(_ feature: String, on engine: Engine) -> Gap? { all.first { $0.engine == engine && $0.feature == feature } }

  /// What is wrong with `outcome`, `gap` being what is known; nil where nothing is.
  static func problem(with outcome: Outcome, of feature: Feature, on engine: Engine) -> String? {
    let what = "\(feature.area.rawValue), \"\(feature.name)\", \(engine)"
    switch (outcome, known(feature, on: engine)) {
    case (.works, nil): return nil
    case (.works, let gap?):
      if gap.isSometimes { return nil }
      return "\(what): this works now. Take the gap out of Tests/ConformanceTests/Gaps.swift, line \(gap.line)."
    case (.fails(let answer), nil): return "\(what): \(answer)"
    case (.fails(let answer), let gap?):
      if answer.hasPrefix(gap.answer) { return nil }
      return """
        \(what): this fails otherwise than is known. Look into it, and change Tests/ConformanceTests/Gaps.swift, line \(gap.line).
          now:   \(answer)
          known: \(gap.answer)
        """
    }
  }
}
