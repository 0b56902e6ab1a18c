import WebDriver

/// Boxes as the page's script answers them.
enum BuiltBox {
  /// Boxes by area, those of one area next to each other.
  static func areas(_ boxes: [(area: String, action: String)], ticked: (Int) -> Bool = { _ in false }) -> JSONValue {
    var areas: [(name: String, actions: [String], ticked: [Int])] = []
    for (index, box) in boxes.enumerated() {
      if areas.last?.name != box.area { areas.append((box.area, [], [])) }
      if ticked(index) { areas[areas.count - 1].ticked.append(areas[areas.count - 1].actions.count) }
      areas[areas.count - 1].actions.append(box.action)
    }
    return .array(
      areas.map { area in
        [
          "area": .string(area.name), "boxes": .array(area.actions.map { .string($0) }), "ticked": .array(area.ticked.map { .int($0) }),
          "fixed": [],
        ]
      })
  }
}
