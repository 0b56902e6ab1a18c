extension WebDriverError {
  /// Whether a script of ours was ended by a navigation, so that it may be run again on the new document.
  ///
  /// Our scripts answer before the session's script time-out, so an early end means that their page went away. Every engine words
  /// it in its own way; this is the one place that knows.
  var isNavigationDuringScript: Bool {
    switch code {
    // chromedriver, for asynchronous and for synchronous scripts.
    case .scriptTimeout, .timeout: true
    case .javascriptError: Self.says(message, ["document unloaded", "document was unloaded"])
    // WebKitWebDriver.
    case .noSuchFrame: Self.says(message, ["unload event"])
    case .unknownError: Self.says(message, ["navigat", "execution context", "document was unloaded", "destroyed before query"])
    default: false
    }
  }

  private static func says(_ message: String, _ parts: [String]) -> Bool {
    let message = message.lowercased()
    return parts.contains { message.contains($0) }
  }
}

extension CommandEvent {
  /// Whether this was a script of ours that was ended by a navigation, or by a page that was drawn anew, and is started once more: how many of
  /// those there are is up to chance, and not to what drives the page.
  package var isScriptCutOff: Bool {
    guard let error = failure as? WebDriverError, command.hasPrefix("execute") else { return false }
    return error.isNavigationDuringScript || error.code == .staleElementReference
  }
}

extension WireResponse {
  /// Whether this answers a script of ours that was ended by a navigation, or by a page that was drawn anew: it is then started once more,
  /// and what counts is what it answers then.
  package func endsScript(of command: String) -> Bool {
    do {
      _ = try value(of: command, target: nil, as: JSONValue.self)
      return false
    } catch let error as WebDriverError {
      return error.isNavigationDuringScript || error.code == .staleElementReference
    } catch {
      return false
    }
  }
}
