/// An entry that the program asks packs for, and when it cannot do without.
struct PackDemand: Sendable {
  /// When an entry must be there.
  struct Need: Sendable {
    /// In words, after "needed"; `nil`: always or never.
    let words: String?
    let holds: @Sendable (LayoutCapabilities, PackLayers) -> Bool

    init(_ words: String? = nil, _ holds: @escaping @Sendable (LayoutCapabilities, PackLayers) -> Bool) {
      self.words = words
      self.holds = holds
    }
  }

  /// The entry's name, as in ``SelectorPack/entryDigests``.
  let name: String
  let need: Need
  /// Whether the program clicks it.
  var isClicked = false
  /// Of a path: what the program fills in.
  var keys: [String] = []
  /// Of a table: the columns that must be there, and those that may.
  var columns: (needed: [String], known: [String]) = ([], [])

  var page: String { String(name.prefix { $0 != "." }) }
}

extension PackDemand.Need {
  static let always = Self { _, _ in true }
  static let optional = Self { _, _ in false }
  static let split = Self("where capabilities.name is split") { able, _ in able.name == .split }
  static let full = Self("where capabilities.name is full") { able, _ in able.name == .full }
  static let onGroups = Self("where capabilities.permissions is group") { able, _ in able.permissions == .group }
  static let buttonOnPage = Self("where deactivation.from is technician") { able, _ in able.deactivation.from == .technician }
  static let buttonInRow = Self("where deactivation.from is row") { able, _ in able.deactivation.from == .row }
  static let form = Self("where deactivation.confirm is form") { able, _ in able.deactivation.confirm == .form }
  static let reason = Self("where deactivation.confirm is form and there are reasons") { able, _ in
    able.deactivation.confirm == .form && !able.deactivation.reasons.isEmpty
  }
  static let byBox = Self("where reactivation.by_box is true") { able, _ in able.reactivation.byBox }
  static let byButton = Self("where reactivation.by_box is false") { able, _ in !able.reactivation.byBox }
  static let statusColumn = Self("where a list of capabilities.people has the status column") { able, _ in
    able.people.contains { $0.status == .column }
  }

  /// Where the pack has the page at all: without it the program goes another way.
  static func with(page: String) -> Self { Self("where there is a page \(page)") { _, layers in layers.pages[page] != nil } }

  /// Where the pack has no `other`, which would do as well.
  static func without(_ others: String...) -> Self {
    Self("where there is no \(others.joined(separator: " and no "))") { _, layers in !others.contains(where: layers.knows) }
  }

  /// Where the pack has `other`, which is understood by this.
  static func with(_ other: String) -> Self { Self("with \(other)") { _, layers in layers.knows(other) } }

  /// On a layout with permissions on technicians, or with groups, where they stand among the rest of a person's page.
  static let permissionsInside = Self("where there is no page technician_permissions") { able, layers in
    able.permissions == .technician && layers.pages["technician_permissions"] == nil
  }
  static let groupsInside = Self("where there is no page technician_groups") { able, layers in
    able.permissions == .group && layers.pages["technician_groups"] == nil
  }
}

extension PackDemand {
  private static func entries(_ page: String, _ names: [String], _ need: Need = .always) -> [PackDemand] {
    names.map { PackDemand(name: "\(page).\($0)", need: need) }
  }

  private static func clicked(_ name: String, _ need: Need = .always) -> PackDemand { PackDemand(name: name, need: need, isClicked: true) }

  private static func path(_ name: String, _ keys: [String] = [], _ need: Need = .always) -> PackDemand {
    PackDemand(name: name, need: need, keys: keys)
  }

  private static func table(_ name: String, _ needed: [String], _ known: [String] = [], _ need: Need = .always) -> PackDemand {
    PackDemand(name: name, need: need, columns: (needed, known))
  }

  /// The form of a person, on two pages.
  private static func person(_ page: String) -> [PackDemand] {
    entries(page, ["first_name", "last_name"], .split) + entries(page, ["full_name"], .full) + entries(page, ["email"])
      + entries(page, ["admin_box", "kind"], .optional)
      + entries(page, ["kind_admin", "kind_technician"], .without("\(page).admin_box", "\(page).kind"))
      + entries(page, ["words.admin", "words.technician"], .with("\(page).kind")) + entries(page, ["boxes.groups"], .groupsInside)
  }

  /// All that the program asks for by name. What is asked for under a name that the pack itself chooses is left out: the elements that its
  /// blocks are told by, what elements stand in, and the lists of its capabilities.
  static let all: [PackDemand] =
    frame + signingIn + technicians + person("new_technician") + newTechnician + person("technician") + technician + apart + deactivation
    + groups + seats + belongings + security

