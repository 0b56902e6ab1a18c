extension RecordingDiff: CustomStringConvertible {
  /// How many fields of one step are shown.
  private static let shownFields = 6

  /// For people: `-` is only in the first, `+` only in the second, `~` in both and not the same.
  public var description: String {
    if isSame { return "the same\n" }
    let lines = header + (header.isEmpty || entries.isEmpty ? [] : [""]) + entries.flatMap(Self.lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ entry: Entry) -> [String] {
    switch entry {
    case .removed(let step): return ["- step \(step.number) (line \(step.line)): \(step.text)"]
    case .added(let step): return ["+ step \(step.number) (line \(step.line)): \(step.text)"]
    case .removedText(let text): return ["- \(text)"]
    case .addedText(let text): return ["+ \(text)"]
    case .changed(let step, let line, let fields):
      let place = step.line == line ? "line \(line)" : "line \(line), now \(step.line)"
      let more = fields.count - shownFields
      return ["~ step \(step.number) (\(place)): \(step.text)"]
        + fields.prefix(shownFields).map {
          "    \($0.path): \(FieldDifference.shown($0.expected)) -> \(FieldDifference.shown($0.found))"
        } + (more > 0 ? ["    and \(Narrator.counted(more, "more field"))"] : [])
    }
  }
}
