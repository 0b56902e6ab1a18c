import WebDriver

extension RecordingHeader {
  /// The header of which everything but kind and format is still to be asked for.
  init(_ line: inout Members) throws(LineFault) {
    let subject = try Subject(&line)
    var browser = try line.object("browser")
    var pack = try line.object("pack")
    guard let codes = Codes(rawValue: try line.string("codes")) else {
      throw LineFault("\"codes\" is none of \(Codes.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))")
    }
    self.init(
      subject: subject, recorded: try line.string("recorded"), program: try line.string("program"),
      browser: Browser(name: try browser.string("name"), version: try browser.string("version")), console: try line.string("console"),
      layout: try line.string("layout"), account: try line.string("account"), codes: codes,
      pack: Pack(digest: try pack.string("digest"), uses: try pack.texts("uses")), scripts: try line.texts("scripts"),
      normaliser: try line.strings("normaliser"), redaction: try line.strings("redaction"), clock: try line.string("clock"))
    try browser.finish()
    try pack.finish()
    if line.has("seed") { seed = try line.int("seed") }
    if line.has("inputs") { inputs = try Input.list(&line) }
    try line.finish()
    guard Moment.isDay(recorded.utf8) else { throw LineFault("\"recorded\" is not a day such as 2026-11-24") }
    guard Moment.isMoment(clock.utf8) else { throw LineFault("\"clock\" is not a moment in UTC such as 2026-11-24T09:00:00Z") }
  }
}

extension RecordingHeader.Subject {
  fileprivate init(_ line: inout Members) throws(LineFault) {
    switch (line.has("scenario"), line.has("command")) {
    case (true, true): throw LineFault("both \"scenario\" and \"command\" are there")
    case (false, false): throw LineFault("\"scenario\" is missing")
    case (false, true): self = .command(try line.strings("command"))
    case (true, false):
      let name = try line.string("scenario")
      guard RecordingName(name) != nil else { throw LineFault("\"scenario\" is not a name such as users/deactivate") }
      self = .scenario(name)
    }
  }
}

extension RecordingHeader.Input {
  fileprivate static func list(_ line: inout Members) throws(LineFault) -> [RecordingHeader.Input] {
    var inputs: [RecordingHeader.Input] = []
    for value in try line.array("inputs") {
      guard let members = value.objectValue else { throw LineFault("\"inputs\" is not an array of objects") }
      var input = Members(members, of: "inputs")
      inputs.append(RecordingHeader.Input(argument: try input.string("argument"), text: try input.string("text")))
      try input.finish()
    }
    if inputs.isEmpty { throw LineFault.superfluous("inputs") }
    return inputs
  }
}

/// The two forms of a date, as far as they can be told without a calendar.
private enum Moment {
  static func isDay(_ text: some Collection<UInt8>) -> Bool {
    guard fits(text, "####-##-##") else { return false }
    return 1...12 ~= number(text.dropFirst(5).prefix(2)) && 1...31 ~= number(text.dropFirst(8).prefix(2))
  }

  static func isMoment(_ text: some Collection<UInt8>) -> Bool {
    guard fits(text, "####-##-##T##:##:##Z"), isDay(text.prefix(10)) else { return false }
    let (hour, minute, second) = (text.dropFirst(11).prefix(2), text.dropFirst(14).prefix(2), text.dropFirst(17).prefix(2))
    return number(hour) < 24 && number(minute) < 60 && number(second) < 60
  }

  /// Whether `text` is `form`, with a digit for every `#`.
  private static func fits(_ text: some Collection<UInt8>, _ form: String) -> Bool {
    text.count == form.utf8.count
      && zip(text, form.utf8).allSatisfy { byte, expected in expected == UInt8(ascii: "#") ? 0x30...0x39 ~= byte : byte == expected }
  }

  private static func number(_ digits: some Collection<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) - 0x30 } }
}
