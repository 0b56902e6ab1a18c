import BrowserSupport
import Secrets
import Testing
import WebDriver

@testable import Recordings

struct PseudonymsTests {
  private static let people = [
    SampleRun.Person(first: "Nina", last: "Park", email: "nina.park@acme.com"),
    SampleRun.Person(first: "Mark", last: "O'Hara", email: "Mark.OHara@Acme.com"),
    SampleRun.Person(first: "Jean-Luc", last: "de la Tour", email: "jl+tour@other.co.uk"),
    SampleRun.Person(first: "Łukasz", last: "Żółć", email: "lukasz@acme.com"),
    SampleRun.Person(first: "Nina", last: "Wong", email: "a_wong@other.co.uk"),
  ]

  private func redacted(_ recording: Recording) -> Recording {
    var pseudonyms = Pseudonyms()
    pseudonyms.learn(from: recording)
    return pseudonyms.apply(to: recording)
  }

  /// Every text of a recording, one after the other.
  private func texts(of recording: Recording) -> [String] {
    var all: [String] = []
    _ = recording.mappingTexts {
      all.append($0)
      return $0
    }
    return all
  }

  /// Random people; no two have one address.
  private static func people(seed: UInt64) -> [SampleRun.Person] {
    var random = SeededGenerator(seed: seed)
    let firsts = ["Nina", "Mark", "Will", "Zoë", "Jean-Luc", "明", "Thị Mai", "Ann"]
    let lasts = ["Park", "O'Hara", "de la Tour", "Nguyễn", "李", "Lind", "Lindö", "Lind-Berg", "D\"Quote & Sons", "List"]
    return (0..<Int.random(in: 2...14, using: &random)).map { index in
      SampleRun.Person(
        first: firsts[Int.random(in: firsts.indices, using: &random)], last: lasts[Int.random(in: lasts.indices, using: &random)],
        email: random.text(of: "abcxyz09_+-'", length: 5) + "q\(index)@" + ["acme.com", "Acme.com", "mail.other.co.uk"][index % 3])
    }
  }

