import Technicians
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    (0, "0.00 USD", "0.00 USD"),
    (5, "0.05 USD", "+0.05 USD"),
    (12900, "129.00 USD", "+129.00 USD"),
    (-12900, "-129.00 USD", "-129.00 USD"),
    (528_900, "5,289.00 USD", "+5,289.00 USD"),
    (123_456_789_01, "123,456,789.01 USD", "+123,456,789.01 USD"),
    (-99, "-0.99 USD", "-0.99 USD"),
  ])
  func isShownWithItsUnit(_ cents: Int, _ plain: String, _ signed: String) {
    #expect(Money(cents: cents).description == plain)
    #expect(Money(cents: cents).signed == signed)
  }

  @Test func theLeastAmountCanBeShown() { #expect(Money(cents: .min).description.hasPrefix("-92,233,720")) }

  @Test func seatsAddUp() {
    let seats = SeatUsage(active: 41, pricePerMonth: Money(cents: 12900), source: .console)
    #expect(seats.monthlyCost == Money(cents: 528_900))
  }
}
