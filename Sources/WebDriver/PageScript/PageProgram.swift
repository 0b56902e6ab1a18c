/// What to wait for in the page, and what to do there once it holds: one round trip.
///
/// A program names elements, then cases: "the form is there", "a refusal is there". The script in the page (`page.js`) waits
/// until a case holds, carries out that case's steps and answers. It never commits anything: see ``Session/click(_:name:)``.
public struct PageProgram: Sendable {
  /// How to find each element that the cases and steps name.
  public var elements: [String: ElementQuery]
  /// The cases, in the order in which they are tried.
  public var cases: [PageCase]
  /// The only site on which a case may hold: scheme, host and port. Secrets are typed nowhere else. `nil`: any.
  public var origin: String?
  /// Whether the page's shape is to be told too; see ``PageAnswer/shape``.
  public var tellsShape = false
  /// Whether it is told what each element is that was found, for traces; see ``ElementReport/sign``.
  public var tellsChoices = true
  /// How long the page must have had as many controls, rows and links as it has, before a form is filled in or a table or boxes are read: parts
  /// that are still coming would be missing from what is read, or from what a form sends. Zero: the page is taken as it is.
  public var settling: Duration = .zero

  /// A program; see the properties.
  public init(elements: [String: ElementQuery], cases: [PageCase], origin: String? = nil) {
    self.origin = origin
    self.elements = elements
    self.cases = cases
  }

  /// What is waited for, for traces and errors: `waiting for form or refusal`.
  var description: String { "waiting for \(cases.map(\.name).joined(separator: " or "))" }

  func json(deadline: Duration) -> JSONValue {
    var members: [String: JSONValue] = [
      "deadline": .int(max(0, deadline.wholeMilliseconds)),
      "settling": .int(max(0, settling.wholeMilliseconds)),
      "elements": .object(elements.mapValues(\.json)),
      "cases": .array(cases.map(\.json)),
      "origin": origin.map { .string($0) } ?? .null,
    ]
    if tellsShape { members["shape"] = true }
    if !tellsChoices { members["plain"] = true }
    return .object(members)
  }
}

/// One way to tell an element apart.
public enum Candidate: Sendable, Hashable, CustomStringConvertible {
  /// A control whose label is one of the words.
  case label([String])
  /// An element of a role, with one of the names if any are given.
  case role(String, names: [String])
  /// The innermost element whose whole text is one of the words.
  case text([String])
  /// A control with one of the placeholders.
  case placeholder([String])
  /// An element with a test id, or a class kept for behaviour (`bhv-…`).
  case hook(String)
  /// Elements that a CSS selector matches.
  case css(String)
  /// Elements that an XPath matches.
  case xpath(String)

  /// For people.
  public var description: String {
    func quoted(_ words: [String]) -> String { words.map { "\"\($0)\"" }.joined(separator: " or ") }
    return switch self {
    case .label(let words): "label \(quoted(words))"
    case .role(let role, let names): names.isEmpty ? "role \(role)" : "role \(role), name \(quoted(names))"
    case .text(let words): "text \(quoted(words))"
    case .placeholder(let words): "placeholder \(quoted(words))"
    case .hook(let hook): "hook \(hook)"
    case .css(let selector): "css \(selector)"
    case .xpath(let path): "xpath \(path)"
    }
  }

  fileprivate var members: [String: JSONValue] {
    func list(_ words: [String]) -> JSONValue { .array(words.map { .string($0) }) }
    return switch self {
    case .label(let words): ["label": list(words)]
    case .role(let role, let names): names.isEmpty ? ["role": .string(role)] : ["role": .string(role), "name": list(names)]
    case .text(let words): ["text": list(words)]
    case .placeholder(let words): ["placeholder": list(words)]
    case .hook(let hook): ["hook": .string(hook)]
    case .css(let selector): ["css": .string(selector)]
    case .xpath(let path): ["xpath": .string(path)]
    }
  }
}

/// How to find one element: candidates that must agree, inside another element or a row.
public struct ElementQuery: Sendable, Hashable {
  /// The row of a table that is told by the texts of some of its cells.
  public struct Row: Sendable, Hashable {
    /// One cell's text.
    public struct Cell: Sendable, Hashable {
      /// Which cell of the row.
      public let column: TableColumn
      /// What it says, whole; case does not count.
      public let equals: String

      /// A cell; see the properties.
      public init(column: TableColumn, equals: String) {
        self.column = column
        self.equals = equals
      }
    }

    /// The name of the table among the program's elements.
    public let table: String
    /// The cells that tell the row. All must match, and only one row may, or ``alike``.
    public let cells: [Cell]
    /// CSS of a row inside the table; `nil`: the rows of its body.
    public let rows: String?
    /// How many such rows there may be, if they say the same throughout: then the first will do as well as any. One by default.
    public let alike: Int

