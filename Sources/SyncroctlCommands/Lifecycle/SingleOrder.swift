import Provisioning
import Technicians

/// What a command that changes one thing has found to be done.
struct SingleOrder: Sendable {
  let change: Change
  /// Seats as the console counts them now; `nil` where they were not read.
  var seats: SeatUsage?
  /// What whoever reads the plan should know besides; kept with the run.
  var notes: [String] = []
  /// What is said before the question besides the change's own line.
  var preview: [String] = []
  /// The guards that do not count here.
  var lifted: Set<GuardVerdict.Rule> = []

  /// - Parameter seats: as they were read. A console without a page of them has them counted in a list, which may not have been read.
  init(_ change: Change, seats: SeatUsage? = nil, notes: [String] = [], preview: [String] = [], lifted: Set<GuardVerdict.Rule> = []) {
    self.change = change
    self.seats = seats.flatMap { $0.active > 0 ? $0 : nil }
    (self.notes, self.preview, self.lifted) = (notes, preview, lifted)
  }

  /// What a person reads before the question: the change with its particulars and its price.
  var lines: [String] {
    ["\(change.sign) \(change.summary)"] + change.itemised.map { "    \($0)" } + preview.map { "    \($0)" }
      + (seatLine.map { ["    \($0)"] } ?? [])
  }

  /// `seats 57 -> 58, 7,353.00 USD/month -> 7,482.00 USD/month`
  private var seatLine: String? {
    guard let seats, change.seatDelta != 0 else { return nil }
    let after = seats.active + change.seatDelta
    return "seats \(seats.active) -> \(after), \(seats.monthlyCost)/month -> \(seats.pricePerMonth * after)/month"
  }
}
