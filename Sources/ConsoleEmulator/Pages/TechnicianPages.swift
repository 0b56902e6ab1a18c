/// What the pages of the layout `technicians` are filled with.
struct TechnicianListModel {
  let rows: [PersonRow]
  let query: String
  let showsAll: Bool
  let listsLastSignIn: Bool
  let pager: PagerModel
}

/// The details form, as it was typed or as the person is.
struct TechnicianForm: Sendable {
  let first: String
  let last: String
  let email: String
  let isAdmin: Bool
  let password: String
  let sendsInvitation: Bool

  static let empty = TechnicianForm(Form())

  init(_ form: Form) {
    first = form.text("first_name")
    last = form.text("last_name")
    email = form.text("email")
    isAdmin = form.text("role") == "admin"
    password = form.secret("password")
    sendsInvitation = form.isTicked("send_invitation")
  }

  init(_ person: Person) {
    first = person.name.first
    last = person.name.last
    email = person.email
    isAdmin = person.isAdmin
    password = ""
    sendsInvitation = false
  }

  var draft: PersonDraft {
    PersonDraft(
      name: .split(first: first, last: last), email: email, isAdmin: isAdmin, password: password, sendsInvitation: sendsInvitation)
  }

  func fields(_ maker: FieldMaker) -> [FieldModel] {
    [
      maker.field("first_name", "technician.firstName", value: first, required: true),
      maker.field("last_name", "technician.lastName", value: last, required: true),
      maker.field("email", "technician.email", kind: "email", value: email, required: true),
    ]
  }

  static let labels = [
    "first_name": "technician.firstName", "last_name": "technician.lastName", "email": "technician.email",
    "password": "technician.password",
  ]
}

struct NewTechnicianModel {
  let laid: LaidFields
  let password: FieldModel
  let isAdmin: Bool
  let sendsInvitation: Bool
  let problems: [String]

  init(_ form: TechnicianForm, _ maker: FieldMaker) {
    laid = maker.lay(form.fields(maker))
    // A password is never sent back to the browser.
    password = maker.field("password", "technician.password", kind: "password", value: "")
    isAdmin = form.isAdmin
    sendsInvitation = form.sendsInvitation
    problems = maker.sentences(TechnicianForm.labels)
  }
}

struct TechnicianModel {
  let id: Int
  let name: String
  let email: String
  let isActive: Bool
  /// What is stored: it decides whether the permissions can be changed.
  let holdsEverything: Bool
  /// What the form says.
  let isAdmin: Bool
  let lastSignIn: String?
  let laid: LaidFields
  let areas: [AreaModel]
  let problems: [String]

  init(_ person: Person, _ form: TechnicianForm, _ maker: FieldMaker, catalogue: [CataloguedPermission]) {
    id = person.id
    name = person.name.display
    email = person.email
    isActive = person.isActive
    holdsEverything = person.isAdmin
    isAdmin = form.isAdmin
    lastSignIn = person.lastSignIn.map { UTCMoment($0).dateAndTime }
    laid = maker.lay(form.fields(maker))
    areas = AreaModel.areas(
      of: catalogue, granted: person.isAdmin ? Set(catalogue.map(\.number)) : person.permissions, model: "user",
      disabled: person.isAdmin)
    problems = maker.sentences(TechnicianForm.labels)
  }
}
