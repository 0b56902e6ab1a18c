import ConsolePages
import Synchronization

/// Which one-time codes a scenario has used: gone with it, as its console is.
final class ScenarioLedger: CodeLedger {
  private let steps = Mutex<[String: Int64]>([:])

  func lastStep(account: String) throws -> Int64? { steps.withLock { $0[account] } }

  func use(step: Int64, account: String) throws { steps.withLock { $0[account] = step } }
}
