/// A console that is being served, and the way in.
public struct RunningEmulator: Sendable {
  /// Where the console is, without a slash at the end: `http://127.0.0.1:PORT`.
  public let consoleURL: String
  /// Where its state and its log can be read as JSON.
  public let controlURL: String
  /// The sign-in of the robot, an admin that is always there.
  public let email: String
  /// The robot's password.
  public let password: String
  /// The secret behind the robot's one-time codes, in Base32.
  public let totpSecret: String
}
