/// What a form says about a person, tidied: no spaces around names.
struct PersonDraft: Sendable {
  var name: PersonalName
  var email: String
  var isAdmin: Bool
  var password = ""
  var sendsInvitation = false
  var profile = Profile()
  var groups: Set<Int> = []
  /// The tick of `Disable Account (Termination)`; `nil` where the form has no such box.
  var isDisabled: Bool?
}
