internal import Technicians

/// What may be a pattern. Whether the console has such a permission is asked when planning.
enum PatternRules {
  /// What is wrong with `text`, worded to follow the field, or `nil`.
  static func mistake(in text: String) -> String? {
    if let mistake = NameRules.mistake(in: text) { return mistake }
    guard !PermissionPattern(text).isWellFormed else { return nil }
    let shown = ShownText.quoted(text)
    guard !text.contains("/") else { return "\(shown) lacks a side of its slash; write Area/Action, or Area/* for all of an area" }
    return "\(shown) has no slash; write Area/Action, Area/* for all of an area, or * for everything"
  }
}
