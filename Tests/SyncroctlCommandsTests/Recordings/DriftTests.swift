import Foundation
import TestSupport
import Testing

/// `recordings verify` against a console with one renamed button, one moved field and one extra confirmation: each is named, and nothing else.
@Suite struct DriftTests {
  private struct Finding: Decodable {
    struct Detail: Decodable {
      let kind: String
      let element: String?
    }
    let finding: Detail
  }

  @Test(arguments: [
    (
      "technicians", ["--word", "technician.savePermissions=Keep", "--move", "email", "--confirm-twice", "token.delete"],
      ["technician.save_permissions", "technician.email", "new_technician.email", "api_tokens.delete"]
    ),
    (
      "users", ["--word", "disable.submit=Turn off", "--move", "email", "--confirm-twice", "technician.create"],
      ["deactivate.submit", "technician.email", "new_technician.email", "new_technician.submit"]
    ),
  ])
  func eachChangeIsNamedAndNothingElse(layout: String, changes: [String], elements: [String]) async throws {
    try await Program.inPlace { program in
      let run = try await program.run(["recordings", "verify", "--layout", layout, "--format", "json"] + changes)
      #expect(run.status == 6, "\(run.talk)")
      let findings: [Finding] = try run.json()
      #expect(Set(findings.compactMap(\.finding.element)) == Set(elements), "\(run.output)")
      #expect(findings.count == elements.count, "\(run.output)")
    }
  }

  @Test func aConsoleThatIsAsItWasIsNoDrift() async throws {
    try await Program.inPlace { program in
      let run = try await program.run(["recordings", "verify", "users/sign-in-mfa", "technicians/list-three-pages"])
      #expect(run.status == 0, "\(run.talk)")
      #expect(run.talk.contains("users/sign-in-mfa: as recorded"))
    }
  }
}
