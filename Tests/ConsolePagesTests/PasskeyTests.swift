import ConsolePages
import Foundation
import Secrets
import TestSupport
import Testing

/// Passkeys as text, and what is kept of them.
@Suite struct PasskeyTests {
  private static let key = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg"

  private static func passkey(_ json: String, in folder: URL = FileManager.default.temporaryDirectory) throws(Passkey.Malformed) -> Passkey
  {
    try Passkey(secret: Secret(json, label: Passkey.keyLabel), ledger: FilePasskeyLedger(folder: folder))
  }

  @Test func readsTheFormsThatBrowsersAndToolsWrite() throws {
    for key in [
      Self.key, #"-----BEGIN PRIVATE KEY-----\n\#(Self.key.prefix(24))\n\#(Self.key.dropFirst(24))\n-----END PRIVATE KEY-----\n"#,
    ] {
      let passkey = try Self.passkey(#"{"credentialId": "AQ+/", "rpId": "SyncroMSP.com", "privateKey": "\#(key)"}"#)
      #expect(passkey.privateKey.reveal { $0 } == Self.key)
      #expect(passkey.site == "syncromsp.com")
      #expect(!"\(passkey)".contains(Self.key))
    }
  }

  @Test(arguments: [
    ("", "a JSON object"), ("[]", "a JSON object"), (#"{"credentialId": "AQ", "rpId": "a.b"}"#, "a JSON object"),
    (#"{"credentialId": "!", "rpId": "a.b", "privateKey": "\#(key)"}"#, "credentialId is not base64"),
    (#"{"credentialId": "AQ", "rpId": "a.b", "privateKey": "geheim"}"#, "not PKCS#8"),
    (#"{"credentialId": "AQ", "rpId": "https://a.b", "privateKey": "\#(key)"}"#, "rpId is not the name of a site"),
    (#"{"credentialId": "AQ", "rpId": "a.b", "privateKey": "\#(key)", "signCount": -1}"#, "signCount is out of range"),
    (#"{"credentialId": "AQ", "rpId": "a.b", "privateKey": "\#(key)", "userHandle": "?"}"#, "userHandle is not base64"),
  ])
  func refusesWhatIsNoneWithoutQuotingIt(_ json: String, _ reason: String) throws {
    let error = try #require(throws: Passkey.Malformed.self) { try Self.passkey(json) }
    #expect(error.description.contains(reason))
    #expect(!error.description.contains("geheim") && !error.description.contains(Self.key))
  }

  @Test(arguments: [
    ("acme.syncromsp.com", true), ("syncromsp.com", true), ("SyncroMSP.com:8080", true), ("evil-syncromsp.com", false),
    ("syncromsp.com.evil.example", false), ("com", false),
  ])
  func isUsedOnItsSiteAlone(_ host: String, _ works: Bool) throws {
    let passkey = try Self.passkey(#"{"credentialId": "AQ", "rpId": "syncromsp.com", "privateKey": "\#(Self.key)"}"#)
    #expect(passkey.works(on: host) == works)
  }

  @Test func aCountNeverFallsAndIsWrittenDownBeforeItIsHandedOut() throws {
    try withFolder { folder in
      #expect(try FilePasskeyLedger(folder: folder).next(passkey: "acme.example AQ", atLeast: 7) == 7)
      #expect(try FilePasskeyLedger(folder: folder).next(passkey: "acme.example AQ", atLeast: 7) == 23)
      #expect(try FilePasskeyLedger(folder: folder).next(passkey: "acme.example AQ", atLeast: 500) == 500)
      #expect(try FilePasskeyLedger(folder: folder).next(passkey: "acme.example another", atLeast: 0) == 0)
      let file = folder.appending(path: "passkey-counts.json")
      #expect(!(try String(contentsOf: file, encoding: .utf8)).contains("acme"))
      #expect((try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber)?.intValue == 0o600)

      // What cannot be read is not begun anew: the count would fall.
      try Data("{".utf8).write(to: file)
      let error = try #require(throws: ConsoleError.self) {
        try FilePasskeyLedger(folder: folder).next(passkey: "acme.example AQ", atLeast: 7)
      }
      #expect(error.code == .notSignedIn)
      #expect(error.message.hasSuffix("passkey-counts.json, which says how often a passkey was used, cannot be read"))
    }
  }

  @Test func aFolderThatCannotBeWrittenToIsSaid() throws {
    try withFolder { folder in
      let file = folder.appending(path: "a-file")
      try Data().write(to: file)
      let error = try #require(throws: ConsoleError.self) { try FilePasskeyLedger(folder: file).next(passkey: "a", atLeast: 0) }
      #expect(error.message == "how often a passkey was used cannot be written down in \(file.path)")
      #expect(error.advice == "Make the folder writable, or name another with SYNCROCTL_STATE_DIR.")
    }
  }
}

/// A folder for the time of `body`.
func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: "ledgers-\(UUID().uuidString.prefix(8))")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
