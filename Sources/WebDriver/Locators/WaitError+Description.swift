extension WaitError: CustomStringConvertible {
  /// For people: what failed and why on the first line, then what was there instead, how long and where, and who asked.
  public var description: String {
    var lines = [code == .notExpected ? "expected \(locator) \(action); \(lastSeen)" : "could not \(action) \(locator): \(reason)"]
    lines += findings.samples.enumerated().map { "  \($0 + 1). \($1)" }
    if let count = findings.count, !findings.samples.isEmpty, count > findings.samples.count {
      lines.append("  … \(count - findings.samples.count) more")
    }
    if findings.history.count > 1 { lines.append("  seen in turn: \(findings.history.joined(separator: ", "))") }
    if code == .notExpected, let part = brokenPart { lines.append("  \(part)") }
    if !findings.near.isEmpty {
      lines.append("  \(code == .noOption ? "it has" : "there are"): \(findings.near.map { "\"\($0)\"" }.joined(separator: ", "))")
    }
    lines += findings.twins.map { "  says so, but is something else: \($0)" }
    if findings.frames > 0 { lines.append("  not searched: \(findings.frames == 1 ? "a frame" : "\(findings.frames) frames") of the page") }
    lines.append("  waited \(Self.seconds(waited)) s and looked \(looks == 1 ? "once" : "\(looks) times")\(place)")
    lines.append("  called at \(fileID):\(line)")
    return lines.joined(separator: "\n")
  }

  private var lastSeen: String { findings.history.last.map { "last seen: \($0)" } ?? "the page could not be looked at" }

  private var place: String {
    guard !address.isEmpty else { return "" }
    return " at \(address)" + (title.isEmpty ? "" : ", \"\(title)\"")
  }

  /// Where a composed locator came to nothing.
  private var brokenPart: String? {
    findings.part.map { part in
      switch findings.count ?? 0 {
      case 0: "nothing matches \(part)"
      case 1: "1 matches \(part)"
      case let count: "\(count) match \(part)"
      }
    }
  }

  private var reason: String {
    let count = findings.count ?? 0
    let element = findings.element ?? "something"
    let text = findings.text ?? "nothing"
    switch code {
    case .notFound:
      return findings.count == 0 ? brokenPart ?? "nothing matches" : brokenPart.map { "nothing matches, though \($0)" } ?? "nothing matches"
    case .ambiguous: return "\(count) elements match" + (findings.part.map { " \($0)" } ?? "")
    case .hidden: return count > 1 ? "all \(count) matches are hidden" : "it is hidden"
    case .moving: return "it does not stand still"
    case .detached: return "it is replaced again and again"
    case .disabled: return "it is disabled"
    case .readOnly: return "it is read-only"
    case .covered: return "it is covered by \(element)"
    case .outside: return "it lies outside of what can be scrolled to"
    case .wrongKind: return "it is not \(text)" + (findings.element.map { ": \($0)" } ?? "")
    case .noOption:
      return count > 1 ? "\(count) options are called so" : count == 1 ? "the option is disabled" : "there is no such option"
    case .notKept: return "it did not keep what was put in" + (findings.text.map { ", and reads \"\($0)\"" } ?? "")
    case .dialog: return "a dialog is open" + (findings.text.map { ": \"\($0)\"" } ?? "")
    case .refused: return "the driver refuses: \(text)"
    case .leaving: return "the page was still being left"
    case .invalid: return "the locator cannot be understood: \(text)"
    default: return "the script failed: \(text)"
    }
  }

  /// Seconds with two digits behind the point.
  static func seconds(_ duration: Duration) -> String {
    let hundredths = duration.wholeMilliseconds / 10
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
