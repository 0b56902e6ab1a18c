import CurlTransport
import Foundation
import Secrets

/// Sends requests with the token, spaced, and makes of every answer either JSON or an ``APIError``.
struct APISender: Sendable {
  /// A list of ten thousand people has some 400 KiB.
  static let longestBody = 4 << 20
  /// More pages than any list has: an answer that speaks of more is none.
  private static let mostPages = 1_000
  /// How often a request is made that the console has no room for, all in all.
  private static let mostRooms = 3
  /// How often a question is asked that the console fails at, all in all.
  private static let mostTries = 3
  /// The longest that a console may ask to be left alone for.
  private static let longestWait = 300

  let address: APIAddress
  let token: Secret
  let transport: any APITransport
  let clock: APIClock
  let limiter: RateLimiter

  /// What stands in all errors about the way to the console.
  private static let networkAdvice = "Look whether the console can be reached from here, and run it again."

  // MARK: Asking

  /// Asks. Where the console fails for a moment, asks again.
  func get(_ path: String) async throws -> JSONValue {
    var tries = Self.mostTries
    var rooms = Self.mostRooms
    while true {
      tries -= 1
      do {
        let response = try await send(.get, path)
        if response.status == 429, rooms > 1 {
          (rooms, tries) = (rooms - 1, tries + 1)
          try await clock.sleep(Self.wait(response))
          continue
        }
        if response.status >= 500, tries > 0 {
          try await clock.sleep(Self.pause(left: tries))
          continue
        }
        return try read(response, path)
      } catch let error as CurlError {
        guard tries > 0, Self.mayPass(error) else { throw unreachable(error, path) }
        try await clock.sleep(Self.pause(left: tries))
      }
    }
  }

  /// Every entry of a list that comes in pages, or in one answer that does not speak of pages.
  func pages(_ path: String, query: String = "", list: String) async throws -> [JSONValue] {
    var entries: [JSONValue] = []
    var page = 1
    var total = 1
    while page <= total {
      let parts = [query, page == 1 && query.isEmpty ? "" : "page=\(page)"].filter { !$0.isEmpty }
      let answer = try await get(parts.isEmpty ? path : "\(path)?\(parts.joined(separator: "&"))")
      var reader = AnswerReader(answer)
      let found = reader.list(list)
      guard reader.lacks.isEmpty else { throw malformed(path, reader.lacks) }
      entries += found
      total = answer.object?["meta"]?.object?["total_pages"]?.whole ?? 1
      guard total <= Self.mostPages else { throw malformed(path, ["a number of pages that can be: it says \(total)"]) }
      page += 1
    }
    return entries
  }

  // MARK: Changing

  /// Sends a change, once.
  func put(_ path: String, body: String) async throws -> JSONValue {
    let response: HTTPResponse
    do {
      response = try await send(.put, path, body: body)
    } catch let error as CurlError {
      throw Self.wasNotSent(error) ? unreachable(error, path) : unknown(path, "\(error.code): \(error.detail)")
    }
    if response.status >= 500 { throw unknown(path, "the answer is \(response.status)") }
    do {
      return try read(response, path)
    } catch let error as APIError where error.code == .malformed || error.code == .tooLarge {
      throw unknown(path, error.message)
    }
  }

  private func unknown(_ path: String, _ reason: String) -> APIError {
    APIError(
      .outcomeUnknown, "what came of PUT \(path) is not known: \(plain(reason))", details: ["it was sent once, and is not sent again"],
      advice: "Look at the console before trying again.")
  }

  // MARK: One request

  private func send(_ method: HTTPRequest.Method, _ path: String, body: String? = nil) async throws -> HTTPResponse {
    try await limiter.pass()
    // This is where the token is revealed: it goes to the one address.
    let authorization = token.reveal { HTTPField("Authorization", "Bearer \($0)") }
    var headers = [authorization, HTTPField("Accept", "application/json")]
    if body != nil { headers.append(HTTPField("Content-Type", "application/json")) }
    return try await transport.send(
      HTTPRequest(method, address.url(path), headers: headers, body: body.map { Array($0.utf8) }, timeLimit: .seconds(30)))
  }

