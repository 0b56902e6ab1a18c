import BrowserSupport
import DriverProcess
import Synchronization
import Testing
import WebDriver

/// The conformance suite: every feature on every engine, and the table of `docs/engines.md` made of what was seen.
@Suite(.serialized, .comparedWithTheTable) struct ConformanceTests {
  @Suite(.serialized, .wanted(.chromium), .on(.chromium)) struct Chromium {
    @Test(arguments: Feature.all) func has(_ feature: Feature) async throws { try await expect(feature) }
  }

  @Suite(.serialized, .wanted(.firefox), .on(.firefox)) struct Firefox {
    @Test(arguments: Feature.all) func has(_ feature: Feature) async throws { try await expect(feature) }
  }

  @Suite(.serialized, .wanted(.webKitGTK), .on(.webKitGTK)) struct WebKitGTK {
    @Test(arguments: Feature.all) func has(_ feature: Feature) async throws { try await expect(feature) }
  }

  /// Runs `feature`, and records an issue where it does not go as is known of the engine.
  private static func expect(_ feature: Feature) async throws {
    let seat = try #require(EngineSeat.current, "the suite lacks the trait .on")
    let outcome = try await seat.run(feature)
    if let problem = Gap.problem(with: outcome, of: feature, on: seat.engine) { Issue.record("\(problem)") }
  }
}

/// Gives a suite an engine, whose browser its tests share.
struct OnEngine: SuiteTrait, TestScoping {
  let engine: Engine
  let isRecursive = false

  func provideScope(for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void) async throws {
    let site = try Site()
    defer { site.stop() }
    try Pages.put(on: site)
    let seat = EngineSeat(engine, site: site)
    do {
      try await EngineSeat.$current.withValue(seat) { try await function() }
      await seat.end()
    } catch {
      await seat.end()
      throw error
    }
    await ComparedWithTheTable.seen?.note(seat.results, of: engine)
  }
}

extension Trait where Self == OnEngine {
  /// The suite's tests share a browser of `engine`. Needs `.serialized` beside it.
  static func on(_ engine: Engine) -> OnEngine { OnEngine(engine: engine) }
}

extension Trait where Self == ConditionTrait {
  /// Every engine is, unless the suite runs against a remote end, behind which there is one.
  static func wanted(_ engine: Engine) -> ConditionTrait {
    .enabled(if: Target.current.wants(engine), "WEBDRIVER_CONFORMANCE_URL is another engine's")
  }
}
