import struct Foundation.Date

/// A line of the bill, or a note that one will come or end.
struct Charge: Sendable {
  let at: Date
  let what: String
  let person: Int
  let who: String
  let cents: Int
}
