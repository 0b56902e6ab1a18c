import WebDriver

/// The boxes of a page program's answer, one by one: `area`, `action`, `checked`. The script writes them by area, labels once.
enum BoxAreas {
  static func boxes(in answer: JSONValue?) -> [JSONValue] {
    (answer?.arrayValue ?? []).flatMap { area -> [JSONValue] in
      let ticked = Set((area["ticked"]?.arrayValue ?? []).compactMap(\.intValue))
      return (area["boxes"]?.arrayValue ?? []).enumerated().map { index, action in
        ["area": area["area"] ?? "", "action": action, "checked": .bool(ticked.contains(index))]
      }
    }
  }
}
