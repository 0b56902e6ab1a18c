import Foundation
import Mustache

/// The page templates, read and parsed once.
struct Templates: Sendable {
  let wording: Wording
  private let library: MustacheLibrary

  init(layout: EmulatedLayout, overrides: [String: String]) throws(EmulatorStartError) {
    Self.registerEscaping
    guard let root = Bundle.module.url(forResource: "Templates", withExtension: nil) else {
      throw .brokenResource("Templates", "it is not among the resources")
    }
    let folders = ["shared", layout.rawValue]
    wording = try Wording(
      files: folders.map { root.appending(path: $0).appending(path: "wording.json") }, overrides: overrides)
    var library = MustacheLibrary()
    for folder in folders {
      do {
        for file in try FileManager.default.contentsOfDirectory(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        where file.pathExtension == "mustache" {
          let text = try String(contentsOf: file, encoding: .utf8)
          // The pragma has to stand in every template, since a partial starts over with the library's own escaping.
          try library.register(
            "{{% CONTENT_TYPE:\(ConsoleEscaping.name)}}\(text)", named: "\(folder).\(file.deletingPathExtension().lastPathComponent)")
        }
      } catch {
        throw .brokenResource("Templates/\(folder)", "\(error)")
      }
    }
    self.library = library
  }

  /// Renders a page; `nil` when there is no such template.
  func render(_ name: String, _ values: [String: Any]) -> String? { library.render(values, withTemplate: name) }

  private static let registerEscaping: Void = MustacheContentTypes.register(ConsoleEscaping(), named: ConsoleEscaping.name)
}

/// Escapes for HTML by code point.
///
/// The library's own escaping goes by `Character`: a quote with a combining mark behind it is another character, and would
/// end an attribute.
private struct ConsoleEscaping: MustacheContentType {
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
