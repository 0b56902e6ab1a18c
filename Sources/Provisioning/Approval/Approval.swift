public import Foundation
internal import Technicians

/// One person's signed word that a plan may be applied, and that it may although certain guards refuse it. A file beside the plan.
public struct Approval: Sendable, Hashable, Codable {
  /// What stands in `format`: the version of this form.
  public static let format = "syncroctl-approval/1"

  /// ``Approval/format``.
  public let format: String
  /// A random number, under which the approval is spent.
  public let id: String
  /// The digest of the plan; see ``PlanFile/digest``.
  public let plan: String
  /// The console's address, for whoever reads the file.
  public let console: String
  /// Who approves, by the name of their key.
  public let approver: String
  /// The guards that it lifts, in the order of ``GuardVerdict/Rule``.
  public let lifts: [GuardVerdict.Rule]
  /// When it was given.
  public let given: Date
  /// From when on it holds no longer.
  public let expires: Date
  /// The approver's signature over all the rest; `nil` only while it is being made.
  public private(set) var signature: Signature?

  /// Approves `plan` with `key`. Whether that person may is asked by ``ApprovalCheck/giving(_:by:policy:now:)`` and, when it counts, by
  /// ``ApprovalCheck/check(plan:approvals:policy:now:planName:spentBy:)``.
  ///
  /// - Parameters:
  ///   - lifts: the guards that it lifts.
  ///   - now: the time.
  ///   - period: for how long it holds; never longer than the plan itself.
  ///   - id: its number; a random one where none is given.
  /// - Throws: ``KeyError`` if the key cannot sign.
  public init(
    of plan: PlanFile, with key: SigningKey, lifts: Set<GuardVerdict.Rule> = [], now: Date, holdsFor period: ValidityPeriod = .day,
    id: String = UUID().uuidString.lowercased()
  ) throws {
    format = Self.format
    self.id = id
    self.plan = plan.digest
    console = plan.console
    approver = key.name
    self.lifts = GuardVerdict.Rule.allCases.filter(lifts.contains)
    given = now.wholeSeconds
    expires = min(now.addingTimeInterval(Double(period.seconds)), plan.expires).wholeSeconds
    signature = try key.signature(of: signedBytes())
  }

  /// The bytes of the file.
  public func data() throws -> Data { try CanonicalJSON.data(self) }

  /// What the signature is over: the file without it.
  private func signedBytes() throws -> Data {
    var bare = self
    bare.signature = nil
    return try CanonicalJSON.data(bare)
  }

  /// Whether it was signed with the other half of `key`, and not edited since.
  public func isSigned(by key: PublicKey) -> Bool {
    guard let signature, let bytes = try? signedBytes() else { return false }
    return key.verifies(signature, of: bytes)
  }

  /// Reads a file's bytes. Whose signature it bears is asked later, since only the policy knows the keys.
  ///
  /// - Throws: ``ApprovalError`` for what is no approval, and for what is not written exactly as one is.
  public static func read(_ data: Data, name: String) throws(ApprovalError) -> Approval {
    func damaged(_ why: String) -> ApprovalError {
      ApprovalError([.init(.damaged, "\(name) \(why)", "Have it given again, and the file taken away.")])
    }
    guard let approval = try? CanonicalJSON.decode(Approval.self, from: data) else { throw damaged("cannot be read as an approval") }
    guard approval.format == Self.format else {
      throw damaged("is an approval of the form \(ShownText.quoted(approval.format)), and this version reads \(Self.format)")
    }
    guard approval.signature != nil else { throw damaged("is not signed") }
    guard (try? approval.data()) == data else { throw damaged("was edited after it was given") }
    return approval
  }
}
