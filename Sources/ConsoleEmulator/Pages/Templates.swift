import Foundation
import Mustache

/// The page templates, read and parsed once.
struct Templates: Sendable {
  private let usual: Wording
  private let others: [HostileBehaviour: Wording]
  private let library: MustacheLibrary

  init(layout: EmulatedLayout, skin: EmulatedSkin, overrides: [String: String]) throws(EmulatorStartError) {
    Self.registerEscaping
    guard let root = Bundle.module.url(forResource: "Templates", withExtension: nil) else {
      throw .brokenResource("Templates", "it is not among the resources")
    }
    let usualFolders = ["shared", layout.rawValue]
    // What the foreign skin draws otherwise takes the place of what the others draw.
    let folders = usualFolders + (skin == .foreign ? usualFolders.map { "foreign/\($0)" } : [])
    let files = folders.map { root.appending(path: $0).appending(path: "wording.json") }
    usual = try Wording(files: files, overrides: overrides)
    var others: [HostileBehaviour: Wording] = [:]
    for behaviour in HostileBehaviour.allCases where behaviour.isWording {
      // Other words are words of the skin's own language.
      let own = skin == .foreign ? folders.filter { !usualFolders.contains($0) } : usualFolders
      let more = own.map { root.appending(path: $0).appending(path: "\(behaviour.rawValue).json") }
      others[behaviour] = try Wording(files: files + more, overrides: overrides)
    }
    self.others = others
    var library = MustacheLibrary()
    for folder in folders {
      do {
        for file in try FileManager.default.contentsOfDirectory(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        where file.pathExtension == "mustache" {
          let text = try String(contentsOf: file, encoding: .utf8)
          // The pragma has to stand in every template, since a partial starts over with the library's own escaping.
          try library.register(
            "{{% CONTENT_TYPE:\(ConsoleEscaping.name)}}\(text)",
            named: "\(folder.replacing("foreign/", with: "")).\(file.deletingPathExtension().lastPathComponent)")
        }
      } catch {
        throw .brokenResource("Templates/\(folder)", "\(error)")
      }
    }
    self.library = library
  }

  /// The words at the moment.
  func wording(_ hostility: Hostility) -> Wording { hostility.all.lazy.compactMap { others[$0] }.first ?? usual }

  /// Renders a page; `nil` when there is no such template.
  func render(_ name: String, _ values: [String: Any]) -> String? { library.render(values, withTemplate: name) }

  private static let registerEscaping: Void = MustacheContentTypes.register(ConsoleEscaping(), named: ConsoleEscaping.name)
}

/// Escapes for HTML by code point.
///
/// The library's own escaping goes by `Character`: a quote with a combining mark behind it is another character, and would
/// end an attribute.
struct ConsoleEscaping: MustacheContentType {
  static let name = "CONSOLE"

  func escapeText(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;".unicodeScalars
      case ">": escaped += "&gt;".unicodeScalars
      case "&": escaped += "&amp;".unicodeScalars
      case "\"": escaped += "&quot;".unicodeScalars
      case "'": escaped += "&#39;".unicodeScalars
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
