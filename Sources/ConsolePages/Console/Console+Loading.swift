import Synchronization
import WebDriver

extension Console {
  /// Loads an address of this console, again where what goes wrong may pass. Only a GET is sent, which changes nothing.
  func load(_ url: String) async throws {
    while true {
      do {
        return try await session.navigate(to: url)
      } catch let error as WebDriverError {
        switch trouble(error, url) {
        case .passing(let hitch): try await getOver(hitch)
        case .lasting(let error): throw error
        case nil: throw error
        }
      }
    }
  }

  /// Waits before something is tried again, and clears a dialog away.
  ///
  /// - Throws: the error behind `hitch` if it has been tried often enough.
  func getOver(_ hitch: Hitch) async throws {
    let (pause, tries) = visit.withLock { $0.nextPause(hitch) }
    guard let pause else { throw hitch.error(after: tries) }
    if hitch.isDialog {
      // The driver answers everything with the dialog until it is gone; OK may mean anything.
      try? await session.dismissDialog()
      note("\(hitch.error.message); it was dismissed, and the page is opened again")
    } else {
      note("\(hitch.error.message); trying again in \(pause.components.seconds) s")
      try await clock.sleep(pause)
    }
  }

  private enum Trouble {
    case passing(Hitch)
    case lasting(ConsoleError)
  }

  /// What a navigation that failed says of the console; `nil` if it says something of driver or browser.
  private func trouble(_ error: WebDriverError, _ url: String) -> Trouble? {
    switch error.code {
    case .unexpectedAlertOpen:
      return .passing(.dialog(error.dialogText ?? error.message, on: "the page before \(url)", .nothing))
    case .timeout:
      return .passing(
        Hitch(
          "the console did not finish loading \(url) within \(session.timeouts.pageLoad)", .nothing,
          advice: "It may be slow or down: try it in a browser of your own.", pauses: Hitch.once))
    case .insecureCertificate:
      return .lasting(ConsoleError(.unreachable, "the certificate of \(address) is not trusted, so nothing was typed there"))
    case .unknownError where error.message.contains("net::ERR_") || error.message.contains("about:neterror"):
      let words = ["the browser says: \(error.message)"]
      if Self.brokeOff.contains(where: { error.message.contains($0) }) {
        return .passing(Hitch("the console broke off without an answer to \(url)", details: words, .nothing))
      }
      let advice = "Check the address, or try it in a browser of your own."
      // At the very first it is more likely that the address is wrong.
      return visit.withLock({ $0.hasAnswered })
        ? .passing(Hitch("the console does not answer at \(address)", details: words, .nothing, code: .unreachable, advice: advice))
        : .lasting(ConsoleError(.unreachable, "the console does not answer at \(address)", details: words, advice: advice))
    default: return nil
    }
  }

  /// How Chromium and Firefox say that somebody was there, and then was not.
  private static let brokeOff = [
    "ERR_CONNECTION_RESET", "ERR_CONNECTION_CLOSED", "ERR_CONNECTION_ABORTED", "ERR_EMPTY_RESPONSE", "ERR_TIMED_OUT",
    "ERR_SOCKET_NOT_CONNECTED",
    "ERR_CONTENT_LENGTH_MISMATCH", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_NETWORK_CHANGED", "e=netReset", "e=netInterrupt", "e=netTimeout",
  ]
}
