import WebDriver

/// Tells a look: what was waited for, what came, and what was done there.
struct LookNarration {
  private let look: Look
  private let outcome: LookOutcome

  init(_ step: FlowStep, _ look: Look) {
    self.look = look
    outcome = LookOutcome(step.response)
  }

  var told: Telling {
    switch outcome {
    case .failed: return Telling(text: waiting)
    case .dialog(let text):
      return Telling(text: "\(waiting): a dialog stood in the way\(text.map { ", \(Narrator.quoted($0))" } ?? "")")
    case .answered(let answer):
      guard let held = look.named(answer.heldCase) else { return nothingHeld(answer) }
      return carriedOut(held, answer)
    }
  }

  private var waiting: String { Self.waiting(look) }

  /// `waits for "code" or "refused"`; what may come in between goes without saying.
  static func waiting(_ look: Look) -> String {
    "waits for \(look.wanted.map { "\"\($0.name)\"" }.joined(separator: " or "))"
  }

  private func carriedOut(_ held: Look.Case, _ answer: LookAnswer) -> Telling {
    let page = "on the page \(Narrator.quoted(answer.title))"
    let start: String
    if held.isBlock {
      start = "\(waiting): \"\(held.plainName)\" came in between, \(page)"
    } else if look.wanted.count == 1 {
      start = page
    } else {
      start = "\(waiting): \"\(held.name)\" came"
    }
    let actions = zip(held.steps, answer.results).map { StepNarration(look: look, held: held, step: $0, result: $1).told }
    guard !actions.isEmpty else { return Telling(text: look.wanted.count == 1 && !held.isBlock ? "\(waiting): it came, \(page)" : start) }
    let whole = "\(start)\(look.wanted.count == 1 ? ":" : ";") \(actions.joined(separator: "; "))"
    if whole.count <= Narrator.width { return Telling(text: whole) }
    return Telling(text: start, details: actions.flatMap { Self.wrapped($0) })
  }

  /// What was missing, element by element, of the first case: the others are refusals and the like, whose absence explains nothing.
  private func nothingHeld(_ answer: LookAnswer) -> Telling {
    var details = ["the page was \(Narrator.quoted(answer.title)), \(Narrator.shortened(address: answer.address))"]
    if answer.isOld { details.append("it is the page on which something was pressed") }
    if let trouble = answer.trouble { details.append("the script says: \(Narrator.shortened(trouble))") }
    for name in look.wanted.first.map({ $0.demands.map(\.element) + $0.none }) ?? [] {
      guard let problem = answer.elements[name]?.problem else { continue }
      details.append("\(name): \(ProblemWords.told(problem, answer.elements[name]))")
    }
    return Telling(text: "\(waiting): nothing of it came in time", details: details)
  }

  /// The parts of a long sentence, so that no line is much longer than the width.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < Narrator.width - 4 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(lines.isEmpty ? String(word) : "  \(word)")
      }
    }
    return lines
  }
}

/// What the page's script says of an element that cannot be used, in words.
enum ProblemWords {
  static func told(_ problem: String, _ report: LookAnswer.Report?) -> String {
    switch problem {
    case "none": "not found"
    case "many": "more than one element matches"
    case "hidden": "there, but hidden"
    case "outer": "what it stands in was not found"
    case "row": "no such row"
    case "rows": "more than one such row"
    case "readonly": "read-only"
    case "unsure": "found by one candidate alone, and not by its words"
    case "covered": "covered by \(report?.by ?? "something")"
    case "outside": "outside what can be scrolled to"
    case "unwanted": "there, and must not be"
    case "invalid": "a candidate cannot be understood"
    default: problem
    }
  }
}
