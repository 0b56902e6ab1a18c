/// What differs between two headers, as far as it matters to what follows.
enum HeaderDifference {
  static func lines(_ first: RecordingHeader, _ second: RecordingHeader) -> [String] {
    func line(_ what: String, _ old: String, _ new: String) -> [String] {
      old == new ? [] : ["\(what): \(old.isEmpty ? "none" : old) -> \(new.isEmpty ? "none" : new)"]
    }
    func text(_ browser: RecordingHeader.Browser) -> String { "\(browser.name) \(browser.version)" }
    var lines = line("recorded", RecordingText.subject(first), RecordingText.subject(second))
    lines += line("browser", text(first.browser), text(second.browser))
    lines += line("layout", first.layout, second.layout)
    lines += line("console", first.console, second.console)
    lines += line("account", first.account, second.account)
    lines += line("one-time codes", first.codes.rawValue, second.codes.rawValue)
    lines += line("clock", first.clock, second.clock)
    lines += line("seed", first.seed.map(String.init) ?? "", second.seed.map(String.init) ?? "")
    lines += pack(first.pack, second.pack)
    lines += names("script", first.scripts, second.scripts)
    lines += line("normaliser", first.normaliser.joined(separator: ", "), second.normaliser.joined(separator: ", "))
    lines += line("redaction", first.redaction.joined(separator: ", "), second.redaction.joined(separator: ", "))
    if first.inputs != second.inputs { lines.append("input files: not the same") }
    return lines
  }

  private static func pack(_ first: RecordingHeader.Pack, _ second: RecordingHeader.Pack) -> [String] {
    guard first != second else { return [] }
    let digests = first.digest == second.digest ? "" : ": \(first.digest.prefix(12)) -> \(second.digest.prefix(12))"
    return ["selector pack\(digests)"] + names("  entry", first.uses, second.uses)
  }

  private static func names(_ what: String, _ first: [String: String], _ second: [String: String]) -> [String] {
    Set(first.keys).union(second.keys).sorted().compactMap { name in
      switch (first[name], second[name]) {
      case (let old, let new) where old == new: nil
      case (nil, _): "\(what) \(name): new"
      case (_, nil): "\(what) \(name): gone"
      default: "\(what) \(name): changed"
      }
    }
  }
}
