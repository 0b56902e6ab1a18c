import FoundationEssentials

/// `{"value": …}` (specification, section "Processing model").
private struct Envelope<Value: Decodable>: Decodable {
  let value: Value
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
}

extension WireResponse {
  /// The answer's value, or the error that it reports.
  ///
  /// The HTTP status does not tell errors apart and some remote ends get it wrong, so the body decides.
  ///
  /// - Throws: ``WebDriverError`` or ``NotWebDriver``.
  func value<Value: Decodable>(of command: String, target: String?, as type: Value.Type) throws -> Value {
    let decoder = JSONDecoder()
    let data = Data(body)
    if status >= 400 { throw failure(in: data, command: command, target: target, decoder: decoder) ?? notWebDriver(command) }
    do {
      // A failure inside a 200 must not pass for the value of a command that ignores its answer.
      if type == Nothing.self || status != 200, let failure = failure(in: data, command: command, target: target, decoder: decoder) {
        throw failure
      }
      return try decoder.decode(Envelope<Value>.self, from: data).value
    } catch let error as DecodingError {
      if let failure = failure(in: data, command: command, target: target, decoder: decoder) { throw failure }
      // What is no JSON at all says more about who answered than the parser can.
      if case .dataCorrupted(let context) = error, context.codingPath.isEmpty { throw notWebDriver(command) }
      throw NotWebDriver(command: command, status: status, reason: error.forPeople)
    }
  }

  private func failure(in data: Data, command: String, target: String?, decoder: JSONDecoder) -> WebDriverError? {
    guard let failure = try? decoder.decode(Envelope<Failure>.self, from: data).value else { return nil }
    let reported = failure.reported
    return WebDriverError(
      code: ErrorCode(rawValue: failure.error), message: reported["message"]?.stringValue ?? "", command: command, target: target,
      address: nil, data: reported["data"], stacktrace: reported["stacktrace"]?.stringValue ?? "", status: status, reported: reported)
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
