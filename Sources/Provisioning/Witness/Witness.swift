public import Technicians

/// Somebody else than the console's pages who can tell of people, and is asked whether the pages showed the truth. It is only ever asked.
///
/// What it throws is a `ConsoleError`: what could not be asked is no answer, and no change rests on it.
public protocol Witness: Sendable {
  /// What it is called in sentences: `the API`.
  var name: String { get }
  /// Who it is, and by whose leave it tells, on one line.
  var introduction: String { get }
  /// Everybody whom it knows, in one question. Whether deactivated people are among them is not known.
  func everybody() async throws -> [WitnessedName]
  /// One person; `nil` where it knows of none with this number.
  func person(_ id: TechnicianID) async throws -> WitnessedPerson?
}

/// One of everybody whom a witness knows.
public struct WitnessedName: Sendable, Hashable {
  /// The console's number.
  public let id: TechnicianID
  /// The name.
  public let name: PersonName

  /// One of everybody.
  public init(id: TechnicianID, name: PersonName) { (self.id, self.name) = (id, name) }
}

/// What a witness tells of one person. Whether the account is deactivated is not among it.
public struct WitnessedPerson: Sendable, Hashable {
  /// The console's number.
  public let id: TechnicianID
  /// The address.
  public let email: EmailAddress
  /// The name.
  public let name: PersonName
  /// What kind of account it is.
  public let kind: TechnicianKind

  /// What is told of one person.
  public init(id: TechnicianID, email: EmailAddress, name: PersonName, kind: TechnicianKind) {
    (self.id, self.email, self.name, self.kind) = (id, email, name, kind)
  }
}
