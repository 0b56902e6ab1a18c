/// The capabilities that a new session is asked for: those that it must have, and choices of which it must have one.
public struct CapabilitiesRequest: Sendable, Hashable {
  /// What every session must have.
  public let alwaysMatch: Capabilities
  /// The choices, the most wanted first; none is no condition.
  public let firstMatch: [Capabilities]

  /// A request for `alwaysMatch` alone.
  public init(alwaysMatch: Capabilities) {
    self.alwaysMatch = alwaysMatch
    firstMatch = []
  }

  /// A request with choices.
  ///
  /// - Throws: ``RepeatedCapabilities`` when a choice names what `alwaysMatch` names: every remote end refuses that.
  public init(alwaysMatch: Capabilities, firstMatch: [Capabilities]) throws(RepeatedCapabilities) {
    let required = Set(alwaysMatch.members.keys)
    let repeated = firstMatch.reduce(into: Set<String>()) { $0.formUnion(required.intersection($1.members.keys)) }
    guard repeated.isEmpty else { throw RepeatedCapabilities(names: repeated.sorted()) }
    self.alwaysMatch = alwaysMatch
    self.firstMatch = firstMatch
  }

  /// The request as it is on the wire. Without choices there is no list of them: the standard refuses an empty one.
  public var json: JSONValue {
    guard !firstMatch.isEmpty else { return ["alwaysMatch": alwaysMatch.json] }
    return ["alwaysMatch": alwaysMatch.json, "firstMatch": .array(firstMatch.map(\.json))]
  }
}

/// A choice among capabilities names some that are asked for in any case.
public struct RepeatedCapabilities: Error, Sendable, Hashable, CustomStringConvertible {
  /// The names, sorted.
  public let names: [String]

  /// For people.
  public var description: String {
    "\(names.joined(separator: ", ")): asked for in any case and in a choice as well, which no remote end accepts."
  }
}
