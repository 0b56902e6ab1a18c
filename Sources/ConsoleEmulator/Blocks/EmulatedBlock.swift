/// Something that stands in the way on the whole console until somebody clears it away by hand.
public enum EmulatedBlock: String, Sendable, CaseIterable, Codable {
  /// Single sign-on is enforced: the sign-in page has no field for a password.
  case sso
  /// The same, and the sign-in page does not show it: a right password is refused.
  case ssoRefusal = "sso-refusal"
  /// The browser's address is not on the account's list: a page with status 403 instead of any other.
  case ipAllowList = "ip-allow-list"
  /// A payment has failed: of the admin area only the page of seats and charges is left.
  case failedPayment = "failed-payment"
  /// Whoever is signed in is sent to the wizard that sets up a second factor.
  case mfaSetup = "mfa-setup"
  /// Whoever is signed in is sent to choose another password.
  case newPassword = "new-password"
  /// An overlay that asks for a login PIN lies over every page, and forms are not taken.
  case lockScreen = "lock-screen"
  /// Instead of any page the console asks for one's own password, and forms are not taken.
  case ownPassword = "own-password"
  /// A notice that must be acknowledged lies over every page. Forms are taken.
  case notice

  /// Reads a name.
  public init(named name: String) throws(Unknown) {
    guard let known = EmulatedBlock(rawValue: name) else { throw Unknown(name: name) }
    self = known
  }

  /// A name that is none of a block.
  public struct Unknown: Error, CustomStringConvertible {
    let name: String

    /// One sentence for a person.
    public var description: String {
      "\"\(name)\" is no block; there are \(EmulatedBlock.allCases.map(\.rawValue).joined(separator: ", "))"
    }
  }
}
