import Foundation

/// Files as somebody names them together: packs, each with the overrides that are for it.
struct PackGroups {
  private let shipped: URL
  private let log: ProblemLog
  private(set) var all: [PackLayers] = []

  /// - Parameters:
  ///   - files: packs of their own, and overrides in the order in which they are laid over each other. None: the shipped packs.
  ///   - shipped: the folder of shipped packs, on which overrides and packs build.
  /// - Throws: ``PackError`` if one of the files is not there.
  init(_ files: [URL], shipped: URL, log: ProblemLog) throws(PackError) {
    self.shipped = shipped
    self.log = log
    let layouts = PackLibrary.layouts(in: shipped)
    var overrides: [URL] = []
    for url in files.isEmpty ? layouts.map({ shipped.appending(path: "\($0).yaml") }) : files {
      // Only to see what it is: what is wrong in it is taken down when it is read as that.
      guard let file = try PackFile.read(url, as: nil, log: ProblemLog()) else {
        _ = try PackFile.read(url, as: nil, log: log)
        continue
      }
      if isPack(file, layouts) { all.append(try PackLayers.pack(url, shipped: shipped, log: log)) } else { overrides.append(url) }
    }
    for url in overrides { try lay(url, layouts) }
  }

  /// An override can have capabilities and a price, too: what has no page to sign in on, and names a layout that there is, is one.
  private func isPack(_ file: PackFile, _ layouts: [String]) -> Bool {
    if file.extends != nil { return true }
    let isKnown = file.layout.map { layouts.contains($0.value) } ?? false
    return file.looksWhole && (!isKnown || file.pages.all.contains { $0.name == "sign_in" })
  }

  private mutating func lay(_ url: URL, _ layouts: [String]) throws(PackError) {
    guard let file = try PackFile.read(url, as: .override, log: log), let layout = file.layout else { return }
    if let index = all.firstIndex(where: { $0.layout == layout.value }) {
      all[index].lay(override: file)
    } else if layouts.contains(layout.value) {
      var layers = try PackLayers.pack(shipped.appending(path: "\(layout.value).yaml"), shipped: shipped, log: log)
      layers.lay(override: file)
      all.append(layers)
    } else {
      let reason =
        "there is no layout \"\(layout.value)\"; shipped are \(layouts.joined(separator: ", ")), and a pack of your own is named beside this"
      log.add(PackProblem(at: layout.place, "layout", reason))
    }
  }
}
