import Foundation
import Spelling

/// The files that make up a pack of its own: what it extends first, itself last.
struct PackChain {
  /// The shipped packs, whose names an `extends` may say.
  let shipped: URL?
  let log: ProblemLog
  private(set) var files: [PackFile] = []

  init(shipped: URL?, log: ProblemLog) {
    self.shipped = shipped
    self.log = log
  }

  /// Reads the pack at `url` and all that it builds on. Nothing of it is there where one of them cannot be read.
  ///
  /// - Throws: ``PackError`` if there is no file at `url`.
  mutating func read(_ url: URL) throws(PackError) {
    guard let file = try PackFile.read(url, as: .pack, log: log) else { return }
    var chain = [file]
    while let extends = chain[0].extends {
      guard let base = base(of: chain[0], extends) else { return }
      // Links are followed, so that a circle is seen as what it is.
      let known = chain.map { $0.url.resolvingSymlinksInPath().standardized.path }
      guard !known.contains(base.resolvingSymlinksInPath().standardized.path) else {
        let names = chain.map(\.url.relativePath).reversed() + [base.relativePath]
        problem(extends, "leads round in a circle: \(names.joined(separator: " extends "))")
        return
      }
      do {
        guard let next = try PackFile.read(base, as: .pack, log: log) else { return }
        chain.insert(next, at: 0)
      } catch {
        problem(extends, "\(error)")
        return
      }
    }
    files = chain
  }

  /// The file that `extends` means: with a slash or an ending it is a path beside the file that says so, else a shipped layout.
  private func base(of file: PackFile, _ extends: Placed<String>) -> URL? {
    if PackLibrary.isPath(extends.value) {
      if extends.value.hasPrefix("/") { return URL(fileURLWithPath: extends.value) }
      let folder = file.url.relativePath.lastIndex(of: "/").map { String(file.url.relativePath[...$0]) } ?? ""
      return URL(fileURLWithPath: folder + extends.value.trimmingPrefix("./"))
    }
    let layouts = shipped.map { PackLibrary.layouts(in: $0) } ?? []
    guard let shipped, layouts.contains(extends.value) else {
      let near = NearestNames.nearest(to: extends.value, among: layouts, limit: 1).first.map { "did you mean \"\($0)\"?" }
      let others = "a file beside this one is named ./\(extends.value).yaml, and shipped are \(layouts.joined(separator: ", "))"
      problem(extends, "there is no layout \"\(extends.value)\"; \(near ?? others)")
      return nil
    }
    return shipped.appending(path: "\(extends.value).yaml")
  }

  private func problem(_ extends: Placed<String>, _ reason: String) { log.add(PackProblem(at: extends.place, "extends", reason)) }
}
