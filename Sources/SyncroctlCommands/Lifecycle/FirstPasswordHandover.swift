import ConsolePages
import Provisioning
import Secrets
import Technicians

/// Hands the first password on, once the account was read back.
struct FirstPasswordHandover: Sendable {
  let email: EmailAddress
  let delivery: PasswordDelivery
  let password = FirstPassword(made: StrongPassword.make(label: "person.first_password"))

  /// - Parameter report: what became of the account; `nil` where an earlier run had done all of it.
  /// - Returns: what to tell where somebody has an account and nobody its password.
  func conclude(_ report: ApplyReport?) async -> Shortfall? {
    guard let result = report?.summary.results.first else {
      return lost("the run that made the account was cut short, and had it in memory alone")
    }
    let isReadBack = result.technician?.email == email && (result.outcome == .done || result.outcome == .failed)
    if let secret = password.sent, isReadBack, result.looked?.person == nil {
      do {
        try await delivery.deliver(secret, of: email)
        return nil
      } catch {
        return lost(error.reason)
      }
    }
    return result.outcome == .done ? lost("the account was made before, or by hand") : nil
  }

  private func lost(_ reason: String) -> Shortfall {
    Shortfall(
      status: .partly,
      description: """
        \(email) has an account, and nobody was told its first password: \(reason)
        The account stays. Have another password set for it: by an admin on the console, or by the person, who asks for one at the sign-in.
        """)
  }
}
