extension Commands {
  /// Every command that this client knows, in the order of the specification's table of endpoints, then those of other specifications.
  package static let all: [any RelayedCommand.Type] = [
    NewSession.self, DeleteSession.self, Status.self, GetTimeouts.self, SetTimeouts.self,
    NavigateTo.self, GetCurrentURL.self, Back.self, Forward.self, Refresh.self, GetTitle.self,
    GetWindowHandle.self, CloseWindow.self, SwitchToWindow.self, GetWindowHandles.self, NewWindow.self, SwitchToFrame.self,
    SwitchToParentFrame.self, GetWindowRect.self, SetWindowRect.self, MaximizeWindow.self, MinimizeWindow.self, FullscreenWindow.self,
    GetActiveElement.self, GetElementShadowRoot.self, FindElement.self, FindElements.self, FindElementFromElement.self,
    FindElementsFromElement.self, FindElementFromShadowRoot.self, FindElementsFromShadowRoot.self,
    IsElementSelected.self, GetElementAttribute.self, GetElementProperty<JSONValue>.self, GetElementCSSValue.self, GetElementText.self,
    GetElementTagName.self, GetElementRect.self, IsElementEnabled.self, GetComputedRole.self, GetComputedLabel.self,
    ElementClick.self, ElementClear.self, ElementSendKeys.self,
    GetPageSource.self, ExecuteScript<JSONValue>.self, ExecuteAsyncScript<JSONValue>.self,
    GetAllCookies.self, GetNamedCookie.self, AddCookie.self, DeleteCookie.self, DeleteAllCookies.self,
    PerformActions.self, ReleaseActions.self,
    DismissAlert.self, AcceptAlert.self, GetAlertText.self, SendAlertText.self,
    TakeScreenshot.self, TakeElementScreenshot.self, PrintPage.self,
    IsElementDisplayed.self, SetPermission.self,
    AddVirtualAuthenticator.self, RemoveVirtualAuthenticator.self, AddCredential.self, GetCredentials.self, RemoveCredential.self,
    RemoveAllCredentials.self, SetUserVerified.self, SetCredentialProperties.self,
  ]
}

/// A command of the table that a request is for.
package struct RecognisedCommand: Sendable {
  /// The command.
  package let type: any RelayedCommand.Type
  /// The session that the path names; `nil` for a command of no session.
  package let session: String?
  /// The rest of what stands in the path.
  package let arguments: [String]
}

extension Commands {
  /// The command that is asked for with `method` at `path`, whose parts are unescaped; `nil` where there is none.
  package static func recognise(_ method: WireRequest.Method, _ path: [String]) -> RecognisedCommand? {
    for type in all where type.endpoint.method == method {
      guard let arguments = type.endpoint.arguments(in: path) else { continue }
      guard type is any SessionCommand.Type else { return RecognisedCommand(type: type, session: nil, arguments: arguments) }
      return RecognisedCommand(type: type, session: arguments.first, arguments: Array(arguments.dropFirst()))
    }
    return nil
  }
}
