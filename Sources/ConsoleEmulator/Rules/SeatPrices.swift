import struct Foundation.Date

/// What a seat costs, and when.
struct SeatPrices: Sendable {
  let layout: EmulatedLayout

  /// Per seat and month.
  var monthlyCents: Int {
    switch layout {
    case .technicians: 129_00
    case .users: 139_00
    }
  }

  /// What a seat bought today costs today: nothing until the next cycle in one layout, the rest of the month in the other.
  func proratedCents(at now: Date) -> Int {
    let today = UTCMoment(now)
    let daysLeft = today.daysInMonth - today.day + 1
    return (monthlyCents * daysLeft + today.daysInMonth / 2) / today.daysInMonth
  }

  /// The line for a seat that begins.
  func added(_ person: Person, again: Bool, at now: Date) -> Charge {
    let what = again ? "Seat reactivated" : "Seat added"
    return switch layout {
    case .technicians:
      Charge(
        at: now, what: "\(what), billed on the next cycle (\(UTCMoment(now).nextMonth))", person: person.id,
        who: person.email, cents: monthlyCents)
    case .users:
      Charge(
        at: now, what: "\(what), prorated to the end of the cycle (\(UTCMoment(now).nextMonth))", person: person.id,
        who: person.email, cents: proratedCents(at: now))
    }
  }

  /// The line for a seat that ends: no money back, only no more to pay from the end of the cycle.
  func removed(_ person: Person, at now: Date) -> Charge {
    Charge(
      at: now, what: "Seat removed, relief from the end of the cycle (\(UTCMoment(now).nextMonth))", person: person.id,
      who: person.email, cents: 0)
  }

  /// `USD 1,290.00`
  static func text(cents: Int) -> String {
    let whole = String(cents / 100)
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    let rest = cents % 100
    return "USD \(grouped).\(rest < 10 ? "0" : "")\(rest)"
  }
}
