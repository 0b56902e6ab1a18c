/// A step of a recording as a person would tell it.
public struct NarratedStep: Sendable, Hashable, Codable {
  /// Counts from 1.
  public let number: Int
  /// The line in the recording's file.
  public let line: Int
  /// Where in the flow it is, if that begins here: `technician: deactivates lee.wong@acme.com`.
  public let heading: String?
  /// What happened, in one line.
  public let text: String
  /// More, a line each.
  public let details: [String]

  /// A told step; see the properties.
  public init(number: Int, line: Int, heading: String?, text: String, details: [String] = []) {
    self.number = number
    self.line = line
    self.heading = heading
    self.text = text
    self.details = details
  }
}
