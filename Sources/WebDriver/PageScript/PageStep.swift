public import Secrets

/// One thing to do or read in the page, once a case holds. None of them commits anything.
public enum PageStep: Sendable {
  /// What can be read of one element.
  public enum Property: Sendable, Hashable {
    /// Its text as rendered.
    case text
    /// What stands in the field; of a select the chosen option's text. Nothing is ever read out of a password field.
    case value
    /// `true` or `false`.
    case checked
    /// The address that a link leads to.
    case address
    /// The texts of a select's options, as a JSON list.
    case options
    /// An attribute.
    case attribute(String)

    fileprivate var members: [String: JSONValue] {
      switch self {
      case .text: ["what": "text"]
      case .value: ["what": "value"]
      case .checked: ["what": "checked"]
      case .address: ["what": "address"]
      case .options: ["what": "options"]
      case .attribute(let name): ["what": "attribute", "attribute": .string(name)]
      }
    }
  }

  /// What to put into a field.
  public enum FieldValue: Sendable {
    /// A text.
    case text(String)
    /// A text that only the wire sees.
    case secret(Secret)
    /// A box's state.
    case checked(Bool)
    /// The option of a select whose text is one of the words.
    case option([String])
    /// The option of a select with this value, where texts may repeat.
    case optionValue(String)

    var json: JSONValue {
      switch self {
      case .text(let text): .string(text)
      case .secret(let secret): .secret(secret)
      case .checked(let on): .bool(on)
      case .option(let words): .array(words.map { .string($0) })
      case .optionValue(let value): ["option": .string(value)]
      }
    }
  }

  /// How boxes stand under headings.
  public struct BoxLayout: Sendable, Hashable, Codable {
    /// CSS of what holds one heading and its boxes.
    public let area: String
    /// CSS of the heading inside an area.
    public let heading: String
    /// CSS of a box inside an area.
    public let box: String

    /// A layout; see the properties.
    public init(area: String, heading: String, box: String) {
      self.area = area
      self.heading = heading
      self.box = box
    }

    fileprivate var members: [String: JSONValue] { ["area": .string(area), "heading": .string(heading), "box": .string(box)] }
  }

  /// Goes on to the next step only if the element reads so; case does not count. Answers what it reads, and a problem if it differs.
  case require(String, Property, equals: String)
  /// Reads one element. Answers a text.
  case read(String, Property)
  /// Reads the texts of all visible elements that `css` matches inside an element, or on the page. Answers texts.
  case texts(css: String, within: String?)
  /// Which of these elements are there. Answers their names.
  case existing([String])
  /// Puts values into fields, as typing would, and checks that they stuck. Answers the names of fields that did not take theirs.
  case fill([(element: String, value: FieldValue)])
  /// Reads a table or list. Its rows are what the CSS `rows` matches inside it, the rows of the table's body if `nil`. Answers a table.
  case table(String, columns: [String: TableColumn], rows: String? = nil)
  /// Scrolls a table or list to its end and back: `true` where other rows came by it, or more, so that it was not all there before; `false`
  /// where it was. Rows are told as by ``table(_:columns:rows:)``. Takes a quarter of a second where anything scrolls. Answers a text.
  case grows(String, rows: String? = nil)
  /// Reads all boxes under headings. Answers boxes.
  case boxes(BoxLayout, within: String?)
  /// Ticks and unticks boxes; with `exactly`, unticks all that are not named. Answers those that could not be set.
  case setBoxes(BoxLayout, within: String?, changes: [PageBox], exactly: Bool)
  /// Follows a link of the same site, which only navigates. Answers its address; nothing, and does nothing, where it is not such a link.
  case follow(String)
  /// Reads further pages of the same site inside the browser, without opening them. Answers fetched pages.
  case pages(PageFetch)

  var json: JSONValue {
    func members(_ op: String, _ element: String?, _ rest: [String: JSONValue] = [:]) -> JSONValue {
      var all = rest
      all["op"] = .string(op)
      all["element"] = element.map { .string($0) }
      return .object(all)
    }
    switch self {
    case .read(let element, let property): return members("read", element, property.members)
    case .require(let element, let property, let text):
      return members("require", element, property.members.merging(["equals": .string(text)]) { own, _ in own })
    case .texts(let css, let within): return members("texts", within, ["css": .string(css)])
    case .existing(let names): return members("exists", nil, ["elements": .array(names.map { .string($0) })])
    case .fill(let fields):
      return members("fill", nil, ["fields": .array(fields.map { ["element": .string($0.element), "value": $0.value.json] })])
    case .table(let element, let columns, let rows):
      var rest: [String: JSONValue] = ["columns": .object(columns.mapValues(\.json))]
      rest["rows"] = rows.map { .string($0) }
      return members("table", element, rest)
    case .grows(let element, let rows): return members("grows", element, rows.map { ["rows": .string($0)] } ?? [:])
    case .boxes(let layout, let within): return members("boxes", within, layout.members)
    case .setBoxes(let layout, let within, let changes, let exactly):
      let rest: [String: JSONValue] = ["changes": .array(changes.map(\.json)), "exactly": .bool(exactly)]
      return members("setBoxes", within, layout.members.merging(rest) { own, _ in own })
    case .follow(let element): return members("follow", element)
    case .pages(let fetch): return members("pages", nil, fetch.members)
    }
  }
}

/// A box under a heading.
public struct PageBox: Sendable, Hashable, Decodable {
  /// The heading's text.
  public let area: String
  /// The box's label.
  public let action: String
  /// Whether it is ticked, or is to be.
  public let checked: Bool
  /// Whether it cannot be changed.
  public let disabled: Bool?
  /// Of one that could not be set: how many there are like it; -1 for one that cannot be changed.
  public let found: Int?

  /// A box, or the state that one is to have.
  public init(area: String, action: String, checked: Bool, disabled: Bool? = nil) {
    self.area = area
    self.action = action
    self.checked = checked
    self.disabled = disabled
    found = nil
  }

  var json: JSONValue { ["area": .string(area), "action": .string(action), "checked": .bool(checked)] }
}
