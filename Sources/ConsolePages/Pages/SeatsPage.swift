import Foundation
import SelectorPacks
public import Technicians
import WebDriver

/// The page that says how many seats are paid for, and their price.
public struct SeatsPage: Sendable {
  private let console: Console

  /// The seats of `console`.
  public init(_ console: Console) { self.console = console }

  /// Seats and price. Two commands. Where the pack knows no such page, the caller counts people and takes the list price.
  ///
  /// - Returns: `nil` if the pack has no such page.
  public func read() async throws -> SeatUsage? {
    guard console.pack.hasPage("seats") else { return nil }
    console.mark("seats", "reads seats and price")
    try await console.open("seats")
    let answer = try await console.look(
      "the page of seats",
      [
        PageCase(
          "seats", all: [("seats.active", .present), ("seats.price", .present)],
          steps: [.read("seats.active", .text), .read("seats.price", .text)])
      ])
    let texts = answer.results.map { $0.text ?? "" }
    guard let active = console.capture("seats.active", in: texts[0]).flatMap({ Int($0.filter(\.isNumber)) }),
      let cents = console.capture("seats.price", in: texts[1]).flatMap(Self.cents)
    else {
      throw ConsoleError(
        .pageNotRecognised, "the page of seats does not say how many and at what price in words that are understood",
        details: ["seats: \(texts[0])", "price: \(texts[1])"])
    }
    return SeatUsage(active: active, pricePerMonth: Money(cents: cents, currency: console.pack.listPrice.currency), source: .console)
  }

  /// The list price of the pack, for `active` people.
  public func listed(active: Int) -> SeatUsage {
    SeatUsage(
      active: active, pricePerMonth: Money(cents: console.pack.listPrice.cents, currency: console.pack.listPrice.currency),
      source: .listPrice)
  }

  /// `129`, `129.00` or `1,129.00`, in cents.
  static func cents(_ text: String) -> Int? {
    let digits = text.replacing(",", with: "")
    guard let match = digits.wholeMatch(of: /(\d+)(?:\.(\d\d))?/), let whole = Int(match.1) else { return nil }
    return whole * 100 + (match.2.flatMap { Int($0) } ?? 0)
  }
}
