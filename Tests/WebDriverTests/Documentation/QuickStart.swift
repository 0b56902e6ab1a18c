import DriverProcess
import Logging
import WebDriver

func signIn(at address: String) async throws -> String {
  try await DriverProcess.withSession(logger: Logger(label: "quick-start")) { session in
    try await session.navigate(to: address)
    try await session.locate(.label("Email")).fill("ada@example.com")
    try await session.locate(.label("Remember me")).check()
    try await session.locate(.role(.button, name: "Sign in")).click()
    try await session.expect(.role(.heading)).toHaveText("Welcome, ada@example.com")
    return try await session.locate(.testID("last-visit")).text()
  }
}
