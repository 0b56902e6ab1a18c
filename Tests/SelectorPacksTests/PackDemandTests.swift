import ConsoleEmulator
import Foundation
import Recordings
import TestSupport
import Testing

@testable import SelectorPacks

/// The list of what the program asks for is true: of the page objects' texts, and of what the kept flows have asked for.
@Suite struct PackDemandTests {
  private static let names = Set(PackDemand.all.map(\.name))
  /// What is looked for under a name that the pack chooses.
  private static let chosen: Set<String> = ["blocks", "capabilities", "list_price"]

  /// The texts of the page objects, with a person's forms once for each of their pages. The doctor asks for nothing of its own.
  private static let sources: String = {
    let folder = repository.appending(path: "Sources/ConsolePages")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects.compactMap { $0 as? URL } ?? []
    return files.filter { $0.pathExtension == "swift" && !$0.path.contains("/Doctor/") }.map { file in
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      switch file.lastPathComponent {
      case "PersonForm.swift": return ["new_technician", "technician"].map { text.replacing(#"\(page)"#, with: $0) }.joined()
      case "RightsForm.swift":
        return ["permissions", "groups"].map { what in
          // Among the rest of a person's page only the boxes have a name that is made there.
          #""technician.\#(what)""# + text.replacing(#"\(page)"#, with: "technician_\(what)").replacing(#"\(what)"#, with: what)
        }.joined()
      default: return text
      }
    }.joined()
  }()

  /// A name in a text of the code, without the section that the code does not say.
  private static func short(_ name: String) -> String {
    let parts = name.split(separator: ".")
    return parts.count == 3 ? "\(parts[0]).\(parts[2])" : name
  }

  @Test func everyNameInThePageObjectsIsOnTheList() {
    let known = Set(Self.names.map(Self.short))
    let found = Set(Self.sources.matches(of: /"([a-z_]+\.[a-z_]+)"/).map { String($0.1) })
    #expect(found.count > 50)
    #expect(found.subtracting(known) == ["account.code", "account.passkey", "account.recovery_code"])
  }

  @Test func everyNameOnTheListIsInThePageObjects() {
    let fields = ["first_name", "last_name", "full_name", "admin_box", "kind", "kind_admin", "kind_technician"]
    for name in Self.names.sorted() {
      let own = name.split(separator: ".").last.map(String.init) ?? ""
      let page = String(name.prefix { $0 != "." })
      let isThere =
        switch own {
        case "path": Self.sources.contains("\"\(page)\"")
        case "assigned": Self.sources.contains("\"assigned\"")
        // Made out of a page and the word.
        case "admin", "technician", "active", "deactivated", "never":
          Self.sources.contains("\"\(own)\"") || Self.sources.contains(".\(own)\"")
        case _ where fields.contains(own):
          Self.sources.contains("\"\(own)\"") || Self.sources.contains(".\(own)\"") || own.hasPrefix("kind_")
        // Read by nothing yet.
        case "cycle_end": !Self.sources.contains("cycle_end")
        default: Self.sources.contains("\"\(Self.short(name))\"")
        }
      #expect(isThere, "\(name)")
    }
  }

  @Test func whatIsClickedIsOnTheListAsClicked() {
    let direct = Self.sources.matches(of: /lookAndClick\(\s*"([a-z_.]+)"/).map { String($0.1) }
    let named = Self.sources.matches(of: /(?:save: |let button = )"([a-z_]+\.[a-z_]+)"/).map { String($0.1) }
    let rights = Self.sources.matches(of: /"(technician(?:_[a-z]+)?\.save(?:_permissions)?)"/).map { String($0.1) }
    #expect(Set(direct + named + rights) == Set(PackDemand.all.filter(\.isClicked).map(\.name)))
  }

  /// What the kept flows of a layout have looked for, with the digest of each.
  private func uses(_ layout: EmulatedLayout) throws -> [String: String] {
    var uses: [String: String] = [:]
    for name in try RecordingName.all(in: recordings) where name.layout == layout.rawValue {
      uses.merge(try Recording.read(name.url(in: recordings), within: recordings).header.pack.uses) { first, _ in first }
    }
    return uses
  }

  /// What blocks are told by, and what that stands in.
  private static func told(_ blocks: [SelectorPack.Block], _ pages: [String: PageSelectors]) -> Set<String> {
    let elements = blocks.flatMap { [$0.element] + $0.without }
    return Set(elements).union(
      elements.compactMap { name in
        let parts = name.split(separator: ".").map(String.init)
        return pages[parts[0]]?.elements[parts[1]]?.within.map { "\(parts[0]).\($0)" }
      }
    ).subtracting(names)
  }

  @Test(arguments: EmulatedLayout.allCases) func aKeptFlowAsksForNothingElse(layout: EmulatedLayout) throws {
    let pack = try shippedPack(layout)
    let known = Self.names.union(PackDemand.lists(pack.capabilities).map(\.name)).union(Self.told(pack.declaredBlocks, pack.pages))
    let pages = Set(known.map { name in String(name.prefix { $0 != "." }) })
    let uses = try uses(layout)
    #expect(uses.count > 50)
    #expect(Set(uses.keys).subtracting(known).subtracting(pages).subtracting(Self.chosen) == [])
  }

  @Test(arguments: EmulatedLayout.allCases) func whatAFlowAsksForAndThePackHasIsNeededOrMayBeMissing(layout: EmulatedLayout) throws {
    // Nothing that a kept flow found is said to be unneeded in its layout, but what flows look for without needing it.
    let log = ProblemLog()
    let url = repository.appending(path: "selectors/\(layout.rawValue).yaml")
    let layers = try PackLayers.pack(url, shipped: nil, log: log)
    let able = try #require(layers.capabilities.whole)
    let needed = Set((PackDemand.all + PackDemand.lists(able)).filter { $0.need.holds(able, layers) }.map(\.name))
    let used = Set(try uses(layout).filter { $0.value != SelectorPack.absent }.keys)
    let blocks = Self.told(layers.blocks.map(\.value), layers.pages)
    let optional = Set(PackDemand.all.filter { !$0.need.holds(able, layers) }.map(\.name))
    // Pages that a flow asks about as a whole: whether the pack has them.
    let whole: Set = ["seats", "api_tokens", "tickets"]
    #expect(
      used.subtracting(needed).subtracting(blocks).subtracting(Self.chosen).subtracting(whole).sorted()
        == used.intersection(optional).subtracting(blocks).sorted())
    #expect(
      used.intersection(optional).sorted()
        == (layout == .technicians
          ? ["api_tokens.next", "frame.lists.field_errors", "tickets.next"]
          : ["api_tokens.next", "frame.lists.field_errors", "new_technician.admin_box", "technician.admin_box", "tickets.next"]))
    #expect(log.problems.isEmpty)
  }
}
