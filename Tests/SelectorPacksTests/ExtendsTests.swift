import Foundation
import SelectorPacks
import Testing
import WebDriver

/// Packs that say only what differs from another.
@Suite struct ExtendsTests {
  private static let base = packText(
    """
    form:
      path: /form
      paths: { all: /all }
      elements:
        a: [{ css: a }]
        b: [{ css: b }]
      tables:
        t: { key: k, candidates: [{ css: t }], columns: { k: K } }
      boxes:
        x: { area: x, heading: x, box: x }
      lists: { l: .l }
      words: { w: [W] }
    other:
      path: /other
    """)

  /// Reads `name` out of a folder with `files`, of which `base` is shipped as `small`.
  private func read(_ name: String, _ files: [String: String], overrides: [String] = []) throws -> SelectorPack {
    let folder = try PackFiles()
    defer { folder.remove() }
    return try read(name, files, overrides: overrides, in: folder)
  }

  private func read(_ name: String, _ files: [String: String], overrides: [String] = [], in folder: PackFiles) throws -> SelectorPack {
    let shipped = folder.folder.appending(path: "shipped")
    try FileManager.default.createDirectory(at: shipped, withIntermediateDirectories: true)
    _ = try folder.write(Self.base, to: "shipped/small.yaml")
    for (name, text) in files { _ = try folder.write(text, to: name) }
    return try PackLibrary.pack(
      layout: folder.folder.appending(path: name).path, in: shipped, overrides: overrides.map { folder.folder.appending(path: $0) })
  }

  private func mistake(_ name: String, _ files: [String: String], overrides: [String] = []) throws -> String? {
    let folder = try PackFiles()
    defer { folder.remove() }
    do {
      _ = try read(name, files, overrides: overrides, in: folder)
      return nil
    } catch let error as PackError {
      return error.description.replacing(folder.folder.path, with: "FOLDER")
    }
  }

  private static let acme = """
    format: 1
    extends: small
    layout: acme
    version: acme-1
    notes: Ours.
    capabilities:
      name: full
      deactivation: { confirm: none }
    pages:
      form:
        elements:
          a: [{ label: A }]
          b: null
    """

  private static let taking = """
    format: 1
    extends: small
    pages:
      form:
        path: null
        paths: { all: }
        elements: { a: ~ }
        tables: { t: null }
        boxes: { x: null }
        lists: { l: null }
        words: { w: null }
      other: null
    """

  /// Texts that are read, for others who look at them.
  static let validTexts = [base, acme, taking, "format: 1\nextends: ./small.yaml\ncapabilities: { reactivation: { by_box: true } }"]

  @Test func aPackSaysOnlyWhatDiffersFromAShippedOne() throws {
    let pack = try read("acme.yaml", ["acme.yaml": Self.acme])
    #expect(pack.layout == "acme")
    #expect(pack.version == "1.0+acme-1")
    #expect(pack.notes == "Ours.")
    #expect(pack.pages["form"]?.elements.mapValues(\.candidates) == ["a": [.label(["A"])]])
    #expect(pack.pages["form"]?.paths == ["all": "/all"])
    #expect(pack.pages["other"]?.path == "/other")
    #expect(pack.sources.map { URL(fileURLWithPath: $0).lastPathComponent } == ["small.yaml", "acme.yaml"])
    // Key by key, inside as well.
    #expect(pack.capabilities.name == .full)
    #expect(pack.capabilities.permissions == .group)
    #expect(pack.capabilities.deactivation.confirm == .none)
    #expect(pack.capabilities.deactivation.from == .row)
    #expect(pack.capabilities.deactivation.reasons == ["Left", "Gone"])
  }

  @Test func everyEntryIsKnownByTheFileThatItComesFrom() throws {
    let pack = try read("acme.yaml", ["acme.yaml": Self.acme])
    func origin(_ name: String) -> String? {
      pack.origins[name].map { "\(URL(fileURLWithPath: $0.file).lastPathComponent):\($0.line):\($0.column)" }
    }
    #expect(origin("form.a") == "acme.yaml:12:7")
    #expect(origin("form.b") == nil)
    #expect(origin("form.path") == "small.yaml:18:5")
    #expect(origin("capabilities.name") == "acme.yaml:7:9")
    #expect(origin("capabilities.deactivation.confirm") == "acme.yaml:8:28")
    #expect(origin("capabilities.deactivation.from")?.hasPrefix("small.yaml:9:") == true)
    #expect(origin("list_price")?.hasPrefix("small.yaml:") == true)
  }

  @Test func aPackWithoutALayoutIsCalledAsItsBase() throws {
    #expect(try read("acme.yaml", ["acme.yaml": "format: 1\nextends: small"]).layout == "small")
  }

  @Test(arguments: ["./sub/base.yaml", "sub/base.yaml"]) func aBaseMayBeAFileBesideTheOneThatSaysSo(_ path: String) throws {
    let files = try PackFiles()
    defer { files.remove() }
    try FileManager.default.createDirectory(at: files.folder.appending(path: "sub"), withIntermediateDirectories: true)
    let pack = try read(
      "acme.yaml",
      [
        "sub/base.yaml": "format: 1\nextends: ../acme0.yaml\nlayout: between\npages: { form: { words: { w: V } } }",
        "acme0.yaml": "format: 1\nextends: small\npages: { form: { path: /new } }",
        "acme.yaml": "format: 1\nextends: \(path)\npages: { form: { elements: { a: null } } }",
      ], in: files)
    #expect(pack.layout == "between")
    #expect(pack.pages["form"]?.path == "/new")
    #expect(pack.pages["form"]?.words == ["w": ["V"]])
    #expect(pack.pages["form"]?.elements.keys.sorted() == ["b"])
    #expect(pack.sources.count == 4)
  }

