/// The account's rules about people, apart from where people are kept and how they are asked for.
enum AccountRules {
  static let longestText = 255

  /// What is wrong with a draft. `isTaken` answers for a lowercased email, the person's own left out.
  static func problems(
    name: PersonalName, email: String, profile: Profile = Profile(), isTaken: (String) -> Bool
  ) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    switch name {
    case .split(let first, let last):
      problems += text(first, "first_name", required: true) + text(last, "last_name", required: true)
    case .whole(let whole):
      problems += text(whole, "full_name", required: true)
    }
    problems += emailProblems(email, isTaken: isTaken)
    problems += text(profile.mobile, "mobile", required: false) + text(profile.pictureURL, "picture_url", required: false)
    if !profile.calendarColor.isEmpty, profile.calendarColor.wholeMatch(of: /#[0-9A-Fa-f]{6}/) == nil {
      problems.append(.init(field: "calendar_color", message: "is invalid"))
    }
    return problems
  }

  static func groupProblems(name: String, isTaken: (String) -> Bool) -> [FieldProblem] {
    let problems = text(name, "name", required: true)
    return problems.isEmpty && isTaken(name.lowercased()) ? [.init(field: "name", message: "has already been taken")] : problems
  }

  /// Nobody shuts themselves out, and somebody has to remain who can let others in.
  static func refusalToDeactivate(_ person: Person, by actor: Int, activeAdmins: Int) -> Refusal? {
    if person.id == actor { return .oneself }
    return person.isAdmin && person.isActive && activeAdmins <= 1 ? .lastAdmin : nil
  }

  /// The same, for taking admin rights away.
  static func refusalToDemote(_ person: Person, by actor: Int, activeAdmins: Int) -> Refusal? {
    guard person.isAdmin else { return nil }
    if person.id == actor { return .oneself }
    return person.isActive && activeAdmins <= 1 ? .lastAdmin : nil
  }

  private static func text(_ value: String, _ field: String, required: Bool) -> [FieldProblem] {
    if value.isEmpty { return required ? [.init(field: field, message: "can't be blank")] : [] }
    guard value.count > longestText else { return [] }
    return [.init(field: field, message: "is too long (maximum is \(longestText) characters)")]
  }

  private static func emailProblems(_ email: String, isTaken: (String) -> Bool) -> [FieldProblem] {
    let problems = text(email, "email", required: true)
    guard problems.isEmpty else { return problems }
    guard email.wholeMatch(of: /[^@\s<>"(),;:\\]+@[^@\s<>"(),;:\\.]+(\.[^@\s<>"(),;:\\.]+)+/) != nil else {
      return [.init(field: "email", message: "is invalid")]
    }
    return isTaken(email.lowercased()) ? [.init(field: "email", message: "has already been taken")] : []
  }
}
