internal import Technicians

/// The order in which changes are applied.
///
/// Groups come first, since people are put into them. Whatever gives somebody power comes before whatever takes it away, so that there
/// is an admin at every moment: promotions and new admins before demotions, and deactivations at the very end.
enum PlanOrder {
  /// `changes` in that order; within a step by address or group, so that the order of the roster's rows plays no part.
  static func sorted(_ changes: [Change]) -> [Change] {
    changes.map { (step: step($0), name: $0.email?.comparable ?? $0.name, change: $0) }
      .sorted { ($0.step, $0.name) < ($1.step, $1.name) }
      .map(\.change)
  }

  private static func step(_ change: Change) -> Int {
    switch change.action {
    case .createGroup: 0
    case .updateGroup: 1
    case .reactivate: 2
    case .update(_, _, let kind): kind?.new == .technician ? 5 : 3
    case .create: 4
    case .permissions, .groups, .resetMFA: 6
    case .deactivate: 7
    case .deleteTokens: 8
    case .reassignTickets: 9
    case .confirmOffboarded: 10
    }
  }
}
