import Foundation
import Testing
import WebDriver

@testable import Recordings

@Suite struct DriftTests {
  static let save = ElementQuery([.role("button", names: ["Save Technician"]), .css("form.edit input[type=submit]")])

  static let form = BuiltLook(
    [PageCase("form", all: [("technician.email", .present), ("technician.save", .click)])], ["technician.save": save],
    path: "/technicians/7/edit", title: "Lee Wong")
  static let saved = BuiltLook(
    [
      PageCase("saved", all: [("technician.email", .present)], none: ["frame.error"], newDocument: true),
      PageCase("refused", all: [("frame.error", .present)], newDocument: true, steps: [.texts(css: ".e", within: "frame.error")]),
      PageCase("block:signed_out", all: [("sign_in.password", .present)], newDocument: true),
    ], path: "/technicians/7", title: "Lee Wong")
  static let list = BuiltLook([PageCase("list", all: [("technicians.people", .present)])], path: "/technicians", title: "Technicians")

  private func save(
    form: BuiltLook = form, _ after: (inout RecordingBuilder) -> Void = { $0.look(saved) }, rest: Bool = true
  ) -> Recording {
    RecordingBuilder.recording {
      $0.open("/technicians/7/edit")
      $0.look(form)
      $0.click("technician.save")
      after(&$0)
      if rest { $0.look(Self.list) }
    }
  }

  /// A flow that was stopped by the look at the form.
  private func stopped(_ form: BuiltLook) -> Recording {
    RecordingBuilder.recording {
      $0.open("/technicians/7/edit")
      $0.look(form)
      $0.command("deleteSession", body: nil)
    }
  }

  private func sentences(_ live: Recording, expected: Recording? = nil) -> [String] {
    Drift.compare(expected: expected ?? save(), live: live).findings.map(\.sentence)
  }

  // MARK: - What is no drift

  @Test func nothingHasChanged() {
    let report = Drift.compare(expected: save(), live: save())
    #expect(report.findings.isEmpty)
    #expect(report.uncompared == 0)
    #expect(report.description == "nothing has changed\n")
  }

  @Test func dataIsNotDrift() {
    let look = BuiltLook(
      [
        PageCase(
          "list", all: [("people.table", .present)],
          steps: [
            .table("people.table", columns: ["name": ["Name"]]), .read("people.next", .address), .existing(["people.mark"]),
            .read("people.total", .text),
          ])
      ],
      ["people.next": ElementQuery([.css("a")]), "people.mark": ElementQuery([.css("b")]), "people.total": ElementQuery([.css("i")])],
      path: "/people/1", title: "Lee",
      results: [
        ["table": ["headings": ["Name"], "missing": [], "rows": [["cells": ["name": "Lee"]]]]],
        ["text": "https://console.example/people?page=2"], ["texts": ["people.mark"]], ["text": "1 of 2"],
      ]
    ).answering { $0.found += ["people.next", "people.mark", "people.total"] }
    let later = look.answering {
      $0.path = "/people/22"
      $0.title = "Nina"
      $0.found = ["people.table"]
      $0.results = [["table": ["headings": ["Name"], "missing": [], "rows": []]], [:], ["texts": []], [:]]
    }
    #expect(sentences(RecordingBuilder.recording { $0.look(later) }, expected: RecordingBuilder.recording { $0.look(look) }).isEmpty)
  }

  @Test func aClickThatWasTriedAgainIsChance() {
    let retried = RecordingBuilder.recording {
      $0.open("/technicians/7/edit")
      $0.look(Self.form)
      $0.failing("elementClick", on: ["element-2"], error: "stale element reference")
      $0.look(Self.form)
      $0.click("technician.save")
      $0.look(Self.saved)
      $0.look(Self.list)
    }
    #expect(sentences(retried).isEmpty)
    #expect(sentences(save(), expected: retried).isEmpty)
  }

  // MARK: - Elements

