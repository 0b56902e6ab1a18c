import Foundation
import SelectorPacks
import Testing

/// Which files packs are read from, and what is said where there are none.
@Suite struct PackLibraryTests {
  @Test func aFileThatIsNotThereIsSaidByItsPath() throws {
    let files = try PackFiles()
    defer { files.remove() }
    let missing = files.folder.appending(path: "none.yaml")
    let error = #expect(throws: PackError.self) { try SelectorPack.read(base: missing) }
    #expect(error?.code == .notFound)
    #expect(error?.description == "there is no selector pack at \(missing.path)")
    let folder = #expect(throws: PackError.self) { try SelectorPack.read(base: files.folder) }
    #expect(folder?.description == "there is no selector pack at \(files.folder.path): it is a folder")
    let base = try files.write(packText("form: {}"), to: "base.yaml")
    let override = #expect(throws: PackError.self) { try SelectorPack.read(base: base, overrides: [missing]) }
    #expect(override == error)
  }

  @Test func bytesThatAreNoTextAreSaidByTheirPath() throws {
    let files = try PackFiles()
    defer { files.remove() }
    let url = files.folder.appending(path: "bytes.yaml")
    try Data([0xFF, 0xFE, 0x00, 0xC3, 0x28]).write(to: url)
    let error = #expect(throws: PackError.self) { try SelectorPack.read(base: url) }
    #expect(error?.description.hasPrefix("the selector pack \(url.path) cannot be read: ") == true)
  }

  @Test func anUnknownLayoutNamesThoseThereAre() throws {
    let files = try PackFiles()
    defer { files.remove() }
    _ = try files.write(packText("form: {}"), to: "small.yaml")
    _ = try files.write(packText("form: {}"), to: "large.yaml")
    _ = try files.write("", to: "readme.md")
    #expect(PackLibrary.layouts(in: files.folder) == ["large", "small"])
    #expect(try PackLibrary.pack(layout: "small", in: files.folder).layout == "small")
    let error = #expect(throws: PackError.self) { try PackLibrary.pack(layout: "smal", in: files.folder) }
    #expect(error?.code == .notFound)
    #expect(error?.description == #"there is no layout "smal"; \#(files.folder.path) has: large, small"#)
  }

  @Test func theShippedFolderIsFoundBesideAnInstalledProgramOrInACheckout() throws {
    let files = try PackFiles()
    defer { files.remove() }
    func folder(_ path: String) throws -> URL {
      let url = files.folder.appending(path: path)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      return url
    }
    let program = try folder("usr/bin").appending(path: "syncroctl")
    let error = #expect(throws: PackError.self) { try PackLibrary.shippedFolder(executable: program) }
    #expect(error?.code == .notFound)
    let root = files.folder.resolvingSymlinksInPath().path
    #expect(
      error?.description
        == "no selector packs found; looked in \(root)/usr/share/syncroctl/selectors, "
        + "selectors/ beside a Package.swift above \(root)/usr/bin. Name one with --selectors FILE")
    let installed = try folder("usr/share/syncroctl/selectors")
    #expect(try PackLibrary.shippedFolder(executable: program).path == installed.resolvingSymlinksInPath().path)

    // A program with libraries of its own is reached by a link.
    let own = try folder("opt/lib/syncroctl/bin").appending(path: "syncroctl")
    try Data().write(to: own)
    let link = try folder("opt/bin").appending(path: "syncroctl")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: own)
    let lost = #expect(throws: PackError.self) { try PackLibrary.shippedFolder(executable: link) }
    #expect(lost?.description.contains("looked in \(root)/opt/lib/syncroctl/share/syncroctl/selectors, \(root)/opt/share/") == true)
    let beside = try folder("opt/share/syncroctl/selectors")
    #expect(try PackLibrary.shippedFolder(executable: link).path == beside.resolvingSymlinksInPath().path)

    let built = try folder("checkout/.build/debug").appending(path: "syncroctl")
    let selectors = try folder("checkout/selectors")
    // A folder of that name alone is not a checkout.
    #expect(throws: PackError.self) { try PackLibrary.shippedFolder(executable: built) }
    _ = try files.write("", to: "checkout/Package.swift")
    #expect(try PackLibrary.shippedFolder(executable: built).path == selectors.resolvingSymlinksInPath().path)
  }
}
