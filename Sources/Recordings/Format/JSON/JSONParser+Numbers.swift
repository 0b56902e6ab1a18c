import WebDriver

extension JSONParser {
  /// A number: whole and fitting an `Int`, or else a finite `Double`.
  mutating func number() throws(Fault) -> JSONValue {
    let start = position
    let isNegative = next == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let first = position
    // Summed up below zero, where there is one number more.
    var whole = 0
    var fits = true
    while isDigit(next) {
      let (tens, overflow) = whole.multipliedReportingOverflow(by: 10)
      let (sum, second) = tens.subtractingReportingOverflow(Int(next - UInt8(ascii: "0")))
      if overflow || second { fits = false }
      whole = sum
      position += 1
    }
    if position == first { throw fault("a digit should stand here") }
    if bytes[first] == UInt8(ascii: "0"), position > first + 1 { throw fault("a number begins with a superfluous 0", at: start) }
    var isWhole = true
    if next == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      try digits()
    }
    if next | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    if isWhole, fits, isNegative || whole != .min {
      if isCanonical, isNegative, whole == 0 { throw unusual(at: start) }
      return .int(isNegative ? whole : -whole)
    }
    let text = bytes[start..<position]
    guard let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite else {
      throw fault("the number is too large", at: start)
    }
    if isCanonical, !String(number).utf8.elementsEqual(text) { throw unusual(at: start) }
    return .double(number)
  }

  private mutating func digits() throws(Fault) {
    guard isDigit(next) else { throw fault("a digit should stand here") }
    while isDigit(next) { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private func unusual(at start: Int) -> Fault { styleFault("the number is written otherwise than syncroctl would", at: start) }
}
