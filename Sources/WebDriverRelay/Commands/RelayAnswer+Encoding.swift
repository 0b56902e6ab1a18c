import FoundationEssentials
import WebDriver

extension RelayAnswer {
  /// An answer with `value`, which was read from `response`: its status and all members that are not known are kept.
  init(_ value: JSONValue, in response: WireResponse) throws {
    let original = try JSONDecoder().decode(JSONValue.self, from: Data(response.body))
    self.init(status: response.status, body: JSONValue.object(["value": value]).faithful(to: original).bytes(secrets: .revealed))
  }

  /// The answer that tells of `error`.
  init(_ error: any Error) {
    switch error {
    case let error as WebDriverError:
      let value = JSONValue.object(["error": .string(error.code.rawValue)]).faithful(to: error.reported)
      self.init(status: error.status, value: value)
    case let error as Refusal: self.init(error.code, status: error.status, message: error.message)
    case let error as MalformedCall: self.init(.invalidArgument, status: 400, message: error.reason)
    case let error as TransportError:
      let loss = Loss(error)
      let message = loss.map { "\($0): \(error)" } ?? error.description
      self.init(.unknownError, status: 500, message: message, data: loss.map { ["loss": .string($0.wireName)] })
    case let error as NotWebDriver: self.init(.unknownError, status: 500, message: error.description)
    case is CancellationError: self.init(.unknownError, status: 500, message: "the command was given up: the relay is ending")
    default: self.init(.unknownError, status: 500, message: "the relay could not answer")
    }
  }

  /// An error of the relay's own.
  init(_ code: ErrorCode, status: Int, message: String, data: JSONValue? = nil) {
    var members: [String: JSONValue] = ["error": .string(code.rawValue), "message": .string("relay: \(message)"), "stacktrace": ""]
    members["data"] = data
    self.init(status: status, value: .object(members))
  }

  private init(status: Int, value: JSONValue) {
    self.init(status: status, body: JSONValue.object(["value": value]).bytes(secrets: .revealed))
  }
}

extension Loss {
  /// The word for programs in the data of an error.
  fileprivate var wireName: String {
    switch self {
    case .driverGone: "driverGone"
    case .connectionLost: "connectionLost"
    case .browserGone: "browserGone"
    case .timedOut: "timedOut"
    }
  }
}
