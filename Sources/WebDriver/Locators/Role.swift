extension Locator {
  /// What an element is to assistive technology (WAI-ARIA 1.2, "Role"): by its tag, or by its `role` attribute.
  public struct Role: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The role as the attribute words it.
    public let rawValue: String
    /// A role by its word. One that is not listed here is found by its attribute.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// For people.
    public var description: String { rawValue }

    /// A message that is read out at once.
    public static let alert = Role(rawValue: "alert")
    /// A dialog that must be answered.
    public static let alertDialog = Role(rawValue: "alertdialog")
    /// A self-contained piece.
    public static let article = Role(rawValue: "article")
    /// Something to press.
    public static let button = Role(rawValue: "button")
    /// A cell of a table.
    public static let cell = Role(rawValue: "cell")
    /// A box to tick.
    public static let checkbox = Role(rawValue: "checkbox")
    /// The heading of a column.
    public static let columnHeader = Role(rawValue: "columnheader")
    /// A list that drops down.
    public static let combobox = Role(rawValue: "combobox")
    /// A dialog of the page's own.
    public static let dialog = Role(rawValue: "dialog")
    /// A form.
    public static let form = Role(rawValue: "form")
    /// Fields that belong together.
    public static let group = Role(rawValue: "group")
    /// A heading.
    public static let heading = Role(rawValue: "heading")
    /// A picture.
    public static let image = Role(rawValue: "img")
    /// A link.
    public static let link = Role(rawValue: "link")
    /// A list.
    public static let list = Role(rawValue: "list")
    /// A list to choose from.
    public static let listbox = Role(rawValue: "listbox")
    /// An entry of a list.
    public static let listItem = Role(rawValue: "listitem")
    /// The main part of the page.
    public static let main = Role(rawValue: "main")
    /// A menu.
    public static let menu = Role(rawValue: "menu")
    /// An entry of a menu.
    public static let menuItem = Role(rawValue: "menuitem")
    /// Links to get around.
    public static let navigation = Role(rawValue: "navigation")
    /// An option of a list.
    public static let option = Role(rawValue: "option")
    /// How far something has come.
    public static let progressBar = Role(rawValue: "progressbar")
    /// One choice of several.
    public static let radio = Role(rawValue: "radio")
    /// A part of the page with a name.
    public static let region = Role(rawValue: "region")
    /// A row of a table.
    public static let row = Role(rawValue: "row")
    /// A field to search with.
    public static let searchbox = Role(rawValue: "searchbox")
    /// A handle to pull.
    public static let slider = Role(rawValue: "slider")
    /// A field for a number.
    public static let spinButton = Role(rawValue: "spinbutton")
    /// A message that is read out in time.
    public static let status = Role(rawValue: "status")
    /// Something to turn on and off.
    public static let toggle = Role(rawValue: "switch")
    /// A tab.
    public static let tab = Role(rawValue: "tab")
    /// What a tab shows.
    public static let tabPanel = Role(rawValue: "tabpanel")
    /// A table.
    public static let table = Role(rawValue: "table")
    /// A field for text.
    public static let textbox = Role(rawValue: "textbox")
    /// A remark that shows up beside something.
    public static let tooltip = Role(rawValue: "tooltip")
    /// An entry of a tree.
    public static let treeItem = Role(rawValue: "treeitem")
  }
}
