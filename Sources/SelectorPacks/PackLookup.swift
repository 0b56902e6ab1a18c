import Foundation
public import WebDriver

extension SelectorPack {
  /// A page by name.
  ///
  /// - Throws: ``PackError`` when the pack lacks it.
  public func page(_ name: String) throws(PackError) -> PageSelectors {
    guard let page = pages[name] else { throw PackError(.missing, "\(places): has no page \"\(name)\"") }
    return page
  }

  /// Whether the pack knows a page: a flow may do without some.
  public func hasPage(_ name: String) -> Bool {
    uses?.note(name)
    return pages[name] != nil
  }

  /// An element, or a table as an element, by its whole name `page.element`.
  public func element(_ name: String) throws(PackError) -> ElementSelector {
    let (pageName, own) = try split(name)
    uses?.note(name)
    let page = try page(pageName)
    if let element = page.elements[own] { return element }
    if let table = page.tables[own] { return table.element }
    throw PackError(.missing, "\(places): the page \"\(pageName)\" has no element \"\(own)\"")
  }

  /// Whether the pack knows an element: some stand on one layout only.
  public func has(_ name: String) -> Bool { (try? element(name)) != nil }

  /// A table by its whole name.
  public func table(_ name: String) throws(PackError) -> TableSelector {
    let (pageName, own) = try split(name)
    uses?.note(name)
    guard let table = try page(pageName).tables[own] else {
      throw PackError(.missing, "\(places): the page \"\(pageName)\" has no table \"\(own)\"")
    }
    return table
  }

  /// The step that reads a table with all its columns.
  public func tableStep(_ name: String) throws(PackError) -> PageStep {
    let table = try table(name)
    return .table(name, columns: table.columns.mapValues(\.column), rows: table.rows)
  }

  /// How boxes stand under headings, by whole name.
  public func boxes(_ name: String) throws(PackError) -> PageStep.BoxLayout {
    let (pageName, own) = try split(name)
    uses?.note("\(pageName).boxes.\(own)")
    guard let boxes = try page(pageName).boxes[own] else {
      throw PackError(.missing, "\(places): the page \"\(pageName)\" has no boxes \"\(own)\"")
    }
    return boxes
  }

  /// The CSS of a list of elements, by whole name; `nil` where the pack has none.
  public func list(_ name: String) -> String? {
    guard let (pageName, own) = try? split(name) else { return nil }
    uses?.note("\(pageName).lists.\(own)")
    return pages[pageName]?.lists[own]
  }

  /// The words that a page uses for something.
  public func words(_ name: String) throws(PackError) -> [String] {
    let (pageName, own) = try split(name)
    uses?.note("\(pageName).words.\(own)")
    guard let words = try page(pageName).words[own] else {
      throw PackError(.missing, "\(places): the page \"\(pageName)\" has no words \"\(own)\"")
    }
    return words
  }

  /// Path and query of a page, with `{key}` replaced by the percent-encoded value.
  ///
  /// - Parameters:
  ///   - page: the page's name.
  ///   - path: the name of one of its further paths; the page's own path if `nil`.
  ///   - values: what to put for each `{key}`.
  /// - Throws: ``PackError`` when the pack has no such path, or the path has a `{key}` that `values` lacks.
  public func path(_ page: String, _ path: String? = nil, values: [String: String] = [:]) throws(PackError) -> String {
    uses?.note(path.map { "\(page).paths.\($0)" } ?? "\(page).path")
    let selectors = try self.page(page)
    guard var text = path.map({ selectors.paths[$0] }) ?? selectors.path else {
      throw PackError(.missing, "\(places): the page \"\(page)\" has no path\(path.map { " \"\($0)\"" } ?? "")")
    }
    let template = text
    for (key, value) in values { text = text.replacing("{\(key)}", with: Self.percentEncoded(value)) }
    // An encoded value has no braces, so what is left is the template's own.
    if let key = text.firstMatch(of: /\{([^{}]*)\}/)?.1 {
      throw PackError(.missing, "\(places): the path \(template) of the page \"\(page)\" has a {\(key)}, for which there is no value here")
    }
    return text
  }

  /// A regular expression, for the page's script, that the path of an address of the page matches as a whole, whatever its query.
  ///
  /// - Throws: ``PackError`` when the pack has no such path.
  public func pathPattern(_ page: String, _ path: String? = nil) throws(PackError) -> String {
    uses?.note(path.map { "\(page).paths.\($0)" } ?? "\(page).path")
    let selectors = try self.page(page)
    guard let template = path.map({ selectors.paths[$0] }) ?? selectors.path else {
      throw PackError(.missing, "\(places): the page \"\(page)\" has no path\(path.map { " \"\($0)\"" } ?? "")")
    }
    var pattern = ""
    var rest = Self.path(of: template)
    while let first = rest.popFirst() {
      if first == "{", let end = rest.firstIndex(of: "}") {
        pattern += "[A-Za-z0-9_-]+"
        rest = rest[rest.index(after: end)...]
      } else {
        pattern += #"\^$.|?*+()[]{}/"#.contains(first) ? "\\\(first)" : "\(first)"
      }
    }
    return "^\(pattern)$"
  }

  /// The value of `{key}` in an address of the page, as in the link to somebody's page; `nil` where the address is another page's.
  public func value(_ key: String, of page: String, in address: String) -> String? {
    uses?.note("\(page).path")
    guard let template = pages[page]?.path, let slot = template.range(of: "{\(key)}") else { return nil }
    let path = Self.path(of: address)
    let before = template[..<slot.lowerBound]
    let after = template[slot.upperBound...]
    guard path.hasPrefix(before), path.hasSuffix(after), path.count > before.count + after.count else { return nil }
    let value = path.dropFirst(before.count).dropLast(after.count)
    return value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") } ? String(value) : nil
  }

  /// The path of an absolute address, without query and fragment.
  private static func path(of address: String) -> Substring {
    var rest = Substring(address)
    if let scheme = rest.range(of: "://") {
      rest = rest[scheme.upperBound...]
      rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }
    return rest.prefix { $0 != "?" && $0 != "#" }
  }

  /// RFC 3986, section 2.3: only unreserved characters stay.
  private static func percentEncoded(_ text: String) -> String {
    var out = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        out += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return out
  }

  private func split(_ name: String) throws(PackError) -> (page: String, own: String) {
    guard let dot = name.firstIndex(of: ".") else { throw PackError(.missing, "\"\(name)\" is not of the form page.element") }
    return (String(name[..<dot]), String(name[name.index(after: dot)...]))
  }
}
