/// What the script in the page (`locator.js`) answered.
struct LocatorAnswer: Sendable, Decodable {
  let ok: Bool
  /// What was wrong at the last look.
  let problem: String?
  let node: ElementReference?
  /// What was read; or what is said of the problem.
  let text: String?
  let texts: [String]?
  let numbers: [Double]?
  let nodes: [ElementReference]?
  let count: Int?
  /// Some of too many matches.
  let sample: [String]?
  /// What covers the target, or what the target is.
  let by: String?
  /// The part of the locator at which it came to nothing.
  let part: String?
  /// Names that come near, or a list's options.
  let near: [String]?
  /// Elements of another kind that say what was looked for.
  let twins: [String]?
  let frames: Int?
  /// Whether the target never stood still.
  let restless: Bool?
  let address: String?
  let title: String?
  let looks: Int?
  let history: [String]?
}