    /// A row; see the properties.
    public init(table: String, cells: [Cell], rows: String? = nil, alike: Int = 1) {
      self.alike = alike
      self.table = table
      self.cells = cells
      self.rows = rows
    }
  }

  /// All ways to tell the element. What they match must be one and the same element.
  public var candidates: [Candidate]
  /// Only inside the element of this name.
  public var within: String?
  /// Only inside this row.
  public var row: Row?
  /// Whether an element without a visible box is meant too.
  public var includesHidden: Bool
  /// Whether the first of several matches will do, as with messages. Never for what is clicked or filled.
  public var takesFirst: Bool

  /// A query; see the properties.
  public init(
    _ candidates: [Candidate], within: String? = nil, row: Row? = nil, includesHidden: Bool = false, takesFirst: Bool = false
  ) {
    self.takesFirst = takesFirst
    self.candidates = candidates
    self.within = within
    self.row = row
    self.includesHidden = includesHidden
  }

  var json: JSONValue {
    var members: [String: JSONValue] = [
      "candidates": .array(
        candidates.map { candidate in
          var members = candidate.members
          if includesHidden { members["hidden"] = true }
          return .object(members)
        })
    ]
    if takesFirst { members["first"] = true }
    members["within"] = within.map { .string($0) }
    members["row"] = row.map {
      let cells = $0.cells.map { cell -> JSONValue in
        ["column": cell.column.json, "equals": .string(cell.equals)]
      }
      var row: [String: JSONValue] = ["table": .string($0.table), "cells": .array(cells)]
      row["rows"] = $0.rows.map { .string($0) }
      if $0.alike > 1 { row["alike"] = .int($0.alike) }
      return .object(row)
    }
    return .object(members)
  }
}

/// A state of the page that ends the waiting.
public struct PageCase: Sendable {
  /// What an element must be fit for.
  public enum Need: String, Sendable {
    /// It is there and visible.
    case present
    /// It stands still, is enabled, and would receive the click. The next press on the document is held against what was found, and stopped
    /// if it is on anything else, or if what the steps have read or filled in is not so any more; see ``PageAnswer/missed``. Another program
    /// or locator ends that. It opens no other window, and from then on nothing on the document does; see ``PageAnswer/windows``.
    case click
    /// It is enabled and not read-only.
    case fill
  }

  /// The case's name, which comes back in the answer.
  public var name: String
  /// What must hold of which elements.
  public var all: [(element: String, need: Need)]
  /// Elements that must not be there.
  public var none: [String]
  /// Only on another document than the one in which a click was prepared: what the old page still shows is not an outcome.
  public var newDocument: Bool
  /// A regular expression that path and query must match.
  public var address: String?
  /// How long the page must have had as many controls, rows and links as it has before the case holds, or the deadline have come: for what
  /// could be there for a moment only, while a page is still being drawn. `nil`: it holds at once.
  public var settling: Duration?
  /// Whether it holds at once where all of it stands there when the page has only just been parsed, so that it came with the page's own
  /// markup: for a form of which nothing is sent but what is filled in. What comes later is waited for as everywhere.
  public var trustsMarkup: Bool
  /// Whether it is looked for in the way of every page: where another case held, elements of it that are not there are not told of.
  public var isAside: Bool
  /// What to do, in order, once the case holds.
  public var steps: [PageStep]

  /// A case; see the properties.
  public init(
    _ name: String, all: [(element: String, need: Need)], none: [String] = [], newDocument: Bool = false, address: String? = nil,
    settling: Duration? = nil, trustsMarkup: Bool = false, isAside: Bool = false, steps: [PageStep] = []
  ) {
    self.trustsMarkup = trustsMarkup
    self.isAside = isAside
    self.settling = settling
    self.newDocument = newDocument
    self.name = name
    self.all = all
    self.none = none
    self.address = address
    self.steps = steps
  }

  var json: JSONValue {
    // What goes without saying is not said: a program names a dozen cases, and is sent in every second command.
    var members: [String: JSONValue] = [
      "name": .string(name),
      "all": .array(
        all.map { demand in
          demand.need == .present
            ? ["element": .string(demand.element)] : ["element": .string(demand.element), "need": .string(demand.need.rawValue)]
        }),
    ]
    if !none.isEmpty { members["none"] = .array(none.map { .string($0) }) }
    if newDocument { members["newDocument"] = true }
    if isAside { members["aside"] = true }
    if trustsMarkup { members["markup"] = true }
    members["settling"] = settling.map { .int(max(0, $0.wholeMilliseconds)) }
    if !steps.isEmpty { members["steps"] = .array(steps.map(\.json)) }
    members["address"] = address.map { .string($0) }
    return .object(members)
  }
}
