import SelectorPacks
public import Technicians
import WebDriver

/// A form of boxes under headings: permissions on a technician or on a group.
struct BoxesForm {
  let console: Console
  /// What the page is called in error texts.
  let title: String
  /// Whole name of the boxes in the pack, such as `technician.permissions`.
  let boxes: String
  /// Whole name of the form's own button.
  let save: String
  /// An element that shows whose page it is, with the text that it must show.
  let identity: (element: String, property: PageStep.Property, text: String)

  var layout: PageStep.BoxLayout { get throws { try console.pack.boxes(boxes) } }

  /// The steps that read the boxes: one.
  func readStep() throws -> PageStep { .boxes(try layout, within: nil) }

  /// The permissions out of the answer to ``readStep()``.
  ///
  /// - Throws: ``ConsoleError`` if a box has no heading or no label, or two boxes the same ones: then no box could be told apart.
  static func offered(_ boxes: [PageBox], title: String) throws -> [OfferedPermission] {
    var seen: Set<Permission> = []
    return try boxes.map { box in
      let permission = Permission(area: box.area, action: box.action)
      guard !box.area.isEmpty, !box.action.isEmpty else {
        throw ConsoleError(.pageNotRecognised, "\(title) has a permission box without a \(box.area.isEmpty ? "heading" : "label")")
      }
      guard seen.insert(permission).inserted else {
        throw ConsoleError(.pageNotRecognised, "\(title) has two boxes for \(permission)")
      }
      return OfferedPermission(permission: permission, isGranted: box.checked, isFixed: box.disabled == true)
    }
  }

  /// Ticks and unticks in one command, looks in another whether all took, and saves with a native click.
  ///
  /// The page must be open. Four commands: set, verify, click, wait.
  func change(to wanted: [Permission: Bool]) async throws {
    let changes = wanted.sorted { $0.key < $1.key }.map { PageBox(area: $0.key.area, action: $0.key.action, checked: $0.value) }
    let set = try await console.look(
      title,
      [
        PageCase(
          "form", all: [(identity.element, .present), (save, .present)],
          steps: [.read(identity.element, identity.property), .setBoxes(try layout, within: nil, changes: changes)])
      ])
    try requireIdentity(set)
    if let failed = set.results[1].failed, let first = failed.first {
      throw ConsoleError(
        .pageNotRecognised, "\(title) has no box that can be set for \(first.area)/\(first.action)",
        details: failed.dropFirst().map { "nor for \($0.area)/\($0.action)" }, advice: "Nothing was saved.")
    }
    let verify = try await console.look(
      title,
      [
        PageCase(
          "form", all: [(identity.element, .present), (save, .click)],
          steps: [.read(identity.element, identity.property), try readStep()])
      ])
    try requireIdentity(verify)
    let now = Dictionary(
      (verify.results[1].boxes ?? []).map { (Permission(area: $0.area, action: $0.action), $0.checked) }, uniquingKeysWith: { first, _ in first })
    let stubborn = wanted.filter { now[$0.key] != $0.value }.keys.sorted()
    guard stubborn.isEmpty else {
      throw ConsoleError(
        .pageNotRecognised, "\(title): these boxes did not take their tick: \(stubborn.map(\.description).joined(separator: ", "))",
        advice: "Nothing was saved.")
    }
    try await console.click(save, in: verify)
    let outcome = try await console.look(
      title, [PageCase("saved", all: [(identity.element, .present)], none: ["frame.error"], newDocument: true), console.refusedCase],
      after: .unknown)
    guard outcome.heldCase == "saved" else {
      throw ConsoleError(.refused, "the console did not save the permissions", details: console.refusal(outcome).map { "it says: \($0)" })
    }
  }

  private func requireIdentity(_ answer: PageAnswer) throws {
    let shown = answer.results[0].text ?? ""
    guard shown.lowercased() == identity.text.lowercased() else {
      throw ConsoleError(.pageNotRecognised, "\(title) shows \"\(shown)\" where \(identity.text) is meant; nothing was touched")
    }
  }
}

/// A permission as a page offers it.
public struct OfferedPermission: Sendable, Hashable {
  /// Which permission.
  public let permission: Permission
  /// Whether its box is ticked.
  public let isGranted: Bool
  /// Whether its box cannot be changed.
  public let isFixed: Bool

  /// A permission as offered; see the properties.
  public init(permission: Permission, isGranted: Bool, isFixed: Bool) {
    self.permission = permission
    self.isGranted = isGranted
    self.isFixed = isFixed
  }
}
