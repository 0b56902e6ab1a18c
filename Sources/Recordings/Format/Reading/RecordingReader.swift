import Foundation
import WebDriver

/// Reads one recording, line by line, and trusts nothing in it.
struct RecordingReader {
  /// Larger files are not read. A recording of a long run without pictures has a fraction of a megabyte.
  static let sizeLimit = 64 << 20
  static let lineLimit = 16 << 20
  /// How many JSON values may be in a file: what takes most memory, byte for byte.
  static let valueLimit = 1_000_000

  /// The file, for errors.
  let file: String
  /// Where the blobs are; `nil` where there is no file, and so nothing beside it.
  let blobs: BlobFolder?
  /// What is recorded, as far as it is known.
  private var subject: RecordingHeader.Subject?
  private var line = 0
  private var budget = Self.valueLimit
  private var header: RecordingHeader?
  private var steps: [RecordedStep] = []
  private var count = 0
  private var end: RecordingEnd?
  private var shorthand = ProgramShorthand(queries: [:], cases: [:])
  private var handedOut = HandedOut()
  private var wholeBlobs: Set<BlobReference> = []

  init(file: String, blobs: BlobFolder?, scenario: RecordingName?) {
    self.file = file
    self.blobs = blobs
    subject = scenario.map { .scenario($0.description) }
  }

