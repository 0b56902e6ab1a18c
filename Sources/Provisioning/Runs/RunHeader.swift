public import Foundation
public import Technicians

/// What is known of a run when it begins. It stands in the journal and in the evidence, and reports are made of it.
public struct RunHeader: Sendable, Hashable, Codable {
  /// What the run is called.
  public let id: RunID
  /// The console's address: `https://acme.syncromsp.com`.
  public let console: String
  /// The layout's name.
  public let layout: String
  /// Who is signed in to the console, as its page says.
  public let signedInAs: EmailAddress
  /// Who started the program: the user's name on this machine, or what `SYNCROCTL_OPERATOR` says.
  public let `operator`: String
  /// The name of this machine.
  public let host: String
  /// The process.
  public let process: Int32
  /// When it began.
  public let began: Date
  /// What is to be done, whole.
  public let plan: PlanFile
  /// The approvals that it spends.
  public let approvals: [UsedApproval]
  /// The evidence folder, as an absolute path; `nil` keeps none.
  public let evidence: String?
  /// The second witness that is asked besides the pages; `nil` where none is.
  public let witness: String?

  /// A run that begins; see the properties.
  public init(
    id: RunID, console: String, layout: String, signedInAs: EmailAddress, operator: String, host: String, process: Int32, began: Date,
    plan: PlanFile, approvals: [UsedApproval] = [], evidence: String? = nil, witness: String? = nil
  ) {
    self.id = id
    self.console = console
    self.layout = layout
    self.signedInAs = signedInAs
    self.operator = `operator`
    self.host = host
    self.process = process
    self.began = began
    self.plan = plan
    self.approvals = approvals
    self.evidence = evidence
    self.witness = witness
  }
}

/// An approval that a run rests on.
public struct UsedApproval: Sendable, Hashable, Codable {
  /// The approval's own number, under which it is spent.
  public let id: String
  /// Who gave it, by the name in the policy.
  public let approver: String
  /// The guards that it lifts.
  public let lifts: [GuardVerdict.Rule]
  /// When it was given.
  public let given: Date
  /// Until when it holds.
  public let expires: Date

  /// An approval; see the properties.
  public init(id: String, approver: String, lifts: [GuardVerdict.Rule], given: Date, expires: Date) {
    self.id = id
    self.approver = approver
    self.lifts = lifts
    self.given = given
    self.expires = expires
  }
}
