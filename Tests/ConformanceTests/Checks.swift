/// The page is not in the state in which the feature should have left it.
struct Mismatch: Error, CustomStringConvertible {
  let description: String
}

/// Throws unless `seen` is `wanted`. `what` says what is looked at.
func check<Value: Equatable>(_ what: String, _ seen: Value, is wanted: Value) throws {
  if seen != wanted { throw Mismatch(description: "\(what): \(shown(seen)), not \(shown(wanted))") }
}

/// Throws unless `isTrue`. `what` says what should be so.
func check(_ what: String, _ isTrue: Bool) throws {
  if !isTrue { throw Mismatch(description: "not so: \(what)") }
}

private func shown(_ value: Any) -> String {
  let mirror = Mirror(reflecting: value)
  if mirror.displayStyle == .optional { return mirror.children.first.map { shown($0.value) } ?? "nothing" }
  return value is String ? "\"\(value)\"" : "\(value)"
}
