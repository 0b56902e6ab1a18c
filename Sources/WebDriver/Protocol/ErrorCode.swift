/// An error code of the WebDriver specification (section "Errors"), or any other text that a remote end uses.
public struct ErrorCode: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// The code as it stands on the wire.
  public let rawValue: String

  /// A code by its wire text. Unknown ones are kept as they are.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// For people.
  public var description: String { rawValue }

  /// Another element would have received the click.
  public static let elementClickIntercepted = ErrorCode(rawValue: "element click intercepted")
  /// The element cannot be typed into, cleared or clicked.
  public static let elementNotInteractable = ErrorCode(rawValue: "element not interactable")
  /// The page's certificate is not trusted.
  public static let insecureCertificate = ErrorCode(rawValue: "insecure certificate")
  /// An argument was malformed.
  public static let invalidArgument = ErrorCode(rawValue: "invalid argument")
  /// A cookie for another domain.
  public static let invalidCookieDomain = ErrorCode(rawValue: "invalid cookie domain")
  /// The element is in a state that forbids the command.
  public static let invalidElementState = ErrorCode(rawValue: "invalid element state")
  /// The selector cannot be understood.
  public static let invalidSelector = ErrorCode(rawValue: "invalid selector")
  /// The session is not, or no longer, there. The browser may have died.
  public static let invalidSessionID = ErrorCode(rawValue: "invalid session id")
  /// The script threw.
  public static let javascriptError = ErrorCode(rawValue: "javascript error")
  /// The pointer cannot be moved there.
  public static let moveTargetOutOfBounds = ErrorCode(rawValue: "move target out of bounds")
  /// No dialog is open.
  public static let noSuchAlert = ErrorCode(rawValue: "no such alert")
  /// No such cookie.
  public static let noSuchCookie = ErrorCode(rawValue: "no such cookie")
  /// Nothing matches the locator.
  public static let noSuchElement = ErrorCode(rawValue: "no such element")
  /// No such frame.
  public static let noSuchFrame = ErrorCode(rawValue: "no such frame")
  /// The element has no shadow root.
  public static let noSuchShadowRoot = ErrorCode(rawValue: "no such shadow root")
  /// No such window.
  public static let noSuchWindow = ErrorCode(rawValue: "no such window")
  /// The script did not answer in time, or a navigation ended it.
  public static let scriptTimeout = ErrorCode(rawValue: "script timeout")
  /// No browser could be started.
  public static let sessionNotCreated = ErrorCode(rawValue: "session not created")
  /// The element is no longer part of the page. The command did nothing.
  public static let staleElementReference = ErrorCode(rawValue: "stale element reference")
  /// The shadow root is no longer part of the page.
  public static let detachedShadowRoot = ErrorCode(rawValue: "detached shadow root")
  /// The page did not load in time, or a navigation ended a script.
  public static let timeout = ErrorCode(rawValue: "timeout")
  /// No picture could be taken.
  public static let unableToCaptureScreen = ErrorCode(rawValue: "unable to capture screen")
  /// The cookie could not be set.
  public static let unableToSetCookie = ErrorCode(rawValue: "unable to set cookie")
  /// A dialog stands in the way.
  public static let unexpectedAlertOpen = ErrorCode(rawValue: "unexpected alert open")
  /// The remote end does not know the command.
  public static let unknownCommand = ErrorCode(rawValue: "unknown command")
  /// Something else went wrong in the remote end.
  public static let unknownError = ErrorCode(rawValue: "unknown error")
  /// The remote end knows the command, not with this method.
  public static let unknownMethod = ErrorCode(rawValue: "unknown method")
  /// The remote end knows the command and cannot do it.
  public static let unsupportedOperation = ErrorCode(rawValue: "unsupported operation")
}
