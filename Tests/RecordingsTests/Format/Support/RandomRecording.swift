import BrowserSupport
import Recordings
import WebDriver

extension SeededGenerator {
  mutating func text(upTo length: Int = 20) -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x1F, 0x20...0x7E, 0x20...0x7E, 0x22...0x22, 0x5C...0x5C, 0x7F...0x9F, 0xA0...0x7FF, 0x2000...0x206F, 0x800...0xD7FF,
      0xE000...0xFFFF, 0x1_0000...0x10_FFFF,
    ]
    var text = ""
    for _ in 0..<below(length) {
      if let scalar = Unicode.Scalar(UInt32.random(in: one(of: ranges), using: &self)) { text.unicodeScalars.append(scalar) }
    }
    return text
  }

  /// Anything but secrets and numbers that JSON lacks. No object is one that stands for a blob.
  mutating func value(depth: Int = 4) -> JSONValue {
    switch below(depth > 0 ? 9 : 7) {
    case 0: return .null
    case 1: return .bool(.random(using: &self))
    case 2: return .int(one(of: [0, -1, .max, .min, below(1000)]))
    case 3: return .int(.random(in: .min ... .max, using: &self))
    case 4:
      let number = Double(bitPattern: next())
      return .double(number.isFinite ? number : 0.5)
    case 5, 6: return .string(text())
    case 7: return .array((0..<below(5)).map { _ in value(depth: depth - 1) })
    default:
      var members: [String: JSONValue] = [:]
      for number in 0..<below(5) { members["\(number)\(text())"] = value(depth: depth - 1) }
      return .object(members)
    }
  }

  private mutating func response() -> RecordedResponse {
    let codes: [TransportError.Code] = [.refused, .lost, .timedOut, .tooLarge, .malformed, .unreachable, .untrusted]
    return below(5) == 0 ? .failure(code: one(of: codes), detail: text()) : .answer(status: one(of: [200, 404, 500]), value: value())
  }

  private mutating func request() -> RecordedRequest {
    let session = one(of: ["session-1", "session-1", "session-2"])
    let body = below(3) == 0 ? JSONValue?.none : value()
    return switch below(8) {
    case 0: RecordedRequest(command: "status", session: nil)
    case 1: RecordedRequest(command: "elementClick", session: session, arguments: [one(of: ["element-1", "element-20"])], body: body)
    case 2:
      RecordedRequest(command: "getElementAttribute", session: session, arguments: ["element-1", text()])
    case 3:
      RecordedRequest(
        command: "moz:\(text())", session: session, vendor: .init(method: one(of: [.get, .post, .delete]), path: [text(), text()]),
        body: body)
    case 4: RecordedRequest(command: "findElementFromShadowRoot", session: session, arguments: ["shadow-1"], body: body)
    case 5, 6: RecordedRequest(command: "executeAsyncScript", session: session, body: pageProgram())
    default: RecordedRequest(command: "executeScript", session: session, body: body)
    }
  }

  /// A program for a page, of so few words that much of it comes again.
  private mutating func pageProgram() -> JSONValue {
    let names = ["a", "b", "c"]
    let cases: [JSONValue] = (0..<below(4)).map { _ in
      switch below(8) {
      case 0: .int(below(2))
      case 1: ["all": [], "name": .int(below(2))]
      default: ["all": [.int(below(2))], "name": .string(one(of: names))]
      }
    }
    let elements = Dictionary((0..<below(4)).map { _ in (one(of: names), JSONValue.int(below(2))) }) { first, _ in first }
    var program: [String: JSONValue] = ["deadline": .int(below(2))]
    if below(4) > 0 { program["cases"] = .array(cases) }
    if below(4) > 0 { program["elements"] = .object(elements) }
    return ["args": [.object(program)], "script": "<script:page>"]
  }

  private mutating func step() -> RecordedStep {
    switch below(4) {
    case 0: return .mark(RecordedMark(page: text(), step: text()))
    case 1:
      var states = [response(), response()]
      if states[0] == states[1] { states = [.answer(status: 200, value: 1), .answer(status: 200, value: 2)] }
      return .poll(RecordedPoll(request: request(), states: states))
    default: return .exchange(RecordedExchange(request: request(), response: response()))
    }
  }

  /// Any recording that the reader takes.
  mutating func recording(steps number: Int = 12) -> Recording {
    let first = RecordedExchange(
      request: RecordedRequest(command: "newSession", session: nil, body: [:]),
      response: .answer(status: 200, value: ["ids": ["session-1", "session-2"], "on": ["element-1", "element-20", "shadow-1"]]))
    let steps = [.exchange(first)] + (0..<below(number)).map { _ in step() }
    let header = RecordingHeader(
      subject: below(2) == 0 ? .scenario("users/deactivate") : .command([text(), text()]), recorded: "2026-11-24", program: text(),
      browser: .init(name: text(), version: text()), console: text(), layout: text(), account: text(),
      codes: one(of: RecordingHeader.Codes.allCases), pack: .init(digest: text(), uses: ["a\(text())": text(), "b\(text())": text()]),
      scripts: ["page": text()], normaliser: (0..<below(3)).map { _ in text() }, redaction: [], clock: "2026-11-24T09:00:00Z",
      seed: below(2) == 0 ? nil : Int.random(in: .min ... .max, using: &self),
      inputs: (0..<below(3)).map { _ in RecordingHeader.Input(argument: text(), text: text(upTo: 200)) })
    let count = steps.count { if case .mark = $0 { false } else { true } }
    return Recording(header: header, steps: steps, end: RecordingEnd(count: count, outcome: (0..<below(3)).map { _ in text() }))
  }
}
