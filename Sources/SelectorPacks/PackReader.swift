public import Foundation
import WebDriver
import Yams

extension SelectorPack {
  /// The format that this version reads.
  static let format = 1

  /// Reads a pack and lays overrides over it: an override's page, path, element, table or word replaces the one of the same name.
  ///
  /// - Parameters:
  ///   - base: the file of a whole pack.
  ///   - overrides: files of the same form that need only hold what differs.
  /// - Throws: ``PackError``.
  public static func read(base: URL, overrides: [URL] = []) throws -> SelectorPack {
    let file = try PackFile.read(base)
    guard let capabilities = file.capabilities, let price = file.listPrice else {
      throw PackError(.malformed, "\(base.path): a whole pack declares capabilities and list_price")
    }
    var pack = SelectorPack(
      layout: file.layout, version: file.version ?? "unversioned", notes: file.notes ?? "", capabilities: capabilities, listPrice: price)
    pack.lay(file, from: base)
    for url in overrides {
      let override = try PackFile.read(url)
      guard override.layout == pack.layout else {
        throw PackError(.malformed, "\(url.path): is for the layout \(override.layout), but the layout in use is \(pack.layout)")
      }
      pack.lay(override, from: url)
    }
    try pack.check()
    return pack
  }

  mutating func lay(_ file: PackFile, from url: URL) {
    sources.append(url.path)
    if let capabilities = file.capabilities { self.capabilities = capabilities }
    if let price = file.listPrice { listPrice = price }
    if let blocks = file.blocks { self.blocks = blocks }
    if let version = file.version { self.version = sources.count == 1 ? version : "\(self.version)+\(version)" }
    for (name, page) in file.pages ?? [:] {
      var merged = pages[name] ?? PageSelectors(path: nil, paths: [:], elements: [:], tables: [:], boxes: [:], lists: [:], words: [:])
      if let path = page.path { merged.path = path }
      merged.paths.merge(page.paths ?? [:]) { _, new in new }
      merged.elements.merge((page.elements ?? [:]).mapValues(\.selector)) { _, new in new }
      merged.tables.merge((page.tables ?? [:]).mapValues(\.selector)) { _, new in new }
      merged.boxes.merge(page.boxes ?? [:]) { _, new in new }
      merged.lists.merge(page.lists ?? [:]) { _, new in new }
      merged.words.merge((page.words ?? [:]).mapValues(\.values)) { _, new in new }
      pages[name] = merged
    }
  }

  /// References inside the pack must lead somewhere.
  func check() throws {
    for (pageName, page) in pages {
      if let name = page.tables.keys.first(where: { page.elements[$0] != nil }) {
        throw PackError(.malformed, "\(places): \(pageName).\(name) is an element and a table; one of them needs another name")
      }
      for (name, element) in page.elements.merging(page.tables.mapValues(\.element), uniquingKeysWith: { element, _ in element }) {
        if let within = element.within, page.elements[within] == nil, page.tables[within] == nil {
          throw PackError(.malformed, "\(places): \(pageName).\(name) stands within \"\(within)\", which \(pageName) does not have")
        }
        if let table = element.inRow, page.tables[table] == nil {
          throw PackError(.malformed, "\(places): \(pageName).\(name) stands in a row of \"\(table)\", which is not a table of \(pageName)")
        }
      }
    }
    for block in blocks where !has(block.element) {
      throw PackError(.malformed, "\(places): the block \(block.name) is told by \"\(block.element)\", which the pack does not have")
    }
  }

  /// The files that the pack was read from, for error texts.
  public var places: String { sources.joined(separator: " + ") }
}

extension PackFile {
  static func read(_ url: URL) throws -> PackFile {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else {
      throw PackError(.notFound, "there is no selector pack at \(url.path)\(isFolder.boolValue ? ": it is a folder" : "")")
    }
    let text: String
    do {
      text = try String(contentsOf: url, encoding: .utf8)
    } catch {
      throw PackError(.notFound, "the selector pack \(url.path) cannot be read: \(error.localizedDescription)")
    }
    return try read(text, named: url.path)
  }

  /// - Parameter name: what the text is called in errors.
  static func read(_ text: String, named name: String) throws -> PackFile {
    do {
      return try YAMLDecoder().decode(PackFile.self, from: text)
    } catch let error as DecodingError {
      throw PackError(.malformed, "\(name): \(describe(error))")
    } catch {
      throw PackError(.malformed, "\(name): \(error)")
    }
  }

  private static func describe(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context): "\(place(context))lacks \"\(key.stringValue)\""
    case .typeMismatch(_, let context), .valueNotFound(_, let context): "\(place(context))\(context.debugDescription)"
    case .dataCorrupted(let context):
      // A YAML syntax error says its line only in the underlying error.
      if let yaml = context.underlyingError as? YamlError { describe(yaml) } else { "\(place(context))\(context.debugDescription)" }
    @unknown default: "\(error)"
    }
  }

  /// In one line. The library's own text goes on with lines of the file.
  private static func describe(_ error: YamlError) -> String {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      "line \(mark.line), column \(mark.column): \(problem)\(context.map { " \($0.text)" } ?? "")"
    case .duplicatedKeysInMapping(let keys, let context):
      "line \(context.mark.line): \(keys.map { "\"\($0)\"" }.joined(separator: ", ")) stands there more than once"
    default: "\(error)"
    }
  }

  private static func place(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined(separator: "")
    return path.isEmpty ? "" : "\(path.drop { $0 == "." }): "
  }
}
