import Secrets

/// What a locator stands for in a session's page, whenever it is asked.
///
/// Each method finds it anew. An action waits, in the page and in one command, until its target exists, is the only one, and is fit for
/// the action; then it acts, and throws ``WaitError`` if that did not come about in time.
public struct LocatedElement: Sendable {
  /// Where it is looked for.
  public let session: Session
  /// What it is told by.
  public let locator: Locator
  /// How long its methods wait.
  public let options: WaitOptions

  /// What `inner` stands for inside this.
  public func locate(_ inner: Locator) -> LocatedElement {
    LocatedElement(session: session, locator: inner.within(locator), options: options)
  }

  func waiting(to action: String, _ timeout: Duration?, hiding secret: Secret? = nil, _ fileID: String, _ line: Int) -> Waiting {
    Waiting(
      on: session, to: action, locator.description, timeout: timeout ?? options.timeout, hiding: secret, fileID: fileID, line: line)
  }

  func request(_ needs: ActionNeeds, _ purpose: LocatorRequest.Purpose) -> LocatorRequest {
    LocatorRequest(locator: locator, needs: needs, purpose: purpose)
  }
}

extension Session {
  /// What `locator` stands for. Nothing is looked up yet.
  ///
  /// - Parameters:
  ///   - locator: which element is meant.
  ///   - options: how long its methods wait; `nil` for ``WaitOptions/current``.
  public func locate(_ locator: Locator, options: WaitOptions? = nil) -> LocatedElement {
    LocatedElement(session: self, locator: locator, options: options ?? .current)
  }
}
