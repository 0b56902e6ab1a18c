/// One thing that a person does on the console's pages, or looks at, with the words by which the console calls it. There is no secret in it.
public struct HandStep: Sendable, Hashable, Codable {
  /// What is done.
  public enum Act: String, Sendable, Codable, CaseIterable {
    /// An address is opened.
    case open
    /// Something is looked at. Where it is not so, the steps end.
    case look
    /// A text is put into a field.
    case type
    /// One of several is chosen.
    case choose
    /// Boxes are ticked.
    case tick
    /// Boxes are unticked.
    case untick
    /// A button or link is pressed.
    case press
    /// What the console asks is said yes to.
    case confirm
    /// Something is to be borne in mind.
    case mind
  }

  /// What is done.
  public let act: Act
  /// The whole step as a sentence for a person, without a full stop.
  public let text: String
  /// The whole address of the page that is opened.
  public let address: String?
  /// The entry of the selector pack that it is done to: `technician.save`.
  public let element: String?
  /// What the console calls that by the pack, any of these; empty where the pack knows no words.
  public let words: [String]
  /// What stands there before, where that is known.
  public let before: String?
  /// What is to stand there.
  public let value: String?
  /// The boxes, as the console words them: `Tickets/Delete`, or a group's name.
  public let boxes: [String]

  init(
    _ act: Act, _ text: String, address: String? = nil, element: String? = nil, words: [String] = [], before: String? = nil,
    value: String? = nil, boxes: [String] = []
  ) {
    self.act = act
    self.text = text
    self.address = address
    self.element = element
    self.words = words
    self.before = before
    self.value = value
    self.boxes = boxes
  }
}
