internal import Foundation
public import Technicians

extension Change {
  /// Whether it stops somebody from signing in.
  var isDeactivation: Bool {
    if case .deactivate = action { true } else { false }
  }

  /// Whether it makes an admin a technician.
  var isDemotion: Bool {
    if case .update(_, _, let kind?) = action { kind.new == .technician } else { false }
  }

  /// Whether it takes an admin away from the console, if `person` is whom it is done to: then the active admins must be known before it.
  /// Somebody who was not read may be one.
  public func mayTakeAnAdmin(_ person: Technician?) -> Bool {
    isDemotion || (isDeactivation && person?.kind != .technician)
  }

  /// What it gives away of an admin's power, worded to follow the person; `nil` if nothing. `isAdmin` says whether the account is an
  /// admin's: one that is switched on again has all of it, and one whose address changes belongs to whoever reads the new mailbox.
  func promotion(ofAdmin isAdmin: Bool) -> String? {
    switch action {
    case .create(.admin, _, _, _): "would be created as an admin"
    case .update(_, _, let kind?) where kind.new == .admin: "would become an admin"
    case .update(let email?, _, _) where isAdmin: "is an admin, whose account would belong to \(email.new)"
    case .reactivate where isAdmin: "would be an admin again"
    default: nil
    }
  }

  /// What it does to somebody that must not be done to those who are protected, worded to follow them; `nil` if nothing.
  var harm: String? {
    switch action {
    case .deactivate: "would be deactivated"
    case .resetMFA: "would lose their second factor"
    case .update(let email, let name, let kind):
      if kind?.new == .technician {
        "would be demoted"
      } else if let email {
        "would get the address \(email.new)"
      } else if name != nil {
        "would be renamed"
      } else {
        nil
      }
    default: nil
    }
  }

  /// What it does to somebody that must not be done to oneself, worded to follow "would be"; `nil` if nothing.
  var lockout: String? {
    switch action {
    case .deactivate: "deactivated"
    case .resetMFA: "left without a second factor"
    case .update(_, _, let kind?) where kind.new == .technician: "demoted"
    case .update(let email?, _, _): "signed in by another address, \(email.new)"
    default: nil
    }
  }
}

extension PersonName {
  /// The words of the name, in one order and without case and accents: `Park, Nina` reads like `Nina Park`.
  var words: [String] {
    full.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
      .split { !$0.isLetter && !$0.isNumber }.map(String.init).sorted()
  }
}
