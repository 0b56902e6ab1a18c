import Foundation
import Testing

@testable import Provisioning

/// Keys, and the files that they are kept in.
@Suite struct ApprovalKeyTests {
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func code(_ body: () throws -> Void) -> KeyError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? KeyError)?.code
    }
  }

  private func mode(_ file: URL) throws -> Int? {
    (try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber)?.intValue
  }

  @Test func aKeyIsKeptForItsOwnerAloneAndReadAgain() throws {
    try inFolder { folder in
      let file = folder.appending(path: "deep/alice@acme.example.key")
      let key = try SigningKey(newFor: "alice@acme.example")
      try key.write(to: file)
      #expect(try mode(file) == 0o600)
      #expect(try mode(file.deletingLastPathComponent()) == 0o700)
      #expect(try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path) == ["alice@acme.example.key"])
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.wholeMatch(of: /syncroctl-private-key:alice@acme.example:[A-Za-z0-9+\/]{86}==\n/) != nil)
      let read = try SigningKey.read(file)
      #expect(read.name == key.name)
      #expect(read.publicKey == key.publicKey)
      let data = Data("plan".utf8)
      #expect(key.publicKey.verifies(try read.signature(of: data), of: data))
    }
  }

  @Test func noKeyIsOverwritten() throws {
    try inFolder { folder in
      let file = folder.appending(path: "alice.key")
      try SigningKey(newFor: "alice").write(to: file)
      let before = try Data(contentsOf: file)
      #expect(code { try SigningKey(newFor: "alice").write(to: file) } == .exists)
      #expect(try Data(contentsOf: file) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["alice.key"])
      // A link that leads nowhere is something that stands there too.
      let link = folder.appending(path: "link.key")
      try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: folder.appending(path: "nowhere").path)
      #expect(code { try SigningKey(newFor: "alice").write(to: link) } == .exists)
    }
  }

  @Test(arguments: [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o660, 0o644, 0o777])
  func aKeyThatOthersCanReachIsRefused(_ mode: Int) throws {
    try inFolder { folder in
      let file = folder.appending(path: "alice.key")
      try SigningKey(newFor: "alice").write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
      #expect(code { _ = try SigningKey.read(file) } == .readableByOthers)
      #expect(code { _ = try SigningKey.loadOrMake(at: file) } == .readableByOthers)
    }
  }

  @Test func aKeyOfSomebodyElseIsRefused() throws {
    try inFolder { folder in
      let file = folder.appending(path: "alice.key")
      try SigningKey(newFor: "alice").write(to: file)
      // Only the superuser can give a file away; for anybody else there is one that is the superuser's.
      let foreign = geteuid() == 0 ? file : URL(fileURLWithPath: "/etc/passwd")
      if geteuid() == 0 { #expect(chown(file.path, 12_345, 12_345) == 0) }
      #expect(code { _ = try SigningKey.read(foreign) } == .notOwned)
    }
  }

  @Test func whatIsNoKeyIsRefused() throws {
    try inFolder { folder in
      #expect(code { _ = try SigningKey.read(folder.appending(path: "none.key")) } == .missing)
      #expect(code { _ = try SigningKey.read(folder) } == .unusable)
      let pipe = folder.appending(path: "pipe")
      #expect(mkfifo(pipe.path, 0o600) == 0)
      #expect(code { _ = try SigningKey.read(pipe) } == .unusable)

      let file = folder.appending(path: "alice.key")
      try SigningKey(newFor: "alice").write(to: file)
      let good = try Data(contentsOf: file)
      for index in good.indices {
        // Another letter of the same alphabet, the next one, nothing, and one too many.
        for edited in [Data([good[index] ^ 0x01]), Data([good[index] ^ 0x20]), Data(), Data([good[index], good[index]])] {
          var bytes = good
          bytes.replaceSubrange(index...index, with: edited)
          try bytes.write(to: file)
          try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
          // The name is not part of the key, and the line feed need not be there.
          let read = try? SigningKey.read(file)
          let isHarmless = read.map { $0.name != "alice" || index == good.count - 1 } ?? true
          #expect(isHarmless, "byte \(index) as \(edited.map { $0 })")
        }
      }
    }
  }

  @Test func theEvidenceKeyIsMadeOnce() throws {
    try inFolder { folder in
      let file = folder.appending(path: "evidence.key")
      let first = try SigningKey.loadOrMake(at: file)
      #expect(first.name == "evidence")
      #expect(try SigningKey.loadOrMake(at: file).publicKey == first.publicKey)
    }
  }

  @Test func manyWhoMakeItAtOnceGetTheSame() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "evidence.key")
    let keys = try await withThrowingTaskGroup(of: PublicKey.self) { group in
      for _ in 0..<16 { group.addTask { try SigningKey.loadOrMake(at: file).publicKey } }
      return try await group.reduce(into: Set<PublicKey>()) { $0.insert($1) }
    }
    #expect(keys.count == 1)
  }

  @Test func aKeyNeverPrints() throws {
    try inFolder { folder in
      let file = folder.appending(path: "alice.key")
      let key = try SigningKey(newFor: "alice")
      try key.write(to: file)
      let text = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .newlines)
      let bytes = try #require(Data(base64Encoded: String(text.split(separator: ":")[2])))
      let halves = [bytes.base64EncodedString(), bytes.prefix(32).base64EncodedString()]
      var dumped = ""
      dump(key, to: &dumped)
      for printed in ["\(key)", String(reflecting: key), dumped, "\(["key": key])"] {
        for half in halves { #expect(!printed.contains(half.prefix(20))) }
        #expect(!printed.contains(bytes.prefix(32).map { String(format: "%02x", $0) }.joined().prefix(12)))
      }
      #expect("\(key)" == "signing key of alice (\(key.publicKey))")
    }
  }

  @Test(arguments: ["", " ", "a b", "a:b", "a/b", "../a", ".hidden", "a\nb", "a\u{1B}[2J", String(repeating: "x", count: 300)])
  func whatCannotBeAName(_ name: String) {
    #expect(code { _ = try SigningKey(newFor: name) } == .badName)
  }

  @Test func aPublicKeyHasOneForm() throws {
    let key = try SigningKey(newFor: "alice").publicKey
    #expect(PublicKey(key.description) == key)
    #expect(key.description.hasPrefix("ed25519:"))
    #expect(key.fingerprint.wholeMatch(of: /([0-9a-f]{4} ){7}[0-9a-f]{4}/) != nil)
    let base64 = String(key.description.dropFirst(8))
    for text in [
      base64, "ed25519:", "ed25519:AAAA", "ed25519: \(base64)", "ED25519:\(base64)", "ed25519:\(base64)\n", "ed25519:\(base64.dropLast())",
    ] {
      #expect(PublicKey(text) == nil, "\(text)")
    }
    // The last letter before the padding has two bits that stand for nothing.
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let last = try #require(base64.dropLast().last.flatMap { letters.firstIndex(of: $0) })
    #expect(PublicKey("ed25519:\(base64.dropLast(2))\(letters[last ^ 1])=") == nil)
  }

  @Test func aSignatureFitsOneTextAndOneKey() throws {
    let (alice, bob) = (try SigningKey(newFor: "alice"), try SigningKey(newFor: "bob"))
    let data = Data("deactivate lee".utf8)
    let signature = try alice.signature(of: data)
    #expect(alice.publicKey.verifies(signature, of: data))
    #expect(!bob.publicKey.verifies(signature, of: data))
    #expect(!alice.publicKey.verifies(signature, of: data + Data(" ".utf8)))
    #expect(Signature(signature.description) == signature)
    #expect(Signature("\(signature.description) ") == nil)
  }

  /// The first test of RFC 8032, section 7.1: what is signed here, others can check.
  @Test func itIsTheEd25519OfTheStandard() throws {
    let key = try #require(PublicKey("ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="))
    let signature = try #require(
      Signature("5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw=="))
    #expect(key.verifies(signature, of: Data()))
  }
}
