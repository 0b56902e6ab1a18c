public import Foundation

extension SelectorPack {
  /// The format that this version reads.
  static let format = 1

  /// Reads a pack and what it extends, and lays overrides over it: an override's page, path, element, table or word replaces the one of
  /// the same name.
  ///
  /// - Parameters:
  ///   - base: the file of a whole pack, or of one that extends another.
  ///   - overrides: files of the same form that need only hold what differs.
  ///   - shipped: the folder of shipped packs, whose names an `extends` may say.
  /// - Throws: ``PackError`` with all that is wrong in the files.
  public static func read(base: URL, overrides: [URL] = [], shipped: URL? = nil) throws -> SelectorPack {
    let log = ProblemLog()
    var layers = try PackLayers.pack(base, shipped: shipped, log: log)
    for url in overrides {
      guard let override = try PackFile.read(url, as: .override, log: log) else { continue }
      layers.lay(override: override)
    }
    layers.check()
    guard log.problems.isEmpty, let pack = layers.pack else { throw PackError(log.problems) }
    return pack
  }

  /// The files that the pack was read from, for error texts.
  public var places: String { sources.joined(separator: " + ") }
}

extension PackLayers {
  /// The pack at `url` with all that it extends.
  static func pack(_ url: URL, shipped: URL?, log: ProblemLog) throws(PackError) -> PackLayers {
    var chain = PackChain(shipped: shipped, log: log)
    try chain.read(url)
    var layers = PackLayers(log: log)
    for file in chain.files { layers.lay(file, notes: true) }
    return layers
  }

  /// Lays an override over what there is, if it is for this layout.
  mutating func lay(override file: PackFile) {
    // Where the pack itself could not be read, there is nothing to hold it against.
    guard !files.isEmpty, file.extends == nil else { return }
    if let named = file.layout, named.value != layout {
      log.add(PackProblem(at: named.place, "layout", "is \(named.value), but the layout in use is \(layout)"))
      return
    }
    lay(file, notes: false)
  }
}
