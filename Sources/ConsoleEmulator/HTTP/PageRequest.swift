/// What tells requests for pages from all others.
enum PageRequest {
  /// The cookie that holds the session.
  static let cookie = "_syncro_session"

  /// Assets and the API have no session; with assets nothing goes wrong, and the API has a door of its own.
  static func isPage(_ path: String) -> Bool {
    !path.hasPrefix("/assets/") && !path.hasPrefix("/api/") && path != "/favicon.ico"
  }
}
