import ConsolePages
import Foundation
import Recordings
import Scenarios
import Secrets
import Technicians
import TestSupport
import WebDriver

/// Secrets of every kind, as a scenario's console has them; distinctive, so that finding one anywhere proves that it leaked.
struct Canary: Sendable {
  /// With everything in it that one way of writing or another escapes.
  static let password = "Kanarie-\"5001\" <&ü%+/\\' aZ"

  private(set) var secrets: [Secret] = []

  /// The kinds of which there is at least one.
  var kinds: Set<String> { Set(secrets.map(\.label)) }

  /// Takes what the console and the browser hold at this moment.
  mutating func take(from stage: ScenarioStage) async throws {
    guard let control = stage.control else { return }
    let state: EmulatedState = try await Control.get(control + "/state")
    add(Self.password, "password")
    for person in state.people {
      // Made-up people's own passwords follow a pattern; one that the console made up is a temporary one.
      if let password = person.password {
        add(password, password.hasPrefix("Console-") || password == Self.password ? "password" : "temporary password")
      }
      guard let secret = person.totpSecret else { continue }
      add(secret, "one-time-code secret")
      if person.email == stage.credentials.email.description {
        let totp = try TOTP(secret: Secret(secret, label: "totp"))
        for step in -1...2 {
          totp.code(step: TOTP.step(at: stage.clock.now) + Int64(step)).reveal { add($0, "one-time code") }
        }
      }
    }
    for token in state.tokens { add(token.token, "API token") }
    for cookie in try await stage.console.session.cookies() { cookie.value.reveal { add($0, "cookie") } }
    let page = try await stage.console.session.pageSource()
    for match in page.matches(of: /name="authenticity_token"[^>]*value="([^"]+)"/) { add(String(match.1), "CSRF token") }
  }

  /// Takes what another has.
  mutating func add(_ other: Canary) { secrets += other.secrets }

  private mutating func add(_ text: String, _ kind: String) {
    if !text.isEmpty { secrets.append(Secret(text, label: kind)) }
  }

  /// Where a secret stands in a file below `folder`, in whatever form: `users/create.jsonl: cookie, base64`.
  func found(below folder: URL) throws -> (files: Int, hits: [String]) {
    let search = SecretSearch(secrets)
    var (files, hits): (Int, [String]) = (0, [])
    for case let url as URL in FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      ?? FileManager.DirectoryEnumerator()
    {
      guard let data = try? Data(contentsOf: url) else { continue }
      files += 1
      if let hit = search.firstHit(in: [UInt8](data)) {
        hits.append("\(url.path.dropFirst(folder.path.count + 1)): \(hit.label), \(hit.form)")
      }
    }
    return (files, hits.sorted())
  }
}
