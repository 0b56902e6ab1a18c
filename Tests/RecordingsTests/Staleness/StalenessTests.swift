import Recordings
import Testing

struct StalenessTests {
  @Test func anUnchangedPackIsGood() {
    #expect(Self.header.staleness(packDigest: "aa", digests: [:]).isEmpty)
  }

  @Test func aChangeOfWhatIsNotUsedIsGood() {
    #expect(Self.header.staleness(packDigest: "bb", digests: ["sign_in.email": "111111111111", "users.path": "222222222222"]).isEmpty)
  }

  @Test func aChangeOfWhatIsUsedFailsAndNamesIt() throws {
    let stale = Self.header.staleness(packDigest: "bb", digests: ["sign_in.email": "333333333333", "users.path": "222222222222"])
    let only = try #require(stale.first)
    #expect(stale.count == 1)
    #expect(only.isFailure)
    #expect(
      only.description
        == "the selector pack's sign_in.email has changed since. Record it anew: syncroctl recordings record users/deactivate")
  }

  @Test func whatIsUsedAndGoneFails() {
    #expect(
      Self.header.staleness(packDigest: "bb", digests: ["users.path": "222222222222"]).map(\.kind) == [.pack(entries: ["sign_in.email"])])
  }

  @Test func anotherScriptFails() {
    var header = Self.header
    header.scripts = ["page": String(repeating: "0", count: 64)]
    #expect(header.staleness(packDigest: "aa", digests: [:]).map(\.kind) == [.script("page")])
    #expect(header.staleness(packDigest: "aa", digests: [:]).allSatisfy { $0.isFailure })
  }

  @Test func ageIsSaidAndDoesNotFail() {
    #expect(Self.header.staleness(packDigest: "aa", digests: [:], today: "2027-03-24").isEmpty)
    let old = Self.header.staleness(packDigest: "aa", digests: [:], today: "2027-03-25")
    #expect(old.map(\.kind) == [.age(days: 121)])
    #expect(old.allSatisfy { !$0.isFailure })
  }

  @Test func anotherMajorVersionOfTheSameBrowserIsSaid() {
    func kinds(_ name: String, _ version: String) -> [Staleness.Kind] {
      Self.header.staleness(packDigest: "aa", digests: [:], browser: RecordingHeader.Browser(name: name, version: version)).map(\.kind)
    }
    #expect(kinds("chrome", "156.9").isEmpty)
    #expect(kinds("chrome", "157.0") == [.browser(recorded: 156, now: 157)])
    #expect(kinds("firefox", "153.0").isEmpty)
  }

  private static let header = RecordingHeader(
    subject: .scenario("users/deactivate"), recorded: "2026-11-24", program: "tests",
    browser: RecordingHeader.Browser(name: "chrome", version: "156.0.1"), console: "https://console.example", layout: "users",
    account: "robot@acme.example", codes: .computed,
    pack: RecordingHeader.Pack(digest: "aa", uses: ["sign_in.email": "111111111111", "users.path": "222222222222"]), scripts: [:],
    normaliser: [], redaction: [], clock: "2026-11-24T09:00:00Z")
}