  /// The recording in `bytes`.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(RecordingError) -> Recording {
    do throws(LineFault) {
      return try recording(bytes)
    } catch {
      throw located(error)
    }
  }

  /// `fault` with the place where one is, and with what to do.
  func located(_ fault: LineFault) -> RecordingError {
    let anew =
      switch subject {
      case .scenario(let name): "ecord it anew: syncroctl recordings record \(name)"
      case .command: "ecord it anew: run the command again with --record FILE."
      case nil: "ecord it anew."
      }
    let advice =
      switch fault.remedy {
      case .recordAnew: "R\(anew)"
      case .restore(let text): "\(text), or r\(anew)"
      case .other(let text): text
      }
    return RecordingError(file: file, line: line > 0 ? line : nil, reason: fault.reason, advice: advice)
  }

  private mutating func recording(_ bytes: UnsafeBufferPointer<UInt8>) throws(LineFault) -> Recording {
    if bytes.isEmpty { throw LineFault("the file is empty") }
    guard bytes.count <= Self.sizeLimit else {
      throw LineFault("the file is larger than \(Self.sizeLimit >> 20) MB", .other("Name another file."))
    }
    var position = 0
    while position < bytes.count {
      line += 1
      if end != nil { throw LineFault("there is more after the end line") }
      guard let length = Self.length(ofLineIn: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[position...])) else {
        throw LineFault("the line is cut off: there is no newline at its end")
      }
      try read(
        line: UnsafeBufferPointer(rebasing: bytes[position..<position + length]), after: UnsafeBufferPointer(rebasing: bytes[..<position]))
      position += length + 1
    }
    guard let header, let end else { throw LineFault("this is the last line, and no end line: the rest of the recording is missing") }
    return Recording(header: header, steps: steps, end: end)
  }

  /// How many bytes there are in front of the newline; `nil` where there is none.
  private static func length(ofLineIn bytes: UnsafeRawBufferPointer) -> Int? {
    guard let start = bytes.baseAddress, let newline = memchr(start, 0x0A, bytes.count) else { return nil }
    return UnsafeRawPointer(newline) - start
  }

  private mutating func read(line bytes: UnsafeBufferPointer<UInt8>, after before: UnsafeBufferPointer<UInt8>) throws(LineFault) {
    guard bytes.count <= Self.lineLimit else { throw LineFault("the line is longer than \(Self.lineLimit >> 20) MB") }
    try checkEncoding(bytes)
    if line == 1 {
      // The form of another version is another, so that it is not looked at yet.
      try checkFormat(members(bytes, .any))
    }
    var members = Members(try members(bytes, .canonical))
    let kind = try members.string("kind")
    switch kind {
    case "header":
      if line > 1 { throw LineFault("this is a second header") }
      _ = try members.int("format")
      shorthand = try ProgramShorthand(&members)
      let header = try RecordingHeader(&members)
      subject = header.subject
      self.header = header
    case "mark": steps.append(.mark(try RecordedMark(&members)))
    case "exchange":
      try checkNumber(&members)
      var exchange = try RecordedExchange(&members)
      exchange.request = try shorthand.expanded(exchange.request)
      try check(exchange.request, [exchange.response])
      steps.append(.exchange(exchange))
    case "poll":
      try checkNumber(&members)
      var poll = try RecordedPoll(&members)
      poll.request = try shorthand.expanded(poll.request)
      try check(poll.request, poll.states)
      steps.append(.poll(poll))
    case "end":
      let digest = try members.string("digest")
      let end = try RecordingEnd(&members)
      guard end.count == count else { throw LineFault("\"count\" is \(end.count), and there are \(count) exchanges and polls") }
      try shorthand.checkUsed()
      guard digest == BlobReference.digest(before) else {
        throw LineFault(
          "something before this line was changed after it was recorded: its SHA-256 is not \"digest\"",
          .restore("It was edited by hand: undo that"))
      }
      self.end = end
    default: throw LineFault("the kind \(Excerpt(kind)) is unknown")
    }
  }

  /// What editors and other systems do to a text.
  private func checkEncoding(_ bytes: UnsafeBufferPointer<UInt8>) throws(LineFault) {
    if line == 1, [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]].contains(where: { bytes.starts(with: $0) }) {
      throw LineFault("there is a byte order mark", .restore("Something has written the file in another encoding: undo that"))
    }
    if bytes.last == 0x0D {
      throw LineFault("the line ends as on Windows", .restore("Something has changed the line ends, such as git's autocrlf: undo that"))
    }
    if bytes.isEmpty { throw LineFault("the line is empty", .restore("It was edited by hand: undo that")) }
  }

  private mutating func members(_ bytes: UnsafeBufferPointer<UInt8>, _ style: StrictJSON.Style) throws(LineFault) -> [String: JSONValue] {
    do throws(StrictJSON.Fault) {
      let value = try StrictJSON.value(bytes, style: style, budget: &budget)
      if let members = value.objectValue { return members }
    } catch {
      if error.isStyle { throw .edited("\(error.reason) (byte \(error.offset + 1))") }
      throw LineFault("this is not JSON: \(error.reason) (byte \(error.offset + 1))")
    }
    throw LineFault("the line is not an object")
  }

  /// Whether the line is a header, and of this format.
  private func checkFormat(_ members: [String: JSONValue]) throws(LineFault) {
    guard members["kind"] == "header" else { throw LineFault("the first line is no header") }
    guard case .int(let format)? = members["format"] else { throw LineFault("\"format\" is no number of a format") }
    guard format == Recording.format else {
      throw LineFault(
        "the recording is of format \(format), and this version of syncroctl reads format \(Recording.format)",
        .restore("It was written by another version: take that"))
    }
  }

  /// The number of the exchange or poll; they count up.
  private mutating func checkNumber(_ members: inout Members) throws(LineFault) {
    let number = try members.int("n")
    guard number == count + 1 else { throw LineFault("\"n\" is \(number) instead of \(count + 1)") }
    count += 1
  }

  private mutating func check(_ request: RecordedRequest, _ responses: [RecordedResponse]) throws(LineFault) {
    if let fault = handedOut.fault(in: request, parameters: CommandShape.named(request.command)?.parameters ?? []) {
      throw LineFault(fault)
    }
    for response in responses {
      handedOut.note(response)
      if case .answer(_, let value) = response { for name in BlobReference.names(in: value) { try checkBlob(name) } }
    }
  }

  private mutating func checkBlob(_ name: JSONValue) throws(LineFault) {
    guard let reference = name.stringValue.flatMap({ BlobReference($0) }) else {
      throw LineFault("\"blob\" is not the name of one: 64 hexadecimal digits with .png or .html")
    }
    guard let blobs, !wholeBlobs.contains(reference) else { return }
    do throws(RegularFile.Fault) {
      _ = try blobs.contents(of: reference)
    } catch {
      throw LineFault(
        "the blob \(blobs.url.lastPathComponent)/\(reference) \(error.reason)", .restore("It belongs beside the recording: put it back"))
    }
    wholeBlobs.insert(reference)
  }
}
