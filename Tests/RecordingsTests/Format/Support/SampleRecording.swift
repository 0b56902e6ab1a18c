import Foundation

@testable import Recordings

/// A recording as it stands in a file, small enough to be changed by a test and large enough to have everything in it.
enum Sample {
  static let header =
    #"{"account":"ada@acme.example","browser":{"name":"chrome","version":"156.0.7712.3"},"clock":"2026-11-24T09:00:00Z","codes":"computed","#
    + #""console":"https://console.example","format":3,"kind":"header","layout":"users","normaliser":["ids"],"#
    + #""pack":{"digest":"00","uses":{"sign_in.email":"000000000000"}},"program":"syncroctl 0.1.0","recorded":"2026-11-24","#
    + #""redaction":["names"],"scenario":"users/deactivate","scripts":{"page":"00"},"seed":1}"#

  /// Lines 1 to 7.
  static let lines = [
    header,
    #"{"body":{},"command":"newSession","kind":"exchange","n":1,"status":200,"value":{"capabilities":{},"sessionId":"session-1"}}"#,
    #"{"kind":"mark","page":"technician","step":"deactivates lee.wong@acme.example"}"#,
    #"{"body":{"using":"css selector","value":"a"},"command":"findElement","kind":"exchange","n":2,"status":200,"#
      + #""value":{"element-6066-11e4-a52e-4f735466cecf":"element-1"}}"#,
    #"{"body":{},"command":"elementClick","kind":"exchange","n":3,"on":["element-1"],"status":200,"value":null}"#,
    #"{"command":"getTitle","kind":"poll","n":4,"states":[{"status":200,"value":"One"},{"failure":{"code":"lost","detail":"gone"}}]}"#,
    #"{"count":4,"digest":"SHA-256","kind":"end","outcome":["lee.wong@acme.example is deactivated"]}"#,
  ]

  /// The lines as a file has them; the end says the digest of what stands before it.
  static func bytes(_ lines: [String] = Self.lines) -> [UInt8] {
    lines.reduce(into: []) { bytes, line in
      bytes += (line.replacingOccurrences(of: "SHA-256", with: BlobReference.digest(bytes)) + "\n").utf8
    }
  }

  /// The lines with `text` in place of line `number`.
  static func replacing(_ number: Int, by text: String) -> [String] {
    var lines = lines
    lines[number - 1] = text
    return lines
  }

  /// The lines with `old` replaced by `new` in line `number`.
  static func changing(_ number: Int, _ old: String, to new: String) -> [String] {
    replacing(number, by: lines[number - 1].replacingOccurrences(of: old, with: new))
  }
}

/// A folder of a test's own, removed with all that is in it.
func withTemporaryFolder<Value>(_ use: (URL) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: "recordings-\(UUID().uuidString)", directoryHint: .isDirectory)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try use(folder)
}
