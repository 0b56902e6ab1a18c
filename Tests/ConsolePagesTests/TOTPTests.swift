import ConsolePages
import Foundation
import Secrets
import Testing

/// RFC 6238, appendix B, SHA-1; the last six of its eight digits.
@Suite struct TOTPTests {
  @Test(arguments: [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"), (2_000_000_000, "279037"),
    (20_000_000_000, "353130"),
  ])
  func matchesTheStandardsVectors(seconds: Int, code: String) throws {
    let totp = try TOTP(secret: Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", label: "test"))
    let step = TOTP.step(at: Date(timeIntervalSince1970: Double(seconds)))
    #expect(totp.code(step: step).reveal { $0 } == code)
  }
}