  private static let frame =
    entries("frame", ["account", "error"]) + entries("frame", ["saved", "lists.field_errors"], .optional)
    + entries("outage", ["words.errors"], .optional)

  private static let signingIn =
    [path("sign_in.path"), clicked("sign_in.submit"), clicked("mfa.submit")] + entries("sign_in", ["email", "password", "error"])
    + entries("mfa", ["code", "error"]) + [clicked("mfa.passkey", .optional), clicked("mfa.use_recovery_code", .optional)]
    + entries("recovery", ["code", "error"], .with(page: "recovery")) + [clicked("recovery.submit", .with(page: "recovery"))]

  private static let technicians =
    [
      path("technicians.path", [], .optional), clicked("technicians.deactivate", .buttonInRow),
      table("technicians.people", ["name", "email", "kind"], ["status", "last_sign_in", "groups"]),
    ] + entries("technicians", ["next", "total", "words.admin", "words.technician", "words.never"])
    + entries("technicians", ["nobody"], .optional)
    + entries("technicians", ["words.active", "words.deactivated"], .statusColumn)

  private static let newTechnician =
    [path("new_technician.path"), clicked("new_technician.submit")] + entries("new_technician", ["invite", "words.email_taken"])
    // Where the first password is to be handed on.
    + entries("new_technician", ["password", "temporary_password"], .optional)

  private static let technician =
    [
      path("technician.path", ["id"]), clicked("technician.save"), clicked("technician.save_permissions", .permissionsInside),
      clicked("technician.deactivate", .buttonOnPage), clicked("technician.reactivate", .byButton),
    ] + entries("technician", ["boxes.permissions"], .permissionsInside) + entries("technician", ["words.groups_heading"], .onGroups)
    + entries("technician", ["deactivated_box"], .byBox)
    + entries("technician", ["deactivated_mark"], .without("technician.deactivated_box"))

  /// Permissions or groups on a page of their own.
  private static let apart = [("technician_permissions", "permissions"), ("technician_groups", "groups")].flatMap { page, boxes in
    [path("\(page).path", ["id"], .with(page: page)), clicked("\(page).save", .with(page: page))]
      + entries(page, ["person", "boxes.\(boxes)"], .with(page: page))
  }

  private static let deactivation =
    [clicked("deactivate.submit", .form)] + entries("deactivate", ["person"], .form) + entries("deactivate", ["reason"], .reason)

  private static let groups =
    [
      path("groups.path", [], .onGroups), table("groups.groups", ["name"], [], .onGroups), path("new_group.path", [], .onGroups),
      clicked("new_group.submit", .onGroups), path("group.path", ["id"], .onGroups), clicked("group.save", .onGroups),
    ] + entries("new_group", ["name", "boxes.permissions"], .onGroups) + entries("group", ["name", "boxes.permissions"], .onGroups)

  private static let seats =
    [path("seats.path", [], .with(page: "seats"))] + entries("seats", ["active", "price"], .with(page: "seats"))
    // Read by nothing yet.
    + entries("seats", ["cycle_end"], .optional)

  private static let belongings =
    [
      path("api_tokens.path", [], .with(page: "api_tokens")),
      table("api_tokens.tokens", ["name", "creator", "created"], [], .with(page: "api_tokens")),
      clicked("api_tokens.delete", .with(page: "api_tokens")), path("tickets.path", [], .optional),
      path("tickets.paths.assigned", ["id"], .with(page: "tickets")),
      table("tickets.tickets", ["number", "subject", "assignee", "status"], [], .with(page: "tickets")),
      path("ticket.path", ["id"], .with(page: "ticket")), clicked("ticket.save", .with(page: "ticket")),
    ] + entries("api_tokens", ["next"], .optional) + entries("tickets", ["next"], .optional)
    + entries("ticket", ["assignee", "chosen_assignee"], .with(page: "ticket"))

  private static let security =
    [path("security.path", ["id"], .with(page: "security")), clicked("security.reset_mfa", .with(page: "security"))]
    + entries("security", ["person", "mfa", "words.mfa_on", "words.mfa_off"], .with(page: "security"))

  /// What the lists of people of `capabilities` ask for.
  static func lists(_ capabilities: LayoutCapabilities) -> [PackDemand] {
    let named = Need("by capabilities.people") { _, _ in true }
    return capabilities.people.flatMap {
      [path("technicians.paths.\($0.path)", [], named), path("technicians.paths.\($0.search)", ["query"], named)]
    }
  }
}
