/// Words for counts and lists, so that every message says them alike.
enum WordList {
  /// `1 person`, `3 people`.
  static func count(_ count: Int, _ one: String, _ many: String) -> String {
    "\(grouped(count)) \(count == 1 ? one : many)"
  }

  /// `a, b, c`, or with more than `limit` of them `a, b and 7 more`.
  static func list(_ items: [String], limit: Int, separator: String = ", ") -> String {
    guard items.count > limit else { return items.joined(separator: separator) }
    return "\(items.prefix(limit).joined(separator: separator)) and \(grouped(items.count - limit)) more"
  }

  /// `a and b`, `a, b and c`.
  static func and(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return "\(items.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// `10,000`.
  static func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var groups = ""
    while digits.count > 3 {
      groups = "," + digits.suffix(3) + groups
      digits.removeLast(3)
    }
    return (number < 0 ? "-" : "") + digits + groups
  }
}
