import struct Foundation.Date

/// What the console remembers of one browser.
struct WebSession: Sendable {
  /// How far the sign-in has come.
  enum Stage: Sendable, Equatable {
    case anonymous
    /// The password was right; the code is still asked for.
    case needsCode(person: Int)
    /// In, but the temporary password has to be replaced first.
    case mustChangePassword(person: Int)
    /// In, but a second factor has to be set up first.
    case mustSetUpMFA(person: Int)
    case signedIn(person: Int)

    var person: Int? {
      switch self {
      case .anonymous: nil
      case .needsCode(let person), .mustChangePassword(let person), .mustSetUpMFA(let person), .signedIn(let person): person
      }
    }
  }

  let id: String
  let csrfToken: String
  var stage = Stage.anonymous
  var lastSeen: Date
  var flash: Flash?
  /// Where the browser wanted to go when it was sent to sign in.
  var returnTo: String?
  /// The person was signed out behind the browser's back; it is told so until somebody signs in.
  var hasEnded = false
  /// The next page opens with a notice.
  var hasNotice = false
  /// What a passkey has to sign, once.
  var passkeyChallenge: [UInt8]?
  /// When the person last proved to be there with their own password.
  var confirmedAt: Date?
}

/// A message for the next page.
struct Flash: Sendable, Equatable {
  enum Kind: String, Sendable { case success, danger }

  let kind: Kind
  let text: String

  static func success(_ text: String) -> Flash { .init(kind: .success, text: text) }
  static func danger(_ text: String) -> Flash { .init(kind: .danger, text: text) }
}
