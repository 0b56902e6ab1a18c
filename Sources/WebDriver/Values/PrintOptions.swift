/// How a page is printed (specification, "Print Page"). Lengths are in centimetres.
public struct PrintOptions: Sendable, Hashable {
  /// How the paper lies.
  public enum Orientation: String, Sendable, Hashable {
    /// Upright.
    case portrait
    /// Lengthwise.
    case landscape
  }

  /// The paper's margins.
  public struct Margins: Sendable, Hashable {
    /// Top.
    public var top: Double
    /// Right.
    public var right: Double
    /// Bottom.
    public var bottom: Double
    /// Left.
    public var left: Double

    /// Margins, one centimetre each unless said otherwise.
    public init(top: Double = 1, right: Double = 1, bottom: Double = 1, left: Double = 1) {
      (self.top, self.right, self.bottom, self.left) = (top, right, bottom, left)
    }
  }

  /// How the paper lies.
  public var orientation: Orientation = .portrait
  /// From 0.1 to 2.
  public var scale = 1.0
  /// Whether backgrounds are printed.
  public var printsBackground = false
  /// The paper's width.
  public var paperWidth = 21.59
  /// The paper's height.
  public var paperHeight = 27.94
  /// The paper's margins.
  public var margins = Margins()
  /// Whether a page that is too wide is made smaller.
  public var shrinksToFit = true
  /// Which pages: `["1-3", "5"]`. All, if there are none.
  public var pageRanges: [String] = []

  /// The specification's defaults: letter paper, upright.
  public init() {}

  var json: JSONValue {
    [
      "orientation": .string(orientation.rawValue), "scale": .number(scale), "background": .bool(printsBackground),
      "page": ["width": .number(paperWidth), "height": .number(paperHeight)],
      "margin": [
        "top": .number(margins.top), "right": .number(margins.right), "bottom": .number(margins.bottom), "left": .number(margins.left),
      ],
      "shrinkToFit": .bool(shrinksToFit), "pageRanges": .array(pageRanges.map { .string($0) }),
    ]
  }
}
