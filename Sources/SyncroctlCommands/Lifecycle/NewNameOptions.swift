import ArgumentParser
import Provisioning
import Technicians

/// What somebody new is called.
struct NewNameOptions: ParsableArguments {
  @Option(help: "First and last name as one text. Or give --first-name and --last-name.")
  var name: String?

  @Option(help: "First name.")
  var firstName: String?

  @Option(help: "Last name.")
  var lastName: String?

  /// The name as it was given.
  var written: PersonName { name.map { PersonName(full: $0) } ?? PersonName(first: firstName ?? "", last: lastName ?? "") }

  func validate() throws {
    let isSplit = firstName != nil && lastName != nil
    guard (name != nil) != (firstName != nil || lastName != nil), name != nil || isSplit else {
      throw ValidationError("give either --name, or both --first-name and --last-name")
    }
    for (option, text) in [("--name", name), ("--first-name", firstName), ("--last-name", lastName)] {
      if let text, let mistake = NameRules.mistake(in: text) { throw ValidationError("\(option) \(mistake)") }
    }
    if let mistake = NameRules.mistake(in: written.full) { throw ValidationError("the whole name \(mistake)") }
  }
}
