import Foundation
import Yams

/// A file of a pack as it is written: whole, or what differs from another.
struct PackFile {
  /// What a file is read as.
  enum Role { case pack, override }

  let url: URL
  /// Where the file begins, for what is said of all of it.
  let start: PackPlace
  var layout: Placed<String>?
  /// The layout or the file that this one says the differences from.
  var extends: Placed<String>?
  var version: String?
  var notes: String?
  var capabilities = CapabilitiesFile()
  var listPrice: Placed<SelectorPack.ListPrice>?
  var blocks: Placed<[Placed<SelectorPack.Block>]>?
  var pages = Entries<PageFile>()
  /// Where the pages are.
  var pagesPlace: PackPlace?

  /// Whether it can stand alone, as far as its keys tell.
  var looksWhole: Bool { extends == nil && !capabilities.isEmpty && listPrice != nil }
}

/// Entries of a section by name.
struct Entries<Value: Sendable>: Sendable {
  /// What stands under a name.
  enum Entry: Sendable {
    case value(Value)
    /// `null`: what the file builds on has it, and this takes it away.
    case takenAway
    /// There is something wrong with it, which has been said.
    case broken
  }

  private(set) var all: [(name: String, entry: Entry, place: PackPlace)] = []

  /// The entries of the mapping `tree`, each read by `read`.
  init(_ tree: PackTree?, _ read: (PackTree) -> Value?) {
    guard let entries = tree?.entries() else { return }
    all = entries.map { Self.entry($0, read) }
  }

  /// One entry, or none.
  init(one entry: PackTree.Entry?, _ read: (PackTree) -> Value?) {
    all = entry.map { [Self.entry($0, read)] } ?? []
  }

  private static func entry(_ each: PackTree.Entry, _ read: (PackTree) -> Value?) -> (String, Entry, PackPlace) {
    (each.key, each.value.isNull ? .takenAway : read(each.value).map { .value($0) } ?? .broken, each.place)
  }

  /// No entries.
  init() {}
}

extension PackFile {
  /// Reads the file; what is wrong in it is taken down in `log`.
  ///
  /// - Returns: `nil` if there is nothing of it to go on with.
  /// - Throws: ``PackError`` if there is no such file, or it is no text.
  static func read(_ url: URL, as role: Role?, log: ProblemLog) throws(PackError) -> PackFile? {
    let text = try text(of: url)
    let shown = url.relativePath
    let start = PackPlace(file: shown, line: 1, column: 1)
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      log.add(problem(error, start))
      return nil
    }
    let tree = PackTree(node ?? Node("", Tag(.implicit), .plain), file: shown, log: log)
    guard let entries = tree.entries() else { return nil }
    // Before anything else: another format has other keys.
    guard let format = entries.first(where: { $0.key == "format" }) else {
      tree.lacks("format")
      return nil
    }
    guard let number = format.value.number() else { return nil }
    guard number == SelectorPack.format else {
      format.value.problem("is \(number); this version reads format \(SelectorPack.format)")
      return nil
    }
    return PackFile(url: url, start: start, tree, role)
  }

  private init?(url: URL, start: PackPlace, _ tree: PackTree, _ role: Role?) {
    self.url = url
    self.start = start
    let keys = ["format", "layout", "extends", "version", "notes", "capabilities", "list_price", "blocks", "pages"]
    guard let fields = tree.fields(keys) else { return nil }
    extends = fields["extends"].flatMap { tree in tree.word().map { Placed(value: $0, place: tree.place) } }
    if role == .override, let extends = fields["extends"] {
      extends.problem("makes this a pack of its own: choose it with --layout, and leave overrides to --selectors")
    }
    layout = fields["layout"].flatMap { tree in tree.word().map { Placed(value: $0, place: tree.place) } }
    if fields["layout"] == nil, fields["extends"] == nil { tree.lacks("layout") }
    version = fields["version"].flatMap { $0.text() }
    notes = fields["notes"].flatMap { $0.text() }
    let isWhole = role == .pack && fields["extends"] == nil
    if isWhole {
      let lacking = ["capabilities", "list_price"].filter { fields[$0] == nil }
      if !lacking.isEmpty {
        tree.problem("a whole pack declares \(lacking.joined(separator: " and ")); one that says only what differs names its base: extends")
      }
    }
    capabilities = fields["capabilities"].map { CapabilitiesFile($0, isWhole: isWhole) } ?? CapabilitiesFile()
    listPrice = fields["list_price"].flatMap { tree in Self.listPrice(tree).map { Placed(value: $0, place: tree.place) } }
    blocks = fields["blocks"].flatMap { tree in
      tree.items().map { items in
        Placed(value: items.compactMap { item in Self.block(item).map { Placed(value: $0, place: item.place) } }, place: tree.place)
      }
    }
    pagesPlace = fields["pages"]?.place
    pages = Entries(fields["pages"]) { PageFile($0) }
  }

  private static func text(of url: URL) throws(PackError) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else {
      throw PackError(.notFound, "there is no selector pack at \(url.relativePath)\(isFolder.boolValue ? ": it is a folder" : "")")
    }
    do {
      return try String(contentsOf: url, encoding: .utf8)
    } catch {
      throw PackError(.notFound, "the selector pack \(url.relativePath) cannot be read: \(error.localizedDescription)")
    }
  }

  /// What the YAML library says, in one line. Its own text goes on with lines of the file.
  private static func problem(_ error: any Error, _ start: PackPlace) -> PackProblem {
    func at(_ mark: Mark) -> PackPlace { PackPlace(file: start.file, line: mark.line, column: mark.column) }
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return PackProblem(at: at(mark), "", "\(problem)\(context.map { " \($0.text)" } ?? "")")
    case .duplicatedKeysInMapping(let keys, let context):
      return PackProblem(at: at(context.mark), "", "\(keys.map { "\"\($0)\"" }.joined(separator: ", ")) stands there more than once")
    default: return PackProblem(at: start, "", "\(error)")
    }
  }
}
