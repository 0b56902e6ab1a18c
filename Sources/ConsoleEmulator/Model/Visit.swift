/// One request's view of its session: what the routes may know of who is asking.
struct Visit: Sendable {
  let sessionID: String
  let csrfToken: String
  var stage: WebSession.Stage
  /// Whoever the sign-in is about, even before it is complete.
  let person: Person?
  /// The session was made for this request: the browser has yet to be told.
  let isNew: Bool
  /// The browser came with a session that is no more.
  let hasExpired: Bool

  /// Whoever is signed in.
  var signedIn: Person? {
    if case .signedIn = stage { person } else { nil }
  }
}
