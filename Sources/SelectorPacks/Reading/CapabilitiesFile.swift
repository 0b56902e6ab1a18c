import Foundation

/// Capabilities as far as a file says them. Files are laid over each other key by key.
struct CapabilitiesFile: Sendable {
  private(set) var name: Placed<LayoutCapabilities.NameFields>?
  private(set) var permissions: Placed<LayoutCapabilities.PermissionsOn>?
  private(set) var firstPassword: Placed<LayoutCapabilities.FirstPassword>?
  private(set) var from: Placed<LayoutCapabilities.ButtonPlace>?
  private(set) var confirm: Placed<LayoutCapabilities.Confirmation>?
  private(set) var reasons: Placed<[String]>?
  private(set) var reconfirm: Placed<LayoutCapabilities.Confirmation>?
  private(set) var byBox: Placed<Bool>?
  private(set) var people: Placed<[LayoutCapabilities.PeopleList]>?
  private(set) var dates: Placed<DateWriting>?
  private(set) var bulk: Placed<Bool>?
  /// Whether the file has them at all.
  private(set) var isEmpty = true

  init() {}

  /// - Parameter isWhole: whether every key must be there but `dates` and `bulk`.
  init(_ tree: PackTree, isWhole: Bool) {
    isEmpty = false
    let required = ["name", "permissions", "first_password", "deactivation", "reactivation", "people"]
    guard let fields = tree.fields(required + ["dates", "bulk"]) else { return }
    func require(_ keys: [String], of fields: [String: PackTree], _ tree: PackTree) {
      if isWhole { for key in keys where fields[key] == nil { tree.lacks(key) } }
    }
    func placed<Value>(_ tree: PackTree?, _ read: (PackTree) -> Value?) -> Placed<Value>? {
      tree.flatMap { tree in read(tree).map { Placed(value: $0, place: tree.place) } }
    }
    require(required, of: fields, tree)
    name = placed(fields["name"]) { $0.choice(LayoutCapabilities.NameFields.self) }
    permissions = placed(fields["permissions"]) { $0.choice(LayoutCapabilities.PermissionsOn.self) }
    firstPassword = placed(fields["first_password"]) { $0.choice(LayoutCapabilities.FirstPassword.self) }
    if let tree = fields["deactivation"], let fields = tree.fields(["from", "confirm", "reasons"]) {
      require(["from", "confirm", "reasons"], of: fields, tree)
      from = placed(fields["from"]) { $0.choice(LayoutCapabilities.ButtonPlace.self) }
      confirm = placed(fields["confirm"]) { $0.choice(LayoutCapabilities.Confirmation.self) }
      reasons = placed(fields["reasons"]) { tree in tree.items().map { $0.compactMap { $0.word() } } }
    }
    if let tree = fields["reactivation"], let fields = tree.fields(["confirm", "by_box"]) {
      require(["confirm", "by_box"], of: fields, tree)
      reconfirm = placed(fields["confirm"]) { $0.choice(LayoutCapabilities.Confirmation.self) }
      byBox = placed(fields["by_box"]) { $0.flag() }
    }
    people = placed(fields["people"]) { tree in tree.items().map { $0.compactMap { Self.list($0) } } }
    dates = placed(fields["dates"]) { Self.dates($0) }
    bulk = placed(fields["bulk"]) { $0.flag() }
  }

  private static func dates(_ tree: PackTree) -> DateWriting? {
    guard let fields = tree.fields(["formats", "zone", "locale"]) else { return nil }
    for key in ["formats", "zone"] where fields[key] == nil { tree.lacks(key) }
    guard let formats = fields["formats"]?.fullWords(), let zone = fields["zone"]?.word() else { return nil }
    guard TimeZone(identifier: zone) != nil else {
      fields["zone"]?.problem("\"\(zone)\" is no time zone; names are like UTC or America/New_York")
      return nil
    }
    let dates = DateWriting(formats: formats, zone: zone, locale: fields["locale"]?.word() ?? "en_US_POSIX")
    let problems = formats.compactMap(dates.problem)
    for problem in problems { fields["formats"]?.problem(problem) }
    return problems.isEmpty ? dates : nil
  }

  private static func list(_ tree: PackTree) -> LayoutCapabilities.PeopleList? {
    guard let fields = tree.fields(["path", "search", "status"]) else { return nil }
    for key in ["path", "search", "status"] where fields[key] == nil { tree.lacks(key) }
    guard let path = fields["path"]?.word(), let search = fields["search"]?.word(),
      let status = fields["status"]?.choice(LayoutCapabilities.ListedStatus.self)
    else { return nil }
    return LayoutCapabilities.PeopleList(path: path, search: search, status: status)
  }

  /// What `other` says takes the place of what is said here.
  mutating func lay(_ other: CapabilitiesFile) {
    isEmpty = isEmpty && other.isEmpty
    name = other.name ?? name
    permissions = other.permissions ?? permissions
    firstPassword = other.firstPassword ?? firstPassword
    from = other.from ?? from
    confirm = other.confirm ?? confirm
    reasons = other.reasons ?? reasons
    reconfirm = other.reconfirm ?? reconfirm
    byBox = other.byBox ?? byBox
    people = other.people ?? people
    dates = other.dates ?? dates
    bulk = other.bulk ?? bulk
  }

  /// All of them; `nil` where one is not said.
  var whole: LayoutCapabilities? {
    guard let name, let permissions, let firstPassword, let from, let confirm, let reasons, let reconfirm, let byBox, let people else {
      return nil
    }
    return LayoutCapabilities(
      name: name.value, permissions: permissions.value, firstPassword: firstPassword.value,
      deactivation: .init(from: from.value, confirm: confirm.value, reasons: reasons.value),
      reactivation: .init(confirm: reconfirm.value, byBox: byBox.value), people: people.value, dates: dates?.value,
      bulk: bulk?.value ?? false)
  }

  /// Where each is said, by its name in the file.
  var places: [String: PackPlace] {
    [
      "name": name?.place, "permissions": permissions?.place, "first_password": firstPassword?.place, "deactivation.from": from?.place,
      "deactivation.confirm": confirm?.place, "deactivation.reasons": reasons?.place, "reactivation.confirm": reconfirm?.place,
      "reactivation.by_box": byBox?.place, "people": people?.place, "dates": dates?.place, "bulk": bulk?.place,
    ].compactMapValues(\.self)
  }
}
