extension Locator {
  /// The locator as the script in the page (`locator.js`) reads it. Each part says how it is called, for errors.
  var json: JSONValue {
    var members = ownMembers
    members["says"] = .string(description)
    return .object(members)
  }

  private var ownMembers: [String: JSONValue] {
    switch kind {
    case .label(let text): ["by": "label", "text": text.json]
    case .role(let role, let name): ["by": "role", "role": .string(role.rawValue), "name": name?.json ?? .null]
    case .text(let text): ["by": "text", "text": text.json]
    case .attribute(let attribute, let text): ["by": "attribute", "attribute": .string(attribute.rawValue), "text": text.json]
    case .testID(let id): ["by": "testID", "value": .string(id)]
    case .id(let id): ["by": "css", "value": .string("[id=\"\(CSSEscaping.identifier(id))\"]")]
    case .name(let name): ["by": "css", "value": .string("[name=\"\(CSSEscaping.identifier(name))\"]")]
    case .css(let selector): ["by": "css", "value": .string(selector)]
    case .xpath(let path): ["by": "xpath", "value": .string(path)]
    case .within(let inner, let outer): ["by": "within", "of": inner.json, "outer": outer.json]
    case .hasText(let of, let text): ["by": "hasText", "of": of.json, "text": text.json]
    case .has(let of, let other): ["by": "has", "of": of.json, "other": other.json]
    case .hasNot(let of, let other): ["by": "hasNot", "of": of.json, "other": other.json]
    case .nth(let of, let index): ["by": "nth", "of": of.json, "index": .int(index)]
    case .or(let one, let other): ["by": "or", "of": one.json, "other": other.json]
    case .visible(let of): ["by": "visible", "of": of.json]
    case .shadow(let of): ["by": "shadow", "of": of.json]
    case .described(let of, _): ["by": "described", "of": of.json]
    }
  }
}
