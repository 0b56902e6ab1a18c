import WebDriver

extension RecordedMark {
  /// The mark of which everything but the kind is still to be asked for.
  init(_ line: inout Members) throws(LineFault) {
    self.init(page: try line.string("page"), step: try line.string("step"))
    try line.finish()
  }
}

extension RecordedExchange {
  /// The exchange of which everything but kind and number is still to be asked for.
  init(_ line: inout Members) throws(LineFault) {
    self.init(request: try RecordedRequest(&line), response: try RecordedResponse(&line))
    try line.finish()
  }
}

extension RecordedPoll {
  /// The poll of which everything but kind and number is still to be asked for.
  init(_ line: inout Members) throws(LineFault) {
    let request = try RecordedRequest(&line)
    var states: [RecordedResponse] = []
    for value in try line.array("states") {
      guard let members = value.objectValue else { throw LineFault("\"states\" is not an array of objects") }
      var state = Members(members, of: "states")
      states.append(try RecordedResponse(&state))
      try state.finish()
    }
    try line.finish()
    if states.count < 2 { throw LineFault("a poll has two states at least") }
    if zip(states, states.dropFirst()).contains(where: { $0 == $1 }) { throw LineFault("two neighbouring states of the poll are equal") }
    self.init(request: request, states: states)
  }
}

extension RecordedRequest {
  init(_ line: inout Members) throws(LineFault) {
    let command = try line.string("command")
    let shape = CommandShape.named(command)
    self.init(command: command, session: shape?.belongsToSession == false ? nil : Self.firstSession, body: line.optional("body"))
    if session != nil, line.has("session") {
      let session = try line.string("session")
      if session == Self.firstSession { throw LineFault.superfluous("session") }
      guard HandedOut.isAlias(session), session.hasPrefix("session-") else { throw LineFault("\"session\" is no alias of one") }
      self.session = session
    }
    if let shape {
      try readArguments(&line, shape)
    } else {
      vendor = try VendorEndpoint(&line, of: command)
    }
  }

  private mutating func readArguments(_ line: inout Members, _ shape: CommandShape) throws(LineFault) {
    if line.has("on") {
      arguments = try line.strings("on")
      if arguments.isEmpty { throw LineFault.superfluous("on") }
    }
    guard arguments.count == shape.parameters.count else {
      throw LineFault("\"on\" names \(arguments.count) instead of \(shape.parameters.count), which \(Excerpt(command)) needs")
    }
  }
}

extension RecordedRequest.VendorEndpoint {
  fileprivate init(_ line: inout Members, of command: String) throws(LineFault) {
    guard line.has("method"), line.has("path") else {
      throw LineFault("the command \(Excerpt(command)) is unknown, and there are no \"method\" and \"path\" as of a driver's own")
    }
    guard let method = WireRequest.Method(rawValue: try line.string("method")) else {
      throw LineFault("\"method\" is no method of WebDriver")
    }
    self.init(method: method, path: try line.strings("path"))
  }
}

extension RecordedResponse {
  init(_ members: inout Members) throws(LineFault) {
    guard members.has("failure") else {
      self = .answer(status: try members.int("status"), value: try members.value("value"))
      return
    }
    var failure = try members.object("failure")
    guard let code = TransportError.Code(try failure.string("code")) else {
      throw LineFault("\"code\" of \"failure\" is no failure's word")
    }
    self = .failure(code: code, detail: try failure.string("detail"))
    try failure.finish()
  }
}

extension RecordingEnd {
  /// The end of which everything but the kind is still to be asked for.
  init(_ line: inout Members) throws(LineFault) {
    self.init(count: try line.int("count"), outcome: try line.strings("outcome"))
    try line.finish()
  }
}
