import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// `access-review`, as a person runs it, against what the console knows of itself.
@Suite struct AccessReviewCommandTests {
  struct Review: Decodable {
    struct Person: Decodable {
      let email: String
      let kind: String
      let status: String
      let mayDoEverything: Bool
      let groups: [String]?
      let permissions: [String]
    }
    struct Proof: Decodable {
      let statedPeople: Int?
      let listedPeople: Int
      let peoplePagesRead: Int
      let groupPagesRead: Int
      let signedInAs: String
      let `operator`: String
    }
    let people: [Person]
    let proof: Proof
  }

  @Test(arguments: EmulatedLayout.allCases) func saysWhoMayDoWhat(_ layout: EmulatedLayout) async throws {
    try await Emulated.run(layout) {
      $0.technicians = 30
    } _: { emulated in
      let state = try await emulated.state()
      let run = try await emulated.syncroctl("access-review", "--format", "json", with: ["SYNCROCTL_OPERATOR": "alice"])
      #expect(run.status == 0, "\(run.talk)")
      let review = try run.json(as: Review.self)
      #expect(review.people.map(\.email).sorted() == state.people.map(\.email).sorted())
      for person in review.people {
        let truth = try #require(state.person(person.email))
        #expect(person.kind == truth.kind && person.status == truth.status && person.mayDoEverything == (truth.kind == "admin"))
        guard truth.kind != "admin" else { continue }
        switch layout {
        case .technicians: #expect(Set(person.permissions) == truth.permissionNames)
        case .users:
          let groups = state.groups.filter { $0.members.contains(person.email) }
          #expect(Set(person.groups ?? []) == Set(groups.map(\.name)))
          let permitted = groups.flatMap(\.permissions).map { $0.replacing(" - ", with: "/", maxReplacements: 1) }
          #expect(Set(person.permissions) == Set(permitted))
        }
      }
      #expect(review.people.contains { $0.status == "deactivated" })
      let proof = review.proof
      #expect(proof.listedPeople == 30 && proof.peoplePagesRead == 30 && proof.statedPeople ?? 30 == 30)
      #expect(proof.groupPagesRead == (layout == .users ? state.groups.count : 0))
      #expect(proof.signedInAs == emulated.emulator.email && proof.operator == "alice")
      #expect(run.talk.contains("The lists were read once more at the end, and showed the same people\n"))
      #expect(try await emulated.changes().isEmpty)
    }
  }

  @Test func writesAPageForItsOwnerAlone() async throws {
    try await Emulated.run(.users) {
      $0.technicians = 12
    } _: { emulated in
      let file = emulated.program.folder.appending(path: "review.html")
      let run = try await emulated.syncroctl("access-review", "--format", "html", "-o", file.path)
      #expect(run.status == 0, "\(run.talk)")
      #expect(run.output == "")
      let page = try String(contentsOf: file, encoding: .utf8)
      #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
      #expect(page.contains(emulated.emulator.email))
      let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
      #expect(mode?.intValue == 0o600)
    }
  }
}
