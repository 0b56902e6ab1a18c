import CurlTransport
import Foundation
import Provisioning
import Secrets
import WebDriver

/// A browser that a remote end starts: another machine's driver, or a Selenium Grid.
struct RemoteBrowser: Sendable {
  private let transport: CurlTransport
  private let alwaysMatch: [String: JSONValue]
  private let firstMatch: [[String: JSONValue]]
  private let queueLimit: Duration

  /// A remote end at `address`. Nothing is sent.
  ///
  /// - Parameters:
  ///   - address: the remote end's address; a user name and password in it are sent as basic authentication.
  ///   - token: what is sent as a bearer token.
  ///   - authorities: a file with the authorities' certificates, in PEM, instead of the system's.
  ///   - capabilities: a file with what to ask for: an object of capabilities, or one with `alwaysMatch` and `firstMatch`.
  ///   - queueLimit: how long to wait for a free browser.
  /// - Throws: ``UsageError`` where one of these is of no use.
  init(
    address: Secret, token: Configuration.SecretSetting?, authorities: String?, capabilities: String?, queueLimit: Duration
  ) async throws {
    let authorization = try await token?.secret(label: "webdriver.token")
    var client = CurlClient.Configuration()
    client.tls.authorities = authorities
    do {
      transport = try address.reveal { url in
        try CurlTransport(
          baseURL: url, authorization: authorization.map { token in token.reveal { Secret("Bearer \($0)", label: token.label) } },
          client: CurlClient(configuration: client))
      }
    } catch let error as CurlError {
      throw UsageError(
        "the address of the remote end is of no use: \(error.detail)", "Put --webdriver, SYNCROCTL_WEBDRIVER or webdriver.url right.")
    }
    if let authorities, !FileManager.default.isReadableFile(atPath: authorities) {
      throw UsageError("the file of authorities \(authorities) cannot be read", "Put --webdriver-ca or SYNCROCTL_WEBDRIVER_CA right.")
    }
    (alwaysMatch, firstMatch) = try capabilities.map { try Self.read($0) } ?? Self.completed(["browserName": "chrome"], [])
    self.queueLimit = queueLimit
  }

  /// A session for the time of `body`, deleted afterwards although the task may be cancelled.
  ///
  /// - Parameter tap: what to put between.
  func withSession<Value>(
    observer: @escaping CommandObserver, transport tap: (any Transport) -> any Transport, _ body: (Session) async throws -> Value
  ) async throws -> Value {
    let session = try await Session.start(
      on: RemoteEnd(transport: tap(transport), observer: observer), alwaysMatch: alwaysMatch, firstMatch: firstMatch, startLimit: queueLimit
    )
    do {
      let value = try await body(session)
      try? await Task { try await session.delete() }.value
      return value
    } catch {
      try? await Task { try await session.delete() }.value
      throw error
    }
  }

  /// Looks whether a file of capabilities is of use.
  ///
  /// - Throws: ``UsageError`` where it is not.
  static func check(capabilities path: String) throws { _ = try read(path) }

  private static func read(_ path: String) throws -> ([String: JSONValue], [[String: JSONValue]]) {
    let advice = "It is to hold a JSON object of capabilities, or one with alwaysMatch and firstMatch; see docs/remote-ends.md."
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError("the file of capabilities \(path) cannot be read", "Put --webdriver-capabilities right.")
    }
    guard let members = (try? JSONDecoder().decode(JSONValue.self, from: data))?.objectValue else {
      throw UsageError("the file of capabilities \(path) is not a JSON object", advice)
    }
    guard members["alwaysMatch"] != nil || members["firstMatch"] != nil else { return try completed(members, []) }
    let choices = (members["firstMatch"]?.arrayValue ?? []).map(\.objectValue)
    guard Set(members.keys).isSubset(of: ["alwaysMatch", "firstMatch"]), let always = (members["alwaysMatch"] ?? [:]).objectValue,
      choices.allSatisfy({ $0 != nil })
    else { throw UsageError("the file of capabilities \(path) is not as it should be", advice) }
    return try completed(always, choices.compactMap(\.self))
  }

  /// A dialog that nobody expected must stay open, so that the next command fails and says what it asked: every other behaviour would
  /// answer it on the quiet, and confirm what nobody confirmed.
  private static func completed(
    _ always: [String: JSONValue], _ choices: [[String: JSONValue]]
  ) throws -> ([String: JSONValue], [[String: JSONValue]]) {
    let name = "unhandledPromptBehavior"
    for set in [always] + choices {
      if let other = set[name], other != "ignore" {
        throw UsageError(
          "the capabilities ask for \(name), and not for \"ignore\": a dialog that nobody expected would be answered on the quiet",
          "Leave it out.")
      }
    }
    return (always.merging([name: "ignore"]) { own, _ in own }, choices.map { $0.filter { $0.key != name } })
  }
}
