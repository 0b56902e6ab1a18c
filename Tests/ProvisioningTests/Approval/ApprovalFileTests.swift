import Foundation
import Testing

@testable import Provisioning

/// The signed file: what it says, and that no byte of it can be altered unnoticed.
@Suite struct ApprovalFileTests {
  private let sample: ApprovalSample
  private let plan: PlanFile
  private let policy: Policy

  init() throws {
    sample = try ApprovalSample()
    plan = try ApprovalSample.plan(ApprovalSample.leavers)
    policy = try sample.policy([Policy.Rule(.changes([.deactivate]), approvers: 1)])
  }

  private func approval() throws -> Approval {
    try Approval(of: plan, with: sample.bob, lifts: [.deactivations], now: ApprovalSample.now, id: "0d3f4a6e-0000-4000-8000-000000000001")
  }

  @Test func aFileIsReadable() throws {
    let approval = try approval()
    let text = String(decoding: try approval.data(), as: UTF8.self)
    #expect(
      text == """
        {
          "approver" : "bob@acme.example",
          "console" : "https://acme.example",
          "expires" : "2026-07-26T17:20:00Z",
          "format" : "syncroctl-approval/1",
          "given" : "2026-07-25T17:20:00Z",
          "id" : "0d3f4a6e-0000-4000-8000-000000000001",
          "lifts" : [
            "deactivations"
          ],
          "plan" : "\(plan.digest)",
          "signature" : "\(approval.signature?.description ?? "")"
        }

        """)
    #expect(try Approval.read(Data(text.utf8), name: "a.approval") == approval)
    #expect(sample.refusal(plan, [approval], policy) == nil)
  }

  @Test func everyByteCounts() throws {
    let good = try approval().data()
    var tried = 0
    var accepted: [Int] = []
    for index in good.indices {
      let byte = good[index]
      // Another letter, another case, a blank, nothing, and one too many.
      for edited in [Data([byte ^ 0x01]), Data([byte ^ 0x20]), Data([0x20]), Data(), Data([byte, byte])] where edited != Data([byte]) {
        var bytes = good
        bytes.replaceSubrange(index...index, with: edited)
        tried += 1
        guard let read = try? Approval.read(bytes, name: "a.approval") else { continue }
        let isAccepted = sample.refusal(plan, [read], policy) == nil
        if isAccepted { accepted.append(index) }
      }
    }
    #expect(accepted == [])
    #expect(tried > 1500)
  }

  @Test(arguments: [
    ("\"approver\" : \"bob@", "\"approver\" : \"alice@", ApprovalError.Code.forged),
    ("\"approver\" : \"bob@", "\"approver\" : \"mallory@", .unknownApprover),
    ("https://acme.example", "https://evil.example", .stale), ("07-26T17:20:00Z", "08-26T17:20:00Z", .forged),
    ("07-25T17:20:00Z", "07-25T17:20:01Z", .forged), ("000000000001", "000000000002", .forged),
    ("\"deactivations\"", "\"last-admin\"", .forged), ("\"lifts\" : [\n    \"deactivations\"\n  ]", "\"lifts\" : [\n\n  ]", .forged),
  ])
  func aFieldThatIsWrittenAnewIsNoticed(_ old: String, _ new: String, _ code: ApprovalError.Code) throws {
    let text = String(decoding: try approval().data(), as: UTF8.self)
    #expect(text.contains(old))
    let edited = try Approval.read(Data(text.replacing(old, with: new).utf8), name: "a.approval")
    #expect(sample.refusal(plan, [edited], policy)?.codes.contains(code) == true)
  }

  @Test func aSignatureOfAnotherPlanDoesNotFit() throws {
    let other = try Approval(of: ApprovalSample.plan([ApprovalSample.leaver]), with: sample.bob, now: ApprovalSample.now)
    let (mine, theirs) = (try #require(try approval().signature), try #require(other.signature))
    let text = String(decoding: try approval().data(), as: UTF8.self).replacing("\(mine)", with: "\(theirs)")
    let edited = try Approval.read(Data(text.utf8), name: "a.approval")
    #expect(sample.refusal(plan, [edited], policy)?.codes.contains(.forged) == true)
  }

  @Test func whatIsNoApprovalIsRefused() throws {
    let text = String(decoding: try approval().data(), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let unsigned = lines.filter { !$0.contains("\"signature\"") }.joined(separator: "\n")
      .replacing("\"plan\" : \"\(plan.digest)\",", with: "\"plan\" : \"\(plan.digest)\"")
    let files: [(String, String)] = [
      ("", "cannot be read as an approval"), ("{}", "cannot be read as an approval"),
      (text.replacing("approval/1", with: "approval/2"), "is an approval of the form \"syncroctl-approval/2\""),
      (unsigned, "is not signed"), (text + "\n", "was edited after it was given"), (text.replacing("\n", with: "\r\n"), "was edited"),
      (text.replacing("{\n", with: "{\n  \"a note\" : 1,\n"), "was edited after it was given"),
      (text.replacing("\"deactivations\"", with: "\"everything\""), "cannot be read as an approval"),
    ]
    for (text, words) in files {
      do {
        _ = try Approval.read(Data(text.utf8), name: "a.approval")
        Issue.record("accepted: \(text)")
      } catch {
        #expect(error.codes == [.damaged])
        #expect(error.description.contains("a.approval \(words)"), "\(error)")
      }
    }
  }

  @Test func anApprovalNeverOutlivesItsPlan() throws {
    let short = try ApprovalSample.plan(ApprovalSample.leavers, holdsFor: 600)
    let approval = try Approval(of: short, with: sample.bob, now: ApprovalSample.now, holdsFor: .day)
    #expect(approval.expires == short.expires)
  }

  @Test func noTwoApprovalsAreTheSame() throws {
    let ids = try (0..<20).map { _ in try Approval(of: plan, with: sample.bob, now: ApprovalSample.now).id }
    #expect(Set(ids).count == 20)
  }

  @Test func approvalsAreFoundBesideTheirPlan() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "approvals-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.appending(path: "team.plan")
    try plan.data().write(to: place)
    #expect(try ApprovalFiles.beside(place) == [])
    let first = try approval()
    let second = try Approval(of: plan, with: sample.bob, now: ApprovalSample.now)
    #expect(try ApprovalFiles.write(first, beside: place).lastPathComponent == "team.plan.bob@acme.example.approval")
    #expect(try ApprovalFiles.write(second, beside: place).lastPathComponent == "team.plan.bob@acme.example.2.approval")
    let named = folder.appending(path: "other.plan.approval")
    #expect(try ApprovalFiles.write(second, beside: place, at: named) == named)
    #expect(throws: ApprovalFiles.Unwritable.self) { try ApprovalFiles.write(second, beside: place, at: named) }
    #expect(Set(try ApprovalFiles.beside(place)) == [first, second])
    try Data("{}".utf8).write(to: folder.appending(path: "team.plan.eve.approval"))
    #expect(throws: ApprovalError.self) { try ApprovalFiles.beside(place) }
  }
}