  @Test func aRenamedButtonThatStopsTheFlowIsNamedOnce() {
    let renamed = Self.form.holdingNothing {
      $0.counts = ["technician.save": [0, 1]]
      $0.problems = ["technician.save": "unsure"]
    }
    let report = Drift.compare(expected: save(), live: stopped(renamed))
    #expect(
      report.description == """
        line 3: technician.save: role button, name "Save Technician" matched 1 element and matches none now; \
        css form.edit input[type=submit] still does; so its words have changed
        3 later steps could not be compared

        """)
    let finding = report.findings.first
    #expect(finding?.kind == .candidate)
    #expect(finding?.element == "technician.save")
    #expect(finding?.page == "technician")
    #expect(finding?.was == "role button, name \"Save Technician\" and css form.edit input[type=submit]")
    #expect(finding?.now == "css form.edit input[type=submit]")
  }

  @Test func aRenamedLabelDoesNotStopTheFlow() {
    let renamed = Self.form.answering { $0.counts = ["technician.email": [0, 1]] }
    #expect(
      sentences(save(form: renamed)) == [
        #"technician.email: label "email" matched 1 element and matches none now; css #email still does; so its words have changed"#
      ])
  }

  @Test func aCandidateThatFindsTheElementAnewIsNamed() {
    let expected = Self.form.answering { $0.counts = ["technician.email": [0, 1]] }
    #expect(
      sentences(save(), expected: save(form: expected)) == [
        #"technician.email: label "email" matched none and matches 1 element now"#
      ])
  }

  @Test func anElementThatIsGoneIsMissing() {
    let gone = Self.form.holdingNothing { $0.found = ["technician.email"] }
    let report = Drift.compare(expected: save(), live: stopped(gone))
    #expect(report.findings.map(\.kind) == [.missing])
    #expect(
      report.findings.map(\.sentence) == [
        #"technician.save: role button, name "Save Technician" matched 1 element and matches none now; "#
          + "css form.edit input[type=submit] matched 1 element and matches none now; nothing else finds it"
      ])
  }

  @Test func twoElementsInPlaceOfOneAreNamed() {
    let two = Self.form.holdingNothing {
      $0.found = ["technician.email"]
      $0.counts = ["technician.save": [2, 1]]
      $0.problems = ["technician.save": "many"]
    }
    #expect(
      sentences(stopped(two)) == [
        #"technician.save: role button, name "Save Technician" matches 2 elements and css form.edit input[type=submit] matches 1 element "#
          + "where there was one"
      ])
  }

  @Test func anElementThatCannotBeUsedIsNamed() {
    let covered = Self.form.holdingNothing { $0.problems = ["technician.save": "disabled"] }
    let report = Drift.compare(expected: save(), live: stopped(covered))
    #expect(report.findings.map(\.kind) == [.hindered])
    #expect(report.findings.map(\.sentence) == ["technician.save: could be used, and is disabled now"])
  }

  @Test func whatStandsInAMissingElementIsNotNamed() {
    let look = BuiltLook(
      [PageCase("row", all: [("people.table", .present), ("people.edit", .click), ("people.title", .present)])],
      ["people.edit": ElementQuery([.css("a")], within: "people.table")])
    let live = look.holdingNothing {
      $0.found = ["people.title"]
      $0.problems = ["people.edit": "outer"]
    }
    let report = Drift.compare(
      expected: RecordingBuilder.recording { $0.look(look) }, live: RecordingBuilder.recording { $0.look(live) })
    #expect(report.findings.map(\.element) == ["people.table"])
  }

  // MARK: - Dialogs

  @Test(arguments: [true, false]) func anExtraConfirmationIsNamedWithWhatWasPressed(isRefused: Bool) {
    let live = save(
      {
        if isRefused {
          $0.failing("executeAsyncScript", body: Self.saved.request.body, error: "unexpected alert open", data: ["text": "Save it?"])
        } else {
          $0.interrupted(Self.saved)
        }
        $0.command("getAlertText", body: nil, answer: "Save it?")
      }, rest: false)
    let report = Drift.compare(expected: save(), live: live)
    #expect(report.findings.map(\.kind) == [.dialog])
    #expect(report.findings.map(\.sentence) == [#"technician.save: a dialog "Save it?" comes after it is pressed; none came before"#])
    #expect(report.findings.map(\.now) == ["Save it?"])
    #expect(report.findings.map(\.line) == [5])
    #expect(report.uncompared == 1)
  }

  @Test func aDialogThatNoLongerComesIsNamed() {
    let expected = save {
      $0.command("acceptAlert")
      $0.look(Self.saved)
    }
    let live = save {
      $0.failing("acceptAlert", error: "no such alert")
      $0.look(Self.saved)
    }
    #expect(sentences(live, expected: expected) == ["technician.save: the dialog no longer comes after it is pressed"])
    #expect(sentences(expected, expected: live) == ["technician.save: a dialog comes after it is pressed; none came before"])
  }

  @Test func aSecondDialogAfterAnAcceptedOneIsNamed() {
    let expected = save {
      $0.command("acceptAlert")
      $0.look(Self.saved)
    }
    let live = save(
      {
        $0.command("acceptAlert")
        $0.interrupted(Self.saved)
        $0.command("getAlertText", body: nil, answer: "Really?")
      }, rest: false)
    #expect(sentences(live, expected: expected) == [#"technician.save: a dialog "Really?" comes after it is pressed; none came before"#])
  }

  // MARK: - Outcomes and pages

  @Test func aRefusalIsNamedWithThePagesWords() {
    let refused = Self.saved.answering {
      $0.held = "refused"
      $0.found = ["frame.error", "technician.email"]
      $0.results = [["texts": ["Email is taken"]]]
    }
    let report = Drift.compare(expected: save(), live: save({ $0.look(refused) }, rest: false))
    #expect(report.findings.map(\.kind) == [.outcome])
    #expect(
      report.findings.map(\.sentence) == [
        #"after technician.save was pressed "refused" came, where "saved" came before; the page says: "Email is taken""#
      ])
    #expect(report.uncompared == 1)
  }

  @Test func aBlockIsNamedWithItsPage() {
    let block = Self.saved.answering {
      $0.held = "block:signed_out"
      $0.found = ["sign_in.password"]
      $0.path = "/users/sign_in"
      $0.title = "Sign in"
    }
    #expect(
      sentences(save({ $0.look(block) }, rest: false)) == [
        #"after technician.save was pressed "signed_out" came, where "saved" came before, on the page "Sign in""#
      ])
  }

  @Test func aPageInBetweenIsNamed() {
    let between = Self.saved.holdingNothing {
      $0.found = []
      $0.path = "/technicians/7/confirm"
      $0.title = "Are you sure?"
      $0.isOld = false
    }
    let report = Drift.compare(expected: save(), live: save({ $0.look(between) }, rest: false))
    #expect(report.findings.map(\.kind) == [.page])
    #expect(
      report.findings.map(\.sentence) == [
        #"after technician.save was pressed the page "Are you sure?" at /technicians/{id}/confirm came, "#
          + "where the one at /technicians/{id} came before"
      ])
  }

  @Test func aPageThatStaysIsNamed() {
    let stays = Self.saved.holdingNothing {
      $0.path = "/technicians/7/edit"
      $0.isOld = true
    }
    #expect(
      sentences(save({ $0.look(stays) }, rest: false)) == [
        #"after technician.save was pressed nothing came, where "saved" came before; the page from before still stands"#
      ])
  }

  @Test func anotherAddressIsNamedOnce() {
    let expected = RecordingBuilder.recording {
      $0.look(Self.list)
      $0.look(Self.saved)
      $0.look(Self.list)
    }
    let live = RecordingBuilder.recording {
      $0.look(Self.list.answering { $0.path = "/admin/technicians" })
      $0.look(Self.saved)
      $0.look(Self.list.answering { $0.path = "/admin/technicians" })
    }
    #expect(sentences(live, expected: expected) == ["technicians: the page that stood at /technicians stands at /admin/technicians now"])
  }

  @Test func anotherWayWithoutAReasonIsNamed() {
    let live = RecordingBuilder.recording {
      $0.open("/technicians/7/edit")
      $0.look(Self.list)
    }
    let report = Drift.compare(expected: save(), live: live)
    #expect(report.findings.map(\.kind) == [.flow])
    #expect(report.findings.map(\.sentence) == [#"the flow went another way: waits for "list", where the recording has: waits for "form""#])
    #expect(sentences(RecordingBuilder.recording { $0.open("/technicians/7/edit") }) == ["the flow ended where the recording goes on"])
    #expect(
      sentences(
        RecordingBuilder.recording {
          $0.open("/a"); $0.open("/b")
        }, expected: RecordingBuilder.recording { $0.open("/a") }) == [
          "the flow goes on where the recording ends: opens /b"
        ])
  }

  @Test func whatTheDriverRefusesIsNamed() {
    let live = RecordingBuilder.recording {
      $0.open("/technicians/7/edit")
      $0.look(Self.form)
      $0.failing("elementClick", on: ["element-2"], error: "element click intercepted")
    }
    #expect(sentences(live) == ["technician.save: could be pressed, and the driver says now: element click intercepted"])
  }

  // MARK: - What is read

  @Test func headingsAreNamed() {
    func look(_ headings: [String], missing: [String] = []) -> Recording {
      RecordingBuilder.recording {
        $0.look(
          BuiltLook(
            [PageCase("list", all: [("people.table", .present)], steps: [.table("people.table", columns: [:])])],
            results: [
              [
                "table": [
                  "headings": .array(headings.map { .string($0) }), "missing": .array(missing.map { .string($0) }), "rows": [],
                ]
              ]
            ]))
      }
    }
    let old = look(["Name", "Email"])
    #expect(
      sentences(look(["Name"], missing: ["email"]), expected: old) == [
        #"people.table: the heading "Email" is gone; email cannot be read any more"#
      ])
    #expect(sentences(look(["Name", "E-mail"]), expected: old) == [#"people.table: the heading "Email" is "E-mail" now"#])
    #expect(sentences(look(["Name", "Email", "Kind"]), expected: old) == [#"people.table: the heading "Kind" is new"#])
    #expect(sentences(look(["Email", "Name"]), expected: old) == ["people.table: the headings stand in another order"])
  }

  @Test func headingsOfPagesThatAreNotOpenedAreNamed() {
    func look(_ headings: [String]) -> Recording {
      let fetch = PageFetch(
        [], path: "^/users$", all: [], steps: [.table("people.table", columns: [:])], pages: 9, time: .seconds(1), pageTime: .seconds(1))
      let table: JSONValue = ["table": ["headings": .array(headings.map { .string($0) }), "missing": [], "rows": []]]
      let pages: [JSONValue] = (1...3).map { ["address": .string("https://console.example/users?page=\($0)"), "results": [table]] }
      return RecordingBuilder.recording {
        $0.look(
          BuiltLook(
            [PageCase("open", all: [("people.table", .present)], steps: [.pages(fetch)])],
            results: [["fetched": ["pages": .array(pages), "next": .null]]]))
      }
    }
    #expect(sentences(look(["Name", "Email"]), expected: look(["Name", "Email"])) == [])
    #expect(
      sentences(look(["Name", "E-Mail"]), expected: look(["Name", "Email"])) == [
        #"people.table: the heading "Email" is "E-Mail" now"#
      ])
  }

  @Test func boxesAreNamed() {
    func look(_ boxes: [(String, String)], on: Bool = false) -> Recording {
      let layout = PageStep.BoxLayout(area: "fieldset", heading: "legend", box: "input")
      return RecordingBuilder.recording {
        $0.look(
          BuiltLook(
            [PageCase("page", all: [("technician.email", .present)], steps: [.boxes(layout, within: nil)])],
            results: [["boxes": BuiltBox.areas(boxes, ticked: { _ in on })]]))
      }
    }
    let boxes = [("Tickets", "Create"), ("Tickets", "Delete"), ("Invoices", "Create")]
    let old = look(boxes)
    #expect(sentences(look(boxes, on: true), expected: old).isEmpty)
    #expect(
      sentences(look(boxes + [("Invoices", "Edit")]), expected: old) == [
        "technician, fieldset: the box Invoices/Edit is new"
      ])
    #expect(sentences(look(Array(boxes.dropFirst())), expected: old) == ["technician, fieldset: the box Tickets/Create is gone"])
    #expect(
      sentences(look([boxes[0], boxes[1]]), expected: old) == [
        #"technician, fieldset: there are no boxes under "Invoices" any more"#
      ])
    #expect(
      sentences(look([boxes[0], ("Tickets", "Remove"), boxes[2]]), expected: old) == [
        "technician, fieldset: the box Tickets/Delete is called Remove now"
      ])
    // Groups are made by people.
    #expect(sentences(look([("Groups", "A"), ("Groups", "B")]), expected: look([("Groups", "A")])).isEmpty)
  }

  @Test func optionsAreNamed() {
    func look(_ options: String) -> Recording {
      RecordingBuilder.recording {
        $0.look(
          BuiltLook(
            [PageCase("form", all: [("deactivate.reason", .fill)], steps: [.read("deactivate.reason", .options)])],
            results: [["text": .string(options)]]))
      }
    }
    #expect(sentences(look(#"["Left","Other"]"#), expected: look(#"["Left"]"#)) == [#"deactivate.reason: the option "Other" is new"#])
  }

  @Test func aFindingIsJSON() throws {
    let report = Drift.compare(expected: save(), live: save(form: Self.form.answering { $0.counts = ["technician.email": [0, 1]] }))
    let data = try JSONEncoder().encode(report.findings)
    #expect(try JSONDecoder().decode([DriftFinding].self, from: data) == report.findings)
  }
}
