import Recordings

@testable import WebDriver

/// A run as it could be recorded, with people in every place where a run names them.
struct SampleRun {
  /// A person of the console.
  struct Person {
    var first: String
    var last: String
    var email: String
    var full: String { first + " " + last }
  }

  var people: [Person]

  /// The script's body around a program.
  static func body(_ program: PageProgram) -> JSONValue { ["script": "<script:page>", "args": [program.json(deadline: .zero)]] }

  static func exchange(_ command: String, _ arguments: [String] = [], body: JSONValue? = nil, _ value: JSONValue) -> RecordedStep {
    .exchange(
      RecordedExchange(
        request: RecordedRequest(command: command, session: "session-1", arguments: arguments, body: body),
        response: .answer(status: 200, value: value)))
  }

  static func answer(_ heldCase: String, _ results: [JSONValue]) -> JSONValue {
    ["case": .string(heldCase), "address": "https://console.example/users", "title": "Users", "waited": 0, "results": .array(results)]
  }

  private var list: RecordedStep {
    let program = PageProgram(
      elements: ["technicians.people": ElementQuery([.css("table"), .label(["Name", "Nina Park"])])],
      cases: [
        PageCase(
          "list", all: [("technicians.people", .present)],
          steps: [.table("technicians.people", columns: ["name": ["Name"], "email": ["Email"], "phone": ["Phone"]])])
      ])
    let rows = people.enumerated().map { index, person -> JSONValue in
      [
        "cells": ["name": .string(person.full), "email": .string(person.email.uppercased()), "phone": .string("+1 555 010\(index)")],
        "links": ["name": .string("https://console.example/users/\(5000 + index)")], "address": nil,
      ]
    }
    return Self.exchange(
      "executeAsyncScript", body: Self.body(program),
      Self.answer("list", [["table": ["headings": ["Name", "Email", "Phone"], "missing": [], "rows": .array(rows)]]]))
  }

  private func form(_ person: Person) -> [RecordedStep] {
    let fill = PageProgram(
      elements: [:],
      cases: [
        PageCase(
          "form", all: [],
          steps: [
            .fill([
              ("new_technician.first_name", .text(person.first)), ("new_technician.last_name", .text(person.last)),
              ("new_technician.email", .text(person.email)),
            ])
          ])
      ])
    let read = PageProgram(
      elements: [:],
      cases: [
        PageCase(
          "page", all: [],
          steps: [
            .require("technician.email", .value, equals: person.email), .read("technician.first_name", .value),
            .read("technician.last_name", .value), .read("ticket.assignee", .options),
          ])
      ])
    let options = JSONValue.array([.string("Unassigned"), .string(person.full)]).bytes(secrets: .placeholder)
    return [
      .mark(RecordedMark(page: "technician", step: "creates \(person.email) (\(person.full))")),
      Self.exchange("executeAsyncScript", body: Self.body(fill), Self.answer("form", [["texts": []]])),
      Self.exchange(
        "executeAsyncScript", body: Self.body(read),
        Self.answer(
          "page",
          [
            ["text": .string(person.email)], ["text": .string(person.first)], ["text": .string(person.last)],
            ["text": .string(String(decoding: options, as: UTF8.self))],
          ])),
      Self.exchange(
        "navigateTo", body: ["url": .string("https://console.example/users?query=\(person.email.replacing("@", with: "%40"))")], nil),
      Self.exchange("getElementText", ["element-1"], .string("Saved: \(person.full.uppercased()) <\(person.email)>.")),
      Self.exchange("getPageSource", [], .string(#"{"who":"\n\#(person.email)","name":"\#(person.full)"}"#)),
    ]
  }

  private var row: RecordedStep {
    let person = people[0]
    let cells = [
      ElementQuery.Row.Cell(column: ["Email"], equals: person.email), ElementQuery.Row.Cell(column: ["Name"], equals: person.full),
    ]
    let query = ElementQuery([.hook("bhv-disable")], row: .init(table: "technicians.people", cells: cells))
    let program = PageProgram(
      elements: ["technicians.deactivate": query], cases: [PageCase("row", all: [("technicians.deactivate", .click)])])
    return Self.exchange("executeAsyncScript", body: Self.body(program), Self.answer("row", []))
  }

  var recording: Recording {
    let steps = [list] + people.flatMap(form) + [row]
    let roster =
      "technicians:\n"
      + people.map { "  - email: \($0.email)\n    first_name: \($0.first)\n    last_name: \"\($0.last.replacing("\"", with: "\\\""))\"\n" }
      .joined()
    let table =
      "email,first_name,last_name,role\n"
      + people.map { "\($0.email),\($0.first),\"\($0.last.replacing("\"", with: "\"\""))\",helpdesk\n" }.joined()
    return Recording(
      header: RecordingHeader(
        subject: .command(["technicians", "create", "--first-name", people[0].first, "--last-name=\(people[0].last)", people[0].email]),
        recorded: "2026-11-24", program: "syncroctl 0.1.0", browser: .init(name: "chrome", version: "156.0"),
        console: "https://console.example", layout: "users", account: people[0].email, codes: .computed,
        pack: .init(digest: "00", uses: [:]), scripts: [:], normaliser: [], redaction: [], clock: "2026-11-24T09:00:00Z",
        inputs: [.init(argument: "roster.yaml", text: roster), .init(argument: "people.csv", text: table)]),
      steps: steps, end: RecordingEnd(count: steps.count, outcome: people.map { "created \($0.email), \($0.full)" }))
  }
}
