/// What the page's script answered.
public struct PageAnswer: Sendable, Decodable {
  /// The case that held; `nil` when none did in time.
  public let heldCase: String?
  /// The page's address at the end.
  public let address: String
  /// The page's title at the end.
  public let title: String
  /// How long the script waited, in milliseconds.
  public let waited: Int
  /// What is known of each element that was looked for.
  public let elements: [String: ElementReport]
  /// The names of the elements that were found, in the order of the document; by name where two are one element.
  public let order: [String]
  /// What each step answered, in the order of the steps. Shorter than the steps where one was required and did not hold.
  public let results: [StepResult]
  /// When no case held: whether the document is still the one in which a click was prepared.
  public let old: Bool?
  /// When no case held: whether a press was stopped before the page learned of it, since the page was no longer as the look before it had
  /// found it; `false` if it was stopped halfway.
  public let missed: Bool?
  /// How often the page has tried to open another window since something on it was found fit for a click, which was refused each time; `nil`
  /// for never.
  public let windows: Int?
  /// Something that went wrong in the script itself.
  public let trouble: String?
  /// Where it was asked for and a case held: what there is to use on the page, a line each, such as `button "Save"`, without what stands in
  /// fields and rows. At most five hundred lines.
  public let shape: [String]?

  private enum CodingKeys: String, CodingKey {
    case heldCase = "case"
    case address, title, waited, elements, order, results, old, missed, windows, trouble, shape
  }

  /// Reads it; members that are not known here are passed over.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    heldCase = try container.decodeIfPresent(String.self, forKey: .heldCase)
    address = try container.decode(String.self, forKey: .address)
    title = try container.decode(String.self, forKey: .title)
    waited = try container.decode(Int.self, forKey: .waited)
    elements = try container.decode([String: ElementReport].self, forKey: .elements)
    order = try container.decodeIfPresent([String].self, forKey: .order) ?? []
    results = try container.decode([StepResult].self, forKey: .results)
    old = try container.decodeIfPresent(Bool.self, forKey: .old)
    missed = try container.decodeIfPresent(Bool.self, forKey: .missed)
    windows = try container.decodeIfPresent(Int.self, forKey: .windows)
    trouble = try container.decodeIfPresent(String.self, forKey: .trouble)
    shape = try container.decodeIfPresent([String].self, forKey: .shape)
  }
}

/// What is known of one element.
public struct ElementReport: Sendable, Decodable, Hashable {
  /// Why an element cannot be used. Texts that are not known here are kept.
  public struct Problem: RawRepresentable, Sendable, Hashable {
    /// The script's word.
    public let rawValue: String
    /// A problem by the script's word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// No candidate matches.
    public static let none = Problem(rawValue: "none")
    /// Candidates match more than one element, or disagree.
    public static let many = Problem(rawValue: "many")
    /// Matches are there, none visible.
    public static let hidden = Problem(rawValue: "hidden")
    /// The element that it stands in was not found.
    public static let outer = Problem(rawValue: "outer")
    /// No such row.
    public static let row = Problem(rawValue: "row")
    /// More than one such row.
    public static let rows = Problem(rawValue: "rows")
    /// Cannot be used now.
    public static let disabled = Problem(rawValue: "disabled")
    /// Cannot be typed into.
    public static let readonly = Problem(rawValue: "readonly")
    /// One candidate alone finds it, and not by its words: too little for a click.
    public static let unsure = Problem(rawValue: "unsure")
    /// A click on it would open another window.
    public static let window = Problem(rawValue: "window")
    /// Something lies on top.
    public static let covered = Problem(rawValue: "covered")
    /// Outside what can be scrolled to.
    public static let outside = Problem(rawValue: "outside")
    /// It stands outside of the form that the button to be clicked sends; of a button: the boxes do.
    public static let apart = Problem(rawValue: "apart")
    /// It is there and must not be.
    public static let unwanted = Problem(rawValue: "unwanted")
    /// A candidate cannot be understood.
    public static let invalid = Problem(rawValue: "invalid")
  }

