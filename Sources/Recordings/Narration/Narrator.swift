import WebDriver

/// Tells a recording step by step, as a person would.
public enum Narrator {
  /// What a line holds before the rest goes into details.
  static let width = 100

  /// The steps of `recording`, told. What is unknown here is told by the command's name.
  public static func steps(of recording: Recording) -> [NarratedStep] { steps(of: Flow(recording)) }

  static func steps(of flow: Flow) -> [NarratedStep] {
    var dialog: String?
    return flow.steps.map { step in
      let told = step.look.map { LookNarration(step, $0).told } ?? Telling(text: command(step, dialog: dialog))
      // A dialog's text is asked for before it is answered.
      dialog = step.request.command == "getAlertText" ? step.value?.stringValue : nil
      return narrated(step, told)
    }
  }

  private static func narrated(_ step: FlowStep, _ told: Telling) -> NarratedStep {
    var text = told.text
    var details = told.details
    switch step.response {
    case .failure(let code, let detail): details.append("no answer (\(code)): \(detail)")
    case .answer(_, let value):
      if let error = value["error"]?.stringValue {
        let remark = "the driver says: \(error)"
        if text.count + remark.count + 2 <= width { text += "; \(remark)" } else { details.append(remark) }
        if let message = value["message"]?.stringValue, !message.isEmpty, message != error {
          details.append(shortened(message, to: width))
        }
      }
    }
    if step.states.count > 1 { details.append("asked again until the answer was this; \(step.states.count) different answers") }
    return NarratedStep(
      number: step.number, line: step.line, heading: step.mark.map { "\($0.page): \($0.step)" }, text: text, details: details)
  }

  /// A text as it is shown: one line, not longer than `limit`.
  static func shortened(_ text: String, to limit: Int = 60) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= limit ? line : "\(line.prefix(limit - 3))..."
  }

  static func quoted(_ text: String) -> String { "\"\(shortened(text))\"" }

  /// A number with what is counted: `1 row`, `25 rows`.
  static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String { "\(count) \(count == 1 ? one : many ?? one + "s")" }

  /// An address as it is shown: of the console's own only what comes after its name.
  static func shortened(address: String) -> String {
    let console = "https://console.example/"
    return shortened(address.hasPrefix(console) ? "/" + address.dropFirst(console.count) : address, to: 80)
  }

  /// What is typed: a text in quotes, a secret by its label.
  static func typed(_ text: String) -> String {
    guard text.hasPrefix("{{secret:"), text.hasSuffix("}}") else { return quoted(text) }
    return "a secret (\(text.dropFirst("{{secret:".count).dropLast(2)))"
  }
}

/// What is told of a step, before what is told of all.
struct Telling {
  var text: String
  var details: [String] = []
}
