import Provisioning
import Technicians

/// A line for each change as it ends, in columns that are known beforehand.
struct ProgressLines {
  private let total: Int
  private let verbWidth: Int
  private let whomWidth: Int
  /// What most details fit into; a longer one pushes its own line only.
  private static let detailWidth = 30
  private static let widestWhom = 40

  init(_ changes: [Change]) {
    total = changes.count
    verbWidth = changes.map { $0.verb.count }.max() ?? 0
    whomWidth = min(changes.map { TextColumns.width(of: $0.whom) }.max() ?? 0, Self.widestWhom)
  }

  /// `1/3 create      nina.park@acme.com   created, read back (id 5127)     3.1 s  11 commands`
  func line(_ result: ChangeResult, number: Int) -> String {
    let count = "\(number)"
    let head =
      String(repeating: " ", count: max(0, "\(total)".count - count.count)) + "\(count)/\(total) "
      + TextColumns.padded(result.change.verb, to: verbWidth) + "  " + TextColumns.padded(result.change.whom, to: whomWidth) + "  "
    let detail = ShownText.plain(result.detail)
    guard result.commands > 0 else { return head + detail }
    let seconds = Self.seconds(result.seconds)
    return head + TextColumns.padded(detail, to: Self.detailWidth) + String(repeating: " ", count: max(2, 8 - seconds.count)) + seconds
      + (result.commands < 10 ? "   " : "  ") + "\(result.commands) commands"
  }

  /// `3.1 s`, whatever the machine's language.
  static func seconds(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}

extension Change {
  /// The person by email, or the group by name.
  var whom: String { email?.description ?? ShownText.plain(name) }
}
