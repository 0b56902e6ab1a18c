extension Session {
  /// Gives the browser a virtual authenticator. Chromium alone has them.
  public func addVirtualAuthenticator(_ options: VirtualAuthenticatorOptions = VirtualAuthenticatorOptions()) async throws
    -> AuthenticatorID
  {
    try await perform(Commands.AddVirtualAuthenticator(options: options.json))
  }

  /// Takes a virtual authenticator away, with its credentials.
  public func removeVirtualAuthenticator(_ authenticator: AuthenticatorID) async throws {
    _ = try await perform(Commands.RemoveVirtualAuthenticator(authenticator: authenticator))
  }

  /// Puts a credential into an authenticator.
  public func addCredential(_ credential: VirtualCredential, to authenticator: AuthenticatorID) async throws {
    _ = try await perform(Commands.AddCredential(authenticator: authenticator, credential: credential))
  }

  /// The credentials of an authenticator, with their private keys.
  public func credentials(of authenticator: AuthenticatorID) async throws -> [VirtualCredential] {
    try await perform(Commands.GetCredentials(authenticator: authenticator))
  }

  /// Takes a credential out of an authenticator.
  public func removeCredential(_ id: String, from authenticator: AuthenticatorID) async throws {
    _ = try await perform(Commands.RemoveCredential(authenticator: authenticator, credential: id))
  }

  /// Takes all credentials out of an authenticator.
  public func removeAllCredentials(from authenticator: AuthenticatorID) async throws {
    _ = try await perform(Commands.RemoveAllCredentials(authenticator: authenticator))
  }

  /// Says whether the authenticator will have told who is there.
  public func setUserVerified(_ isVerified: Bool, on authenticator: AuthenticatorID) async throws {
    _ = try await perform(Commands.SetUserVerified(authenticator: authenticator, isVerified: isVerified))
  }

  /// Says how a credential was backed up: whether it may be, and whether it is.
  public func setCredentialProperties(
    _ id: String, of authenticator: AuthenticatorID, backupEligible: Bool? = nil, backedUp: Bool? = nil
  ) async throws {
    var properties: [String: JSONValue] = [:]
    properties["backupEligibility"] = backupEligible.map { .bool($0) }
    properties["backupState"] = backedUp.map { .bool($0) }
    _ = try await perform(
      Commands.SetCredentialProperties(authenticator: authenticator, credential: id, properties: .object(properties)))
  }
}