  @Test func overridesGoOverAPackOfItsOwnByItsName() throws {
    let files = ["acme.yaml": Self.acme, "more.yaml": "format: 1\nlayout: acme\npages: { form: { path: /more } }"]
    #expect(try read("acme.yaml", files, overrides: ["more.yaml"]).pages["form"]?.path == "/more")
    #expect(
      try mistake("acme.yaml", files.merging(["more.yaml": "format: 1\nlayout: small"]) { $1 }, overrides: ["more.yaml"])
        == "FOLDER/more.yaml:2:9: layout: is small, but the layout in use is acme")
  }

  @Test func aPackThatExtendsIsNoOverride() throws {
    let said = try mistake("acme.yaml", ["acme.yaml": Self.acme, "other.yaml": Self.acme], overrides: ["other.yaml"])
    #expect(
      said == "FOLDER/other.yaml:2:10: extends: makes this a pack of its own: choose it with --layout, and leave overrides to --selectors")
  }

  @Test func everyKindOfEntryCanBeTakenAway() throws {
    let pack = try read(
      "acme.yaml",
      [
        "acme.yaml": Self.taking
      ])
    let form = try pack.page("form")
    #expect(form.path == nil)
    #expect(form.paths.isEmpty && form.tables.isEmpty && form.boxes.isEmpty && form.lists.isEmpty && form.words.isEmpty)
    #expect(form.elements.keys.sorted() == ["b"])
    #expect(!pack.hasPage("other"))
    #expect(pack.entryDigests.keys.sorted() == ["blocks", "capabilities", "form.b", "list_price"])
  }

  @Test func anOverrideMayTakeAwayToo() throws {
    let pack = try readPack(Self.base, overrides: ["format: 1\nlayout: small\npages: { form: { elements: { a: null } } }"])
    #expect(pack.pages["form"]?.elements.keys.sorted() == ["b"])
  }

  @Test func whatWasTakenAwayCanBePutBack() throws {
    let pack = try readPack(
      Self.base,
      overrides: [
        "format: 1\nlayout: small\npages: { other: null, form: { elements: { a: null } } }",
        "format: 1\nlayout: small\npages: { other: { path: /o }, form: { elements: { a: [{ css: z }] } } }",
      ])
    #expect(pack.pages["form"]?.elements["a"]?.candidates == [.css("z")])
    #expect(pack.pages["other"]?.path == "/o")
  }

  @Test(arguments: [
    ("extends: smal", "FOLDER/acme.yaml:2:10: extends: there is no layout \"smal\"; did you mean \"small\"?"),
    (
      "extends: users",
      "FOLDER/acme.yaml:2:10: extends: there is no layout \"users\"; a file beside this one is named ./users.yaml, and shipped are small"
    ), ("extends: ./none.yaml", "FOLDER/acme.yaml:2:10: extends: there is no selector pack at FOLDER/none.yaml"),
    ("extends: ./acme.yaml", "FOLDER/acme.yaml:2:10: extends: leads round in a circle: FOLDER/acme.yaml extends FOLDER/acme.yaml"),
    (
      "extends: ./second.yaml",
      "FOLDER/third.yaml:2:10: extends: leads round in a circle: "
        + "FOLDER/acme.yaml extends FOLDER/second.yaml extends FOLDER/third.yaml extends FOLDER/second.yaml"
    ), ("extends: []", "FOLDER/acme.yaml:2:10: extends: is a list, where a text belongs"),
    (
      "extends: small\npages: { form: { elements: { c: null } } }",
      "FOLDER/acme.yaml:3:30: form.c: there is no element \"c\" of form to take away; did you mean \"a\"?"
    ),
    (
      "extends: small\npages: { form: { words: { ww: null } }, othr: null }",
      """
      2 mistakes in selector packs
        FOLDER/acme.yaml:3:27: form.words.ww: there are no words "ww" of form to take away; did you mean "w"?
        FOLDER/acme.yaml:3:41: othr: there is no page "othr" to take away; did you mean "other"?
      """
    ),
    (
      "extends: small\nblocks: [{ name: x, element: form.a, says: s, not_signed_in: true }]\npages: { form: { elements: { a: null } } }",
      "FOLDER/acme.yaml:3:10: the block x: is told by \"form.a\", which the pack does not have (taken away at FOLDER/acme.yaml:4:30)"
    ),
  ]) func whatCannotBeBuiltOnIsSaid(_ head: String, _ says: String) throws {
    let others = ["second.yaml": "format: 1\nextends: ./third.yaml", "third.yaml": "format: 1\nextends: ./second.yaml"]
    let said = try mistake("acme.yaml", others.merging(["acme.yaml": "format: 1\n\(head)"]) { $1 })
    #expect(said == says)
  }

  @Test func aWholePackHasNothingToTakeAway() throws {
    #expect(
      try packError(packText("form: { elements: { a: null } }"))?.text
        == "FOLDER/base.yaml:17:23: form.a: is empty: a whole pack builds on nothing that it could take away")
  }

  @Test(arguments: [("users", false), ("./users", true), ("acme.yaml", true), ("acme.yml", true), ("my/pack", true), ("acme", false)])
  func aLayoutIsAPathIfItLooksLikeOne(_ layout: String, _ isPath: Bool) {
    #expect(PackLibrary.isPath(layout) == isPath)
  }
}
