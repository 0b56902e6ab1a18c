/// Finds email addresses in texts of any kind: in prose, in an address's query, in JSON inside a text, in HTML.
struct EmailScan {
  /// An address as it stands in a text.
  struct Found {
    /// Its bytes in the text.
    var range: Range<Int>
    /// What stands for the `@`: `@`, `%40`, `\u0040`, `&#64;` or `&#x40;`.
    var separator: Range<Int>
    /// The address itself, in lower case, percent-encoding undone.
    var address: String
    /// The same behind the last `+`, which may have been a blank of a form's encoding; `nil` where there is no such `+`.
    var behindPlus: (start: Int, address: String)?
  }

  private static let separators = ["@", "%40", "\\u0040", "&#64;", "&#x40;"].map { Array($0.utf8) }
  private let bytes: [UInt8]

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// Every address in `text`, in order.
  static func all(in text: String) -> [Found] {
    let scan = EmailScan(text)
    var found: [Found] = []
    var position = 0
    while position < scan.bytes.count {
      guard let length = scan.separator(at: position) else {
        position += 1
        continue
      }
      if let next = scan.address(around: position..<position + length), next.range.lowerBound >= found.last?.range.upperBound ?? 0 {
        found.append(next)
        position = next.range.upperBound
      } else {
        position += length
      }
    }
    return found
  }

  private func separator(at position: Int) -> Int? {
    let first = bytes[position]
    guard first == 0x40 || first == 0x25 || first == 0x5C || first == 0x26 else { return nil }
    return Self.separators.first { bytes[position...].starts(with: $0) }?.count
  }

  private func address(around separator: Range<Int>) -> Found? {
    let units = localUnits(before: separator.lowerBound)
    guard let start = units.first?.start, let end = domainEnd(from: separator.upperBound) else { return nil }
    let domain = String(decoding: bytes[separator.upperBound..<end], as: UTF8.self).lowercased()
    func address(_ units: ArraySlice<(start: Int, byte: UInt8)>) -> String {
      String(decoding: units.map(\.byte), as: UTF8.self).lowercased() + "@" + domain
    }
    var behindPlus: (start: Int, address: String)?
    if let plus = units.lastIndex(where: { bytes[$0.start] == UInt8(ascii: "+") }), plus + 1 < units.count {
      behindPlus = (units[plus + 1].start, address(units[(plus + 1)...]))
    }
    return Found(range: start..<end, separator: separator, address: address(units[...]), behindPlus: behindPlus)
  }

  /// The bytes of what stands in front of the `@`, each with where it is written.
  private func localUnits(before end: Int) -> [(start: Int, byte: UInt8)] {
    var units: [(start: Int, byte: UInt8)] = []
    var position = end
    while position > 0 {
      if position > 2, bytes[position - 3] == UInt8(ascii: "%"), let high = Needles.hexadecimal(bytes[position - 2]),
        let low = Needles.hexadecimal(bytes[position - 1])
      {
        let byte = high << 4 | low
        guard byte >= 0x80 || Self.isLocal(byte) else { break }
        position -= 3
        units.append((position, byte))
      } else if bytes[position - 1] >= 0x80 {
        guard let start = letterStart(endingAt: position) else { break }
        for index in (start..<position).reversed() { units.append((index, bytes[index])) }
        position = start
      } else {
        guard Self.isLocal(bytes[position - 1]) else { break }
        position -= 1
        units.append((position, bytes[position]))
      }
    }
    units.reverse()
    if let first = units.first { units.removeFirst(min(units.count, escapeLength(at: first.start))) }
    let quotes = units.prefix { $0.byte == UInt8(ascii: "'") || $0.byte == UInt8(ascii: ".") || $0.byte == UInt8(ascii: "-") }
    units.removeFirst(quotes.count)
    return units
  }

  /// How many characters from `start` belong to a JSON escape whose backslash stands in front: `\nnina@acme.com` is a line end and an
  /// address.
  private func escapeLength(at start: Int) -> Int {
    let backslashes = bytes[..<start].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    guard backslashes % 2 == 1 else { return 0 }
    return bytes[start] == UInt8(ascii: "u") ? 5 : 1
  }

  private func domainEnd(from start: Int) -> Int? {
    var end = start
    while end < bytes.count {
      if bytes[end] >= 0x80 {
        guard let next = letterEnd(startingAt: end) else { break }
        end = next
      } else {
        guard Needles.isWordByte(bytes[end]) || bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: "-") else { break }
        if bytes[end] == UInt8(ascii: "."), end == start || bytes[end - 1] == UInt8(ascii: ".") { break }
        end += 1
      }
    }
    while end > start, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
    let labels = bytes[start..<end].split(separator: UInt8(ascii: "."))
    guard labels.count > 1, let first = labels.first, let last = labels.last?.first else { return nil }
    // Not a version, `pack@1.2.3`, and not a picture, `logo@2x.png`.
    guard last > UInt8(ascii: "9"), !(first.count == 2 && first.last == UInt8(ascii: "x")) else { return nil }
    return end
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    Needles.isWordByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'")
  }

  private func letterStart(endingAt end: Int) -> Int? {
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return TextScalars.isWord(bytes[start..<end]) ? start : nil
  }

  private func letterEnd(startingAt start: Int) -> Int? {
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return TextScalars.isWord(bytes[start..<end]) ? end : nil
  }
}

/// What counts as part of a word beyond ASCII.
enum TextScalars {
  /// Whether `bytes` are letters, marks or digits.
  static func isWord(_ bytes: some Sequence<UInt8>) -> Bool {
    String(decoding: Array(bytes), as: UTF8.self).unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }
}
