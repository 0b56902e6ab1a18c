import SelectorPacks
public import Technicians

extension HandGuide {
  /// Making a security group. The first step looks whether there is one of that name.
  public func createGroup(_ name: String, permissions: Set<Permission>) -> [HandStep] {
    [
      open("groups"), look("There is no group \(name). If there is one, make no second", value: name), open("new_group"),
      type("new_group.name", name), exactly("new_group.permissions", permissions.sorted().map(\.description)), press("new_group.submit"),
    ]
  }

  /// Ticking and unticking a group's permissions.
  ///
  /// - Parameter id: the console's number of the group; `nil` where it has to be looked for in the list.
  public func setPermissions(_ changes: [Permission: Bool], ofGroup name: String, _ id: String?) -> [HandStep] {
    let named = Dictionary(changes.map { ($0.key.description, $0.value) }, uniquingKeysWith: { first, _ in first })
    return group(name, id) + [look("It shows \(name). If it shows another group, stop", value: name)]
      + boxes("group.permissions", named) + [press("group.save")]
  }

  /// Looking at a group afterwards.
  public func check(group name: String, _ id: String?, shows: [String]) -> [HandStep] { group(name, id) + shows.map { look($0) } }

  private func group(_ name: String, _ id: String?) -> [HandStep] {
    guard let id else { return [open("groups"), HandStep(.open, "Open the group \(name)", value: name)] }
    return [open("group", values: ["id": id])]
  }
}
