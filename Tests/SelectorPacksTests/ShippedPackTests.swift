import ConsoleEmulator
import Foundation
import SelectorPacks
import TestSupport
import Testing
import WebDriver

@Suite struct ShippedPackTests {
  @Test(arguments: EmulatedLayout.allCases) func isRead(layout: EmulatedLayout) throws {
    let pack = try shippedPack(layout)
    #expect(pack.layout == layout.rawValue)
    #expect(pack.has("sign_in.email"))
    #expect(pack.sources.count == 1)
  }

  @Test func everyLayoutOfTheEmulatorHasItsPack() {
    #expect(PackLibrary.layouts(in: repository.appending(path: "selectors")) == EmulatedLayout.allCases.map(\.rawValue).sorted())
  }

  /// Names that only one layout has, and the capability that the code asks before it uses them.
  private static let onOneLayout: [String: @Sendable (SelectorPack) -> Bool] = [
    "technician.deactivate": { $0.capabilities.deactivation.from == .technician },
    "technicians.deactivate": { $0.capabilities.deactivation.from == .row },
    "deactivate.person": { $0.capabilities.deactivation.confirm == .form },
    "deactivate.reason": { $0.capabilities.deactivation.confirm == .form },
    "deactivate.submit": { $0.capabilities.deactivation.confirm == .form },
    "technician.reactivate": { !$0.capabilities.reactivation.byBox },
    "technician.deactivated_box": { $0.capabilities.reactivation.byBox },
    "technician.save_permissions": { $0.capabilities.permissions == .technician },
    "technician.groups_heading": { $0.capabilities.permissions == .group },
    "new_technician.groups": { $0.capabilities.permissions == .group },
    "groups.groups": { $0.capabilities.permissions == .group },
    "group.name": { $0.capabilities.permissions == .group },
    "group.save": { $0.capabilities.permissions == .group },
    "group.permissions": { $0.capabilities.permissions == .group },
    "new_group.name": { $0.capabilities.permissions == .group },
    "new_group.submit": { $0.capabilities.permissions == .group },
    "new_group.permissions": { $0.capabilities.permissions == .group },
    "security.person": { $0.hasPage("security") },
    "security.mfa": { $0.hasPage("security") },
    "security.reset_mfa": { $0.hasPage("security") },
    "security.mfa_on": { $0.hasPage("security") },
    "security.mfa_off": { $0.hasPage("security") },
  ]

  /// All texts of the page objects that name something of a pack, with the files that they stand in.
  private static let named: [String: [String]] = {
    let folder = repository.appending(path: "Sources/ConsolePages")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects.compactMap { $0 as? URL } ?? []
    var found: [String: [String]] = [:]
    for file in files where file.pathExtension == "swift" && !file.path.contains("/Doctor/") {
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      // The form of a person stands on two pages.
      for page in text.contains(#""\(page)."#) && file.lastPathComponent == "PersonForm.swift" ? ["new_technician", "technician"] : [""] {
        for match in text.matches(of: /"(\\\(page\)|[a-z_]+)\.([a-z_]+)"/) {
          guard match.1 != "\\(page)" || !page.isEmpty else { continue }
          found["\(match.1 == "\\(page)" ? page : String(match.1)).\(match.2)", default: []].append(file.lastPathComponent)
        }
      }
    }
    return found
  }()

  /// Names that the code looks up behind `has`, or that are no name of a pack.
  private static let guarded: Set<String> = [
    "technician.deactivated_mark", "technician.deactivated_box", "technicians.nobody", "api_tokens.next", "tickets.next",
    "new_technician.admin_box", "technician.admin_box", "new_technician.kind", "technician.kind", "frame.saved",
    "new_technician.password", "new_technician.temporary_password",
  ]
  private static let otherTexts: Set<String> = ["account.code", "account.passkey", "account.recovery_code"]

  private static func knows(_ pack: SelectorPack, _ name: String) -> Bool {
    pack.has(name) || pack.list(name) != nil || (try? pack.boxes(name)) != nil || (try? pack.words(name)) != nil
  }

  @Test(arguments: EmulatedLayout.allCases) func hasAllThatThePageObjectsName(layout: EmulatedLayout) throws {
    let pack = try shippedPack(layout)
    // What was found at all: another way to write names would leave this test with nothing to look at.
    #expect(Self.named.count > 40)
    let nameFields = pack.capabilities.name == .split ? ["first_name", "last_name"] : ["full_name"]
    for (name, files) in Self.named where !Self.otherTexts.contains(name) && !Self.guarded.contains(name) {
      if let field = name.split(separator: ".").last, ["first_name", "last_name", "full_name"].contains(field) {
        #expect(pack.has(name) == nameFields.contains(String(field)), "\(name), named in \(files)")
      } else if let isUsed = Self.onOneLayout[name] {
        #expect(Self.knows(pack, name) == isUsed(pack), "\(name), named in \(files)")
      } else {
        #expect(Self.knows(pack, name), "\(name), named in \(files)")
      }
    }
  }

