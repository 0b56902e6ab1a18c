internal import Technicians

extension SeatReport {
  /// The report for a terminal of sixty columns, without a line break at the end.
  public var text: String {
    let source = priceSource == .console ? "as the console says" : "the list price; your contract may differ"
    let rows = [
      ["what", "value"], ["paid seats", "\(activeSeats)"], ["active people", "\(activePeople)"],
      ["  never signed in", neverSignedIn.map(String.init) ?? "not shown"], ["deactivated people", "\(deactivatedPeople)"],
      ["price of a seat", "\(pricePerMonth)/month"], ["", source], ["cost", "\(monthlyCost)/month"], ["", "\(yearlyCost)/year"],
    ]
    var lines = TextColumns.lines(rows)
    if activeSeats != activePeople { lines += ["", "Seats and people differ: look at the console's own bill."] }
    return (lines + (unused.map { [""] + $0.lines } ?? [])).joined(separator: "\n")
  }

  /// For programs: one row, so that a month can be laid under another; or where unused seats were asked for, one row a person.
  public var csv: String {
    if let unused { return CSVText.text(unused.rows) }
    let headings = [
      "active_seats", "active_people", "never_signed_in", "deactivated_people", "price_per_month", "cost_per_month", "cost_per_year",
      "currency", "price_source",
    ]
    let row = [
      "\(activeSeats)", "\(activePeople)", neverSignedIn.map(String.init) ?? "", "\(deactivatedPeople)", pricePerMonth.amount,
      monthlyCost.amount, yearlyCost.amount, pricePerMonth.currency, priceSource.rawValue,
    ]
    return CSVText.text([headings, row])
  }
}

extension UnusedSeats {
  fileprivate var lines: [String] {
    guard isShown else {
      return [
        "This console does not show when people signed in last, so", "who does not use their seat is not known. Nobody is named.",
      ]
    }
    var blocks = [
      ["Unused for \(unusedFor): \(WordList.count(unused.count, "person", "people")), no sign-in since", "\(ShownTime.text(since))"]
        + Self.named(unused) + Self.saving(savedByUnused)
    ]
    if !neverSignedIn.isEmpty {
      blocks.append(
        [
          "Never signed in: \(WordList.count(neverSignedIn.count, "person", "people")). Since when they have their",
          "accounts the console does not say: some may be new.",
        ]
          + Self.named(neverSignedIn) + Self.saving(savedByNeverSignedIn))
    }
    if savedByUnused.seats + savedByNeverSignedIn.seats > 0 {
      blocks.append(["Saved from the end of the billing cycle on. When that is,", "the console does not say."])
    }
    if !leftOut.isEmpty { blocks.append(["Left out:"] + leftOut.map { "  \($0.email) (\($0.why.rawValue))" }) }
    if notShown > 0 {
      blocks.append(["Of \(WordList.count(notShown, "person", "people")) the console does not say when they signed in."])
    }
    return Array(blocks.joined(separator: [""]))
  }

  private static func named(_ people: [Person]) -> [String] {
    TextColumns.lines(
      people.map { person in
        [person.email.description, person.lastSignIn == .never ? "" : person.lastSignIn.text, person.kind == .admin ? "admin" : ""]
      }, indent: "  ")
  }

  private static func saving(_ saving: Saving) -> [String] {
    saving.seats == 0 ? [] : ["Deactivated, they save \(saving.perMonth)/month,", "\(saving.perYear)/year."]
  }

  fileprivate var rows: [[String]] {
    let price = { (person: Person) in
      let saving = person.lastSignIn == .never ? savedByNeverSignedIn : savedByUnused
      return (saving.perMonth.cents / max(1, saving.seats), saving.perMonth.currency)
    }
    let named = (unused + neverSignedIn).map { person in
      let (cents, currency) = price(person)
      return [
        person.email.description, person.name, person.kind.rawValue, person.lastSignIn.text,
        person.lastSignIn == .never ? "never signed in" : "unused", "", Money(cents: cents, currency: currency).amount, currency,
      ]
    }
    let out = leftOut.map { [$0.email.description, "", "", "", "left out", $0.why.rawValue, "", ""] }
    return [["email", "name", "kind", "last_sign_in", "standing", "why_left_out", "saves_per_month", "currency"]] + named + out
  }
}
