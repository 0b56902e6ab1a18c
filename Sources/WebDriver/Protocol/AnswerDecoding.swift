import FoundationEssentials

/// `{"value": …}` (specification, section "Processing model"): what was asked for, or an error, read in one go.
private enum Envelope<Value: Decodable>: Decodable {
  case value(Value)
  case failure(Failure)

  private enum CodingKeys: CodingKey { case value }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    // A failure inside a 200 must not pass for the value of a command that ignores its answer, whatever that is.
    if Value.self == Nothing.self {
      let isNull = try container.decodeNil(forKey: .value)
      if !isNull, let failure = try? container.decode(Failure.self, forKey: .value) {
        self = .failure(failure)
        return
      }
    }
    do {
      self = .value(try container.decode(Value.self, forKey: .value))
    } catch {
      guard let failure = try? container.decode(Failure.self, forKey: .value) else { throw error }
      self = .failure(failure)
    }
  }
}

/// The members that every error has. What a remote end leaves out or adds does no harm.
private struct Failure: Decodable {
  let error: String
  let reported: JSONValue

  private enum CodingKeys: CodingKey { case error }

  init(from decoder: any Decoder) throws {
    error = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .error)
    reported = try JSONValue(from: decoder)
  }

  func webDriverError(of command: String, target: String?, status: Int) -> WebDriverError {
    WebDriverError(
      code: ErrorCode(rawValue: error), message: reported["message"]?.stringValue ?? "", command: command, target: target,
      address: nil, data: reported["data"], stacktrace: reported["stacktrace"]?.stringValue ?? "", status: status, reported: reported)
  }
}

extension WireResponse {
  /// The answer's value, or the error that it reports.
  ///
  /// The HTTP status does not tell errors apart and some remote ends get it wrong, so the body decides: of a status of 400 or more only
  /// that it is no value.
  ///
  /// - Throws: ``WebDriverError`` or ``NotWebDriver``.
  func value<Value: Decodable>(of command: String, target: String?, as type: Value.Type) throws -> Value {
    do {
      if status == 200 { return try read(as: Value.self, of: command, target: target) }
      // Elsewhere an error comes first: a value that could be either is one.
      _ = try read(as: Nothing.self, of: command, target: target)
      if status >= 400 { throw notWebDriver(command) }
      return try read(as: Value.self, of: command, target: target)
    } catch let error as DecodingError {
      if status >= 400 { throw notWebDriver(command) }
      // What is no JSON at all says more about who answered than the parser can.
      if case .dataCorrupted(let context) = error, context.codingPath.isEmpty { throw notWebDriver(command) }
      throw NotWebDriver(command: command, status: status, reason: error.forPeople)
    }
  }

  private func read<Value: Decodable>(as type: Value.Type, of command: String, target: String?) throws -> Value {
    switch try JSONDecoder().decode(Envelope<Value>.self, from: Data(body)) {
    case .value(let value): return value
    case .failure(let failure): throw failure.webDriverError(of: command, target: target, status: status)
    }
  }

  private func notWebDriver(_ command: String) -> NotWebDriver {
    // Half an answer is not quoted: it may hold a cookie, or what a script read.
    if status < 400, body.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      return NotWebDriver(command: command, status: status, reason: "it is not JSON, or not the whole of it")
    }
    let start = String(decoding: body.prefix(80), as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
    return NotWebDriver(command: command, status: status, reason: start.isEmpty ? "the answer is empty" : "it begins \"\(start)\"")
  }
}

extension DecodingError {
  /// Where and why decoding failed, in one line and without quoting what was there.
  var forPeople: String {
    switch self {
    case .keyNotFound(let key, let context):
      return Self.at(context, "lacks \"\(key.stringValue)\"")
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      return Self.at(context, context.debugDescription)
    @unknown default: return "it cannot be decoded"
    }
  }

  private static func at(_ context: Context, _ text: String) -> String {
    let place = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
    return place.isEmpty ? text : "\(place): \(text)"
  }
}