  @Test("a run has pseudonyms in place of people, everywhere the same")
  func sample() throws {
    let result = redacted(SampleRun(people: Self.people).recording)
    #expect(result.header.account == "person-5@company-2.example")
    #expect(
      result.header.subject
        == .command(["technicians", "create", "--first-name", "Given3", "--last-name=Family5", "person-5@company-2.example"]))
    #expect(result.end.outcome[0] == "created person-5@company-2.example, Given3 Family5")
    guard case .exchange(let list) = result.steps[0], case .answer(_, let value) = list.response else {
      Issue.record("the list is gone")
      return
    }
    let row = try #require(value["results"]?.arrayValue?.first?["table"]?["rows"]?.arrayValue?.first)
    #expect(row["cells"] == ["name": "Given3 Family5", "email": "person-5@company-2.example", "phone": "text-1"])
    #expect(row["links"] == ["name": "https://console.example/users/5000"])
    // What comes from the selector pack stays as it was, although it reads like a name.
    let program = try #require(PageProgramFields.program(in: list.request.body))
    #expect(
      program["elements"]?["technicians.people"]?["candidates"]?.arrayValue?.last == ["label": ["Name", "Nina Park"]])
    let all = texts(of: result)
    #expect(all.contains("Saved: Given3 Family5 <person-5@company-2.example>."))
    #expect(all.contains("https://console.example/users?query=person-5%40company-2.example"))
    #expect(all.contains(#"{"who":"\nperson-5@company-2.example","name":"Given3 Family5"}"#))
    // A word that stands where names stand is taken for one.
    #expect(all.contains(#"["Given4","Given3 Family5"]"#))
    #expect(result.header.inputs[1].text.contains("\nperson-5@company-2.example,Given3,\"Family5\",helpdesk\n"))
    #expect(result.header.inputs[0].text.contains("first_name: Given3\n    last_name: \"Family5\"\n"))
  }

  @Test("no email and no whole name is left, in any form", arguments: UInt64(1)...12)
  func nothingLeft(seed: UInt64) {
    let people = Self.people(seed: seed)
    let result = redacted(SampleRun(people: people).recording)
    let labels = "[\"Name\",\"Nina Park\"]"
    let text = texts(of: result).joined(separator: "\n").lowercased().replacing(labels.lowercased(), with: "")
    for person in people {
      for original in [person.email, person.full] {
        for (name, bytes) in SecretSearch.forms(of: original.lowercased()) where name != "base64" && name != "hexadecimal" {
          #expect(!text.contains(String(decoding: bytes, as: UTF8.self)), "\(name) of \(original)")
        }
      }
    }
  }

  @Test("one person has one pseudonym, and no two share one; the order of the addresses stays", arguments: UInt64(1)...20)
  func injective(seed: UInt64) {
    let people = Self.people(seed: seed)
    var pseudonyms = Pseudonyms()
    pseudonyms.learn(from: SampleRun(people: people).recording)
    let emails = Set(people.map { $0.email.lowercased() }).sorted()
    let given = emails.map { pseudonyms.apply(to: $0) }
    #expect(Set(given).count == emails.count)
    #expect(given == given.sorted())
    #expect(emails.map { pseudonyms.apply(to: $0.uppercased()) } == given)
    let names = Set(people.map(\.full)).sorted()
    #expect(Set(names.map { pseudonyms.apply(to: $0) }).count == names.count)
    for person in people {
      let quoted = [person.first, person.last].map { "'" + $0.replacing("'", with: "''") + "'" }
      let parts = pseudonyms.apply(toInput: "- first_name: \(quoted[0])\n  last_name: \(quoted[1])").split(separator: "'")
      #expect(pseudonyms.apply(to: person.full) == parts[1] + " " + parts[3])
    }
  }

  @Test("people on pages that were read without being opened have pseudonyms, too")
  func fetchedPages() throws {
    let (nina, mark) = (Self.people[0], Self.people[1])
    func fetch(_ steps: [PageStep]) -> PageStep {
      .pages(PageFetch([], path: "^/users$", all: [], steps: steps, pages: 9, time: .seconds(1), pageTime: .seconds(1)))
    }
    func answer(_ pages: [[JSONValue]]) -> JSONValue {
      let pages = pages.map { results -> JSONValue in ["address": "https://console.example/users", "results": .array(results)] }
      return ["fetched": ["pages": .array(pages), "next": .null]]
    }
    func row(_ person: SampleRun.Person) -> JSONValue {
      ["table": ["rows": [["cells": ["name": .string(person.full), "email": .string(person.email)], "links": [:]]]]]
    }
    let program = PageProgram(
      elements: [:],
      cases: [
        PageCase(
          "open", all: [],
          steps: [
            fetch([.table("technicians.people", columns: ["name": ["Name"], "email": ["Email"]])]),
            fetch([.read("technician.first_name", .value), .read("technician.last_name", .value), .read("technician.email", .value)]),
          ])
      ])
    let forms = [nina, mark].map { [["text": .string($0.first)], ["text": .string($0.last)], ["text": .string($0.email)]] as [JSONValue] }
    let step = SampleRun.exchange(
      "executeAsyncScript", body: SampleRun.body(program),
      SampleRun.answer("open", [answer([[row(nina)], [row(mark)]]), answer(forms)]))
    var recording = SampleRun(people: Array(Self.people.dropFirst(2))).recording
    recording.steps = [step]
    let result = redacted(recording)
    guard case .exchange(let exchange) = result.steps[0], case .answer(_, let value) = exchange.response else {
      Issue.record("the step is gone")
      return
    }
    let text = texts(of: result).joined(separator: "\n")
    for word in ["Nina", "Park", "Mark", "O'Hara", "acme.com"] { #expect(!text.contains(word), "\(word)") }
    let pages = try #require(value["results"]?.arrayValue).map { $0["fetched"]?["pages"]?.arrayValue ?? [] }
    for (list, form) in zip(pages[0], pages[1]) {
      let cells = list["results"]?.arrayValue?.first?["table"]?["rows"]?.arrayValue?.first?["cells"]
      let fields = (form["results"]?.arrayValue ?? []).compactMap { $0["text"]?.stringValue }
      // A single word is replaced in its own field only, so that first and last name show that the fields were seen.
      #expect(cells?["name"]?.stringValue == "\(fields[0]) \(fields[1])")
      #expect(cells?["email"]?.stringValue == fields[2])
    }
    #expect(redacted(result) == result)
  }

  @Test("the same recording gives the same, and its own pseudonyms stay", arguments: UInt64(1)...12)
  func idempotent(seed: UInt64) {
    let recording = SampleRun(people: Self.people(seed: seed)).recording
    let once = redacted(recording)
    #expect(once == redacted(recording))
    #expect(redacted(once) == once)
  }

  @Test(
    "emails are found in any surroundings",
    arguments: [
      ("mail nina@acme.com.", "mail person-1@company-1.example."), ("<NINA@ACME.COM>", "<person-1@company-1.example>"),
      ("'nina@acme.com'", "'person-1@company-1.example'"), ("q=nina%40acme.com&x", "q=person-1%40company-1.example&x"),
      ("a%20nina%40acme.com", "a%20person-1%40company-1.example"), ("x+nina%40acme.com", "x+person-1%40company-1.example"),
      (#"{\"e\":\"nina@acme.com\"}"#, #"{\"e\":\"person-1@company-1.example\"}"#), (#"\nnina@acme.com"#, #"\nperson-1@company-1.example"#),
      (#"nina\u0040acme.com"#, #"person-1\u0040company-1.example"#), ("nina&#64;acme.com", "person-1&#64;company-1.example"),
      ("see rmm.acme.com and ACME.com", "see rmm.company-1.example and company-1.example"), ("logo@2x.png", "logo@2x.png"),
      ("pack@1.2.3", "pack@1.2.3"), ("@media screen", "@media screen"), ("a @ b.c", "a @ b.c"), ("notacme.com", "notacme.com"),
      ("https://console.example/users/5001", "https://console.example/users/5001"),
    ])
  func emails(text: String, expected: String) {
    var pseudonyms = Pseudonyms()
    pseudonyms.learn(from: "nina@acme.com")
    #expect(pseudonyms.apply(to: text) == expected)
  }

  @Test(
    "names are replaced as whole words, single words only in their fields",
    arguments: [
      ("Nina Park", "Given2 Family1"), ("NINA PARK!", "Given2 Family1!"), ("q=Nina%20Park", "q=Given2%20Family1"),
      ("q=Nina+Park&x", "q=Given2+Family1&x"), ("Nina Parker", "Nina Parker"), ("Nina Parkö", "Nina Parkö"), ("Nina", "Nina"),
      ("Mark as read", "Mark as read"),
    ])
  func names(text: String, expected: String) {
    var pseudonyms = Pseudonyms()
    pseudonyms.add(name: "Nina Park")
    pseudonyms.add(name: "Mark")
    #expect(pseudonyms.apply(to: text) == expected)
  }

  @Test("the console's host is no company of its own")
  func hosts() {
    var pseudonyms = Pseudonyms()
    pseudonyms.add(host: "acme.console.test")
    pseudonyms.learn(from: "robot@acme.console.test")
    #expect(
      pseudonyms.apply(to: "https://acme.console.test/x robot@acme.console.test") == "https://console.example/x person-1@console.example")
    #expect(pseudonyms.apply(to: "person-1@console.example") == "person-1@console.example")
  }

  @Test("a pseudonym that is there already is given to nobody else")
  func taken() {
    var pseudonyms = Pseudonyms()
    for text in ["person-1@company-1.example", "nina@acme.com"] { pseudonyms.learn(from: text) }
    pseudonyms.add(name: "Given1 Family1")
    pseudonyms.add(name: "Nina Park")
    #expect(pseudonyms.apply(to: "nina@acme.com, Nina Park") == "person-2@company-2.example, Given2 Family2")
    #expect(pseudonyms.apply(to: "person-1@company-1.example, Given1 Family1") == "person-1@company-1.example, Given1 Family1")
  }

  @Test("an address that no longer text would show to be one is replaced, too")
  func odd() {
    var pseudonyms = Pseudonyms()
    for text in ["-a!b@acme.com", "?email=c@acme.com"] { pseudonyms.learn(from: text) }
    #expect(pseudonyms.apply(to: "to -a!b@acme.com now") == "to person-1@company-1.example now")
  }
}
