internal import Technicians

/// A text out of a file, and its line.
struct DraftText: Equatable {
  let text: String
  let line: Int
}

/// A text, its line, and the field that it stands in, such as `roles.senior.without[1]`.
struct PlacedText: Sendable, Hashable {
  let text: String
  let line: Int
  let field: String
}

/// A row as it was written, nothing checked but its shape.
struct PersonDraft {
  let index: Int
  let location: RosterLocation
  /// The fields that hold one text each and are not left blank.
  var texts: [RosterField: DraftText] = [:]
  var extra: [DraftText] = []
  var without: [DraftText] = []
  /// Fields whose shape is a mistake that was noted already, so that nobody is told that they are missing as well.
  var damaged: Set<RosterField> = []
}

/// A role as it was written.
struct RoleDraft {
  let name: String
  let location: RosterLocation
  /// Whether it is a group that is on the console already.
  var isExisting = false
  var inherit: [PlacedText] = []
  var permissions: [PlacedText] = []
  var without: [PlacedText] = []
}

/// What a file says, before its rules are checked.
struct RosterDraft {
  let file: String
  var unlisted: (rule: UnlistedRule, location: RosterLocation)?
  var protected: [PlacedPattern] = []
  var ignored: [PlacedPattern] = []
  var unassigned: [PermissionPattern] = []
  var roles: [RoleDraft] = []
  /// False when a part of the roles could not be read, so that a role that is not found proves nothing.
  var rolesAreComplete = true
  var people: [PersonDraft] = []
  /// Where the list of people stands; `nil` when the shape of the list is a mistake already.
  var peopleLine: Int? = 1
  var mistakes: [RosterMistake] = []

  /// Takes over everything but the people from a file of roles.
  mutating func add(rolesOf other: RosterDraft) {
    roles += other.roles
    protected += other.protected
    ignored += other.ignored
    unassigned += other.unassigned
    mistakes += other.mistakes
    rolesAreComplete = rolesAreComplete && other.rolesAreComplete
    guard let unlisted, let second = other.unlisted else {
      unlisted = unlisted ?? other.unlisted
      return
    }
    mistakes.append(
      RosterMistake(at: second.location, field: RosterSection.unlisted.rawValue, message: "stands in \(unlisted.location) as well"))
  }
}
