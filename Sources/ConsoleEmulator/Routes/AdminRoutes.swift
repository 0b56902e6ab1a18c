import Hummingbird

/// The landing page of the admin area, and what the account pays.
struct AdminRoutes: Sendable {
  private struct Subscription {
    let seats: Int
    let price: String
    let total: String
    let cycleEnd: String
    let charges: [Line]
  }

  private struct Line {
    let date: String
    let what: String
    let who: String
    let amount: String
  }

  let state: ConsoleState
  let pages: PageWriter

  func add(to routes: some Routes) {
    routes.get("admin") { _, context in
      try await pages.page("shared.admin", title: pages.wording.text("admin.title"), ErrorModel(heading: "", text: ""), context)
    }
    routes.get("subscription") { _, context in
      let (seats, prices, charges) = (await state.activeSeats, state.prices, await state.charges)
      let model = Subscription(
        seats: seats, price: SeatPrices.text(cents: prices.monthlyCents),
        total: SeatPrices.text(cents: prices.monthlyCents * seats), cycleEnd: UTCMoment(state.now()).nextMonthInWords,
        charges: charges.map { charge in
          Line(
            date: UTCMoment(charge.at).dateAndTime, what: charge.what, who: charge.who,
            amount: SeatPrices.text(cents: charge.cents))
        })
      return try await pages.page("shared.subscription", title: pages.wording.text("subscription.title"), model, context)
    }
  }
}
