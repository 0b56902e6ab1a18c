import Foundation
import SelectorPacks

/// A folder of pack files for one test.
struct PackFiles {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "packs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, to name: String) throws -> URL {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url
  }
}

/// The smallest whole pack, with `pages` below `pages:`.
func packText(_ pages: String, capabilities: String? = nil, blocks: String = "[]", head: String = "format: 1\nlayout: small") -> String {
  """
  \(head)
  version: "1.0"
  notes: For tests.
  capabilities:
  \(capabilities ?? smallCapabilities)
  list_price: { cents: 100, currency: EUR }
  blocks: \(blocks)
  pages:
  \(pages.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n"))
  """
}

let smallCapabilities = """
    name: split
    permissions: group
    first_password: temporary
    deactivation: { from: row, confirm: form, reasons: [Left, Gone] }
    reactivation: { confirm: dialog, by_box: true }
    people:
      - { path: all, search: find, status: column }
      - { path: off, search: find, status: deactivated }
  """

/// Reads a pack written as text, with overrides written as text.
func readPack(_ base: String, overrides: [String] = []) throws -> SelectorPack {
  let files = try PackFiles()
  defer { files.remove() }
  let urls = try overrides.enumerated().map { try files.write($1, to: "override\($0 + 1).yaml") }
  return try SelectorPack.read(base: try files.write(base, to: "base.yaml"), overrides: urls)
}

/// What went wrong in reading a pack: the kind, and the text with `FOLDER` for the folder that its files are in.
func packError(_ base: String, overrides: [String] = []) throws -> (code: PackError.Code, text: String)? {
  let files = try PackFiles()
  defer { files.remove() }
  let urls = try overrides.enumerated().map { try files.write($1, to: "override\($0 + 1).yaml") }
  let url = try files.write(base, to: "base.yaml")
  do {
    _ = try SelectorPack.read(base: url, overrides: urls)
    return nil
  } catch let error as PackError {
    return (error.code, error.description.replacing(files.folder.path, with: "FOLDER"))
  }
}
