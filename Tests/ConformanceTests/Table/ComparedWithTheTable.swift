import DriverProcess
import Foundation
import Synchronization
import Testing

/// Compares `docs/engines.md` with what the suites inside saw, when all of them have run; or writes it, with `WEBDRIVER_RECORD_ENGINES=1`.
struct ComparedWithTheTable: SuiteTrait, TestScoping {
  let isRecursive = false

  /// What the suites inside saw so far.
  @TaskLocal static var seen: SeenEngines?

  private static let command = "WEBDRIVER_RECORD_ENGINES=1 swift test --filter ConformanceTests"

  func provideScope(for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void) async throws {
    let seen = SeenEngines()
    try await Self.$seen.withValue(seen) { try await function() }
    let results = seen.all
    for engine in Engine.allCases {
      if let result = results[engine] { print("\(engine): \(result.summary)") }
    }
    // A run of some engines or some features alone has nothing to say about the whole.
    guard Target.current.url == nil, Engine.allCases.allSatisfy({ results[$0]?.outcomes.count == Feature.all.count }) else { return }
    let table = EngineTable(results: results)
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/engines.md").standardizedFileURL
    if ProcessInfo.processInfo.environment["WEBDRIVER_RECORD_ENGINES"] == "1" {
      try Data(table.document.utf8).write(to: file)
      return
    }
    let written = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if let difference = EngineTable.difference(seen: table.document, written: written) {
      Issue.record("docs/engines.md is not what was just seen: \(difference)\nWrite it anew with: \(Self.command)")
    }
  }
}

extension Trait where Self == ComparedWithTheTable {
  /// The suites inside make up the table of `docs/engines.md`.
  static var comparedWithTheTable: ComparedWithTheTable { ComparedWithTheTable() }
}

/// What was seen of the engines so far.
final class SeenEngines: Sendable {
  private let results = Mutex<[Engine: EngineResults]>([:])
  var all: [Engine: EngineResults] { results.withLock { $0 } }
  func note(_ result: EngineResults, of engine: Engine) { results.withLock { $0[engine] = result } }
}