  /// JSON of an answer that says yes.
  private func read(_ response: HTTPResponse, _ path: String) throws -> JSONValue {
    guard response.body.count <= Self.longestBody else {
      throw APIError(.tooLarge, "the API's answer to \(path) has \(response.body.count) bytes, more than any that is known of")
    }
    let value = try? JSONDecoder().decode(JSONValue.self, from: Data(response.body))
    switch response.status {
    case 200..<300:
      guard let value else { throw malformed(path, ["JSON"]) }
      return value
    case 300..<400:
      let place = response.header("Location").map { ["it names \(plain($0))"] } ?? []
      throw APIError(
        .redirected, "the API sends \(path) elsewhere (\(response.status)); the token was not sent there", details: place,
        advice: "Give the console's own address: https://SUBDOMAIN.syncromsp.com.")
    case 401:
      throw APIError(
        .unauthorized, "the API does not accept the token", details: words(value),
        advice: "Make another at Admin > API Tokens, and set SYNCROCTL_API_TOKEN or account.api_token.")
    case 403:
      throw APIError(
        .forbidden, "the API does not allow the token's maker to ask for \(path)", details: words(value),
        advice: "Use a token of somebody who may.")
    case 404: throw APIError(.notFound, "the API knows no \(path)", details: words(value))
    case 429:
      throw APIError(
        .tooMany, "the API has too many requests from this address", details: words(value),
        advice: "It allows 180 a minute to all that ask from here: wait a minute, and run it again.")
    case 400..<500: throw APIError(.refused, "the API refuses \(path) (\(response.status))", details: words(value))
    default:
      throw APIError(.failed, "the API failed at \(path) (\(response.status))", details: words(value), advice: "Run it again later.")
    }
  }

  // MARK: Errors

  /// `value`, where nothing was lacking.
  func whole<Value>(_ value: Value?, _ reader: AnswerReader, _ path: String) throws -> Value {
    guard let value, reader.lacks.isEmpty else { throw malformed(path, reader.lacks) }
    return value
  }

  func malformed(_ path: String, _ lacks: [String]) -> APIError {
    APIError(
      .malformed, "the API's answer to \(path) lacks \(lacks.map(plain).joined(separator: ", "))",
      advice: "Look whether the address is the console's, and whether its API has changed.")
  }

  private func unreachable(_ error: CurlError, _ path: String) -> APIError {
    let code: APIError.Code = error.code == .tooLarge ? .tooLarge : error.code == .malformed ? .malformed : .unreachable
    return APIError(code, "the API did not answer \(path): \(plain("\(error.code): \(error.detail)"))", advice: Self.networkAdvice)
  }

  private func words(_ value: JSONValue?) -> [String] { APIWords.refusal(value, hiding: token) }
  private func plain(_ text: String) -> String { APIWords.plain(text, hiding: token) }

  // MARK: Waiting

  /// A second, then four.
  private static func pause(left: Int) -> Duration { left >= mostTries - 1 ? .seconds(1) : .seconds(4) }

  /// What `Retry-After` says, or a minute.
  private static func wait(_ response: HTTPResponse) -> Duration {
    let said = response.header("Retry-After").flatMap { Int($0) } ?? 60
    return .seconds(min(max(said, 1), longestWait))
  }

  private static func mayPass(_ error: CurlError) -> Bool {
    [.timedOut, .lost, .refused, .unreachable].contains(error.code)
  }

  private static func wasNotSent(_ error: CurlError) -> Bool {
    [.invalidRequest, .unusableFile, .refused, .unreachable, .untrusted, .wrongHostName, .expired, .closed].contains(error.code)
  }
}
