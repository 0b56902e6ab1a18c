import Foundation
import Secrets

/// What a server says, made fit to be shown: short, on one line, without control characters, and without the token, should it say that.
enum APIWords {
  private static let longest = 200

  static func plain(_ text: String, hiding token: Secret) -> String {
    let hidden = token.reveal { $0.isEmpty ? text : text.replacing($0, with: token.placeholder) }
    let safe = String(
      String.UnicodeScalarView(
        hidden.unicodeScalars.map { scalar -> Unicode.Scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: " "
          default: scalar
          }
        }))
    return safe.count > longest ? "\(safe.prefix(longest))..." : safe
  }

  /// The console's own words in an answer that says no: `{"success": false, "message": ["..."]}`, or `{"error": "..."}`.
  static func refusal(_ value: JSONValue?, hiding token: Secret) -> [String] {
    guard let object = value?.object else { return [] }
    let said = object["message"].map { $0.list ?? [$0] } ?? object["error"].map { [$0] } ?? []
    return said.compactMap(\.text).prefix(5).map { "it says: \(plain($0, hiding: token))" }
  }
}
