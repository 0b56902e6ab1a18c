import ConsolePages
import Secrets

extension Scenario {
  static let signingIn = [
    Scenario("sign-in-mfa", "signs in with a password and a one-time code") { stage in
      ["signed in as \(try await stage.signIn())"]
    },
    Scenario("wrong-password", "is refused with a wrong password") { stage in
      let wrong = Credentials(
        email: stage.credentials.email, password: Secret("Not-the-password-1", label: stage.credentials.password.label),
        codes: stage.credentials.codes)
      return [try await stage.refusal { _ = try await SignInPage(stage.console).signIn(wrong) }]
    },
    Scenario("expired-session", "reads the list after the session has ended") { stage in
      try await stage.signIn()
      stage.clock.advance(by: .seconds(8 * 86_400))
      return [try await stage.refusal { _ = try await TechniciansPage(stage.console).readAll() }]
    },
  ]
}
