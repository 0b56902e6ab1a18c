import SelectorPacks
public import Technicians

extension HandGuide {
  /// Making an account. The first step looks whether there is one: each costs a seat.
  ///
  /// - Parameter permissions: on a layout with permissions on technicians, all that the account is to have; `nil` leaves what the console gives.
  public func create(
    email: EmailAddress, name: PersonName, kind: TechnicianKind, permissions: Set<Permission>? = nil, groups: Set<String> = []
  ) -> [HandStep] {
    var steps = search(email)
    steps.append(look("Nobody there has \(email). If somebody has, make no second account", value: email.description))
    steps += [open("new_technician")] + fields(name, on: "new_technician") + [type("new_technician.email", email.description)]
    steps += fields(kind, on: "new_technician") + [set("new_technician.invite", true)]
    steps.append(
      HandStep(
        .mind,
        pack.capabilities.firstPassword == .temporary
          ? "Write down nowhere the password that the console makes up: the person gets it by mail"
          : "Should it ask for a password, give one of your own choice that follows the rule, and write it down nowhere"))
    if !rights.isApart { steps += boxes("new_technician.groups", groups.allTicked, under: headings) }
    steps.append(press("new_technician.submit"))
    guard permissions != nil || (rights.isApart && !groups.isEmpty) else { return steps }
    steps.append(look("The page that comes shows \(email)", value: email.description))
    if rights.isApart {
      let path = pack.pages[rights.page]?.path ?? rights.page
      steps.append(HandStep(.mind, "Go on to the page of its \(rights.what): \(origin)\(path), with the account's number for {id}"))
    }
    if let permissions { steps.append(exactly("\(rights.page).permissions", permissions.sorted().map(\.description))) }
    return steps + boxes("\(rights.page).groups", rights.isApart ? groups.allTicked : [:], under: headings) + [press(rights.save)]
  }

  /// Ticking and unticking somebody's permissions.
  public func setPermissions(_ changes: [Permission: Bool], of email: EmailAddress, _ id: TechnicianID) -> [HandStep] {
    let named = Dictionary(changes.map { ($0.key.description, $0.value) }, uniquingKeysWith: { first, _ in first })
    return page(of: email, id, rights.page) + boxes("\(rights.page).permissions", named) + [press(rights.save)]
  }

  /// Putting somebody into groups and taking them out of others.
  public func setGroups(_ changes: [String: Bool], of email: EmailAddress, _ id: TechnicianID) -> [HandStep] {
    page(of: email, id, rights.page) + boxes("\(rights.page).groups", changes, under: headings) + [press(rights.save)]
  }

  /// Giving somebody another address, name or kind of account. What is `nil` stays.
  ///
  /// - Parameter before: what the console shows; `nil` where that is not known.
  public func update(
    _ email: EmailAddress, _ id: TechnicianID, before: Technician?, newEmail: EmailAddress? = nil, name: PersonName? = nil,
    kind: TechnicianKind? = nil
  ) -> [HandStep] {
    let address = newEmail.map { [type("technician.email", $0.description, before: before?.email.description)] } ?? []
    let names = name.map { fields($0, on: "technician", before: before?.name) } ?? []
    return page(of: email, id) + address + names + (kind.map { fields($0, on: "technician") } ?? []) + [press("technician.save")]
  }

  /// Letting somebody in again.
  public func reactivate(_ email: EmailAddress, _ id: TechnicianID) -> [HandStep] {
    let how = pack.capabilities.reactivation
    if how.byBox { return page(of: email, id) + [set("technician.deactivated_box", false), press("technician.save")] }
    return page(of: email, id) + [press("technician.reactivate")] + (how.confirm == .dialog ? [agree()] : [])
  }

  /// Taking somebody's access away.
  ///
  /// - Parameter reason: the reason to choose where the console asks for one; the pack's own if `nil`.
  public func deactivate(_ email: EmailAddress, _ id: TechnicianID, reason: String? = nil) -> [HandStep] {
    let how = pack.capabilities.deactivation
    var steps: [HandStep]
    switch how.from {
    case .technician: steps = page(of: email, id) + [press("technician.deactivate")]
    case .row:
      let active = pack.capabilities.people.first { $0.status != .deactivated }
      steps = [
        open("technicians", active?.search, values: ["query": email.description]), press("technicians.deactivate", in: email.description),
      ]
    }
    switch how.confirm {
    case .none: break
    case .dialog: steps.append(agree())
    case .form:
      steps.append(look("The page that comes shows \(email). If it shows somebody else, stop", value: email.description))
      let reasons = reason.map { [$0] } ?? how.reasons
      if !reasons.isEmpty {
        let words = words("deactivate.reason")
        let place = words.isEmpty ? "as what the selector pack calls deactivate.reason" : "at \(Self.either(words))"
        steps.append(
          HandStep(
            .choose, "Choose \(place): \(reasons.joined(separator: " or "))", element: "deactivate.reason", words: words,
            value: reasons.joined(separator: " or ")))
      }
      steps.append(press("deactivate.submit"))
    }
    return steps
  }

  /// Looking at somebody afterwards.
  ///
  /// - Parameters:
  ///   - id: the console's number; `nil` for somebody new, who is looked for by the address.
  ///   - shows: what is to be seen, a sentence each.
  public func check(_ email: EmailAddress, _ id: TechnicianID?, shows: [String]) -> [HandStep] {
    let opening = id.map { [open("technician", values: ["id": $0.rawValue])] } ?? search(email)
    return opening + shows.map { look($0) }
  }

  /// The lists, each searched for an address: somebody deactivated may stand in one of their own.
  private func search(_ email: EmailAddress) -> [HandStep] {
    pack.capabilities.people.map { open("technicians", $0.search, values: ["query": email.description]) }
  }

  private var rights: RightsPlace { RightsPlace(pack: pack) }

  private func page(of email: EmailAddress, _ id: TechnicianID, _ page: String = "technician") -> [HandStep] {
    [
      open(page, values: ["id": id.rawValue]),
      look("It shows \(email). If it shows somebody else, stop", value: email.description),
    ]
  }

  private var headings: [String] { (try? pack.words("technician.groups_heading")) ?? [] }

  private func fields(_ name: PersonName, on page: String, before: PersonName? = nil) -> [HandStep] {
    guard pack.capabilities.name == .split, let parts = name.parts else {
      return [type("\(page).\(pack.capabilities.name == .split ? "first_name" : "full_name")", name.full, before: before?.full)]
    }
    return [
      type("\(page).first_name", parts.first, before: before?.parts?.first),
      type("\(page).last_name", parts.last, before: before?.parts?.last),
    ]
  }

  private func fields(_ kind: TechnicianKind, on page: String) -> [HandStep] {
    if pack.has("\(page).kind") {
      let words = (try? pack.words("\(page).\(kind.rawValue)")) ?? []
      return [choose("\(page).kind", words.isEmpty ? kind.rawValue : Self.either(words))]
    }
    return pack.has("\(page).admin_box") ? [set("\(page).admin_box", kind == .admin)] : [choose("\(page).kind_\(kind.rawValue)")]
  }
}

extension Set<String> {
  fileprivate var allTicked: [String: Bool] { Dictionary(map { ($0, true) }, uniquingKeysWith: { first, _ in first }) }
}
