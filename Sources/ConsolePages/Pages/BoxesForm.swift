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

  /// The groups that boxes stand for, by name.
  ///
  /// - Throws: ``ConsoleError`` if a box has no name, or two have the same: somebody would pass for being in no group, or in another.
  static func groups(_ boxes: [PageBox], title: String) throws -> [String] {
    var seen: Set<String> = []
    for box in boxes {
      guard !box.action.isEmpty else { throw ConsoleError(.pageNotRecognised, "\(title) has a box of a group without its name") }
      guard seen.insert(box.action).inserted else {
        throw ConsoleError(.pageNotRecognised, "\(title) has two boxes for the group \"\(box.action)\"")
      }
    }
    return boxes.map(\.action)
  }

  /// Ticks and unticks in one command, looks in another whether all took, and saves with a native click.
  ///
  /// The page must be open, and must show whose it is: nothing is touched on anybody else's. Four commands: set, verify, click, wait.
  func change(to wanted: [Permission: Bool]) async throws {
    let changes = wanted.sorted { $0.key < $1.key }.map { PageBox(area: $0.key.area, action: $0.key.action, checked: $0.value) }
    let set = try await console.look(
      title,
      [
        PageCase(
          "form", all: [(identity.element, .present), (save, .present)],
          steps: [requirement, .setBoxes(try layout, within: nil, changes: changes, exactly: false)])
      ])
    try requireIdentity(set.results[0])
    try requireSet(set.results[1])
    try await verifyAndSave { now in wanted.filter { now[$0.key] != $0.value }.keys.sorted() }
  }

  /// The steps that bring all boxes in line with `granted`, on the page of the right person only. Understood by ``saveExactly(_:after:)``.
  func exactSteps(_ granted: Set<Permission>) throws -> [PageStep] {
    let changes = granted.sorted().map { PageBox(area: $0.area, action: $0.action, checked: true) }
    return [requirement, .setBoxes(try layout, within: nil, changes: changes, exactly: true)]
  }

  /// Looks whether ``exactSteps(_:)`` took, and saves. Three commands: verify, click, wait.
  func saveExactly(_ granted: Set<Permission>, after results: ArraySlice<StepResult>) async throws {
    guard let shown = results.first, let set = results.dropFirst().first else {
      throw ConsoleError(.pageNotRecognised, "\(title) is not the page that was expected; nothing was touched")
    }
    try requireIdentity(shown)
    try requireSet(set)
    try await verifyAndSave { now in now.filter { $0.value != granted.contains($0.key) }.keys.sorted() }
  }

  /// Reads the boxes, asks which are not as they should be, and saves if none is.
  private func verifyAndSave(stubborn: ([Permission: Bool]) -> [Permission]) async throws {
    try await console.lookAndClick(
      save, on: title, [PageCase("form", all: [(identity.element, .present), (save, .click)], steps: [requirement, try readStep()])]
    ) { verify in
      try requireIdentity(verify.results[0])
      let boxes = (verify.results[1].boxes ?? []).map { (Permission(area: $0.area, action: $0.action), $0.checked) }
      let wrong = stubborn(Dictionary(boxes, uniquingKeysWith: { first, _ in first }))
      guard wrong.isEmpty else {
        throw ConsoleError(
          .pageNotRecognised, "\(title): these boxes did not take their tick: \(wrong.map(\.description).joined(separator: ", "))",
          advice: "Nothing was saved.")
      }
      return true
    }
    let outcome = try await console.look(
      title, [console.doneCase("saved", all: [identity.element]), console.refusedCase], after: .unknown)
    guard outcome.heldCase == "saved" else {
      throw ConsoleError(.refused, "the console did not save \(title)", details: console.refusal(outcome).map { "it says: \($0)" })
    }
  }

  private var requirement: PageStep { .require(identity.element, identity.property, equals: identity.text) }

  private func requireIdentity(_ result: StepResult) throws {
    guard result.problem == nil else {
      throw ConsoleError(
        .pageNotRecognised, "\(title) shows \"\(result.text ?? "")\" where \(identity.text) is meant; nothing was touched")
    }
  }

  private func requireSet(_ result: StepResult) throws {
    guard let failed = result.failed, let first = failed.first else { return }
    throw ConsoleError(
      .pageNotRecognised, "\(title) has no box that can be set for \(first.area)/\(first.action)",
      details: failed.dropFirst().map { "nor for \($0.area)/\($0.action)" }, advice: "Nothing was saved.")
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
