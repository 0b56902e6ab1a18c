import SelectorPacks

/// Something that the program can do on a console, or not.
public struct Ability: Sendable, Hashable, Encodable {
  /// Whether it can.
  public enum State: String, Sendable, Hashable, Encodable {
    /// Everything that is needed was found.
    case can = "yes"
    /// Something that is needed was not found.
    case cannot = "no"
    /// A page that is needed could not be looked at.
    case unknown = "not known"
  }

  /// What it is: `list people`.
  public let name: String
  /// Whether it can.
  public let state: State
  /// What stands in the way.
  public let because: [String]
}

extension ConsoleDoctor.Diagnosis {
  /// What can be done on this console, by what was found.
  public var abilities: [Ability] {
    let permissions =
      capabilities.permissions == .technician
      ? ["technician.permissions", "technician.save_permissions", "technician_permissions."]
      : ["technician.groups", "technician_groups.", "group.", "new_group.", "groups."]
    let deactivation = capabilities.deactivation.from == .technician ? ["technician.deactivate"] : ["technicians.deactivate"]
    var abilities = [
      signedInAs == nil
        ? Ability(name: "sign in", state: .cannot, because: [obstacle?.message].compactMap(\.self))
        : ability("sign in", pages: ["sign_in", "frame"]),
      ability("list people", pages: ["technicians"], entries: ["technicians.people"]),
      ability("create somebody", pages: ["technicians", "new_technician"], entries: ["technicians.people", "new_technician."]),
      ability(
        "change name, email or kind", pages: ["technicians", "technician"],
        entries: [
          "technicians.people", "technician.first_name", "technician.last_name", "technician.full_name", "technician.email",
          "technician.kind", "technician.admin_box", "technician.save,",
        ]),
      ability(
        "change permissions",
        pages: ["technicians", "technician"] + (capabilities.permissions == .group ? ["groups", "new_group", "group"] : []),
        entries: ["technicians.people", "technician.email"] + permissions),
      ability(
        "deactivate somebody",
        pages: ["technicians"] + (capabilities.deactivation.from == .technician ? ["technician"] : [])
          + (capabilities.deactivation.confirm == .form ? ["deactivate"] : []),
        entries: ["technicians.people", "deactivate."] + deactivation),
      ability("reactivate somebody", pages: ["technician (deactivated)"]),
    ]
    for (name, pages) in [
      ("count seats", ["seats"]), ("list and delete API tokens", ["api_tokens"]), ("reassign tickets", ["tickets", "ticket"]),
    ]
    where self.pages.contains(where: { pages.contains($0.page) }) || signedInAs == nil {
      abilities.append(ability(name, pages: pages))
    }
    return abilities
  }

  /// - Parameters:
  ///   - pages: all of them are needed. Rows and lists of a page stand for it too.
  ///   - entries: how the names of the needed entries begin; a comma stands for the end of a name. Empty: all of the pages.
  private func ability(_ name: String, pages wanted: [String], entries: [String] = []) -> Ability {
    var because: [String] = []
    var isKnown = true
    for page in wanted {
      let found = pages.filter {
        $0.page == page || $0.page.hasPrefix("\(page) (") && !page.contains("(") && !$0.page.contains("(deactivated)")
      }
      if found.isEmpty { isKnown = false }
      for finding in found {
        switch finding.state {
        case .notThere: because.append("\(finding.page) is not at the address that the pack says")
        case .blocked: because.append("\(finding.page) is behind \(finding.block ?? "something")")
        case .notReached: isKnown = false
        case .seen:
          because += finding.entries.filter { entry in
            entry.isBad && (entries.isEmpty || entries.contains { "\(entry.name),".hasPrefix($0) })
          }.map(\.name)
        }
      }
    }
    return Ability(name: name, state: !because.isEmpty ? .cannot : isKnown ? .can : .unknown, because: because)
  }
}
