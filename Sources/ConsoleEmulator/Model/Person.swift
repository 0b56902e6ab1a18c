import struct Foundation.Date

/// Somebody with an account on the console.
struct Person: Sendable {
  let id: Int
  var name: PersonalName
  var email: String
  /// Everything is allowed: "Admin Technician" in one layout, "Global Admin" in the other.
  var isAdmin: Bool
  var isActive = true
  /// Numbers of the catalogue's permissions; used in the layout `technicians`.
  var permissions: Set<Int> = []
  /// Ids of security groups; used in the layout `users`.
  var groups: Set<Int> = []
  var profile = Profile()
  var credentials: Credentials
  let createdAt: Date
  var lastSignIn: Date?
  /// When it was changed last, if it ever was.
  var updatedAt: Date?
}

/// A name as the layout keeps it: in two fields, or in one.
enum PersonalName: Sendable, Equatable {
  case split(first: String, last: String)
  case whole(String)

  var display: String {
    switch self {
    case .split(let first, let last): "\(first) \(last)"
    case .whole(let name): name
    }
  }

  var first: String {
    if case .split(let first, _) = self { first } else { display }
  }

  var last: String {
    if case .split(_, let last) = self { last } else { "" }
  }
}

/// What the layout `users` keeps beside name and email.
struct Profile: Sendable, Equatable {
  var mobile = ""
  var pictureURL = ""
  var calendarColor = ""
  var bio = ""
}

/// What somebody signs in with.
///
/// Passwords are kept as they are: this console has nobody's real ones, and the control port shows them so that tests can sign in.
struct Credentials: Sendable {
  var password: String
  var totpSecret: String?
  /// The passkey that serves as a second factor.
  var passkey: RegisteredPasskey?
  /// The recovery codes that are left.
  var recoveryCodes: [String] = []
  /// Set for a password that somebody else chose: it has to be replaced at the first sign-in.
  var mustChangePassword = false
  /// The last 30-second step whose code was accepted. A code counts once.
  var lastCodeStep: Int64?
  var wrongCodes = 0
  var lockedUntil: Date?

  /// Whether the password alone is too little.
  var hasSecondFactor: Bool { totpSecret != nil || passkey != nil }
}