  /// Visible matches of each candidate, in the candidates' order.
  public let counts: [Int]
  /// Matches of each candidate that have no visible box.
  public let hidden: [Int]
  /// The element, where exactly one was found.
  public let node: ElementReference?
  /// How many candidates found it.
  public let agreeing: Int?
  /// The name of the nearest group that it stands in: a fieldset's legend, a dialog's or section's heading, a table's caption, a label.
  public let inside: String?
  /// What the element is, where one was found: tag, id or classes, and name. Nothing that it says or holds.
  public let sign: String?
  /// Where candidates find more than one element: by candidate, which of them, numbered from 1 in the order in which they were found. At most
  /// three a candidate.
  public let found: [[Int]]?
  /// What is wrong.
  public let problem: Problem?
  /// What lies on top, with ``Problem/covered``.
  public let by: String?
  /// Some of the elements, with ``Problem/many``.
  public let sample: [String]?
  /// Why a candidate cannot be understood, with ``Problem/invalid``.
  public let invalid: String?

  private enum CodingKeys: String, CodingKey {
    case counts, hidden, node, agreeing, inside, found, problem, by, sample, invalid
    case sign = "is"
  }

  /// Reads it; members that are not known here are passed over.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    counts = try container.decode([Int].self, forKey: .counts)
    hidden = try container.decodeIfPresent([Int].self, forKey: .hidden) ?? counts.map { _ in 0 }
    node = try container.decodeIfPresent(ElementReference.self, forKey: .node)
    agreeing = try container.decodeIfPresent(Int.self, forKey: .agreeing)
    inside = try container.decodeIfPresent(String.self, forKey: .inside)
    sign = try container.decodeIfPresent(String.self, forKey: .sign)
    found = try container.decodeIfPresent([[Int]].self, forKey: .found)
    problem = try container.decodeIfPresent(String.self, forKey: .problem).map(Problem.init)
    by = try container.decodeIfPresent(String.self, forKey: .by)
    sample = try container.decodeIfPresent([String].self, forKey: .sample)
    invalid = try container.decodeIfPresent(String.self, forKey: .invalid)
  }
}

/// What one step answered; which members are set depends on the step.
public struct StepResult: Sendable, Decodable, Hashable {
  /// A table by its headings.
  public struct Table: Sendable, Decodable, Hashable {
    /// One row.
    public struct Row: Sendable, Decodable, Hashable {
      /// The cells' texts by column key.
      public let cells: [String: String]
      /// The first link's address of each cell, by column key.
      public let links: [String: String]
      /// The first link's address of the row; `nil` where it is among ``links`` already.
      public let address: String?
    }

    /// All headings as written.
    public let headings: [String]
    /// The keys of columns that no heading was found for.
    public let missing: [String]
    /// Whether some row has more cells than there are headings, or fewer: then no column is what its heading says.
    public let shifted: Bool?
    /// The rows, top to bottom.
    public let rows: [Row]
  }

  /// Of ``PageStep/read(_:_:)``, ``PageStep/require(_:_:equals:)`` and ``PageStep/follow(_:)``; `nil` where there is none.
  public let text: String?
  /// Of ``PageStep/texts(css:within:)``, ``PageStep/existing(_:)`` and ``PageStep/fill(_:)``.
  public let texts: [String]?
  /// Of ``PageStep/table(_:columns:rows:)``.
  public let table: Table?
  /// Of ``PageStep/boxes(_:within:)``.
  public let boxes: [PageBox]?
  /// Of ``PageStep/setBoxes(_:within:changes:exactly:)``: the boxes that could not be set.
  public let failed: [PageBox]?
  /// Of ``PageStep/pages(_:)``.
  public let fetched: FetchedPages?
  /// `required` where a requirement did not hold; else a step that the script does not know.
  public let problem: String?

  private enum CodingKeys: CodingKey { case text, texts, table, boxes, failed, fetched, problem }

  /// Reads it; members that are not known here are passed over.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    text = try container.decodeIfPresent(String.self, forKey: .text)
    texts = try container.decodeIfPresent([String].self, forKey: .texts)
    table = try container.decodeIfPresent(Table.self, forKey: .table)
    boxes = try container.decodeIfPresent([BoxArea].self, forKey: .boxes)?.flatMap(\.all)
    failed = try container.decodeIfPresent([PageBox].self, forKey: .failed)
    fetched = try container.decodeIfPresent(FetchedPages.self, forKey: .fetched)
    problem = try container.decodeIfPresent(String.self, forKey: .problem)
  }

  /// Boxes under one heading, as the script writes them: their labels, and by number which are ticked and which cannot be changed.
  private struct BoxArea: Decodable {
    let area: String
    let boxes: [String]
    let ticked: Set<Int>?
    let fixed: Set<Int>?

    var all: [PageBox] {
      boxes.enumerated().map {
        PageBox(area: area, action: $1, checked: ticked?.contains($0) == true, disabled: fixed?.contains($0) == true)
      }
    }
  }
}
