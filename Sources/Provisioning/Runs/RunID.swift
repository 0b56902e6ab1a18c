public import Foundation

/// What a run is called: the moment at which it began, in UTC, as its evidence folder is: `2026-11-23T14-31-07Z`. Two runs that begin in
/// one second are told apart by a number at the end (`…Z-2`).
public struct RunID: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  /// The name.
  public let description: String

  /// A name that was read somewhere; `nil` if no run is called so.
  public init?(_ text: String) {
    guard text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(?:-[1-9]\d*)?/) != nil else { return nil }
    description = text
  }

  /// The run that begins at `moment`; the `number`th of that second, from 1.
  public init(began moment: Date, number: Int = 1) {
    let stamp = moment.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false)).replacing(":", with: "-")
    description = (stamp.hasSuffix("Z") ? stamp : stamp + "Z") + (number > 1 ? "-\(number)" : "")
  }

  /// Reads one text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let id = RunID(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no run is called so")
    }
    self = id
  }

  /// Writes one text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// Orders runs by when they began.
  public static func < (left: RunID, right: RunID) -> Bool {
    (left.description.prefix(20), left.description.count, left.description)
      < (right.description.prefix(20), right.description.count, right.description)
  }
}
