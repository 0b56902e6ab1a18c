import SelectorPacks

/// What a flow does with an element.
public enum ElementUse: String, Sendable, Hashable, Encodable {
  /// Types into it.
  case fill
  /// Ticks or unticks it.
  case tick
  /// Chooses one of its options.
  case choose
  /// Clicks it.
  case click
  /// Reads it.
  case read
  /// Takes it for a sign of something: a message, a link to a further page. That it is missing may be all right.
  case sign
}

/// An element that a flow goes by.
struct WantedElement: Sendable, Hashable {
  /// Its whole name.
  let name: String
  let use: ElementUse

  /// Its name on its page.
  var own: String { String(name.drop { $0 != "." }.dropFirst()) }
}

/// What the flows go by on one page.
struct WantedPage: Sendable {
  let name: String
  var elements: [WantedElement]
  var tables: [String] = []
  var boxes: [String] = []

  var isEmpty: Bool { elements.isEmpty && tables.isEmpty && boxes.isEmpty }

  /// - Parameters:
  ///   - uses: elements by their names on the page. Those that the pack lacks are left out: some stand on one layout only.
  init(_ name: String, _ uses: [(ElementUse, [String])], tables: [String] = [], boxes: [String] = [], pack: SelectorPack) {
    let page = pack.pages[name]
    self.name = name
    elements = uses.flatMap { use, names in
      names.filter { page?.elements[$0] != nil }.map { WantedElement(name: "\(name).\($0)", use: use) }
    }
    self.tables = tables.filter { page?.tables[$0] != nil }.map { "\(name).\($0)" }
    self.boxes = boxes.filter { page?.boxes[$0] != nil }.map { "\(name).\($0)" }
  }
}

/// What is wanted of the pages of a pack. The names are the flows' own; how each is found is the pack's.
enum WantedPages {
  static func signIn(_ pack: SelectorPack) -> WantedPage {
    WantedPage("sign_in", [(.fill, ["email", "password"]), (.click, ["submit"]), (.sign, ["error"])], pack: pack)
  }

  static func code(_ pack: SelectorPack) -> WantedPage {
    WantedPage("mfa", [(.fill, ["code"]), (.click, ["submit"]), (.sign, ["error", "passkey", "use_recovery_code"])], pack: pack)
  }

  static func frame(_ pack: SelectorPack) -> WantedPage { WantedPage("frame", [(.read, ["account"]), (.sign, ["error"])], pack: pack) }

  static func people(_ pack: SelectorPack) -> WantedPage {
    WantedPage("technicians", [(.sign, ["next", "total", "nobody"])], tables: ["people"], pack: pack)
  }

  /// A further list, of which the same holds as of the first.
  static func otherPeople(_ pack: SelectorPack) -> WantedPage { WantedPage("technicians", [], tables: ["people"], pack: pack) }

  static func rowOfPerson(_ pack: SelectorPack) -> WantedPage {
    WantedPage("technicians", [(.click, pack.capabilities.deactivation.from == .row ? ["deactivate"] : [])], pack: pack)
  }

  static func newPerson(_ pack: SelectorPack) -> WantedPage {
    WantedPage(
      "new_technician", personFields + [(.tick, ["invite"]), (.click, ["submit"])], boxes: ["groups"], pack: pack)
  }

  static func activePerson(_ pack: SelectorPack) -> WantedPage {
    var clicks = ["save"]
    if pack.pages["technician"]?.elements["save_permissions"] != nil { clicks.append("save_permissions") }
    if pack.capabilities.deactivation.from == .technician { clicks.append("deactivate") }
    return WantedPage(
      "technician", personFields + [(.click, clicks), (.tick, ["deactivated_box"])], boxes: ["permissions", "groups"], pack: pack)
  }

  /// Permissions or groups, where they stand on a page of their own.
  static func rights(_ pack: SelectorPack) -> WantedPage {
    pack.capabilities.permissions == .technician
      ? WantedPage("technician_permissions", [(.read, ["person"]), (.click, ["save"])], boxes: ["permissions"], pack: pack)
      : WantedPage("technician_groups", [(.read, ["person"]), (.click, ["save"])], boxes: ["groups"], pack: pack)
  }

  /// What shows on the page of somebody deactivated alone.
  static func deactivatedPerson(_ pack: SelectorPack) -> WantedPage {
    WantedPage(
      "technician",
      [
        (.click, pack.capabilities.reactivation.byBox ? ["save"] : ["reactivate"]), (.read, ["deactivated_mark"]),
        (.tick, ["deactivated_box"]),
      ], pack: pack)
  }

  static func deactivating(_ pack: SelectorPack) -> WantedPage {
    WantedPage(
      "deactivate", [(.read, ["person"]), (.choose, ["reason"]), (.click, ["submit"])], pack: pack)
  }

  static func groups(_ pack: SelectorPack) -> WantedPage { WantedPage("groups", [(.sign, ["next"])], tables: ["groups"], pack: pack) }

  static func newGroup(_ pack: SelectorPack) -> WantedPage {
    WantedPage("new_group", [(.fill, ["name"]), (.click, ["submit"])], boxes: ["permissions"], pack: pack)
  }

  static func group(_ pack: SelectorPack) -> WantedPage {
    WantedPage("group", [(.fill, ["name"]), (.click, ["save"])], boxes: ["permissions"], pack: pack)
  }

  static func seats(_ pack: SelectorPack) -> WantedPage {
    WantedPage("seats", [(.read, ["active", "price"]), (.sign, ["cycle_end"])], pack: pack)
  }

  static func tokens(_ pack: SelectorPack) -> WantedPage {
    WantedPage("api_tokens", [(.sign, ["next"])], tables: ["tokens"], pack: pack)
  }

  static func rowOfToken(_ pack: SelectorPack) -> WantedPage { WantedPage("api_tokens", [(.click, ["delete"])], pack: pack) }

  static func tickets(_ pack: SelectorPack) -> WantedPage { WantedPage("tickets", [(.sign, ["next"])], tables: ["tickets"], pack: pack) }

  static func ticket(_ pack: SelectorPack) -> WantedPage {
    WantedPage("ticket", [(.choose, ["assignee"]), (.read, ["chosen_assignee"]), (.click, ["save"])], pack: pack)
  }

  private static let personFields: [(ElementUse, [String])] = [
    (.fill, ["first_name", "last_name", "full_name", "email"]), (.tick, ["admin_box", "kind_admin", "kind_technician"]),
    (.choose, ["kind"]),
  ]
}
