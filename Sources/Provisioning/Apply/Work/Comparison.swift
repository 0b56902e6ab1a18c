internal import Technicians

extension Looked {
  /// What a fresh page shows otherwise than `wanted`, in words: `it is admin`. Empty when all is as wanted; what `wanted` leaves out, or the
  /// page does not show, is not compared.
  func differences(from wanted: Looked) -> [String] {
    if let person = wanted.person {
      guard let now = self.person else { return ["there is no such account"] }
      let left = wanted.belongings.flatMap { belongings?.differences(from: $0) } ?? []
      return now.differences(from: person) + left
    }
    if let group = wanted.group {
      guard let now = self.group else { return ["there is no such group"] }
      guard let has = now.permissions, let wants = group.permissions, has != wants else { return [] }
      return ["its permissions differ: \(Technician.describe(wants, has))"]
    }
    return person == nil && group == nil ? [] : ["it is there"]
  }
}

extension Technician {
  fileprivate func differences(from wanted: Technician) -> [String] {
    var lines: [String] = []
    if let id, let wantedID = wanted.id, id != wantedID { lines.append("it is number \(id)") }
    if email != wanted.email { lines.append("its email is \(email)") }
    if !name.readsLike(wanted.name) { lines.append("its name is \(ShownText.quoted(name.full))") }
    if kind != wanted.kind { lines.append("it is \(kind.rawValue)") }
    if status != wanted.status { lines.append(status == .active ? "the account is still active" : "the account is deactivated") }
    if let permissions, let wants = wanted.permissions, permissions != wants {
      lines.append("its permissions differ: \(Self.describe(wants, permissions))")
    }
    if let groups, let wants = wanted.groups, groups != wants {
      lines.append(groups.isEmpty ? "it is in no group" : "its groups are \(groups.sorted().joined(separator: ", "))")
    }
    if let secondFactor, let wants = wanted.secondFactor, secondFactor != wants {
      lines.append("a second factor is \(secondFactor.rawValue)")
    }
    return lines
  }

  /// `+ Invoices/Create - Tickets/Delete`: what is there beyond what was wanted, and what is missing.
  fileprivate static func describe(_ wanted: Set<Permission>, _ read: Set<Permission>) -> String {
    (read.subtracting(wanted).sorted().map { "+ \($0)" } + wanted.subtracting(read).sorted().map { "- \($0)" }).joined(separator: " ")
  }
}
