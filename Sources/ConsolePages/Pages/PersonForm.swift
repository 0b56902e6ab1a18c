import SelectorPacks
import Technicians
import WebDriver

/// The fields that say who somebody is, on the page that makes a technician and on the technician's own.
struct PersonForm {
  let console: Console
  /// `new_technician` or `technician`.
  let page: String

  /// The fields that must be there before anything is typed.
  var required: [(element: String, need: PageCase.Need)] {
    (nameFields + ["email"]).map { ("\(page).\($0)", .fill) }
  }

  private var nameFields: [String] {
    console.pack.capabilities.name == .split ? ["first_name", "last_name"] : ["full_name"]
  }

  /// What to fill in for a name.
  func fields(name: PersonName) throws -> [(element: String, value: PageStep.FieldValue)] {
    guard console.pack.capabilities.name == .split else { return [("\(page).full_name", .text(name.full))] }
    guard let parts = name.parts else {
      throw ConsoleError(
        .usage, "this console asks for a first and a last name, and \"\(name)\" is one word", advice: "Give first_name and last_name.")
    }
    return [("\(page).first_name", .text(parts.first)), ("\(page).last_name", .text(parts.last))]
  }

  /// What to fill in for a kind: an option of a select, a box, or one of two radio buttons.
  func fields(kind: TechnicianKind) throws -> [(element: String, value: PageStep.FieldValue)] {
    if console.pack.has("\(page).kind") { return [("\(page).kind", .option(try console.pack.words("\(page).\(kind.rawValue)")))] }
    if console.pack.has("\(page).admin_box") { return [("\(page).admin_box", .checked(kind == .admin))] }
    return [("\(page).kind_\(kind.rawValue)", .checked(true))]
  }

  /// The fields that must be there before the page is read: of a name of which a part is yet to come, the rest would pass for the whole.
  var shown: [(element: String, need: PageCase.Need)] {
    (nameFields + [kindField]).map { ("\(page).\($0)", .present) }
  }

  private var kindField: String { ["kind", "admin_box"].first { console.pack.has("\(page).\($0)") } ?? "kind_admin" }

  /// Reads name, email and kind. The answers are understood by ``person(_:at:)``.
  var readSteps: [PageStep] {
    let kind = PageStep.read("\(page).\(kindField)", kindField == "kind" ? .value : .checked)
    return [.read("\(page).email", .value), kind] + nameFields.map { .read("\(page).\($0)", .value) }
  }

  /// The person out of the answers to ``readSteps``.
  func person(_ results: some RandomAccessCollection<StepResult>, id: TechnicianID?) throws -> Technician {
    let texts = results.map { $0.text ?? "" }
    let name =
      console.pack.capabilities.name == .split ? PersonName(first: texts[2], last: texts[3]) : PersonName(full: texts[2])
    return Technician(
      id: id, email: try console.email(texts[0], on: "the technician's page"), name: name, kind: try kind(texts[1], of: texts[0]))
  }

  private func kind(_ text: String, of person: String) throws -> TechnicianKind {
    if console.pack.has("\(page).kind") { return try console.kind(text, on: page) }
    // A box that was not there reads as nothing: then it is not known, and must not pass for "not an admin".
    guard text == "true" || text == "false" else {
      throw ConsoleError(.pageNotRecognised, "the technician's page does not show whether \(person) is an admin")
    }
    return text == "true" ? .admin : .technician
  }
}
