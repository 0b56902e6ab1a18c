import SelectorPacks
public import Technicians

extension HandGuide {
  /// Having the console forget somebody's second factor.
  public func resetMFA(_ email: EmailAddress, _ id: TechnicianID) -> [HandStep] {
    guard pack.hasPage("security") else {
      return person(email, id) + [HandStep(.mind, "Look for where the console lets an admin reset a second factor, and do it there")]
    }
    return security(email, id) + [press("security.reset_mfa"), agree()]
  }

  /// Looking at somebody's second factor afterwards.
  public func checkSecondFactor(_ email: EmailAddress, _ id: TechnicianID) -> [HandStep] {
    let page = pack.hasPage("security") ? security(email, id) : person(email, id)
    let words = ((try? pack.words("security.mfa_off")) ?? []).map { "\"\($0)\"" }
    return page + [look("No second factor is set up" + (words.isEmpty ? "" : ": it says \(words.joined(separator: " or "))"))]
  }

  private func security(_ email: EmailAddress, _ id: TechnicianID) -> [HandStep] {
    [
      open("security", values: ["id": id.rawValue]), HandStep(.mind, "Should it ask for your own password, give it"),
      look("It shows \(email). If it shows somebody else, stop", value: email.description),
    ]
  }

  private func person(_ email: EmailAddress, _ id: TechnicianID) -> [HandStep] {
    [open("technician", values: ["id": id.rawValue]), look("It shows \(email). If it shows somebody else, stop", value: email.description)]
  }
}
