import WebDriver

extension JSONValue {
  /// This value, which was read from `original` and written again, with what a typed value does not hold put back.
  ///
  /// Members that are not known are kept, defaults that were not sent are left out, and numbers and `null` are as they came: a typed value
  /// cuts fractions, caps times and reads `null` as something. Everything else is what the typed value says, secrets in their wrapping.
  func faithful(to original: JSONValue) -> JSONValue {
    switch (self, original) {
    case (.object(let known), .object(let all)):
      return .object(
        all.reduce(into: all) { members, member in members[member.key] = known[member.key]?.faithful(to: member.value) ?? member.value })
    case (.array(let known), .array(let all)) where known.count == all.count:
      return .array(zip(known, all).map { own, original in own.faithful(to: original) })
    case (.null, _), (_, .null), (.int, .int), (.int, .double), (.double, .int), (.double, .double): return original
    default: return self
    }
  }
}
