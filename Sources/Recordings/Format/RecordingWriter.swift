import WebDriver

/// Writes a recording: a line a step, members sorted, secrets as placeholders.
enum RecordingWriter {
  static func bytes(_ recording: Recording) -> [UInt8] {
    var bytes: [UInt8] = []
    var number = 0
    let shorthand = ProgramShorthand(of: recording.steps)
    write(json(recording.header, shorthand), to: &bytes)
    for step in recording.steps {
      switch step {
      case .exchange(let exchange):
        number += 1
        write(json(exchange, number: number, shorthand), to: &bytes)
      case .poll(let poll):
        number += 1
        write(json(poll, number: number, shorthand), to: &bytes)
      case .mark(let mark): write(["kind": "mark", "page": .string(mark.page), "step": .string(mark.step)], to: &bytes)
      }
    }
    // The digest of all that stands before: whoever edits a line has to be told apart from the recorder.
    let digest = BlobReference.digest(bytes)
    write(
      ["count": .int(recording.end.count), "digest": .string(digest), "kind": "end", "outcome": strings(recording.end.outcome)], to: &bytes)
    return bytes
  }

  private static func write(_ line: JSONValue, to bytes: inout [UInt8]) {
    bytes += PlainText.bytes(line)
    bytes.append(0x0A)
  }

  private static func json(_ header: RecordingHeader, _ shorthand: ProgramShorthand) -> JSONValue {
    var members: [String: JSONValue] = [
      "account": .string(header.account),
      "browser": ["name": .string(header.browser.name), "version": .string(header.browser.version)],
      "clock": .string(header.clock), "codes": .string(header.codes.rawValue), "console": .string(header.console),
      "format": .int(Recording.format), "kind": "header", "layout": .string(header.layout), "normaliser": strings(header.normaliser),
      "pack": ["digest": .string(header.pack.digest), "uses": .object(header.pack.uses.mapValues { .string($0) })],
      "program": .string(header.program), "recorded": .string(header.recorded), "redaction": strings(header.redaction),
      "scripts": .object(header.scripts.mapValues { .string($0) }),
    ]
    switch header.subject {
    case .scenario(let name): members["scenario"] = .string(name)
    case .command(let arguments): members["command"] = strings(arguments)
    }
    members.merge(shorthand.headerMembers) { own, _ in own }
    if let seed = header.seed { members["seed"] = .int(seed) }
    if !header.inputs.isEmpty {
      members["inputs"] = .array(header.inputs.map { ["argument": .string($0.argument), "text": .string($0.text)] })
    }
    return .object(members)
  }

  private static func json(_ exchange: RecordedExchange, number: Int, _ shorthand: ProgramShorthand) -> JSONValue {
    var members = json(exchange.request, kind: "exchange", number: number, shorthand)
    members.merge(json(exchange.response)) { own, _ in own }
    return .object(members)
  }

  private static func json(_ poll: RecordedPoll, number: Int, _ shorthand: ProgramShorthand) -> JSONValue {
    var members = json(poll.request, kind: "poll", number: number, shorthand)
    members["states"] = .array(poll.states.map { .object(json($0)) })
    return .object(members)
  }

  private static func json(
    _ request: RecordedRequest, kind: String, number: Int, _ shorthand: ProgramShorthand
  ) -> [String: JSONValue] {
    var members: [String: JSONValue] = ["kind": .string(kind), "n": .int(number), "command": .string(request.command)]
    if let body = shorthand.shortened(request) { members["body"] = body }
    if !request.arguments.isEmpty { members["on"] = strings(request.arguments) }
    if let vendor = request.vendor {
      members["method"] = .string(vendor.method.rawValue)
      members["path"] = strings(vendor.path)
    }
    // What is usual is left out. What cannot be, such as a command of a session without one, is written down, and refused on reading.
    let usual = CommandShape.named(request.command)?.belongsToSession == false ? nil : RecordedRequest.firstSession
    if request.session != usual { members["session"] = request.session.map { .string($0) } ?? JSONValue.null }
    return members
  }

  private static func json(_ response: RecordedResponse) -> [String: JSONValue] {
    switch response {
    case .answer(let status, let value): ["status": .int(status), "value": value]
    case .failure(let code, let detail): ["failure": ["code": .string(code.description), "detail": .string(detail)]]
    }
  }

  private static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

extension RecordedRequest {
  /// The alias that is left out of the file: of nearly every command.
  static let firstSession = "session-1"
}

extension Recording {
  /// The recording as its file has it. The same recording gives the same bytes.
  public func bytes() -> [UInt8] { RecordingWriter.bytes(self) }

  /// The recording as its file has it, after it was read back: what the reader would refuse is never to be written.
  ///
  /// - Parameter name: the file's name, for the error.
  public func checkedBytes(name: String) throws(RecordingError) -> [UInt8] {
    let bytes = bytes()
    let again = try Recording.read(bytes, name: name)
    guard again.bytes() == bytes else {
      throw RecordingError(
        file: name, reason: "the recording cannot be read back as it was written",
        advice: "Nothing was written. This is a mistake in syncroctl.")
    }
    return bytes
  }

  /// The line of the step at `index` in the file. The header is line 1, and every step is a line, the marks too.
  public static func line(ofStep index: Int) -> Int { index + 2 }

  /// The line of the end.
  public var endLine: Int { Self.line(ofStep: steps.count) }
}
