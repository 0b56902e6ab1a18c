import Foundation
import Testing

@testable import ConsoleEmulator

@Suite struct OneTimeCodeTests {
  private let key = Array("12345678901234567890".utf8)

  /// RFC 6238, appendix B, the rows for SHA-1.
  @Test(arguments: [
    (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
    (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
  ])
  func `codes are those of the RFC`(_ seconds: Int, _ code: String) {
    let step = OneTimeCode.step(at: Date(timeIntervalSince1970: Double(seconds)))
    #expect(OneTimeCode.code(key: key, step: step, digits: 8) == code)
    #expect(OneTimeCode.code(key: key, step: step) == code.suffix(6))
  }

  @Test(arguments: [("", ""), ("f", "MY"), ("foobar", "MZXW6YTBOI"), ("12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")])
  func `secrets are written in Base32`(_ plain: String, _ encoded: String) {
    #expect(Base32.encode(Array(plain.utf8)) == encoded)
    #expect(Base32.decode(encoded.lowercased()) == Array(plain.utf8))
  }

  @Test func `what is not Base32 is no secret`() { #expect(Base32.decode("1!") == nil) }

  @Test func `neighbouring steps count, others do not, and each once`() {
    let now = Date(timeIntervalSince1970: 3_000)
    let secret = Base32.encode(key)
    func accepted(_ step: Int64, lastUsed: Int64? = nil) -> Int64? {
      OneTimeCode.acceptedStep(for: OneTimeCode.code(key: key, step: step), secret: secret, at: now, lastUsed: lastUsed)
    }
    #expect((98...102).map { accepted($0) } == [nil, 99, 100, 101, nil])
    #expect(accepted(100, lastUsed: 100) == nil)
    #expect(accepted(99, lastUsed: 100) == nil)
    #expect(accepted(101, lastUsed: 100) == 101)
  }

  @Test func `ten wrong codes lock, and time unlocks`() {
    var credentials = Credentials(password: "", totpSecret: Base32.encode(key))
    let now = Date(timeIntervalSince1970: 3_000)
    let answers = (1...10).map { _ in SignInRules.judge(code: "0", for: &credentials, at: now) }
    #expect(answers == Array(repeating: .wrong, count: 9) + [.locked])
    let right = OneTimeCode.code(key: key, step: 100)
    #expect(SignInRules.judge(code: right, for: &credentials, at: now) == .locked)
    let later = now.addingTimeInterval(SignInRules.lockSeconds)
    let laterCode = OneTimeCode.code(key: key, step: OneTimeCode.step(at: later))
    #expect(SignInRules.judge(code: "\(laterCode.prefix(3)) \(laterCode.suffix(3))", for: &credentials, at: later) == .accepted)
    #expect(credentials.wrongCodes == 0)
  }
}
