package import WebDriver

/// Reads JSON as RFC 8259 has it and no other way: UTF-8, one value, no member named twice, no lone half of a surrogate pair.
///
/// Not `JSONDecoder`: that takes the last of two members of one name without a word, knows no limit, and builds this tree an order of
/// magnitude slower, through containers that throw for each kind that a value is not.
package enum StrictJSON {
  /// How deep arrays and objects may stand in each other. Far above what WebDriver answers, far below what exhausts a thread's stack.
  package static let depthLimit = 200

  /// What is accepted beside what RFC 8259 says.
  package enum Style: Sendable, Hashable {
    /// Any JSON.
    case any
    /// Only what ``RecordingWriter`` writes: no spaces, members sorted, numbers and escapes in the one form that it uses. There is one
    /// text for a value then, and one value for a text.
    case canonical
  }

  /// Why a text was refused.
  package struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where, in bytes from the text's beginning.
    package let offset: Int
    /// What is wrong, in words. Nothing of the text is in it but the name of a member that stands there twice, cut short.
    package let reason: String
    /// Whether it is JSON, but not in the canonical form.
    package let isStyle: Bool

    /// For people.
    package var description: String { "byte \(offset + 1): \(reason)" }
  }

  /// The one value in `bytes`.
  package static func value(_ bytes: ArraySlice<UInt8>, style: Style = .any) throws(Fault) -> JSONValue {
    try bytes.withUnsafeBufferPointer { (buffer) throws(Fault) -> JSONValue in
      var budget = Int.max
      return try value(buffer, style: style, budget: &budget)
    }
  }

  /// The one value in `bytes`.
  ///
  /// - Parameter budget: how many values there may be. What was found is taken off, so that one budget serves several texts: a value
  ///   of two bytes takes forty or more in memory.
  package static func value(_ bytes: UnsafeBufferPointer<UInt8>, style: Style, budget: inout Int) throws(Fault) -> JSONValue {
    var parser = JSONParser(bytes, style: style, budget: budget)
    let value = try parser.text()
    budget = parser.budget
    return value
  }
}
