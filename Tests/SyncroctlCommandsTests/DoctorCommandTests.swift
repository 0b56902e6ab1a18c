import ConsoleEmulator
import Foundation
import TestSupport
import Testing

@Suite struct DoctorCommandTests {
  @Test(arguments: EmulatedLayout.allCases) func saysThatAllFits(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) {
      $0.technicians = 12
    } _: { emulated in
      let run = try await emulated.syncroctl("doctor", "--pictures", "pictures", "--write", "acme.yaml")
      #expect(run.status == 0)
      #expect(run.output.contains("deactivate somebody         yes"))
      #expect(run.talk.contains("There is nothing to write into acme.yaml"))
      #expect(try await emulated.changes().isEmpty)
      let folder = emulated.program.folder
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "acme.yaml").path))
      let picture = try Data(contentsOf: folder.appending(path: "pictures/technician.png"))
      #expect(picture.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    }
  }

  @Test func writesAPackWithWhichTheCommandsWorkAgain() async throws {
    try await Emulated.run(.technicians) {
      $0.wording = ["technician.deactivate": "Turn off", "list.role": "Position", "technician.email": "Mail"]
    } _: { emulated in
      let run = try await emulated.syncroctl("doctor", "--write", "acme.yaml", "--bundle", "bundle.json")
      #expect(run.status == 6)
      #expect(run.output.contains("most likely the button \"Turn off\""))
      #expect(run.talk.contains("Written: acme.yaml. Read it, then add to every command: --selectors acme.yaml"))
      #expect(run.talk.hasSuffix("(exit 6)\n"))

      let done = try await emulated.syncroctl(
        "technicians", "deactivate", "samuel.lopez@acme.example", "--selectors", "acme.yaml", "--yes", admin: 1)
      #expect(done.status == 0)
      #expect(try await emulated.changes().map(\.action) == ["technician.deactivate"])

      let bundle = try String(contentsOf: emulated.program.folder.appending(path: "bundle.json"), encoding: .utf8)
      #expect(bundle.contains("\"Turn off\""))
      for person in try await emulated.state().people {
        #expect(!bundle.contains(person.email))
        #expect(!bundle.contains(person.name))
      }
    }
  }

  /// A block of a few pages: the doctor goes on with the others.
  @Test func namesWhatStandsInTheWayOfSomePages() async throws {
    try await Emulated.run(.technicians) {
      $0.technicians = 12
      $0.blocks = [.failedPayment]
    } _: { emulated in
      let run = try await emulated.syncroctl("doctor", "--bundle", "bundle.json")
      #expect(run.status == 5)
      for page in ["technicians", "new_technician", "api_tokens"] {
        #expect(run.output.contains(try Regex("(?m)^\(page) +failed_payment +blocked ")), "\(page)")
      }
      #expect(run.output.contains(#/(?m)^seats +active +found /#))
      #expect(run.output.contains(#/(?m)^list people +no +technicians is behind failed_payment$/#))
      #expect(
        run.talk.contains(
          "error: failed_payment stands in the way of technicians, new_technician, api_tokens: the console limits its admin pages, since a payment has failed. Have whoever pays"
        ))
      let bundle = try String(contentsOf: emulated.program.folder.appending(path: "bundle.json"), encoding: .utf8)
      #expect(bundle.contains("\"failed_payment\""))
      #expect(try await emulated.changes().isEmpty)
    }
  }

  @Test func namesWhatStandsInTheWayOfTheSignIn() async throws {
    struct Report: Decodable {
      struct Page: Decodable {
        let page: String
        let state: String
        let block: String?
      }
      let sound: Bool
      let obstacle: String
      let blocks: [String]
      let pages: [Page]
    }
    try await Emulated.run(.users) {
      $0.technicians = 12
      $0.blocks = [.sso]
    } _: { emulated in
      let run = try await emulated.syncroctl("doctor", "--format", "json")
      #expect(run.status == 5)
      let report: Report = try run.json()
      #expect(!report.sound)
      #expect(report.blocks == ["sso_required"])
      #expect(report.obstacle.contains("single sign-on (SSO) alone"))
      #expect(report.pages.map(\.page) == ["sign_in"])
      #expect(report.pages.first?.state == "blocked")
      #expect(report.pages.first?.block == "sso_required")
      #expect(run.talk.contains("Nothing was changed. Have an admin exempt this account from single sign-on"))
    }
  }

  @Test func isNotPlayedBack() async throws {
    try await Emulated.run(.users) {
      $0.technicians = 12
    } _: { emulated in
      let run = try await emulated.syncroctl("doctor", "--record", "session.jsonl")
      #expect(run.status == 64)
      #expect(run.talk.contains("the doctor looks at a live console, and is neither recorded nor played back"))
    }
  }
}
