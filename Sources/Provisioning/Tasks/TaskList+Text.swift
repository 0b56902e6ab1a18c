internal import ConsolePages
internal import Technicians

extension TaskList {
  /// The tasks for a terminal or a sheet of paper, without a line break at the end. Nothing in it can move the cursor.
  public var text: String {
    guard !isEmpty else { return "Nothing is left for a person of run \(run)." }
    let head = "For a person: \(WordList.count(tasks.count, "task", "tasks")) of run \(run) on \(ShownText.plain(console))"
    let tail = "Done? It looks, and writes down what it sees done: \(next)"
    let sheets = tasks.map { item in item.lines.map { ShownText.plain($0, limit: 1000) }.joined(separator: "\n") }
    return ([head] + sheets + [tail]).joined(separator: "\n\n")
  }

  /// A row for each step, with headings: for spreadsheets.
  public var rows: [[String]] {
    let headings = [
      "run", "task", "change", "email", "name", "id", "row", "part", "step", "act", "text", "address", "element", "before", "value",
      "boxes",
    ]
    var rows: [[String]] = [headings]
    for item in tasks {
      for (index, step) in item.task.steps.enumerated() { rows.append(row(item, "do", index, step)) }
      for (index, step) in item.task.checks.enumerated() { rows.append(row(item, "check", index, step)) }
    }
    return rows
  }

  private func row(_ item: Item, _ part: String, _ index: Int, _ step: HandStep) -> [String] {
    let whom: [String] = [item.email?.description ?? "", item.name, item.id ?? "", item.row]
    let what: [String] = [part, "\(index + 1)", step.act.rawValue, step.text, step.address ?? "", step.element ?? ""]
    let values: [String] = [step.before ?? "", step.value ?? "", step.boxes.joined(separator: "; ")]
    return [run.description, "\(item.number)", item.change] + whom + what + values
  }
}

extension TaskList.Item {
  /// The task, a line each: who, why, what, and what to look at afterwards.
  var lines: [String] {
    var lines = ["Task \(number): \(change) \(whom)", "  \(who)"]
    lines += task.made.map { "  made already: \($0)" }
    lines += task.differs.map { "  not as asked: \($0)" }
    lines += ["  why: \(task.reason.message)"] + task.reason.seen.map { "       \($0)" }
    for (index, step) in task.steps.enumerated() { lines += step.lines("  \(index + 1). ") }
    lines.append("  Afterwards:")
    for step in task.checks { lines += step.lines("  - ") }
    return lines
  }

  /// `Alex Kim, number 5007, asked for by team.yaml:12`
  private var who: String {
    [email == nil ? "" : name, id.map { "number \($0)" } ?? "no number yet", "asked for by \(row)"].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }
}

extension HandStep {
  fileprivate func lines(_ mark: String) -> [String] {
    ["\(mark)\(text)"] + boxes.map { String(repeating: " ", count: mark.count + 2) + $0 }
  }
}
