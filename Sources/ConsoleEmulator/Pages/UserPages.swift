/// What the pages of the layout `users` are filled with.
struct UserListModel {
  let rows: [PersonRow]
  let query: String
  let showsDisabled: Bool
  let listsLastSignIn: Bool
  let pager: PagerModel
}

/// The user form, as it was typed or as the person is.
struct UserForm: Sendable {
  let fullName: String
  let email: String
  let profile: Profile
  let isAdmin: Bool
  var groups: Set<Int>
  let temporaryPassword: String
  let sendsPassword: Bool
  let isDisabled: Bool

  /// A form that nobody has filled in yet, with a password made up for it.
  static var empty: UserForm {
    UserForm(
      fullName: "", email: "", profile: Profile(), isAdmin: false, groups: [], temporaryPassword: TemporaryPassword.make(),
      sendsPassword: true, isDisabled: false)
  }

  var draft: PersonDraft {
    PersonDraft(
      name: .whole(fullName), email: email, isAdmin: isAdmin, password: temporaryPassword, sendsInvitation: sendsPassword,
      profile: profile, groups: groups)
  }

  /// The same with the box that disables the account.
  var draftOfExisting: PersonDraft {
    var draft = draft
    draft.password = ""
    draft.sendsInvitation = false
    draft.isDisabled = isDisabled
    return draft
  }

  func fields(_ maker: FieldMaker) -> [FieldModel] {
    [
      maker.field("full_name", "user.fullName", value: fullName, required: true),
      maker.field("email", "user.email", kind: "email", value: email, required: true),
      maker.field("mobile", "user.mobile", value: profile.mobile),
      maker.field("picture_url", "user.pictureURL", value: profile.pictureURL),
      maker.field("calendar_color", "user.calendarColor", value: profile.calendarColor),
      maker.field("bio", "user.bio", kind: "text", value: profile.bio),
    ]
  }

  func groupBoxes(_ groups: [SecurityGroup]) -> [CheckboxModel] {
    groups.map { group in
      CheckboxModel(
        id: "user_security_group_ids_\(group.id)", name: "user[security_group_ids][]", value: "\(group.id)", label: group.name,
        isChecked: self.groups.contains(group.id), isDisabled: false)
    }
  }

  static let labels = [
    "full_name": "user.fullName", "email": "user.email", "mobile": "user.mobile", "picture_url": "user.pictureURL",
    "calendar_color": "user.calendarColor", "bio": "user.bio", "password": "user.temporaryPassword",
  ]
}

extension UserForm {
  init(_ form: Form) {
    self.init(
      fullName: form.text("full_name"), email: form.text("email"),
      profile: Profile(
        mobile: form.text("mobile"), pictureURL: form.text("picture_url"), calendarColor: form.text("calendar_color"),
        bio: form.text("bio")),
      isAdmin: form.isTicked("global_admin"), groups: form.numbers("security_group_ids"),
      temporaryPassword: form.secret("password"), sendsPassword: form.isTicked("send_password_email"),
      isDisabled: form.isTicked("disabled"))
  }

  init(_ person: Person) {
    self.init(
      fullName: person.name.display, email: person.email, profile: person.profile, isAdmin: person.isAdmin, groups: person.groups,
      temporaryPassword: "", sendsPassword: false, isDisabled: !person.isActive)
  }
}

struct NewUserModel {
  let laid: LaidFields
  let isAdmin: Bool
  let groups: [CheckboxModel]
  let temporaryPassword: String
  let sendsPassword: Bool
  let charge: String
  let monthly: String
  let problems: [String]

  init(_ form: UserForm, _ maker: FieldMaker, groups: [SecurityGroup], charge: String, monthly: String) {
    laid = maker.lay(form.fields(maker))
    isAdmin = form.isAdmin
    self.groups = form.groupBoxes(groups)
    temporaryPassword = form.temporaryPassword
    sendsPassword = form.sendsPassword
    self.charge = charge
    self.monthly = monthly
    problems = maker.sentences(UserForm.labels)
  }
}

struct UserModel {
  let id: Int
  let name: String
  let email: String
  let isActive: Bool
  let isAdmin: Bool
  let isDisabled: Bool
  let laid: LaidFields
  let groups: [CheckboxModel]
  let problems: [String]

  init(_ person: Person, _ form: UserForm, _ maker: FieldMaker, groups: [SecurityGroup]) {
    id = person.id
    name = person.name.display
    email = person.email
    isActive = person.isActive
    isAdmin = form.isAdmin
    isDisabled = form.isDisabled
    laid = maker.lay(form.fields(maker))
    self.groups = form.groupBoxes(groups)
    problems = maker.sentences(UserForm.labels)
  }
}

struct DisableModel {
  let id: Int
  let name: String
  let email: String
  let reasons: [OptionModel]
  let error: String?
}

struct UserSecurityModel {
  let id: Int
  let name: String
  let email: String
  /// Whether a second factor is set up.
  let hasMFA: Bool
}

struct GroupListModel {
  let rows: [Row]

  struct Row {
    let id: Int
    let name: String
    let members: Int
  }
}

struct GroupModel {
  /// `nil` for a group that is yet to be created.
  let id: Int?
  let name: FieldModel
  let areas: [AreaModel]
  let problems: [String]
}
