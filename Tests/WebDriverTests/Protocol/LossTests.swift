import Testing
import WebDriver

/// A dead driver, a lost connection, a crashed browser and a time-out are told apart.
@Suite struct LossTests {
  private func answered(_ code: String, _ message: String = "") -> WebDriverError {
    WebDriverError(code: ErrorCode(rawValue: code), message: message, command: "getTitle")
  }

  @Test func ofTheWay() {
    func loss(_ code: TransportError.Code) -> Loss? { Loss(TransportError(code, command: "getTitle", detail: "")) }
    #expect(loss(.refused) == .driverGone)
    #expect(loss(.unreachable) == .driverGone)
    #expect(loss(.lost) == .connectionLost)
    #expect(loss(.timedOut) == .timedOut)
    #expect(loss(.tooLarge) == nil)
    #expect(loss(.malformed) == nil)
  }

  @Test(arguments: [
    ("invalid session id", "session deleted as the browser has closed the connection"),
    ("unknown error", "unhandled inspector error: session deleted because of page crash"),
    ("unknown error", "disconnected: not connected to DevTools"), ("unknown error", "tab crashed"),
    ("unknown error", "Failed to decode response from marionette"), ("unknown error", ""),
  ])
  func ofTheBrowser(_ code: String, _ message: String) { #expect(Loss(answered(code, message)) == .browserGone) }

  @Test func ofTime() {
    #expect(Loss(answered("timeout")) == .timedOut)
    #expect(Loss(answered("script timeout")) == .timedOut)
  }

  @Test func aCommandThatMerelyFailedHasLostNothing() {
    for code in ["no such element", "stale element reference", "unknown error", "no such window"] {
      #expect(Loss(answered(code, "m")) == nil)
    }
    #expect(Loss(NotWebDriver(command: "getTitle", status: 502, reason: "r")) == nil)
    #expect(Loss(CancellationError()) == nil)
  }
}
