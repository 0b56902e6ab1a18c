/// A console that is being served, and the way in.
public struct RunningEmulator: Sendable {
  /// Where the console is, without a slash at the end: `http://127.0.0.1:PORT`, or `http://localhost:PORT`.
  public let consoleURL: String
  /// Where its state and its log can be read as JSON.
  public let controlURL: String
  /// The sign-in of the robot, an admin that is always there.
  public let email: String
  /// The robot's password.
  public let password: String
  /// The secret behind the robot's one-time codes, in Base32; empty if it has none.
  public let totpSecret: String
  /// The robot's passkey as JSON, with its private key; `nil` if it has none.
  public let passkey: String?
  /// The robot's recovery codes, in order.
  public let recoveryCodes: [String]
}
