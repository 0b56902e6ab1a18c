import Testing
import WebDriver

/// The commands that the suite has to exercise.
enum CommandCoverage {
  /// The names of the drivers' own commands.
  static let vendorNames = [
    "goog:cdp/execute", "se:getLog", "se:getLogTypes", "se:uploadFile", "moz:fullScreenshot", "moz:getContext", "moz:setContext",
    "moz:installAddon", "moz:uninstallAddon",
  ]

  /// The names of all commands that the client knows.
  static var names: [String] { Commands.all.map { $0.endpoint.name } + vendorNames }
}

@Suite struct FeatureListTests {
  @Test func everyCommandHasAFeature() {
    let exercised = Set(Feature.all.flatMap(\.commands))
    for name in CommandCoverage.names { #expect(exercised.contains(name), "no feature exercises \(name)") }
  }

  @Test func everyCommandOfAFeatureIsOne() {
    let names = Set(CommandCoverage.names)
    for feature in Feature.all {
      #expect(!feature.commands.isEmpty, "\(feature.name)")
      for command in feature.commands { #expect(names.contains(command), "\(feature.name): there is no command \(command)") }
    }
  }

  @Test func namesAreNotUsedTwice() {
    let names = Feature.all.map(\.name)
    #expect(Set(names).count == names.count, "\(Dictionary(grouping: names, by: { $0 }).filter { $1.count > 1 }.keys)")
  }

  @Test func everyGapIsAFeaturesOwn() {
    let names = Set(Feature.all.map(\.name))
    for gap in Gap.all {
      #expect(names.contains(gap.feature), "Gaps.swift, line \(gap.line): there is no feature \"\(gap.feature)\"")
      #expect(Gap.all.count { $0.engine == gap.engine && $0.feature == gap.feature } == 1, "Gaps.swift, line \(gap.line): twice")
    }
  }
}
