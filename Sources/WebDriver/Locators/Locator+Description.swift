extension Locator: CustomStringConvertible {
  /// For people: `button "Delete" within row with text containing "Ada"`.
  public var description: String {
    switch kind {
    case .label(let text): "label \(text)"
    case .role(let role, let name): name.map { "\(role) \($0)" } ?? "\(role)"
    case .text(let text): "text \(text)"
    case .attribute(let attribute, let text): "\(attribute == .alt ? "alternative text" : attribute.rawValue) \(text)"
    case .testID(let id): "test id \"\(id)\""
    case .id(let id): "id \"\(id)\""
    case .name(let name): "name \"\(name)\""
    case .css(let selector): "css \"\(selector)\""
    case .xpath(let path): "xpath \"\(path)\""
    case .within(let inner, let outer): "\(inner) within \(outer)"
    case .hasText(let of, let text): "\(of) with text \(text)"
    case .has(let of, let other): "\(of) that has \(other)"
    case .hasNot(let of, let other): "\(of) that has no \(other)"
    case .nth(let of, let index): "the \(Self.ordinal(index)) \(of)"
    case .or(let one, let other): "\(one) or \(other)"
    case .visible(let of): "visible \(of)"
    case .shadow(let of): "the shadow root of \(of)"
    case .described(_, let words): words
    }
  }

  private static func ordinal(_ index: Int) -> String {
    switch index {
    case 0: return "first"
    case -1: return "last"
    default: break
    }
    let number = index < 0 ? index.magnitude : index.magnitude + 1
    let ending =
      switch (number % 10, number % 100) {
      case (1, let last) where last != 11: "st"
      case (2, let last) where last != 12: "nd"
      case (3, let last) where last != 13: "rd"
      default: "th"
      }
    return index < 0 ? "\(number)\(ending) from the end of" : "\(number)\(ending)"
  }
}
