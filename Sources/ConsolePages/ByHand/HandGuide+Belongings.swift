public import Technicians

extension HandGuide {
  /// Deleting somebody's API tokens.
  ///
  /// - Parameter tokens: those that are to go; empty where they are not known.
  public func deleteTokens(_ tokens: [APIToken], of email: EmailAddress) -> [HandStep] {
    let agreed = [HandStep(.confirm, "Say yes to what the console may ask")]
    guard !tokens.isEmpty else {
      let rows = look("Find the rows that \(email) has made", value: email.description)
      return [open("api_tokens"), rows, press("api_tokens.delete")] + agreed
    }
    return [open("api_tokens")]
      + tokens.flatMap { token in
        let row = "\(token.name.isEmpty ? "no name" : token.name), \(token.creator), \(token.created)"
        return [press("api_tokens.delete", in: row)] + agreed
      }
  }

  /// Giving tickets to somebody else.
  ///
  /// - Parameters:
  ///   - numbers: the tickets; empty where they are not known.
  ///   - id: whose they are.
  public func reassign(_ numbers: [String], to heir: Technician, from id: TechnicianID) -> [HandStep] {
    let whom = "\(heir.name.full) (\(heir.email))"
    guard !numbers.isEmpty else {
      let each = look("Give each of them to \(whom)", value: heir.email.description)
      return [open("tickets", "assigned", values: ["id": id.rawValue]), each]
    }
    return numbers.flatMap { [open("ticket", values: ["id": $0]), choose("ticket.assignee", whom), press("ticket.save")] }
  }
}
