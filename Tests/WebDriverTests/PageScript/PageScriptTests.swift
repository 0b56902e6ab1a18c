import Testing
import WebDriver

/// The script that waits, reads and fills in the page (`page.js`), in a real browser.
@Suite enum PageScriptTests {}

extension Session {
  /// Runs a program that is to be answered. The deadline of zero looks once.
  func look(
    _ elements: [String: ElementQuery], _ cases: [PageCase], deadline: Duration = .zero, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> PageAnswer {
    let outcome = try await run(PageProgram(elements: elements, cases: cases), deadline: deadline)
    guard case .answered(let answer) = outcome else {
      Issue.record("a dialog is in the way", sourceLocation: sourceLocation)
      throw NotAnswered()
    }
    return answer
  }

  /// What is known of one element that must be fit for `need`, and its `id` attribute if it is.
  func report(
    _ query: ElementQuery, _ need: PageCase.Need = .present, with others: [String: ElementQuery] = [:], deadline: Duration = .zero,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> (report: ElementReport, id: String?) {
    let answer = try await look(
      others.merging(["it": query]) { $1 }, [PageCase("found", all: [("it", need)], steps: [.read("it", .attribute("id"))])],
      deadline: deadline, sourceLocation: sourceLocation)
    #expect(answer.trouble == nil, sourceLocation: sourceLocation)
    let report = try #require(answer.elements["it"], sourceLocation: sourceLocation)
    return (report, answer.heldCase == nil ? nil : answer.results.first?.text ?? "")
  }

  /// Carries out `steps` on a page that is there.
  func carryOut(
    _ steps: [PageStep], _ elements: [String: ElementQuery] = [:], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> [StepResult] {
    let answer = try await look(elements, [PageCase("there", all: [], steps: steps)], sourceLocation: sourceLocation)
    #expect(answer.trouble == nil, sourceLocation: sourceLocation)
    // Tests count on one result for each step, up to a requirement that does not hold.
    try #require(answer.results.count == steps.count || answer.results.last?.problem != nil, sourceLocation: sourceLocation)
    return answer.results
  }
}

struct NotAnswered: Error {}

/// An element by its id.
func byID(_ id: String) -> ElementQuery { ElementQuery([.css("#\(id)")]) }

/// An element that may be clicked: two candidates agree on it.
func surely(_ id: String) -> ElementQuery { ElementQuery([.css("#\(id)"), .xpath("//*[@id='\(id)']")]) }
