public import Foundation
internal import Technicians

/// An access review as one page that can be mailed, kept, printed and signed: no request leaves it, and it needs no script.
public struct AccessReviewPage: Sendable {
  private let review: AccessReview

  /// The page of `review`.
  public init(_ review: AccessReview) { self.review = review }

  /// Writes the page.
  ///
  /// - Parameter sink: takes its pieces in order.
  public func write(to sink: (Data) throws -> Void) throws {
    try ReportPage(PackageResources.review_mustache).write(values, to: sink)
  }

  private var values: [String: Any] {
    let proof = review.proof
    let stated = proof.statedPeople.map { WordList.count($0, "person", "people") } ?? "the console states no number"
    let facts: [(String, [String], Bool)] = [
      ("Console", [proof.console, "layout \(proof.layout)"], false),
      ("Read", ["from \(ShownTime.text(proof.began))", "to \(ShownTime.text(proof.ended))"], false),
      ("Read as", [proof.signedInAs.description], false), ("Read by", [proof.operator], false),
      ("Stated by the console", [stated], false),
      ("Shown in its \(WordList.count(proof.lists, "list", "lists"))", [WordList.count(proof.listedPeople, "person", "people")], false),
      ("Pages read", Self.pages(proof), false), ("Lists read again at the end", ["the same people"], false),
      ("Selector pack digest", [proof.packDigest], true),
    ]
    let seats = review.seats
    return [
      "title": "Access review of \(proof.console), \(ShownTime.text(proof.ended))", "address": proof.console,
      "headline": "Who may do what, as read on \(ShownTime.text(proof.ended).prefix(10))",
      "tally": review.tally.map { ["number": $0.number, "word": $0.word] },
      "facts": facts.map { ["label": $0.0, "factLines": $0.1, "isCode": $0.2] }, "caveats": review.caveats,
      "cost": "\(WordList.count(seats.active, "seat", "seats")): \(seats.monthlyCost)/month, \(seats.monthlyCost * 12)/year",
      "people": review.people.map { values(of: $0) },
      "groups": review.groups.map { ["groupName": $0.name, "areas": areas(Array($0.permissions ?? [])), "members": members(of: $0.name)] },
      "hasGroups": !review.groups.isEmpty, "withGroups": review.people.contains { $0.groups != nil },
    ]
  }

  private static func pages(_ proof: AccessReview.Proof) -> [String] {
    [WordList.count(proof.peoplePagesRead, "person", "people")]
      + (proof.groupPagesRead > 0 ? [WordList.count(proof.groupPagesRead, "group", "groups")] : [])
  }

  private func values(of person: ReviewedPerson) -> [String: Any] {
    // An admin's boxes do not bind; to list them would look as if they did.
    let areas = person.mayDoEverything ? [] : areas(person.permissions)
    let (head, tail) = ReportPage.broken(person.email.description)
    return [
      "emailHead": head, "emailTail": tail, "name": person.name, "kind": person.kind.rawValue, "isAdmin": person.kind == .admin,
      "status": person.status.rawValue, "isActive": person.status == .active,
      "lastSignIn": person.lastSignIn == .notShown ? "not shown" : person.lastSignIn.text,
      "seat": person.seatPerMonth.cents == 0 ? "none" : "\(person.seatPerMonth)/month", "access": review.access(of: person),
      "areas": areas, "hasAreas": !areas.isEmpty,
    ]
  }

  private func areas(_ permissions: [Permission]) -> [[String: Any]] {
    let held = Dictionary(grouping: permissions, by: \.area)
    let offered = Dictionary(grouping: review.offeredPermissions, by: \.area)
    let order = review.areas + held.keys.filter { offered[$0] == nil }.sorted()
    return order.compactMap { area in
      guard let mine = held[area] else { return nil }
      return [
        "area": area, "of": "\(mine.count) of \(max(mine.count, offered[area]?.count ?? 0))",
        "actions": mine.sorted().map(\.action).joined(separator: ", "),
      ]
    }
  }

  private func members(of group: String) -> String {
    let members = review.people.filter { $0.groups?.contains(group) == true }
    return members.isEmpty ? "nobody" : members.map(\.email.description).joined(separator: ", ")
  }
}
