/// A field that cannot stay as it is.
struct FieldProblem: Sendable, Equatable {
  /// Stands for the form as a whole.
  static let base = "base"

  /// The attribute, as the form names it: `email`.
  let field: String
  /// Without the field's name in front: `can't be blank`.
  let message: String
}

/// Why the console will not do what it was asked.
enum Refusal: Error, Sendable, Equatable {
  case invalid([FieldProblem])
  /// There has to be somebody who can manage the account.
  case lastAdmin
  case oneself
  /// For a reason of the console's own.
  case unsaved
  case notFound

  /// The problems as the form shows them; a rule that is about no field stands on its own.
  var problems: [FieldProblem] {
    switch self {
    case .invalid(let problems): problems
    case .unsaved: [FieldProblem(field: FieldProblem.base, message: "could not be saved")]
    case .lastAdmin, .oneself, .notFound: []
    }
  }
}
