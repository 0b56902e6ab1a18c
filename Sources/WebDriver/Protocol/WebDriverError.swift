/// The remote end understood a command and says that it failed.
public struct WebDriverError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The specification's code.
  public let code: ErrorCode
  /// The remote end's message for people: without session info and stack.
  public let message: String
  /// The command that failed.
  public let command: String
  /// What the command was aimed at, where that can be said: a locator, a script, an address.
  public let target: String?
  /// The page's address as it was last seen in this session, without the values of its query.
  public internal(set) var address: String?
  /// What the remote end adds to the error (specification, "error data").
  public let data: JSONValue?
  /// The remote end's stack, for traces.
  public let stacktrace: String
  /// The HTTP status. It does not tell errors apart.
  public let status: Int
  /// The error as it was reported, every member of it.
  package let reported: JSONValue

  /// An error. `message` is cut where session info and stack begin.
  public init(
    code: ErrorCode, message: String, command: String, target: String? = nil, address: String? = nil, data: JSONValue? = nil,
    stacktrace: String = "", status: Int = 500
  ) {
    self.init(
      code: code, message: message, command: command, target: target, address: address, data: data, stacktrace: stacktrace, status: status,
      reported: ["error": .string(code.rawValue), "message": .string(message), "stacktrace": .string(stacktrace)])
  }

  init(
    code: ErrorCode, message: String, command: String, target: String?, address: String?, data: JSONValue?, stacktrace: String, status: Int,
    reported: JSONValue
  ) {
    self.code = code
    self.message = Self.forPeople(message, code: code)
    self.command = command
    self.target = target
    self.address = address
    self.data = data
    self.stacktrace = stacktrace
    self.status = status
    self.reported = reported
  }

  /// The text of the dialog that stands in the way, with ``ErrorCode/unexpectedAlertOpen``.
  public var dialogText: String? { data?["text"]?.stringValue }

  /// For people.
  public var description: String {
    let aim = target.map { " on \($0)" } ?? ""
    let place = address.map { ", page \($0)" } ?? ""
    let context = "(\(command)\(aim)\(place))"
    return message.isEmpty || message == code.rawValue ? "\(code) \(context)" : "\(code): \(message) \(context)"
  }

  /// chromedriver repeats the code in front of its message and appends `(Session info: …)` and a stack on lines of their own.
  private static func forPeople(_ message: String, code: ErrorCode) -> String {
    var text = message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: true).first.map(String.init) ?? ""
    if text.hasPrefix("\(code): ") { text.removeFirst(code.rawValue.count + 2) }
    return text
  }
}

/// The answer is HTTP, but not WebDriver: another server listens at the address, or a proxy answers for it.
public struct NotWebDriver: Error, Sendable, Hashable, CustomStringConvertible {
  /// The command that was answered so.
  public let command: String
  /// The HTTP status.
  public let status: Int
  /// What is wrong with the answer.
  public let reason: String

  /// An error; see the properties.
  public init(command: String, status: Int, reason: String) {
    self.command = command
    self.status = status
    self.reason = reason
  }

  /// What a status from in front of the remote end often means; `nil` where it means nothing in particular.
  public var hint: String? {
    switch status {
    case 300..<400: "it sends callers elsewhere, which is not followed: give the final address"
    case 401: "it wants credentials, or others"
    case 403: "the credentials are not enough"
    case 404: "there is nothing at this path: a grid answers at / and at /wd/hub, a proxy where it was told to"
    case 502...504: "a proxy does not reach the remote end, or did not wait for it"
    default: nil
    }
  }

  /// For people.
  public var description: String {
    "the answer to \(command) is not WebDriver (HTTP \(status)): \(reason)" + (hint.map { "; \($0)" } ?? "")
  }
}
