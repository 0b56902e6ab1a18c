import ConsolePages
import Foundation
import Secrets
import Technicians
import Testing
import WebDriver

@testable import SyncroctlCommands

/// A kept session serves the account that it was kept for, to whoever could sign in, for a while.
@Suite struct SessionStoreTests {
  private static let now = Date(timeIntervalSince1970: 1_800_000_000)
  private static let password = Secret("correct horse", label: "account.password")
  private static let totp = Secret("JBSWY3DPEHPK3PXP", label: "account.totp")

  private static let session = KeptSession(
    cookies: [
      Cookie(
        name: "_session", value: Secret("s3ss10n-value", label: "cookie._session"), domain: "acme.example", path: "/", secure: true,
        httpOnly: true, expiry: 1_900_000_000, sameSite: "Lax"),
      Cookie(name: "remember", value: Secret("ü; =", label: "cookie.remember"), domain: ".acme.example"),
    ], kept: now)

  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "s-\(UUID().uuidString.prefix(8))")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func store(
    _ folder: URL, console: String = "https://acme.example", account: String = "robot@acme.example", secrets: [Secret] = [password, totp]
  ) throws -> SessionStore {
    SessionStore(folder: folder, console: try ConsoleAddress(console), account: try EmailAddress(account), secrets: secrets)
  }

  private func file(_ folder: URL) throws -> URL {
    let sessions = folder.appending(path: "sessions")
    return sessions.appending(path: try #require(FileManager.default.contentsOfDirectory(atPath: sessions.path).first))
  }

  @Test func whatWasKeptIsReadAgain() throws {
    try inFolder { folder in
      #expect(try store(folder).read(at: Self.now) == nil)
      try store(folder).keep(Self.session)
      let read = try #require(try store(folder).read(at: Self.now.addingTimeInterval(60)))
      #expect(read.cookies == Self.session.cookies)
      #expect(read.kept == Self.session.kept)
      try store(folder).forget()
      #expect(try store(folder).read(at: Self.now) == nil)
    }
  }

  @Test func aCopyOfTheFileIsWorthNothing() throws {
    try inFolder { folder in
      try store(folder).keep(Self.session)
      let text = try String(contentsOf: try file(folder), encoding: .utf8)
      for word in [
        "s3ss10n", "_session", "remember", "acme", "robot", String(Data("s3ss10n-value".utf8).base64EncodedString().dropLast(4)),
      ] {
        #expect(!text.contains(word), "\(word)")
      }
      let wrong = Secret("correct horse ", label: "account.password")
      #expect(try store(folder, secrets: [wrong, Self.totp]).read(at: Self.now) == nil)
      #expect(try store(folder, secrets: [Self.password]).read(at: Self.now) == nil)
      // What stands where does count: two secrets that make up the same text are others.
      let parts = [Secret("correct hors", label: "a"), Secret("eJBSWY3DPEHPK3PXP", label: "b")]
      #expect(try store(folder, secrets: parts).read(at: Self.now) == nil)
    }
  }

  @Test(arguments: [("https://globex.example", "robot@acme.example"), ("https://acme.example", "other@acme.example")])
  func anothersSessionIsNobodysElse(_ console: String, _ account: String) throws {
    try inFolder { folder in
      try store(folder).keep(Self.session)
      let own = try file(folder)
      #expect(try store(folder, console: console, account: account).read(at: Self.now) == nil)
      // Nor where the file is put in the other's place.
      try store(folder, console: console, account: account).keep(Self.session)
      let bytes = try Data(contentsOf: own)
      for name in try FileManager.default.contentsOfDirectory(atPath: own.deletingLastPathComponent().path) {
        let url = own.deletingLastPathComponent().appending(path: name)
        try bytes.write(to: url)
      }
      #expect(try store(folder, console: console, account: account).read(at: Self.now) == nil)
    }
  }

  @Test func everyChangeOfTheFileIsNoticed() throws {
    try inFolder { folder in
      try store(folder).keep(Self.session)
      let url = try file(folder)
      let bytes = try Data(contentsOf: url)
      // The key is slow to make, so that only some of the places are tried.
      for place in stride(from: 1, to: bytes.count - 2, by: 61) {
        var changed = bytes
        changed[place] = changed[place] == 0x41 ? 0x42 : 0x41
        try changed.write(to: url)
        #expect(try store(folder).read(at: Self.now)?.cookies != Self.session.cookies || changed == bytes, "byte \(place)")
      }
      for part in [Data(), bytes.prefix(40), Data("{}".utf8), Data(repeating: 0x41, count: 2 << 20)] {
        try part.write(to: url)
        #expect(try store(folder).read(at: Self.now) == nil)
      }
      try bytes.write(to: url)
      #expect(try store(folder).read(at: Self.now) != nil)
    }
  }

  @Test func onlyItsOwnerMayReadIt() throws {
    try inFolder { folder in
      try store(folder).keep(Self.session)
      let url = try file(folder)
      var mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      mode = try FileManager.default.attributesOfItem(atPath: url.deletingLastPathComponent().path)[.posixPermissions] as? Int
      #expect(mode == 0o700)
      for open in [0o640, 0o604, 0o620, 0o602] {
        try FileManager.default.setAttributes([.posixPermissions: open], ofItemAtPath: url.path)
        #expect(try store(folder).read(at: Self.now) == nil)
      }
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path)
      #expect(try store(folder).read(at: Self.now) != nil)
      // A link may lead to what somebody else writes.
      let other = folder.appending(path: "other")
      try FileManager.default.moveItem(at: url, to: other)
      try FileManager.default.createSymbolicLink(at: url, withDestinationURL: other)
      #expect(try store(folder).read(at: Self.now) == nil)
    }
  }

  @Test func itIsUsedForSomeHours() throws {
    try inFolder { folder in
      try store(folder).keep(Self.session)
      #expect(try store(folder).read(at: Self.now.addingTimeInterval(KeptSession.longest)) != nil)
      #expect(try store(folder).read(at: Self.now.addingTimeInterval(KeptSession.longest + 1)) == nil)
      // Kept in the future: a clock was wrong.
      #expect(try store(folder).read(at: Self.now.addingTimeInterval(-1)) == nil)
    }
  }

  @Test func aFolderThatCannotBeWrittenToIsSaid() throws {
    try inFolder { folder in
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data().write(to: folder.appending(path: "sessions"))
      #expect(throws: (any Error).self) { try store(folder).keep(Self.session) }
    }
  }
}
