public import struct Foundation.Date

/// Which of the two descriptions of the console is imitated.
///
/// The public sources disagree about the console; the emulator shows either, so that a client is never tried on one of them alone.
public enum EmulatedLayout: String, Sendable, CaseIterable, Codable {
  /// `Admin > Technicians`: first and last name, permissions on each technician, deactivation behind a native dialog.
  case technicians
  /// `Admin > Users`: a full name, permissions on security groups, disabling with a reason.
  case users
}

/// What the emulated console is to look and behave like.
public struct EmulatorConfiguration: Sendable {
  /// The layout to imitate.
  public var layout: EmulatedLayout = .technicians
  /// What its pages are made of.
  public var skin: EmulatedSkin = .classic
  /// How many people the account starts with, the robot and the deactivated ones included: 2 to 10,000.
  public var technicians = 60
  /// Offers only the first so many permissions of the catalogue; `nil` offers all of it.
  public var permissions: Int?
  /// The console's port on 127.0.0.1; 0 takes any free one.
  public var port = 0
  /// The control port on 127.0.0.1; 0 takes any free one.
  public var controlPort = 0
  /// After how long without a request a session ends. The default is the console's documented one, a week.
  public var idleTimeout: Duration = .seconds(10_080 * 60)
  /// Whether the list has a column with the last sign-in. What is known of the console leaves it open for the layout `users`,
  /// so it is a switch; `nil` shows it in `technicians` and not in `users`.
  public var showsLastSignIn: Bool?
  /// Every page is answered this much later; assets are not.
  public var responseDelay: Duration = .zero
  /// Other words for labels, by the keys of the `wording.json` files: `"technician.deactivate": "Turn off"` renames a button.
  public var wording: [String: String] = [:]
  /// Fields of a person's form, by their names such as `email`, that stand at its end in a fieldset "Contact" instead of where they belong,
  /// on the form that creates somebody as on the one of somebody who is there. The names are those of ``movableFields(_:)``.
  public var movedFields: Set<String> = []
  /// What the console asks about once more, in a native dialog after whatever it asks anyway, before the form is sent: mutations by their
  /// names, such as `technician.create`. The names are those of ``confirmableActions(_:)``.
  public var extraConfirmations: Set<String> = []
  /// What makes the pages hard to drive, from the first one on. More can be set on the control port while the console runs.
  public var hostile: Set<HostileBehaviour> = []
  /// What stands in the way, from the first page on. More can be set on the control port while the console runs.
  public var blocks: Set<EmulatedBlock> = []
  /// What goes wrong, from the first request on. More can be set on the control port while the console runs.
  public var faults: [Fault] = []
  /// Whether the robot's account asks for one-time codes. Without, its secret is empty, and it can sign in as often as it likes: with, every
  /// sign-in takes a new code, for which somebody who signs in again at once has to wait.
  public var asksForCodes = true
  /// Whether the robot's account has a passkey as a second factor, beside codes or instead of them. The console is at `http://localhost` then:
  /// for an address that is a number there are no passkeys.
  public var asksForPasskey = false
  /// How many recovery codes the robot has, 0 to 100, where it has a second factor.
  public var recoveryCodes = 10
  /// Whether the API lists and shows people who are disabled. What is known of the console leaves it open.
  public var apiListsDisabled = false
  /// Whether the list of API tokens shows the address of who made each, besides the name. What is known of the console leaves it open.
  public var tokensShowEmails = true
  /// What the API says otherwise than the pages show.
  public var apiLies = APILies()
  /// Is told the number of a change once it is made and before the client is answered, which waits until this returns.
  public var onMutation: (@Sendable (Int) async -> Void)?
  /// The robot's password; `nil` gives it one like everybody's.
  public var robotPassword: String?
  /// What the made-up people, tickets and tokens are derived from: the same seed and size give the same account.
  public var seed: UInt64 = 1
  /// The console's clock. A test moves it, so that nothing has to wait for a time-out or a new code.
  public var now: @Sendable () -> Date = { Date() }

  /// A console of sixty people in the layout `technicians`, on free ports.
  public init() {}
}

extension EmulatorConfiguration {
  /// The switch with its default filled in.
  var listsLastSignIn: Bool { showsLastSignIn ?? (layout == .technicians) }

  /// The fields of a person's form that can be moved.
  public static func movableFields(_ layout: EmulatedLayout) -> [String] {
    switch layout {
    case .technicians: ["first_name", "last_name", "email"]
    case .users: ["full_name", "email", "mobile", "picture_url", "calendar_color", "bio"]
    }
  }

  /// What can be asked about once more. In the layout `users` somebody is reactivated by the form that saves the details.
  public static func confirmableActions(_ layout: EmulatedLayout) -> [String] {
    let own =
      switch layout {
      case .technicians: ["permissions.update"]
      case .users: ["group.create", "group.update"]
      }
    return own + [
      "technician.create", "technician.deactivate", "technician.reactivate", "technician.update", "ticket.assign", "token.delete",
    ]
  }

  /// Says what is wrong with the values, before anything is started.
  func check() throws(EmulatorStartError) {
    guard (2...10_000).contains(technicians) else { throw .badValue("technicians", "\(technicians)", "2 to 10,000") }
    guard (0...100).contains(recoveryCodes) else { throw .badValue("recoveryCodes", "\(recoveryCodes)", "0 to 100") }
    for (name, port) in [("port", port), ("controlPort", controlPort)] where !(0...65_535).contains(port) {
      throw .badValue(name, "\(port)", "0 to 65535")
    }
    let lists = [
      ("movedFields", movedFields, Self.movableFields(layout)), ("extraConfirmations", extraConfirmations, Self.confirmableActions(layout)),
    ]
    for (name, values, known) in lists {
      if let value = values.subtracting(known).min() { throw .badValue(name, "\"\(value)\"", "one of \(known.joined(separator: ", "))") }
    }
    for fault in faults { try fault.check(asksForCodes: asksForCodes) }
    if let permissions, !(1...PermissionCatalogue.all.count).contains(permissions) {
      throw .badValue("permissions", "\(permissions)", "1 to \(PermissionCatalogue.all.count)")
    }
  }
}
