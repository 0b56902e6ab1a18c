import Foundation

extension SelectorPack {
  /// The same pack with the text of one more override over it.
  ///
  /// - Parameters:
  ///   - text: as an override's file has it.
  ///   - name: what it is called in errors and among ``sources``.
  /// - Throws: ``PackError``.
  public func laying(_ text: String, named name: String = "override") throws -> SelectorPack {
    let file = try PackFile.read(text, named: name)
    guard file.layout == layout else {
      throw PackError(.malformed, "\(name): is for the layout \(file.layout), but the layout in use is \(layout)")
    }
    var pack = self
    pack.lay(file, from: URL(fileURLWithPath: name))
    try pack.check()
    return pack
  }
}
