import SelectorPacks
import Technicians
import WebDriver

/// Where somebody's permissions or groups stand: among the rest of their own page, or on a page of its own, which the pack then has.
struct RightsPlace {
  let pack: SelectorPack

  private var areGroups: Bool { pack.capabilities.permissions == .group }
  private var ownPage: String { areGroups ? "technician_groups" : "technician_permissions" }

  /// Whether they stand on a page of their own.
  var isApart: Bool { pack.hasPage(ownPage) }
  var page: String { isApart ? ownPage : "technician" }
  /// `permissions` or `groups`, which is also what the boxes are called.
  var what: String { areGroups ? "groups" : "permissions" }
  /// The button's whole name.
  var save: String { isApart ? "\(page).save" : areGroups ? "technician.save" : "technician.save_permissions" }
}

/// The form of somebody's permissions or groups.
struct RightsForm {
  let console: Console

  private var place: RightsPlace { RightsPlace(pack: console.pack) }
  private var page: String { place.page }
  private var what: String { place.what }
  private var save: String { place.save }
  /// Whether they stand on a page of their own.
  var isApart: Bool { place.isApart }

  /// The boxes' whole name in the pack, as ``SelectorPack/boxes(_:)`` takes it.
  var layout: PageStep.BoxLayout { get throws { try console.pack.boxes("\(page).\(what)") } }

  /// What must be there for the person's own page to be whole. Its forms may come one after the other, each with its button: boxes that were
  /// not there yet would pass for permissions that nobody has.
  var wholePage: [(element: String, need: PageCase.Need)] {
    (["technician.email"] + [isApart ? "technician.save" : save].filter(console.pack.has)).map { ($0, .present) }
  }

  /// The form of somebody's permissions, or of their groups as boxes under one heading.
  func form(of email: EmailAddress) -> BoxesForm {
    BoxesForm(
      console: console, title: "the \(what) of \(email)", boxes: "\(page).\(what)", save: save,
      identity: isApart ? ("\(page).person", .text, email.description) : ("technician.email", .value, email.description))
  }

  /// Opens the page of its own.
  func open(_ id: TechnicianID) async throws { try await console.open(page, values: ["id": id.rawValue]) }

  /// Reads the page of its own anew. Two commands.
  ///
  /// - Returns: whom it shows, and the boxes.
  func read(_ id: TechnicianID) async throws -> (email: EmailAddress, boxes: [PageBox]) {
    try await open(id)
    let answer = try await console.look(
      "the page of \(what)",
      [
        PageCase(
          "boxes", all: [("\(page).person", .present), (save, .present)],
          steps: [.read("\(page).person", .text), .boxes(try layout, within: nil)])
      ])
    return (try console.email(answer.results[0].text ?? "", on: "the page of \(what)"), answer.results[1].boxes ?? [])
  }

  /// Groups as boxes, by their names.
  func boxes(_ groups: [String: Bool]) throws -> [Permission: Bool] {
    let heading = try console.pack.words("technician.groups_heading")[0]
    return Dictionary(uniqueKeysWithValues: groups.map { (Permission(area: heading, action: $0.key), $0.value) })
  }
}
