internal import ConsolePages
public import Foundation
internal import Technicians

/// A run as one page that can be mailed, kept and printed: no request leaves it, and it needs no script.
public struct HTMLReport: Sendable {
  private let report: RunReport

  /// The page of `report`.
  public init(_ report: RunReport) { self.report = report }

  /// Writes the page, with its pictures, in pieces that are small beside the whole.
  ///
  /// - Parameter sink: takes the pieces in order.
  /// - Throws: ``ReportError`` if a picture goes away while it is read; whatever `sink` throws.
  public func write(to sink: (Data) throws -> Void) throws {
    var pictures = ReportPictures(report.evidence)
    let values = values(&pictures)
    try ReportPage(PackageResources.run_mustache).write(values, pictures: pictures.files, to: sink)
  }

  private func values(_ pictures: inout ReportPictures) -> [String: Any] {
    let notDone = report.notDone
    var values: [String: Any] = [
      "title": "Run \(report.header.id) on \(report.header.plan.plan.basis.address)", "address": report.header.plan.plan.basis.address,
      "headline": report.headline, "tone": tone,
      "facts": report.facts.map { ["label": $0.label, "factLines": $0.lines, "isCode": $0.isCode, "isWide": $0.isWide] },
      "tally": tally, "changes": report.changes.map { change(values: $0, &pictures) }, "hasChanges": !report.changes.isEmpty,
      "notDone": notDone.map { not(done: $0) }, "hasNotDone": !notDone.isEmpty,
      "refusals": report.refusals.map { ["finding": $0.finding, "lifted": $0.lifted] }, "hasRefusals": !report.refusals.isEmpty,
      "remarks": report.remarks, "hasRemarks": !report.remarks.isEmpty,
      "packDigest": report.header.plan.pack, "rosterDigests": report.header.plan.roster,
    ]
    values["caveat"] = report.caveat
    values["seats"] = seats
    values["verification"] = report.verification
    return values
  }

  /// How the page looks at the run: what nobody knows weighs more than what failed.
  private var tone: String {
    if report.isWhole { return "good" }
    return report.count(.unknown) > 0 || !report.hasEnded ? "bad" : "fair"
  }

  private var tally: [[String: Any]] {
    let named = ChangeResult.Outcome.allCases.map { (outcome: $0, count: report.count($0)) }
    // What did not happen is only worth a line where somebody may expect it.
    return named.filter { $0.count > 0 || $0.outcome == .done || $0.outcome == .failed }.map {
      ["number": WordList.grouped($0.count), "word": report.word($0.outcome), "look": Self.look($0.outcome)]
    }
  }

  private static func look(_ outcome: ChangeResult.Outcome) -> String {
    switch outcome {
    case .done: "good"
    case .unchanged, .notReached: "quiet"
    case .failed, .manual: "fair"
    case .unknown: "bad"
    }
  }

  private func change(values item: ReportedChange, _ pictures: inout ReportPictures) -> [String: Any] {
    let change = item.change
    let rows = item.values.map { value(row: $0, item) }
    let (shown, missing) = pictures.take(item)
    let name = change.email == nil ? "" : change.name
    let (head, tail) = ReportPage.broken(item.whom)
    return [
      "number": "\(item.number)", "verb": change.verb, "sign": change.sign, "whom": item.whom, "whomHead": head, "whomTail": tail,
      "name": name, "hasName": !name.isEmpty,
      "outcome": report.word(item), "look": Self.look(item.outcome), "happened": item.detail, "planned": change.detail,
      "hasPlanned": !change.detail.isEmpty, "asked": item.asked, "price": change.price, "hasPrice": !change.price.isEmpty,
      "values": rows, "hasValues": !rows.isEmpty, "given": item.given, "hasGiven": !item.given.isEmpty, "givenCount": "\(item.given.count)",
      "explanation": item.explanation, "took": took(item), "hasTook": item.began != nil,
      "pictures": shown, "hasPictures": !shown.isEmpty, "pictureCount": WordList.count(shown.count, "picture", "pictures"),
      "missing": missing,
    ]
  }

  private func took(_ item: ReportedChange) -> String {
    let parts = [
      item.began.map { "begun \(ShownTime.text($0))" }, item.seconds.map { ShownTime.length($0) },
      item.commands.map { WordList.count($0, "command", "commands") },
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }

  private func value(row value: ValueChange, _ item: ReportedChange) -> [String: Any] {
    let unseen = item.outcome == .notReached ? "not reached" : "not read back"
    return [
      "valueName": value.name, "before": value.before ?? "not read", "wanted": value.wanted, "after": value.after ?? unseen,
      "isOff": value.isAsWanted == false, "isUnseen": value.after == nil,
    ]
  }

  private func not(done item: ReportedChange) -> [String: Any] {
    var values: [String: Any] = [
      "number": "\(item.number)", "verb": item.change.verb, "whom": item.whom, "outcome": report.word(item.outcome),
      "look": Self.look(item.outcome), "happened": item.detail, "explanation": item.explanation,
      "asked": item.asked, "advice": item.advice ?? "",
    ]
    values["task"] = item.task.map { Self.task(values: $0.task) }
    return values
  }

  private static func task(values task: ManualTask) -> [String: Any] {
    func step(_ step: HandStep) -> [String: Any] { ["step": step.text, "boxes": step.boxes, "hasBoxes": !step.boxes.isEmpty] }
    return [
      "made": task.made, "differs": task.differs, "steps": task.steps.map(step), "checks": task.checks.map(step),
      "hasChecks": !task.checks.isEmpty,
    ]
  }

  private var seats: [String: Any]? {
    guard let seats = report.seats else { return nil }
    func row(_ label: String, _ before: String, _ after: String) -> [String: Any] {
      ["label": label, "before": before, "after": after, "isSame": before == after]
    }
    let (before, after) = (seats.before, seats.after)
    return [
      "rows": [
        row("Seats", WordList.grouped(before.active), WordList.grouped(after.active)),
        row("Cost a month", before.monthlyCost.description, after.monthlyCost.description),
        row("Cost a year", (before.monthlyCost * 12).description, (after.monthlyCost * 12).description),
      ],
      "seatRemarks": report.seatRemarks,
    ]
  }
}

/// The pictures of a report, as its page asks for them.
private struct ReportPictures {
  private let folder: URL?
  private(set) var files: [PictureFile] = []

  init(_ folder: URL?) { self.folder = folder }

  /// What the page says of a change's pictures: those that are there, and why others are not.
  mutating func take(_ item: ReportedChange) -> (shown: [[String: Any]], missing: [String]) {
    var (shown, missing): ([[String: Any]], [String]) = ([], [])
    for name in item.pictures {
      guard let folder else {
        missing.append("\(name): there is no evidence folder to read it from")
        continue
      }
      if name.hasSuffix(".txt") {
        missing.append("\(name): \(PictureFile.note(name, in: folder) ?? "it cannot be read")")
        continue
      }
      do {
        let file = try PictureFile(name, in: folder)
        let moment = Self.moment(name)
        shown.append([
          "source": ReportPage.place(of: files.count), "file": name, "moment": moment, "width": "\(file.width)", "height": "\(file.height)",
          "alt": "The console, \(moment.lowercased()): \(item.change.verb) \(item.whom)",
        ])
        files.append(file)
      } catch {
        missing.append("\(name): \(error)")
      }
    }
    return (shown, missing)
  }

  private static func moment(_ name: String) -> String {
    if name.contains("-before.") { return "Before" }
    return name.contains("-after.") ? "After" : "On the way"
  }
}
