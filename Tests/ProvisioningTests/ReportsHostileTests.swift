import Foundation
import FoundationXML
import Synchronization
import Technicians
import Testing

@testable import Provisioning

/// Reports of people and groups whose names were chosen to do harm.
@Suite struct ReportsHostileTests {
  private func report() throws -> RunReport { RunReport(try ReportsSample.hostile(), evidence: nil) }

  private func page(_ report: RunReport) throws -> String {
    var data = Data()
    try HTMLReport(report).write { data += $0 }
    return String(decoding: data, as: UTF8.self)
  }

  private func hasNothingHidden(_ text: String) -> Bool {
    !text.unicodeScalars.contains { $0 != "\n" && ($0.properties.generalCategory == .control || [0x202E, 0x200F].contains($0.value)) }
  }

  @Test func nothingInANameBecomesMarkup() throws {
    let page = try page(try report())
    #expect(!page.contains("<script"))
    #expect(hasNothingHidden(page))
    // By code point: ">" and "\"" with a combining mark behind them are escaped as well.
    #expect(
      page.contains(
        "Bobby &quot;&#39;&gt;\u{301}&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;\\u{202E}gpj.exe\\u{200F} ]]&gt;\\u{0}\\u{1B}[2J"))
    #expect(page.contains("o&#39;hara&amp;co@acme.example"))
    // Even what slipped through could neither run nor ask anybody for anything.
    #expect(page.contains("content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\""))
    #expect(page.matches(of: /(?:src|href|action|srcset)="(?!data:image\/png;base64,|#change-)/).isEmpty)
    #expect(page.matches(of: /\son[a-z]+=/).isEmpty)
    #expect(!page.contains("url(") && !page.contains("@import"))
  }

  @Test func everyTagIsClosed() throws {
    for run in [try ReportsSample.hostile(), try ReportsSample.ended(), try ReportsSample.cutOff()] {
      let page = try page(RunReport(run, evidence: nil))
      var open: [Substring] = []
      let body = page.drop { $0 != "<" }.dropFirst("<!DOCTYPE html>".count)
      for tag in body.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) where !["meta", "img", "wbr"].contains(tag.2) {
        if tag.1.isEmpty { open.append(tag.2) } else { #expect(open.popLast() == tag.2) }
      }
      #expect(open.isEmpty)
      #expect(!page.contains("{{") && !page.contains("}}"))
    }
  }

  @Test func aTerminalIsLeftAlone() throws {
    // A mark that only sets a direction moves nothing on a terminal.
    let text = try report().text.unicodeScalars.filter { $0.value != 0x200F }
    #expect(hasNothingHidden(String(String.UnicodeScalarView(text))))
  }

  @Test func junitStaysXML() throws {
    let junit = try report().junit
    let delegate = Collector()
    let parser = XMLParser(data: Data(junit.utf8))
    parser.delegate = delegate
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    let shown = "Bobby \"'>\u{301}<script>alert(1)</script>&amp;\\u{202E}gpj.exe\\u{200F} ]]>\\u{0}\\u{1B}[2J"
    #expect(delegate.elements.first { $0.name == "failure" }?.attributes["message"] == shown)
    #expect(delegate.elements.first { $0.name == "testcase" }?.attributes["file"] == "te<a>m\".yaml")
    #expect(delegate.elements.map(\.name).filter { $0 == "script" }.isEmpty)
  }

  private final class Collector: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String] = [:]
    ) { elements.append((name, attributes)) }
  }

  @Test func aFieldOfCSVStaysAField() throws {
    #expect(
      CSVText.text([["a,\u{301}b", "\"\u{301}", "=\u{301}1", "x\u{2028}y"]])
        == "\"a,\u{301}b\",\"\"\"\u{301}\",'=\u{301}1,\"x\u{2028}y\"\r\n")
    #expect(try report().csv.contains(",\"Bobby \"\"'>\u{301}<script>"))
  }
}
