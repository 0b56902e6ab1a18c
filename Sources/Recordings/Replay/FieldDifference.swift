public import WebDriver

/// A place at which two values differ.
public struct FieldDifference: Sendable, Hashable, CustomStringConvertible {
  /// Where: `body.args[0].elements["sign_in.email"].candidates[0].label[0]`.
  public let path: String
  /// What is there in the first; `nil` where there is nothing.
  public let expected: JSONValue?
  /// What is there in the second; `nil` where there is nothing.
  public let found: JSONValue?

  /// For people.
  public var description: String { "\(path): expected \(Self.shown(expected)), came \(Self.shown(found))" }

  /// All places at which two values differ, in the order of the members' names.
  static func all(_ expected: JSONValue?, _ found: JSONValue?, at path: String) -> [FieldDifference] {
    if expected == found { return [] }
    switch (expected, found) {
    case (.object(let left)?, .object(let right)?):
      return Set(left.keys).union(right.keys).sorted().flatMap { all(left[$0], right[$0], at: path + member($0, isFirst: path.isEmpty)) }
    case (.array(let left)?, .array(let right)?):
      return (0..<max(left.count, right.count)).flatMap { index in
        all(
          left.indices.contains(index) ? left[index] : nil, right.indices.contains(index) ? right[index] : nil, at: "\(path)[\(index)]")
      }
    default: return [FieldDifference(path: path, expected: expected, found: found)]
    }
  }

  private static func member(_ name: String, isFirst: Bool) -> String {
    let isPlain = !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    return isPlain ? (isFirst ? name : ".\(name)") : "[\"\(name)\"]"
  }

  /// A value, not longer than a person reads.
  static func shown(_ value: JSONValue?) -> String {
    guard let value else { return "nothing" }
    let text = String(decoding: value.bytes(secrets: .placeholder), as: UTF8.self)
    return text.count <= 120 ? text : "\(text.prefix(117))..."
  }
}

extension RecordedRequest {
  /// Everything of the request that is compared, as one tree.
  var tree: JSONValue {
    var members: [String: JSONValue] = ["command": .string(command)]
    if let session { members["session"] = .string(session) }
    if !arguments.isEmpty { members["on"] = .array(arguments.map { .string($0) }) }
    if let vendor {
      members["method"] = .string(vendor.method.rawValue)
      members["path"] = .array(vendor.path.map { .string($0) })
    }
    if let body { members["body"] = body }
    return .object(members)
  }

  /// For errors, in a few words: `elementClick on element-2`.
  var title: String {
    let on = arguments.isEmpty ? "" : " on \(arguments.joined(separator: ", "))"
    let address = body?["url"]?.stringValue.map { " to \($0)" } ?? ""
    let elements = body?["args"]?.arrayValue?.first?["cases"]?.arrayValue.map { cases in
      " waiting for \(cases.compactMap { $0["name"]?.stringValue }.filter { !$0.hasPrefix("block:") }.joined(separator: " or "))"
    }
    return command + on + address + (elements ?? "")
  }
}
