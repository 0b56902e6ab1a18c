import Foundation
import Mustache

/// The words on the pages: labels, headings, messages. They are data, so that a test can rename a button without knowing the markup.
///
/// A template says `{{t.technician.deactivate}}`.
struct Wording: Sendable, MustacheParent {
  private var own: String?
  private var children: [String: Wording] = [:]

  /// Reads the files one after the other, later ones over earlier ones, and then the overrides.
  init(files: [URL], overrides: [String: String]) throws(EmulatorStartError) {
    for file in files {
      let words: [String: String]
      do {
        words = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
      } catch {
        throw .brokenResource(file.lastPathComponent, "\(error)")
      }
      for (key, text) in words { set(text, at: key.split(separator: ".")[...]) }
    }
    for (key, text) in overrides {
      guard find(key.split(separator: ".")[...])?.own != nil else { throw .unknownWording(key) }
      set(text, at: key.split(separator: ".")[...])
    }
  }

  private init() {}

  /// The words of a key. A key that is missing shows as itself, which a test of all pages finds.
  func text(_ key: String) -> String { find(key.split(separator: ".")[...])?.own ?? "??\(key)??" }

  func child(named name: String) -> Any? {
    guard let child = children[name] else { return "??\(name)??" }
    return child.children.isEmpty ? child.own : child
  }

  private func find(_ path: ArraySlice<Substring>) -> Wording? {
    guard let first = path.first else { return self }
    return children[String(first)]?.find(path.dropFirst())
  }

  private mutating func set(_ text: String, at path: ArraySlice<Substring>) {
    guard let first = path.first else {
      own = text
      return
    }
    children[String(first), default: Wording()].set(text, at: path.dropFirst())
  }
}
