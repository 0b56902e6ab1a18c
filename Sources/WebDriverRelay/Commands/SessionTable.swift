import Synchronization
import WebDriver

/// The time-outs of the sessions that were started through the relay: the limits of their commands follow from them.
final class SessionTable: Sendable {
  private let sessions = Mutex<[String: SessionTimeouts]>([:])

  /// What a remote end begins with (specification, "Timeouts").
  private static let initial = SessionTimeouts(pageLoad: .seconds(300), script: .seconds(30))

  var count: Int { sessions.withLock { $0.count } }

  /// The time-outs of a session; those that a session begins with, where nothing else is known.
  func timeouts(of session: String?) -> SessionTimeouts {
    guard let session else { return Self.initial }
    return sessions.withLock { $0[session] } ?? Self.initial
  }

  /// Takes down what a command that was carried out has changed.
  func note<C: RelayedCommand>(_ command: C, session: String?, body: JSONValue, answer: C.Answer) {
    switch (answer, session) {
    case (let started as Commands.NewSession.Answer, _):
      // A remote end says what is in force; one that says nothing has done what it was asked.
      let asked = body["capabilities"]?["alwaysMatch"]?["timeouts"]
      let timeouts = Self.initial.changed(by: started.capabilities.members["timeouts"] ?? asked ?? [:])
      sessions.withLock { $0[started.sessionId] = timeouts }
    case (let timeouts as SessionTimeouts, let session?): set(timeouts, of: session)
    case (_, let session?) where command is Commands.SetTimeouts: set(timeouts(of: session).changed(by: body), of: session)
    case (_, let session?) where command is Commands.DeleteSession: forget(session)
    default: break
    }
  }

  /// A session that is no more.
  func forget(_ session: String) { sessions.withLock { $0[session] = nil } }

  /// Only of sessions that were started here: a caller may ask for any number of ids.
  private func set(_ timeouts: SessionTimeouts, of session: String) {
    sessions.withLock { if $0[session] != nil { $0[session] = timeouts } }
  }
}
