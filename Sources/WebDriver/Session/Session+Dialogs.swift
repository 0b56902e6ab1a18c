public import Secrets

extension Session {
  /// Answers the open dialog with its OK.
  public func acceptDialog() async throws { _ = try await perform(Commands.AcceptAlert()) }

  /// Answers the open dialog with its Cancel.
  public func dismissDialog() async throws { _ = try await perform(Commands.DismissAlert()) }

  /// What the open dialog says.
  public func dialogText() async throws -> String { try await perform(Commands.GetAlertText()) ?? "" }

  /// Types into the open prompt.
  public func typeIntoDialog(_ text: String) async throws { _ = try await perform(Commands.SendAlertText(text: .string(text))) }

  /// Types a secret into the open prompt. Only the wire sees it.
  public func typeIntoDialog(_ secret: Secret) async throws { _ = try await perform(Commands.SendAlertText(text: .secret(secret))) }

  /// Whether a dialog stands in the way. Nothing is done to it.
  public func isDialogOpen() async throws -> Bool {
    do {
      _ = try await perform(Commands.GetAlertText())
      return true
    } catch let error as WebDriverError where error.code == .noSuchAlert {
      return false
    }
  }
}
