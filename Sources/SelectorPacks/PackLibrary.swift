public import Foundation
import WebDriver

/// Finds the packs that ship with the tool.
public enum PackLibrary {
  /// The layouts that ship with the tool.
  public static func layouts(in folder: URL) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "yaml" }.map { $0.deletingPathExtension().lastPathComponent }.sorted()
  }

  /// The folder of shipped packs: `share/syncroctl/selectors` beside an installed `bin`, or beside the `lib` of an installed
  /// `lib/syncroctl/bin`; else `selectors` of the checkout that the program was built in.
  ///
  /// - Throws: ``PackError`` that says where it looked.
  public static func shippedFolder(executable: URL) throws -> URL {
    let program = executable.resolvingSymlinksInPath()
    var folder = program.deletingLastPathComponent()
    var tried: [String] = []
    var prefixes = [folder.deletingLastPathComponent()]
    // Where the program has a folder of its own, for the libraries beside it, and is reached by a link.
    if folder.path.hasSuffix("/lib/syncroctl/bin") { prefixes.append(prefixes[0].deletingLastPathComponent().deletingLastPathComponent()) }
    for prefix in prefixes {
      let installed = prefix.appending(path: "share/syncroctl/selectors")
      if isFolder(installed) { return installed }
      tried.append(installed.path)
    }
    while folder.path != "/" {
      let candidate = folder.appending(path: "selectors")
      if isFolder(candidate), FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) { return candidate }
      folder.deleteLastPathComponent()
    }
    tried.append("selectors/ beside a Package.swift above \(program.deletingLastPathComponent().path)")
    throw PackError(.notFound, "no selector packs found; looked in \(tried.joined(separator: ", ")). Name one with --selectors FILE")
  }

  /// Reads the pack of `layout` with the account's own overrides over it.
  ///
  /// - Parameters:
  ///   - layout: the name of a shipped layout, or the path of a pack: what has a slash, or ends in `.yaml` or `.yml`.
  ///   - folder: the shipped packs.
  ///   - overrides: files with what differs.
  /// - Throws: ``PackError``.
  public static func pack(layout: String, in folder: URL, overrides: [URL] = []) throws -> SelectorPack {
    guard !isPath(layout) else {
      return try SelectorPack.read(base: URL(fileURLWithPath: layout), overrides: overrides, shipped: folder)
    }
    let base = folder.appending(path: "\(layout).yaml")
    guard FileManager.default.fileExists(atPath: base.path) else {
      let known = layouts(in: folder).joined(separator: ", ")
      throw PackError(.notFound, "there is no layout \"\(layout)\"; \(folder.path) has: \(known)")
    }
    return try SelectorPack.read(base: base, overrides: overrides, shipped: folder)
  }

  /// Whether a layout is named by the path of its file.
  public static func isPath(_ layout: String) -> Bool {
    layout.contains("/") || layout.hasSuffix(".yaml") || layout.hasSuffix(".yml")
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
