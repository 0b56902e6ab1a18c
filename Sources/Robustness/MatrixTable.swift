import ConsoleEmulator

/// Verdicts as a table of Markdown.
public enum MatrixTable {
  /// Between these lines of a document the table stands.
  public static let (begin, end) = ("<!-- matrix: written by syncroctl-robustness -->", "<!-- end of the matrix -->")

  /// One table for each layout and skin: a behaviour a row, a flow a column.
  public static func text(_ verdicts: [Cell: Verdict]) -> String {
    var lines: [String] = []
    for layout in EmulatedLayout.allCases {
      for skin in EmulatedSkin.allCases {
        let names = Cell.all.filter { $0.layout == layout && $0.skin == skin && $0.flow == .list }
        lines += ["### \(layout.rawValue), \(skin.rawValue)", ""]
        lines.append("| | " + Flow.allCases.map(\.rawValue).joined(separator: " | ") + " |")
        lines.append("|---" + Flow.allCases.map { _ in "|---" }.joined() + "|")
        for each in names {
          let cells = Flow.allCases.map { flow in
            verdicts[Cell(each.behaviour, flow, layout, skin)].map(\.words) ?? ""
          }
          lines.append("| \(each.behaviourName) | " + cells.joined(separator: " | ") + " |")
        }
        lines.append("")
      }
    }
    return (lines + [summary(verdicts)]).joined(separator: "\n")
  }

  /// How many of each kind.
  public static func summary(_ verdicts: [Cell: Verdict]) -> String {
    let counts = Verdict.Kind.allCases.map { kind in "\(kind.rawValue) \(verdicts.values.count { $0.kind == kind })" }
    return "Together, of \(verdicts.count): " + counts.joined(separator: ", ") + "."
  }

  /// A document with `table` in place of what stands between two marks; `nil` if they are missing.
  public static func replacing(in document: String, from begin: String, to end: String, with table: String) -> String? {
    guard let start = document.firstRange(of: begin), let stop = document.firstRange(of: end) else { return nil }
    return document[..<start.upperBound] + "\n\n" + table + "\n\n" + document[stop.lowerBound...]
  }
}
