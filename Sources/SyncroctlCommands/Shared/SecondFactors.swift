import ConsolePages
import Foundation
import Provisioning
import Secrets
import Technicians

/// What there is to give besides the password: one-time codes, a passkey, recovery codes.
struct SecondFactors: Sendable {
  var codes: (any CodeSource)?
  /// What computes the codes, where that is done here.
  var totp: TOTP?
  var passkey: Passkey?
  /// `nil` where none may be used.
  var recoveryCodes: RecoveryCodes?
  /// What a recording must be searched for.
  var secrets: [Secret] = []

  func credentials(email: EmailAddress, password: Secret) -> Credentials {
    Credentials(email: email, password: password, codes: codes, passkey: passkey, recoveryCodes: recoveryCodes)
  }

  /// What environment and file say.
  ///
  /// Recovery codes are few, and whoever has lost everything else needs them. So they are left alone unless somebody asks for them, or there
  /// is nothing else that could be given: neither codes, nor a passkey, nor a person at a terminal.
  ///
  /// - Parameter isRecovery: whether a recovery code is asked for.
  /// - Throws: ``UsageError``.
  static func resolve(
    _ configuration: Configuration, console: ConsoleAddress, account: EmailAddress, isRecovery: Bool, _ talk: Talk
  ) async throws -> SecondFactors {
    let name = "\(console.origin) \(account.comparable)"
    var factors = SecondFactors()
    if let setting = configuration.totp {
      try await factors.addCodes(setting, name, configuration.stateFolder, from: configuration.place(of: .totp), talk)
    }
    if let setting = configuration.passkey { try await factors.addPasskey(setting, console, configuration.stateFolder) }
    if factors.codes == nil { factors.codes = TypedCodes.ifTerminal }
    let hasNothing = factors.codes == nil && factors.passkey == nil
    switch configuration.recoveryCodes {
    case let setting? where isRecovery || hasNothing: try await factors.addRecoveryCodes(setting, name, configuration.stateFolder)
    case nil where isRecovery:
      throw UsageError(
        "--recovery-code is said, and there are no recovery codes",
        "Set SYNCROCTL_RECOVERY_CODES_COMMAND (such as \"pass show acme/recovery\"), or account.recovery_codes in the configuration file.")
    default: break
    }
    return factors
  }

  private mutating func addCodes(
    _ setting: Configuration.SecretSetting, _ account: String, _ folder: URL, from place: String, _ talk: Talk
  ) async throws {
    let secret = try await setting.secret(label: "account.totp")
    secrets.append(secret)
    do {
      let totp = try TOTP(secret: secret)
      self.totp = totp
      codes = ComputedCodes(
        totp: totp, account: account, ledger: StateLedger(folder: folder),
        wait: { duration in
          let seconds = Int((Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18).rounded(.up))
          talk.say("The current one-time code has been used: waiting \(seconds) s for the next")
          try await Task.sleep(for: duration)
        })
    } catch {
      throw UsageError("\(error)", "It comes from \(place).")
    }
  }

  private mutating func addPasskey(_ setting: Configuration.SecretSetting, _ console: ConsoleAddress, _ folder: URL) async throws {
    let passkey: Passkey
    do {
      passkey = try Passkey(
        secret: try await setting.secret(label: Passkey.keyLabel, isWhole: true), ledger: FilePasskeyLedger(folder: folder))
    } catch let error as Passkey.Malformed {
      throw UsageError("\(error)", "Put SYNCROCTL_PASSKEY, SYNCROCTL_PASSKEY_COMMAND or account.passkey right (see docs/live-console.md).")
    }
    guard passkey.works(on: console.host) else {
      throw UsageError(
        "the passkey is for \(ShownText.quoted(passkey.site)), and the console is \(console.host): no browser would use it there",
        "Look whether it is the passkey of this console, and whether its rpId is right.")
    }
    self.passkey = passkey
    secrets.append(passkey.privateKey)
  }

  private mutating func addRecoveryCodes(_ setting: Configuration.SecretSetting, _ account: String, _ folder: URL) async throws {
    do {
      let codes = try RecoveryCodes(
        secret: try await setting.secret(label: "account.recovery_codes", isWhole: true), account: account,
        ledger: FileRecoveryCodeLedger(folder: folder),
        // Also where little is to be said: it is one less.
        report: { StandardError.write("\($0)\n") })
      recoveryCodes = codes
      secrets += codes.all
    } catch let error as RecoveryCodes.Malformed {
      throw UsageError(
        "\(error)",
        "Put SYNCROCTL_RECOVERY_CODES, SYNCROCTL_RECOVERY_CODES_COMMAND or account.recovery_codes right (see docs/live-console.md).")
    }
  }
}
