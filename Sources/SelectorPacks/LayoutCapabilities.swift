/// What a layout can do. Flows ask for a capability, never for a layout's name.
public struct LayoutCapabilities: Sendable, Hashable {
  /// How a name is kept.
  public enum NameFields: String, Sendable, Hashable, CaseIterable {
    /// First and last name, both required.
    case split
    /// One field.
    case full
  }

  /// What carries permissions.
  public enum PermissionsOn: String, Sendable, Hashable, CaseIterable {
    /// Each technician has boxes of their own.
    case technician
    /// Security groups have the boxes; a technician is a member of groups.
    case group
  }

  /// Where the button that deactivates stands.
  public enum ButtonPlace: String, Sendable, Hashable, CaseIterable {
    /// On the technician's own page.
    case technician
    /// In the technician's row of the list.
    case row
  }

  /// What follows a button that commits.
  public enum Confirmation: String, Sendable, Hashable, CaseIterable {
    /// Nothing: the button is all.
    case none
    /// A native dialog.
    case dialog
    /// A page or form of its own.
    case form
  }

  /// How somebody is given a first password.
  public enum FirstPassword: String, Sendable, Hashable, CaseIterable {
    /// An invitation by email, asked for with a box.
    case invitation
    /// The console makes one up.
    case temporary
  }

  /// How deactivating works.
  public struct Deactivation: Sendable, Hashable {
    /// Where the button stands.
    public let from: ButtonPlace
    /// What follows it.
    public let confirm: Confirmation
    /// The reasons that are tried in turn when the console asks for one and the person gave none. Empty: it does not ask.
    public let reasons: [String]
  }

  /// How reactivating works.
  public struct Reactivation: Sendable, Hashable {
    /// What follows the button.
    public let confirm: Confirmation
    /// Whether it is a box to untick on the person's form, saved with the form's own button, rather than a button.
    public let byBox: Bool
  }

  /// How deactivated people are listed.
  public enum ListedStatus: String, Sendable, Hashable, CaseIterable {
    /// The table has a column for it.
    case column
    /// Everybody in the list is active.
    case active
    /// Everybody in the list is deactivated.
    case deactivated
  }

  /// One list of people.
  public struct PeopleList: Sendable, Hashable {
    /// The list's address, by its name among the page's paths.
    public let path: String
    /// The address that searches it, by its name among the page's paths.
    public let search: String
    /// What being in it says of somebody.
    public let status: ListedStatus
  }

  /// How a name is kept.
  public let name: NameFields
  /// What carries permissions.
  public let permissions: PermissionsOn
  /// How somebody is given a first password.
  public let firstPassword: FirstPassword
  /// How deactivating works.
  public let deactivation: Deactivation
  /// How reactivating works.
  public let reactivation: Reactivation
  /// The lists that together hold everybody.
  public let people: [PeopleList]
  /// How dates are written; `nil`: as ISO 8601 in UTC.
  public let dates: DateWriting?
  /// Whether pages say the same when they are fetched inside the browser as when they are opened: then many are read by few commands. A
  /// console whose scripts draw its pages does not. What the pack says is checked against an opened page each time.
  public var bulk: Bool
}
