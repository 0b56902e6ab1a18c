public import ConsolePages
public import Recordings
import Secrets
public import Technicians

extension Credentials {
  /// What a flow is given to sign in with in a recording, which holds none of it: placeholders of the same kinds, so that it goes the same way.
  ///
  /// - Parameters:
  ///   - codes: what the recording says of the second factor.
  ///   - email: who signed in.
  public init(replaying codes: RecordingHeader.Codes, as email: EmailAddress) {
    let typed = PlaceholderCodes(isImmediate: false)
    self.init(
      email: email, password: Secret("replayed", label: "account.password"),
      codes: codes == .none ? nil : codes == .computed ? PlaceholderCodes(isImmediate: true) : typed,
      passkey: codes == .passkey ? .placeholder : nil, recoveryCodes: codes == .recovery ? .placeholder : nil)
  }
}

extension RecordingHeader.Codes {
  /// What a recording says of the second factor in `credentials`.
  public init(of credentials: Credentials) {
    self =
      if credentials.recoveryCodes != nil {
        .recovery
      } else if credentials.passkey != nil {
        .passkey
      } else if let codes = credentials.codes {
        codes.isImmediate ? .computed : .typed
      } else {
        .none
      }
  }
}
