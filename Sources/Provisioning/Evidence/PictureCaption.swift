public import Foundation

/// What stands in a picture besides the page: whose run it is, when it was taken, and of whom. The page adds its own address.
public struct PictureCaption: Sendable, Hashable {
  /// The run.
  public let run: RunID
  /// Who started it.
  public let `operator`: String
  /// How many changes it has.
  public let total: Int

  /// Captions of a run's pictures.
  public init(run: RunID, operator: String, total: Int) {
    self.run = run
    self.operator = `operator`
    self.total = total
  }

  /// The lines of one picture, for ``Console/picture(caption:)``.
  ///
  /// - Parameters:
  ///   - number: the change's, from 1.
  ///   - at: when the picture is taken.
  public func lines(_ change: Change, number: Int, moment: EvidenceFolder.Moment, at: Date) -> [String] {
    let time = at.formatted(.iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
    let whom = change.email.map { "\($0) (\(ShownText.plain(change.name, limit: 80)))" } ?? ShownText.plain(change.name, limit: 120)
    return [
      "\(time.hasSuffix("Z") ? String(time.dropLast()) : time) UTC · run \(run) · operator \(ShownText.plain(`operator`, limit: 80))",
      "\(moment.rawValue.uppercased()) · change \(number) of \(total) · \(change.verb) · \(whom)",
    ]
  }
}
