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
    let end = ContinuousClock.now + deadline
    while true {
      let left = max(end - .now, .zero)
      do {
        let answer = try await executeAsync(PageScripts.page, arguments: [program.json(deadline: left)], as: PageAnswer?.self)
        // A dialog that opens ends the script with null.
        guard let answer else { return .dialog }
        return .answered(answer)
      } catch let error as WebDriverError where error.isNavigationDuringScript && ContinuousClock.now < end {
        continue
      } catch let error as WebDriverError where error.code == .unexpectedAlertOpen {
        return .dialog
      }
    }
  }
}
