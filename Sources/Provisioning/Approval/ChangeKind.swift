internal import Technicians

/// What a rule of the policy may ask approval for, in the words of the policy.
public enum ChangeKind: String, Sendable, Hashable, CaseIterable {
  /// A new account.
  case create
  /// An account that is switched off.
  case deactivate
  /// An account that is switched on again.
  case reactivate
  /// Another email, name or kind of account.
  case update
  /// Permissions of a person.
  case permissions
  /// Groups of a person.
  case groups
  /// A new security group.
  case createGroup = "create group"
  /// Permissions of a security group.
  case updateGroup = "update group"
  /// A new admin: one who is created or made so, whose account is switched on again, or whose account gets another email.
  case promote
  /// An admin who is made a technician.
  case demote
  /// Every change.
  case any

  /// Whether `change` is one. `isAdmin` says whether the account was an admin's when the plan was made.
  func covers(_ change: Change, ofAdmin isAdmin: Bool) -> Bool {
    switch self {
    case .any: true
    case .promote: change.promotion(ofAdmin: isAdmin) != nil
    case .demote: change.isDemotion
    case .create, .deactivate, .reactivate, .update, .permissions, .groups, .createGroup, .updateGroup: change.verb == rawValue
    }
  }
}