  @Test func whatIsSaidToBeOnOneLayoutIsStillNamedByTheCode() {
    #expect(Set(Self.onOneLayout.keys).subtracting(Self.named.keys) == [])
    #expect(Self.guarded.subtracting(Self.named.keys) == [])
  }

  @Test(arguments: EmulatedLayout.allCases) func hasAWayToTellAnAdmin(layout: EmulatedLayout) throws {
    let pack = try shippedPack(layout)
    for page in ["technician", "new_technician"] {
      // A box, or two radio buttons.
      let box = pack.has("\(page).admin_box")
      #expect(pack.has("\(page).kind_admin") == !box)
      #expect(pack.has("\(page).kind_technician") == !box)
    }
    // One of them tells that somebody is deactivated.
    #expect(pack.has("technician.deactivated_box") || pack.has("technician.deactivated_mark"))
  }

  @Test(arguments: EmulatedLayout.allCases) func hasTheWordsAndPathsThatAreAskedFor(layout: EmulatedLayout) throws {
    let pack = try shippedPack(layout)
    var words = ["admin", "technician", "never"]
    if pack.capabilities.people.contains(where: { $0.status == .column }) {
      words += ["active", "deactivated"]
      #expect(try pack.table("technicians.people").columns["status"] != nil)
    }
    for word in words { #expect(try !pack.words("technicians.\(word)").isEmpty) }
    for list in pack.capabilities.people {
      #expect(try pack.path("technicians", list.path).hasPrefix("/"))
      #expect(try pack.path("technicians", list.search, values: ["query": "a@b"]).contains("a%40b"))
    }
    #expect(try pack.path("technician", values: ["id": "7"]).hasSuffix("/7"))
    #expect(pack.value("id", of: "technician", in: try pack.path("technician", values: ["id": "7"])) == "7")
    #expect(try pack.path("tickets", "assigned", values: ["id": "7"]).contains("7"))
    for page in ["sign_in", "new_technician", "seats", "api_tokens"] { #expect(try pack.path(page).hasPrefix("/")) }
    if pack.capabilities.permissions == .group {
      for page in ["groups", "new_group"] { #expect(try pack.path(page).hasPrefix("/")) }
      #expect(pack.value("id", of: "group", in: try pack.path("group", values: ["id": "7"])) == "7")
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func hasColumnsThatTheCodeReads(layout: EmulatedLayout) throws {
    let pack = try shippedPack(layout)
    #expect(Set(try pack.table("technicians.people").columns.keys).isSuperset(of: ["name", "email", "kind"]))
    #expect(try pack.table("technicians.people").key == "email")
    #expect(Set(try pack.table("api_tokens.tokens").columns.keys).isSuperset(of: ["name", "creator"]))
    #expect(Set(try pack.table("tickets.tickets").columns.keys).isSuperset(of: ["number", "subject", "assignee", "status"]))
  }

  /// A pattern without a group captures nothing, and what it was for would silently read as unknown.
  @Test(arguments: EmulatedLayout.allCases) func patternsCaptureTheirValue(layout: EmulatedLayout) throws {
    let pack = try shippedPack(layout)
    var samples = [
      "frame.account": ("Ada Lovelace (ada@example.com)", "ada@example.com"), "technicians.total": ("Showing 1 to 25 of 1,060", "1,060"),
      "seats.active": ("1,060 seats", "1,060"), "seats.price": ("$1,129.00 a seat", "1,129.00"),
    ]
    if layout == .technicians { samples["seats.cycle_end"] = ("Current cycle ends Dec 1, 2026", "Dec 1, 2026") }
    var tried: Set<String> = []
    for (pageName, page) in pack.pages {
      for (name, element) in page.elements {
        guard let pattern = element.pattern else { continue }
        let (text, value) = try #require(samples["\(pageName).\(name)"], "a sample for \(pageName).\(name)")
        let match = try #require(text.firstMatch(of: try Regex(pattern)))
        try #require(match.output.count > 1)
        #expect(match.output[1].substring.map(String.init) == value)
        tried.insert("\(pageName).\(name)")
      }
    }
    #expect(tried == Set(samples.keys))
  }

  /// Nobody could tell two candidates of one element apart in an error text, and one of them would be of no use.
  @Test(arguments: EmulatedLayout.allCases) func noCandidateIsWrittenTwice(layout: EmulatedLayout) throws {
    for (pageName, page) in try shippedPack(layout).pages {
      for (name, element) in page.elements.merging(page.tables.mapValues(\.element), uniquingKeysWith: { $1 }) {
        #expect(Set(element.candidates).count == element.candidates.count, "\(pageName).\(name)")
      }
    }
  }
}
