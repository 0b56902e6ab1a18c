#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The answer to a driver's `GET /status`.
struct DriverStatus {
  /// Whether it takes a new session.
  let isReady: Bool
  /// Its version text; empty if it gives none, as the standard allows.
  let version: String

  /// Reads the answer's body; nil when it is no such answer.
  init?(_ body: [UInt8]) {
    struct Answer: Decodable {
      struct Value: Decodable {
        struct Build: Decodable {
          let version: String?
        }
        let ready: Bool
        let build: Build?
      }
      let value: Value
    }
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) else { return nil }
    isReady = answer.value.ready
    version = answer.value.build?.version ?? ""
  }
}
