import ConsoleEmulator
import ConsolePages
import Secrets
import Synchronization
import Technicians
import TestSupport
import Testing

/// One-time codes that a person types: mistyped once, it is asked again.
@Suite struct TypedCodeSignInTests {
  /// Somebody who mistypes the first codes.
  private final class Somebody: CodeSource {
    let isImmediate = false
    let mayMistype = true
    private let right: any CodeSource
    private let state: Mutex<(asked: Int, wrong: Int)>
    var asked: Int { state.withLock { $0.asked } }

    init(mistyping wrong: Int, of right: any CodeSource) {
      self.right = right
      state = Mutex((0, wrong))
    }

    func next() async throws -> (code: Secret, used: @Sendable () throws -> Void) {
      let isWrong = state.withLock { state in
        state.asked += 1
        return state.asked <= state.wrong
      }
      return isWrong ? (Secret("000000", label: TOTP.codeLabel), {}) : try await right.next()
    }
  }

  @Test(arguments: [(1, 2), (2, 2), (0, 1)]) func itIsAskedAgainOnce(_ mistyped: Int, _ asked: Int) async throws {
    try await withEmulatedConsole(.users, signedIn: false) { test in
      let somebody = Somebody(mistyping: mistyped, of: try #require(test.credentials.codes))
      let credentials = Credentials(email: test.credentials.email, password: test.credentials.password, codes: somebody)
      if mistyped < 2 {
        #expect(try await SignInPage(test.console).signIn(credentials) == test.credentials.email)
      } else {
        let error = try await #require(throws: ConsoleError.self) { try await SignInPage(test.console).signIn(credentials) }
        #expect(error.code == .notSignedIn)
        #expect(error.message == "the console accepted neither of two one-time codes")
        #expect(error.details == ["it says: The authentication code is not valid."])
      }
      #expect(somebody.asked == asked)
    }
  }
}
