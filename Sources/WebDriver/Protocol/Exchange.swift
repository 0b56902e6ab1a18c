/// A command on its way to a remote end, and what is needed to tell of it: the same for the specification's commands and for vendors' own.
package struct Exchange: Sendable {
  /// The command's name.
  package let command: String
  /// The HTTP method.
  package let method: WireRequest.Method
  /// The whole path, each part unescaped.
  package let path: [String]
  /// The body.
  package var body: JSONValue?
  /// Which of the session's time-outs bounds the command.
  package let patience: Patience
  /// What the command is aimed at, for error texts.
  package let target: String?

  package init(command: String, method: WireRequest.Method, path: [String], body: JSONValue?, patience: Patience, target: String?) {
    self.command = command
    self.method = method
    self.path = path
    self.body = body
    self.patience = patience
    self.target = target
  }

  /// A command of no session.
  package init<C: Command>(_ command: C) {
    self.init(command, arguments: command.arguments)
  }

  /// A command of the session `id`.
  package init<C: SessionCommand>(_ command: C, session id: String) {
    self.init(command, arguments: [id] + command.arguments)
  }

  private init<C: Command>(_ command: C, arguments: [String]) {
    let endpoint = C.endpoint
    self.init(
      command: endpoint.name, method: endpoint.method, path: endpoint.path(arguments), body: command.body, patience: command.patience,
      target: command.target)
  }

  /// The session that the path names.
  package var session: String? { path.count > 1 && path[0] == "session" ? path[1] : nil }
}
