/// Rosters of any length, the same each time.
enum LargeRoster {
  static let roles = "roles:\n  helpdesk: [Tickets/*, Customers/View Detail]\n  billing: [Invoices/*]\n"

  static func yaml(people: Int) -> String {
    var text = "version: 1\n\(roles)technicians:\n"
    for number in 0..<people {
      text += """
          - email: person\(number)@acme.example
            first_name: First\(number)
            last_name: Last\(number)
            role: \(number.isMultiple(of: 2) ? "helpdesk" : "billing")
            extra: [Assets/Create]
            without: [Tickets/Delete]
            state: active

        """
    }
    return text
  }

  static func csv(people: Int) -> String {
    var text = "email,first_name,last_name,role,extra,without,state\n"
    for number in 0..<people {
      let name = number.isMultiple(of: 3) ? "\"Last, \(number)\"" : "Last\(number)"
      text += "person\(number)@acme.example,First\(number),\(name),helpdesk,Assets/Create,Tickets/Delete,active\n"
    }
    return text
  }
}
