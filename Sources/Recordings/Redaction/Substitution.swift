package import Secrets
package import WebDriver

/// Puts placeholders where secrets stand in an answer, as on a console that shows again what was typed.
///
/// Only plain text is replaced; what stands there in another form is found by ``SecretSearch`` before anything is written. Short
/// secrets count where they do there: up to three characters as a whole text, up to seven letters and digits by themselves.
package struct Substitution: Sendable {
  private let needles: Needles
  private let placeholders: [String]
  /// Secrets that count only as a whole text.
  private let whole: [String: String]

  /// A substitution of `secrets`. Of two that begin at one place the longer is taken.
  package init(_ secrets: some Sequence<Secret>) {
    var whole: [String: String] = [:]
    var parts: [(bytes: [UInt8], standsAlone: Bool, placeholder: String)] = []
    for secret in secrets where !secret.isEmpty {
      secret.reveal { text in
        switch SecretLength(of: text) {
        case .tiny: whole[text] = whole[text] ?? secret.placeholder
        case .short: parts.append((Array(text.utf8), true, secret.placeholder))
        case .usual: parts.append((Array(text.utf8), false, secret.placeholder))
        }
      }
    }
    let ordered = parts.enumerated().sorted { ($1.element.bytes.count, $0.offset) < ($0.element.bytes.count, $1.offset) }.map(\.element)
    needles = Needles(ordered.map { Needles.Needle(bytes: $0.bytes, standsAlone: $0.standsAlone) })
    placeholders = ordered.map(\.placeholder)
    self.whole = whole
  }

  /// `text` with placeholders.
  package func apply(to text: String) -> String {
    if let placeholder = whole[text] { return placeholder }
    guard !placeholders.isEmpty else { return text }
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { all in
      var out: [UInt8] = []
      var position = 0
      while let (needle, offset) = needles.first(in: all, from: position) {
        out += all[position..<offset]
        out += placeholders[needle].utf8
        position = offset + needles.length(of: needle)
      }
      guard position > 0 else { return text }
      out += all[position...]
      return String(decoding: out, as: UTF8.self)
    }
  }

  /// `value` with placeholders in every text and every member's name.
  package func apply(to value: JSONValue) -> JSONValue {
    guard !placeholders.isEmpty || !whole.isEmpty else { return value }
    return value.mappingTexts(apply)
  }
}

extension JSONValue {
  /// This value with every text and every member's name replaced by what `replace` makes of it.
  func mappingTexts(_ replace: (String) -> String) -> JSONValue {
    switch self {
    case .string(let text): .string(replace(text))
    case .array(let values): .array(values.map { $0.mappingTexts(replace) })
    case .object(let members):
      // Sorted, so that it is always the same one that is left should two names become one.
      .object(
        Dictionary(
          members.sorted { $0.key < $1.key }.map { (replace($0.key), $0.value.mappingTexts(replace)) },
          uniquingKeysWith: { first, _ in first }))
    case .null, .bool, .int, .double, .secret: self
    }
  }
}
