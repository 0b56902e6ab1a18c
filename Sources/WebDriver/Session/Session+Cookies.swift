extension Session {
  /// The cookies that the page would send.
  public func cookies() async throws -> [Cookie] { try await perform(Commands.GetAllCookies()) }

  /// One cookie.
  public func cookie(named name: String) async throws -> Cookie { try await perform(Commands.GetNamedCookie(cookie: name)) }

  /// Sets a cookie for the page's own site. Only the wire sees its value.
  public func addCookie(_ cookie: Cookie) async throws { _ = try await perform(Commands.AddCookie(cookie: cookie)) }

  /// Deletes one cookie.
  public func deleteCookie(named name: String) async throws { _ = try await perform(Commands.DeleteCookie(cookie: name)) }

  /// Deletes all cookies that the page would send.
  public func deleteAllCookies() async throws { _ = try await perform(Commands.DeleteAllCookies()) }
}
