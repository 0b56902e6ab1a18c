/// A permission: the heading of its area and its action, each as the console words it.
struct CataloguedPermission: Sendable {
  /// Its place in the catalogue, from 1; the value of its checkbox.
  let number: Int
  let area: String
  let action: String

  /// The flat wording.
  var flat: String { "\(area) - \(action)" }
}

/// Every permission that is known of, in order.
///
/// The verbs are irregular ("New" here, "Create" there), so the words are copied and never generated.
enum PermissionCatalogue {
  static let all: [CataloguedPermission] = areas.flatMap { area in area.actions.map { (area.name, $0) } }
    .enumerated().map { CataloguedPermission(number: $0.offset + 1, area: $0.element.0, action: $0.element.1) }

  /// What a new technician may do, and nothing else.
  static let startingSet: Set<Int> = {
    let areas = ["Tickets", "Assets", "Customers"]
    let actions = ["List/Search", "View Details", "View Detail"]
    return Set(all.filter { areas.contains($0.area) && actions.contains($0.action) }.map(\.number))
  }()

  private static let areas: [(name: String, actions: [String])] = [
    ("Appointments", ["View All"]),
    ("Assets", ["List/Search", "View Details", "Create", "Edit", "Policy Change"]),
    (
      "Chat",
      ["Module Enabled", "Pick Up Unassigned Chats", "Reassign", "Show All Chats", "Start New", "Take Over Assigned Chats"]
    ),
    ("Chat History", ["Mine Only", "View All"]),
    ("Contacts", ["Import"]),
    ("Contracts", ["List/Search", "Edit", "Delete"]),
    ("Credentials", ["Delete", "Edit", "New", "View"]),
    (
      "Customers",
      ["List/Search", "View Detail", "Create", "Edit", "Delete", "Archive", "De Duplicate", "View Total Invoiced"]
    ),
    ("Documentation", ["Allow Usage", "Create", "Edit", "Delete"]),
    ("Estimates", ["List/Search", "View Details", "Create", "Edit", "Delete"]),
    ("Invoices", ["List/Search", "View Details", "Create", "Edit"]),
    ("Leads", ["List/Search"]),
    ("Line Item", ["Apply Discount", "Edit Prices", "View Cost", "Add Manual Item for Invoices/Estimates"]),
    ("Parts Orders", ["List/Search"]),
    ("Payments", ["Create", "View List"]),
    ("Policies", ["List/Search", "Create", "Edit", "Delete"]),
    ("Products", ["List/Search", "Create", "Edit", "Edit Quantities", "View Cost"]),
    ("Purchase Orders", ["List/Search", "View Details", "Edit"]),
    ("Recurring Invoices", ["List", "New", "Edit", "Delete"]),
    ("Reports", ["View"]),
    ("RMM Alerts", ["List", "Create", "Delete", "Clear/Manage"]),
    ("Ticket Canned Responses", ["Manage"]),
    ("Ticket Comments", ["New", "Delete"]),
    ("Ticket Custom Fields", ["Manage"]),
    ("Ticket SLA", ["Edit"]),
    ("Ticket Timers", ["Overview", "Edit"]),
    ("Ticket Workflows", ["Manage"]),
    ("Ticket Worksheets", ["Add", "Manage", "Delete"]),
    (
      "Tickets",
      [
        "List/Search", "View Details", "View 'Their Ticket' Details (assigned to them)", "Create", "Edit", "Delete", "Merge",
        "Use Ticket Charges",
      ]
    ),
    ("Timelogs", ["Manage"]),
    ("Vendors", ["List", "View Details", "New", "Edit"]),
  ]
}
