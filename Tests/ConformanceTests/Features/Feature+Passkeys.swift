import Secrets
import WebDriver

extension Feature {
  static let passkeys: [Feature] = [
    Feature(
      .passkeys, "a page makes a passkey, and signs in with it",
      ["addVirtualAuthenticator", "getCredentials", "removeVirtualAuthenticator"]
    ) {
      stage in
      try await withAuthenticator(stage) { authenticator in
        let id = try await stage.value("register('required')", as: String.self)
        let credentials = try await stage.session.credentials(of: authenticator)
        try check("credentials", credentials.map(\.id), is: [id])
        try check("site", credentials.map(\.rpID), is: ["localhost"])
        try check("resident", credentials.map(\.isResident), is: [true])
        try check("signed in with", await stage.value("signIn()"), is: id)
        try check(
          "it was counted",
          try await stage.session.credentials(of: authenticator).first?.signCount ?? 0 > (credentials.first?.signCount ?? 0))
      }
    },
    Feature(.passkeys, "a passkey is put in, and signed in with", ["addCredential"]) { stage in
      try await withAuthenticator(stage) { authenticator in
        _ = try await stage.value("register('required')", as: String.self)
        var credential = try await onlyCredential(of: authenticator, on: stage)
        try await stage.session.removeAllCredentials(from: authenticator)
        credential.id = "b3duLWlk"
        try await stage.session.addCredential(credential, to: authenticator)
        try check("signed in with", await stage.value("signIn()"), is: "b3duLWlk")
      }
    },
    Feature(.passkeys, "a passkey is taken out", ["removeCredential"]) { stage in
      try await withAuthenticator(stage) { authenticator in
        let id = try await stage.value("register('required')", as: String.self)
        try await stage.session.removeCredential(id, from: authenticator)
        try check("credentials", await stage.session.credentials(of: authenticator).count, is: 0)
      }
    },
    Feature(.passkeys, "all passkeys are taken out", ["removeAllCredentials"]) { stage in
      try await withAuthenticator(stage) { authenticator in
        _ = try await stage.value("register('required')", as: String.self)
        try await stage.session.removeAllCredentials(from: authenticator)
        try check("credentials", await stage.session.credentials(of: authenticator).count, is: 0)
      }
    },
    Feature(.passkeys, "a user who cannot be verified is refused", ["setUserVerified"]) { stage in
      try await withAuthenticator(stage) { authenticator in
        _ = try await stage.value("register('required')", as: String.self)
        try await stage.session.setUserVerified(false, on: authenticator)
        let refused = "signIn('required').then(() => 'signed in', (error) => error.name)"
        try check("sign-in", await stage.value(refused), is: "NotAllowedError")
        try await stage.session.setUserVerified(true, on: authenticator)
        _ = try await stage.value("signIn('required')", as: String.self)
      }
    },
    Feature(.passkeys, "how a passkey is backed up", ["setCredentialProperties"]) { stage in
      try await withAuthenticator(stage) { authenticator in
        let id = try await stage.value("register('required')", as: String.self)
        try await stage.session.setCredentialProperties(id, of: authenticator, backupEligible: true, backedUp: true)
        // Bits 3 and 4 of the authenticator's flags, which are byte 32 of what it signs.
        let flags = try await stage.value(
          """
          navigator.credentials.get({ publicKey: { challenge: bytes('c'), rpId: 'localhost', timeout: 2000 } })
            .then((credential) => new Uint8Array(credential.response.authenticatorData)[32])
          """, as: Int.self)
        try check("backup flags", flags & 0b1_1000, is: 0b1_1000)
      }
    },
  ]

  private static func withAuthenticator(_ stage: Stage, _ body: (AuthenticatorID) async throws -> Void) async throws {
    // An address that is a number is no site for passkeys.
    try await stage.session.navigate(to: stage.otherSite("passkeys"))
    let authenticator = try await stage.session.addVirtualAuthenticator()
    do { try await body(authenticator) } catch {
      try? await stage.session.removeVirtualAuthenticator(authenticator)
      throw error
    }
    try await stage.session.removeVirtualAuthenticator(authenticator)
    try await stage.failure(.invalidArgument) { _ = try await stage.session.credentials(of: authenticator) }
  }

  private static func onlyCredential(of authenticator: AuthenticatorID, on stage: Stage) async throws -> VirtualCredential {
    let credentials = try await stage.session.credentials(of: authenticator)
    guard let credential = credentials.first, credentials.count == 1 else {
      throw Mismatch(description: "\(credentials.count) credentials, not one")
    }
    return credential
  }
}
