/// Something that went wrong and may pass by itself: what was only read may be read again.
struct Hitch: Error {
  /// What it is where it is not, or no longer, tried again.
  let error: ConsoleError
  /// How long to wait before each further try; there are as many as pauses.
  let pauses: [Duration]
  /// Whether a dialog stands in the way, which has to go first.
  let isDialog: Bool

  /// The usual pauses before a further try.
  static let shortly: [Duration] = pauses(from: .seconds(1))
  /// A page that took a minute is asked for once more, and no more than that.
  static let once: [Duration] = [.seconds(1)]

  static func pauses(from first: Duration) -> [Duration] { [first, first * 2, first * 4] }

  /// - Parameter code: the error's code where nothing was clicked.
  init(
    _ message: String, details: [String] = [], _ consequence: ConsoleError.Consequence, code: ConsoleError.Code = .transient,
    advice: String? = nil, pauses: [Duration] = shortly, isDialog: Bool = false
  ) {
    let advice = advice ?? (consequence == .nothing ? "It may pass: try again later." : nil)
    error = ConsoleError(
      consequence == .nothing ? code : .outcomeUnknown, message, details: details, consequence: consequence, advice: advice,
      pause: pauses.first, isDialog: isDialog)
    self.pauses = pauses
    self.isDialog = isDialog
  }

  /// A dialog that nobody expected. It is never answered with OK. While reading it is dismissed and the page opened again, once. After a
  /// click it gets a second: what it only tells of may still be under way.
  static func dialog(_ text: String, on page: String, _ consequence: ConsoleError.Consequence) -> Hitch {
    Hitch(
      "a dialog that nobody expected stands on \(page): \"\(text)\"", consequence, code: .pageNotRecognised,
      advice: "It was left unanswered.", pauses: [consequence == .nothing ? .zero : .seconds(1)], isDialog: true)
  }

  /// The error once the tries are used up.
  func error(after tries: Int) -> ConsoleError {
    guard tries > 1 else { return error }
    return ConsoleError(
      error.code, "\(error.message) (tried \(tries) times)", details: error.details, consequence: error.consequence, advice: error.advice,
      pause: error.pause, isDialog: error.isDialog)
  }
}
