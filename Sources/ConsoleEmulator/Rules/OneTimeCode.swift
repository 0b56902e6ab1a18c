import Crypto

import struct Foundation.Date

/// Time-based one-time codes: RFC 6238 with SHA-1 and steps of 30 seconds.
enum OneTimeCode {
  /// The 30-second step that a moment lies in.
  static func step(at date: Date) -> Int64 { Int64((date.timeIntervalSince1970 / 30).rounded(.down)) }

  /// The code of a step: six digits, unless a test vector wants eight.
  static func code(key: [UInt8], step: Int64, digits: Int = 6) -> String {
    let message = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
    let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: key)))
    let offset = Int(hash[19] & 15)
    let number = (0..<4).reduce(0) { $0 << 8 | Int(hash[offset + $1]) } & 0x7FFF_FFFF
    let modulus = (0..<digits).reduce(1) { product, _ in product * 10 }
    let text = String(number % modulus)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The step that a typed code is right for: the current one or its neighbours, but none that was used before, nor an earlier one.
  static func acceptedStep(for typed: String, secret: String, at date: Date, lastUsed: Int64?) -> Int64? {
    guard let key = Base32.decode(secret) else { return nil }
    let current = step(at: date)
    return [current, current - 1, current + 1].first { candidate in
      lastUsed.map { candidate > $0 } ?? true && code(key: key, step: candidate) == typed
    }
  }
}
