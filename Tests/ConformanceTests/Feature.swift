import Testing

/// Something that a remote end is to be able to do: a value, so that the same one runs on every engine and becomes a line of the table.
struct Feature: Sendable {
  /// Where it stands in the table.
  let area: Area
  /// What it is, in the words of the table. No two have the same.
  let name: String
  /// The commands that it exercises. A run is checked to have sent each of them.
  let commands: [String]
  /// Whether it wants a browser that no other feature has used, or spoils the one that it has.
  let needsOwnBrowser: Bool
  /// Whether the browser is of no use to other features where this one fails: keys stay held, say.
  let spoilsWhenFailing: Bool
  /// How long it may take until it counts as hanging.
  let limit: Duration
  /// Does it, and throws where the effect is not what it should be.
  let body: @Sendable (Stage) async throws -> Void

  init(
    _ area: Area, _ name: String, _ commands: [String], needsOwnBrowser: Bool = false, spoilsWhenFailing: Bool = false,
    limit: Duration = .seconds(20),
    _ body: @escaping @Sendable (Stage) async throws -> Void
  ) {
    self.area = area
    self.name = name
    self.commands = commands
    self.needsOwnBrowser = needsOwnBrowser
    self.spoilsWhenFailing = spoilsWhenFailing
    self.limit = limit
    self.body = body
  }
}

/// The groups of the table, in its order.
enum Area: String, Sendable, CaseIterable {
  case session = "Session"
  case navigation = "Navigation"
  case windows = "Windows"
  case frames = "Frames"
  case finding = "Finding"
  case shadow = "Shadow roots"
  case state = "State"
  case acting = "Acting"
  case upload = "Uploads"
  case document = "Scripts and source"
  case cookies = "Cookies"
  case actions = "Actions"
  case dialogs = "Dialogs"
  case pictures = "Pictures and print"
  case changing = "Pages that change"
  case waiting = "Locators that wait"
  case permissions = "Permissions"
  case passkeys = "Virtual authenticators"
  case vendor = "Commands of one driver"
}

extension Feature {
  /// Every feature, in the order in which they run. Those with a browser of their own come first, since each ends the one before.
  static let all: [Feature] =
    session + navigation + windows + frames + finding + shadow + state + acting + upload + document + cookies + actions + dialogs
    + pictures
    + changing + waiting + permissions + passkeys + vendor
}

extension Feature: CustomTestStringConvertible {
  var testDescription: String { "\(area.rawValue): \(name)" }
}
