public import Secrets
public import Technicians

/// What is needed to sign in.
public struct Credentials: Sendable {
  /// The account's email.
  public let email: EmailAddress
  /// The account's password.
  public let password: Secret
  /// Where one-time codes come from; `nil` if there are none to give.
  public let codes: (any CodeSource)?
  /// A passkey, which is used where the console asks for one; one-time codes are then given where it asks for them alone.
  public let passkey: Passkey?
  /// Recovery codes, which are used instead of every other second factor; `nil` if they are not to be touched.
  public let recoveryCodes: RecoveryCodes?

  /// Credentials; see the properties.
  public init(
    email: EmailAddress, password: Secret, codes: (any CodeSource)?, passkey: Passkey? = nil, recoveryCodes: RecoveryCodes? = nil
  ) {
    self.email = email
    self.password = password
    self.codes = codes
    self.passkey = passkey
    self.recoveryCodes = recoveryCodes
  }

  /// A code that is ready before it is known whether it is asked for: that saves a command where it is. Not where another second factor may
  /// be asked for.
  func codeInAdvance() async throws -> (code: Secret, used: @Sendable () throws -> Void)? {
    guard passkey == nil, recoveryCodes == nil, let codes, codes.isImmediate else { return nil }
    return try await codes.next()
  }
}
