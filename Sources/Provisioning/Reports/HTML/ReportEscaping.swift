internal import Mustache

/// How the templates of reports escape. The library's own way goes by `Character`, and a quote with a combining mark behind it is another
/// character: it would end an attribute.
struct ReportEscaping: MustacheContentType {
  static let name = "REPORT"

  func escapeText(_ text: String) -> String { SafeText.marked(text) }
}
