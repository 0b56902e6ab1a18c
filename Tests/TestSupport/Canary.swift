public import ConsoleEmulator
import ConsolePages
public import Foundation
import Recordings
import Secrets
public import WebDriver

/// Secrets of every kind, as an emulated console and a browser hold them; distinctive, so that finding one anywhere proves that it leaked.
public struct Canary: Sendable {
  /// A password for the robot, with everything in it that one way of writing or another escapes.
  public static let password = "Kanarie-\"5001\" <&ü%+/\\' aZ"

  private var secrets: [Secret] = []

  /// No secrets yet.
  public init() {}

  /// The kinds of which there is at least one.
  public var kinds: Set<String> { Set(secrets.map(\.label)) }

  /// Takes what another has.
  public mutating func add(_ other: Canary) { secrets += other.secrets }

  /// Takes what the console holds.
  ///
  /// - Parameters:
  ///   - robot: who signs in: the codes of that account around `moments` are secrets too.
  ///   - moments: when that may have been.
  public mutating func take(_ state: EmulatedState, robot: String, moments: ClosedRange<Date>) throws {
    for person in state.people {
      // Made-up people's own passwords follow a pattern; any other is the robot's, or one that the console made up.
      if let password = person.password {
        add(password, password.hasPrefix("Console-") || password == Self.password ? "password" : "temporary password")
      }
      for code in person.recoveryCodes ?? [] { add(code, "recovery code") }
      guard let secret = person.totpSecret else { continue }
      add(secret, "one-time-code secret")
      guard person.email == robot else { continue }
      let totp = try TOTP(secret: Secret(secret, label: "totp"))
      for step in (TOTP.step(at: moments.lowerBound) - 1)...(TOTP.step(at: moments.upperBound) + 1) {
        totp.code(step: step).reveal { add($0, "one-time code") }
      }
    }
    for token in state.tokens { add(token.token, "API token") }
  }

  /// Takes what whoever signs in was given, also of what is used up by now.
  public mutating func take(_ emulator: RunningEmulator) {
    add(emulator.password, "password")
    for code in emulator.recoveryCodes { add(code, "recovery code") }
    guard let passkey = emulator.passkey else { return }
    add(passkey, "passkey")
    if let key = passkey.firstMatch(of: /"privateKey":"([^"]+)"/) { add(String(key.1), "passkey's private key") }
  }

  /// Takes what the browser holds.
  public mutating func take(from session: Session) async throws {
    for cookie in try await session.cookies() { cookie.value.reveal { add($0, "cookie") } }
    let page = try await session.pageSource()
    for match in page.matches(of: /name="authenticity_token"[^>]*value="([^"]+)"/) { add(String(match.1), "CSRF token") }
  }

  private mutating func add(_ text: String, _ kind: String) {
    if !text.isEmpty { secrets.append(Secret(text, label: kind)) }
  }

  /// How many files there are below `folder`, and which hold a secret, in whatever form: `users/create.jsonl: cookie, base64`.
  public func found(below folder: URL) throws -> (files: Int, hits: [String]) {
    let search = SecretSearch(secrets)
    var (files, hits): (Int, [String]) = (0, [])
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
      var isFolder: ObjCBool = false
      let url = folder.appending(path: path)
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      files += 1
      if let hit = search.firstHit(in: [UInt8](try Data(contentsOf: url))) { hits.append("\(path): \(hit.label), \(hit.form)") }
    }
    return (files, hits)
  }
}
