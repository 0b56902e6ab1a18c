import Foundation

/// The skin `foreign`: other addresses and names of fields than the routes know. What goes out is written anew, and what comes in is put back.
struct ForeignSkin: Sendable {
  /// A path, or the first part of one, as the routes have it, and as it is shown. Longer ones stand before their beginnings.
  private let paths: [(own: String, shown: String)]
  /// Parts of a path behind the first.
  private static let parts = [
    ("new", "neu"), ("permissions", "rechte"), ("groups", "kreise"), ("disable", "austritt"), ("deactivate", "sperre"),
    ("reactivate", "zulassung"),
  ]
  private static let queries = [("query", "suche"), ("page", "blatt"), ("disabled", "ehemalige"), ("status", "stand"), ("assignee", "wer")]

  init(_ layout: EmulatedLayout) {
    paths = [
      ("/users/sign_in", "/anmeldung"), ("/users/two_factor_authentication", "/anmeldung/zwei"),
      ("/users/two_factor_passkey", "/anmeldung/hauptschluessel"), ("/users/two_factor_recovery", "/anmeldung/notzahl"),
      (layout == .technicians ? "/technicians" : "/users", "/mannschaft"), ("/groups", "/kreise"), ("/subscription", "/vertrag"),
      ("/api_tokens", "/schluessel"), ("/tickets", "/vorgaenge"),
    ]
  }

  /// The address as the browser has it.
  func shown(_ address: String) -> String {
    translated(address, paths.map { ($0.own, $0.shown) }, Self.parts, Self.queries)
  }

  /// The address as the routes have it.
  func own(_ address: String) -> String {
    let longest = paths.map { ($0.shown, $0.own) }.sorted { $0.0.count > $1.0.count }
    return translated(address, longest, Self.parts.map { ($1, $0) }, Self.queries.map { ($1, $0) })
  }

  private func translated(
    _ address: String, _ paths: [(from: String, to: String)], _ parts: [(String, String)], _ queries: [(String, String)]
  ) -> String {
    let sides = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var path = sides[0]
    if let match = paths.first(where: { path == $0.from || path.hasPrefix("\($0.from)/") }) {
      let rest = path.dropFirst(match.from.count).split(separator: "/").map { part in
        parts.first { $0.0 == part }?.1 ?? String(part)
      }
      path = ([match.to] + rest).joined(separator: "/")
    }
    guard sides.count > 1 else { return path }
    // In a page, the sign between two pairs is escaped.
    let sign = sides[1].contains("&amp;") ? "&amp;" : "&"
    let pairs = sides[1].components(separatedBy: sign).map { pair in
      let name = pair.prefix { $0 != "=" }
      return (queries.first { $0.0 == name }?.1 ?? String(name)) + pair.dropFirst(name.count)
    }
    return "\(path)?\(pairs.joined(separator: sign))"
  }

  /// The page with addresses and names of fields as they are shown: `user:email` for `user[email]`.
  func dressed(_ html: String) -> String {
    html.replacing(/\s(href|action)="(\/[^"]*)"/) { match in
      match.2.hasPrefix("/assets/") ? String(match.0) : " \(match.1)=\"\(shown(String(match.2)))\""
    }
    .replacing(/\sname="([a-z_]+)((?:\[[a-z_]*\])+)"/) { match in
      " name=\"\(match.1)\(match.2.replacing("[", with: ":").replacing("]", with: ""))\""
    }
  }

  /// A field's name as the routes have it.
  static func ownField(_ name: String) -> String {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return name }
    return parts[0] + parts.dropFirst().map { "[\($0)]" }.joined()
  }
}
