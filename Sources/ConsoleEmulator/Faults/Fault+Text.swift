/// Faults in one line, for the command line and for the control port: `POST /technicians/* #2 500-after x3`.
extension Fault: CustomStringConvertible, Codable {
  /// Why a text is no fault.
  public struct Malformed: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason and what to write.
    public let description: String
  }

  /// Reads `[GET|POST|PUT] [PATH] [#NTH] WHAT [xTIMES]`; what is left out is what the initialiser leaves out.
  ///
  /// - Throws: ``Malformed``.
  public init(_ text: String) throws(Malformed) {
    var fault = Fault(.status500Before)
    var kinds: [Kind] = []
    for word in text.split(separator: " ").map(String.init) {
      if word == "GET" || word == "POST" || word == "PUT" {
        fault.method = word
      } else if word.hasPrefix("/") || word.hasPrefix("*") {
        fault.path = word
      } else if let nth = Self.number(word, after: "#") {
        fault.nth = nth
      } else if let times = Self.number(word, after: "x") {
        fault.times = times
      } else {
        kinds.append(try Kind(word))
      }
    }
    guard kinds.count == 1 else {
      throw Malformed(description: "\"\(text)\" names \(kinds.count) faults; write one, such as \"POST /technicians 500-after\"")
    }
    fault.kind = kinds[0]
    self = fault
  }

  /// The line that is read as this fault.
  public var description: String {
    let parts = [method, path, nth == 1 ? nil : "#\(nth)", kind.name, times == 1 ? nil : "x\(times)"]
    return parts.compactMap(\.self).joined(separator: " ")
  }

  private static func number(_ word: String, after mark: Character) -> Int? {
    word.first == mark ? Int(word.dropFirst()) : nil
  }

  private enum Key: CodingKey { case what, method, path, nth, times }

  /// Reads `{"what": "500-after", "method": "POST", "path": "/technicians"}`; only `what` has to be there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      try Kind(try container.decode(String.self, forKey: .what)), method: try container.decodeIfPresent(String.self, forKey: .method),
      path: try container.decodeIfPresent(String.self, forKey: .path), nth: try container.decodeIfPresent(Int.self, forKey: .nth) ?? 1,
      times: try container.decodeIfPresent(Int.self, forKey: .times) ?? 1)
  }

  /// Writes what ``init(from:)`` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind.name, forKey: .what)
    try container.encodeIfPresent(method, forKey: .method)
    try container.encodeIfPresent(path, forKey: .path)
    try container.encode(nth, forKey: .nth)
    try container.encode(times, forKey: .times)
  }
}

extension Fault.Kind {
  /// All that need no duration, by name.
  static let plain: [(name: String, kind: Self)] = [
    ("500-before", .status500Before), ("500-after", .status500After), ("too-many", .tooMany), ("maintenance", .maintenance),
    ("bad-gateway", .badGateway), ("gateway-timeout", .gatewayTimeout), ("drop-before", .dropBefore), ("drop-after", .dropAfter),
    ("end-session", .endSession), ("ask-code", .askCodeAgain), ("dialog", .dialog), ("validation", .validation),
    ("empty", .emptyAnswer), ("empty-after", .emptyAnswerAfter), ("held", .held),
  ]

  /// Reads `500-after`, `slow=3s`, `slow-after=250ms`.
  init(_ name: String) throws(Fault.Malformed) {
    if let plain = Self.plain.first(where: { $0.name == name }) {
      self = plain.kind
      return
    }
    let sides = name.split(separator: "=", maxSplits: 1)
    if sides.count == 2, sides[0] == "block" || sides[0] == "block-after" {
      do {
        let block = try EmulatedBlock(named: String(sides[1]))
        self = sides[0] == "block" ? .block(block) : .blockAfter(block)
        return
      } catch {
        throw Fault.Malformed(description: "\(error)")
      }
    }
    if sides.count == 2, let duration = Self.duration(sides[1]) {
      switch sides[0] {
      case "slow":
        self = .slow(duration)
        return
      case "slow-after":
        self = .slowAfter(duration)
        return
      default: break
      }
    }
    let names = Self.plain.map(\.name) + ["slow=3s", "slow-after=250ms", "block=lock-screen", "block-after=lock-screen"]
    throw Fault.Malformed(description: "\"\(name)\" is no fault; there are \(names.joined(separator: ", "))")
  }

  /// The name by which it is read.
  var name: String {
    switch self {
    case .slow(let duration): "slow=\(Self.text(duration))"
    case .slowAfter(let duration): "slow-after=\(Self.text(duration))"
    case .block(let block): "block=\(block.rawValue)"
    case .blockAfter(let block): "block-after=\(block.rawValue)"
    default: Self.plain.first { $0.kind == self }?.name ?? ""
    }
  }

  private static func duration(_ text: Substring) -> Duration? {
    if text.hasSuffix("ms") { return Int64(text.dropLast(2)).flatMap { $0 >= 0 ? .milliseconds($0) : nil } }
    if text.hasSuffix("s") { return Int64(text.dropLast()).flatMap { $0 >= 0 ? .seconds($0) : nil } }
    return nil
  }

  private static func text(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return attoseconds == 0 ? "\(seconds)s" : "\(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)ms"
  }
}
