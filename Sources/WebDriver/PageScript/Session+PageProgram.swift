/// How the waiting for a page ended.
public enum PageOutcome: Sendable {
  /// A case held, or none did in time.
  case answered(PageAnswer)
  /// A native dialog opened and stands in the way; the driver says what it says, where it can.
  case dialog
}

extension Session {
  /// Runs `program` in the page until a case holds or `deadline` has passed.
  ///
  /// A navigation ends the script early; it is then started on the new page until the deadline. Running it twice is harmless,
  /// since its steps set values and read, and commit nothing.
  public func run(_ program: PageProgram, deadline: Duration) async throws -> PageOutcome {
    let end = clock.now() + deadline
    while true {
      let left = max(end - clock.now(), .zero)
      do {
        let answer = try await perform(
          Commands.ExecuteAsyncScript<PageAnswer?>(
            script: PageScripts.page, arguments: [program.json(deadline: left)], purpose: program.description))
        if let answer { note(address: answer.address) }
        if let answer { return .answered(answer) }
        // A dialog that opens ends the script with null, and in Firefox a navigation does so too.
        if try await isDialogOpen() || clock.now() >= end { return .dialog }
      } catch let error as WebDriverError where error.isNavigationDuringScript && clock.now() < end {
        continue
      } catch let error as WebDriverError where error.code == .staleElementReference && clock.now() < end {
        // The page drew an element anew while the answer was on its way: some engines fail the answer over the old one.
        continue
      } catch let error as WebDriverError where error.code == .unexpectedAlertOpen {
        return .dialog
      }
    }
  }
}
