/// Lays the lines of a log beside the order in which they were written, and beside what the seal says of them.
struct ChainExamination {
  private let lines: [LogLine]
  private let sealed: EvidenceSeal.Body?
  private(set) var findings: [EvidenceFinding] = []
  /// The entries that belong to the run, in the order in which they were written. Of one that was edited nothing can be relied on.
  private(set) var entries: [(number: Int, line: LogLine)] = []

  /// - Parameter sealed: what the seal says; `nil` where it says nothing of this log.
  init(_ lines: [LogLine], sealed: EvidenceSeal.Body?) {
    self.lines = lines
    self.sealed = sealed
    let placed = withoutDoubles(placedLines())
    findMissing(placed)
    findReordered(placed)
    entries = placed.sorted { $0.number < $1.number }
    findBrokenLinks()
    findAnotherHead()
  }

  private mutating func add(_ kind: EvidenceFinding.Kind, _ line: Int?, _ found: String, expected: String) {
    findings.append(EvidenceFinding(kind, EvidenceFiles.log, line: line, found, expected: expected))
  }

  /// Every line with the number of the entry that it is, or that must have stood there: an edited line is taken for the one that its place
  /// makes it. What was added after the end is left out.
  private mutating func placedLines() -> [(number: Int, line: LogLine)] {
    var taken = Set(lines.filter(\.isIntact).compactMap { $0.fields?.n })
    var placed: [(number: Int, line: LogLine)] = []
    var last = 0
    for line in lines {
      var number = line.isIntact ? line.fields?.n : nil
      if number == nil { number = [last + 1, line.fields?.n ?? 0].first { $0 > 0 && !taken.contains($0) } }
      if let number { taken.insert(number) }
      if let count = sealed?.count, (number ?? last + 1) > count {
        add(.appended, line.number, "something was added after the \(count) entries that are sealed", expected: "the end of the log")
        continue
      }
      if !line.isIntact { addEdited(line, isLast: line.number == lines.count) }
      guard let number, number > 0 else {
        if line.isIntact { add(.edited, line.number, "an entry has the number \(line.fields?.n ?? 0)", expected: "a number from 1") }
        continue
      }
      placed.append((number, line))
      last = number
    }
    return placed
  }

  private mutating func addEdited(_ line: LogLine, isLast: Bool) {
    if line.trouble == nil, line.stated == line.computed {
      add(.edited, line.number, "the entry is whole, and its line is not ended", expected: "a line feed at its end")
    } else if !line.isTerminated, isLast, !line.hasLostItsEnd {
      let reason = sealed == nil ? ", as by a crash in the middle of writing; resume sets it aside" : ""
      add(.truncated, line.number, "the last line is cut off\(reason)", expected: "a whole entry")
    } else if let trouble = line.trouble {
      add(.edited, line.number, trouble, expected: "an entry as it was written")
    } else {
      add(
        .edited, line.number, "the entry was changed after it was written: its digest is \(line.computed ?? "")",
        expected: "the digest that it says, \(line.stated ?? "")")
    }
  }

  /// Leaves out entries that stand there before, and of two that claim one number the one that nothing follows from.
  private mutating func withoutDoubles(_ placed: [(number: Int, line: LogLine)]) -> [(number: Int, line: LogLine)] {
    var first: [String: Int] = [:]
    var kept: [(number: Int, line: LogLine)] = []
    for each in placed {
      if each.line.isIntact, let digest = each.line.computed {
        if let earlier = first[digest] {
          add(.repeated, each.line.number, "entry \(each.number) stands here again, after line \(earlier)", expected: "each entry once")
          continue
        }
        first[digest] = each.line.number
      }
      kept.append(each)
    }
    let followed = Set(kept.compactMap { $0.line.isIntact ? $0.line.fields?.previous : nil } + [sealed?.head].compactMap(\.self))
    for (number, rivals) in Dictionary(grouping: kept, by: \.number).sorted(by: { $0.key < $1.key }) where rivals.count > 1 {
      let genuine = rivals.first { $0.line.computed.map(followed.contains) ?? false } ?? rivals[0]
      for rival in rivals where rival.line.number != genuine.line.number {
        add(.edited, rival.line.number, "a second entry \(number), beside line \(genuine.line.number)", expected: "each number once")
        kept.removeAll { $0.line.number == rival.line.number }
      }
    }
    return kept
  }

  private mutating func findMissing(_ placed: [(number: Int, line: LogLine)]) {
    let there = Set(placed.map(\.number))
    let count = sealed?.count ?? there.max() ?? 0
    // A seal that is not to be trusted may claim any number.
    guard count > 0, count < 1 << 24 else { return }
    let expected = sealed.map { "\($0.count) entries, as the seal says" } ?? "entries without a gap"
    var first: Int?
    for number in 1...(count + 1) {
      if number <= count, !there.contains(number) {
        first = first ?? number
      } else if let start = first {
        let what = start == number - 1 ? "entry \(start) is missing" : "entries \(start) to \(number - 1) are missing"
        let line = placed.first { $0.number >= number }?.line.number ?? lines.count + 1
        add(.truncated, line, what, expected: expected)
        first = nil
      }
    }
  }

  private mutating func findReordered(_ placed: [(number: Int, line: LogLine)]) {
    for (found, should) in zip(placed, placed.map(\.number).sorted()) where found.number != should {
      add(.reordered, found.line.number, "entry \(found.number) stands here", expected: "entry \(should)")
    }
  }

  /// Each entry has the digest of the one before. One that was edited has been found already.
  private mutating func findBrokenLinks() {
    var before: (number: Int, line: LogLine)?
    for entry in entries {
      defer { before = entry }
      guard entry.line.isIntact, let previous = entry.line.fields?.previous else { continue }
      if entry.number == 1 {
        if !previous.isEmpty { add(.edited, entry.line.number, "the first entry follows from another", expected: "nothing before it") }
      } else if let before, before.number == entry.number - 1, before.line.isIntact, before.line.computed != previous {
        add(
          .edited, entry.line.number, "entry \(entry.number) does not follow from entry \(before.number): one of them was written anew",
          expected: "after one with the digest \(previous)")
      }
    }
  }

  private mutating func findAnotherHead() {
    guard let sealed, let last = entries.last, last.number == sealed.count, last.line.isIntact, let digest = last.line.computed,
      digest != sealed.head
    else { return }
    add(
      .edited, last.line.number, "the log holds together, and is not the one that was sealed: its last digest is \(digest)",
      expected: "\(sealed.head), as the seal says")
  }
}
