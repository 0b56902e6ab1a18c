internal import Foundation
internal import Technicians

extension RunReport {
  /// The run as a test suite, for a build server: a change is a case, what failed a failure, what nobody knows an error, what was not
  /// reached skipped. That the run itself did not come to its end is an error of its own.
  public var junit: String {
    let whole = caveat.map { [JUnitCase.error("run \(header.id)", message: $0, in: header)] } ?? []
    let cases = changes.map { JUnitCase($0, in: header) } + whole
    func count(_ kind: JUnitCase.Kind) -> Int { cases.count { $0.kind == kind } }
    let total = XMLText.seconds(seconds ?? changes.compactMap(\.seconds).reduce(0, +))
    let tally = [
      ("tests", "\(cases.count)"), ("failures", "\(count(.failure))"), ("errors", "\(count(.error))"), ("skipped", "\(count(.skipped))"),
      ("time", total),
    ]
    let suite =
      [("name", "syncroctl \(header.console) \(header.id)")] + tally
      + [("timestamp", header.began.formatted(.iso8601)), ("hostname", header.host)]
    let properties = facts.map { fact in
      "      " + XMLText.tag("property", [("name", fact.label), ("value", fact.lines.joined(separator: "; "))], closed: true)
    }
    let lines =
      ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", XMLText.tag("testsuites", tally), "  " + XMLText.tag("testsuite", suite)]
      + ["    <properties>"] + properties + ["    </properties>"] + cases.flatMap(\.lines) + ["  </testsuite>", "</testsuites>", ""]
    return lines.joined(separator: "\n")
  }
}

/// One `testcase`.
private struct JUnitCase {
  enum Kind: String { case passed, failure, error, skipped }

  let kind: Kind
  let lines: [String]

  init(_ item: ReportedChange, in header: RunHeader) {
    kind =
      switch item.outcome {
      case .done, .unchanged: .passed
      case .failed, .manual: .failure
      case .unknown: .error
      case .notReached: .skipped
      }
    let location = item.change.rosterLocation
    let attributes = [
      ("name", "\(item.change.verb) \(item.whom)"), ("classname", header.console), ("file", location.file), ("line", "\(location.line)"),
      ("time", XMLText.seconds(item.seconds ?? 0)),
    ]
    let more = item.explanation + (item.task?.lines ?? []) + [item.advice].compactMap(\.self)
    lines = Self.lines(kind, attributes, message: item.detail, type: item.outcome.rawValue, more: more)
  }

  private init(kind: Kind, lines: [String]) { (self.kind, self.lines) = (kind, lines) }

  static func error(_ name: String, message: String, in header: RunHeader) -> JUnitCase {
    let attributes = [("name", name), ("classname", header.console), ("time", "0.000")]
    return JUnitCase(kind: .error, lines: lines(.error, attributes, message: message, type: "run not ended", more: []))
  }

  private static func lines(
    _ kind: Kind, _ attributes: [(String, String)], message: String, type: String, more: [String]
  ) -> [String] {
    let open = "    " + XMLText.tag("testcase", attributes)
    switch kind {
    case .passed: return [open, "      <system-out>\(XMLText.escaped(message))</system-out>", "    </testcase>"]
    case .skipped: return [open, "      " + XMLText.tag("skipped", [("message", message)], closed: true), "    </testcase>"]
    case .failure, .error:
      let tag = "      " + XMLText.tag(kind.rawValue, [("message", message), ("type", type)])
      let text = more.map { XMLText.escaped($0) }.joined(separator: "\n")
      return [open, "\(tag)\(text)</\(kind.rawValue)>", "    </testcase>"]
    }
  }
}

/// Just as much XML as a report needs.
enum XMLText {
  static func tag(_ name: String, _ attributes: [(name: String, value: String)], closed: Bool = false) -> String {
    "<\(name)\(attributes.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined())\(closed ? "/" : "")>"
  }

  /// By code point, since a quote with a combining mark behind it is another character and ends an attribute all the same. What XML cannot
  /// hold at all, and what would turn the writing round, is written out.
  static func escaped(_ text: String) -> String { SafeText.marked(text) }

  /// `3.100`, whatever the machine's language.
  static func seconds(_ value: Double) -> String {
    guard value.isFinite, value >= 0, value < 1e9 else { return "0.000" }
    let milliseconds = Int((value * 1000).rounded())
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
