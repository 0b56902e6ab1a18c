import Crypto
public import WebDriver

/// A picture or a page's source that stands beside a recording, named by what is in it: `9f86…0a08.png`.
public struct BlobReference: Sendable, Hashable, CustomStringConvertible {
  /// What is in it.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A screenshot.
    case picture = "png"
    /// A page's source.
    case source = "html"
  }

  /// SHA-256 in hexadecimal.
  public let digest: String
  /// What is in it.
  public let kind: Kind

  /// What stands for `bytes`.
  public init(_ bytes: [UInt8], kind: Kind) {
    digest = Self.digest(bytes)
    self.kind = kind
  }

  /// A name as it is written; `nil` where it is none. There is nothing in a name that could lead out of a folder.
  public init?(_ name: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 64, parts[0].utf8.allSatisfy(Self.isDigit), let kind = Kind(rawValue: String(parts[1]))
    else { return nil }
    (digest, self.kind) = (String(parts[0]), kind)
  }

  /// The file's name.
  public var description: String { "\(digest).\(kind.rawValue)" }

  /// What stands in an answer in its place.
  public var json: JSONValue { ["blob": .string(description)] }

  /// SHA-256 in hexadecimal.
  static func digest(_ bytes: [UInt8]) -> String { bytes.withUnsafeBufferPointer { digest($0) } }

  /// The same of bytes that are only borrowed.
  static func digest(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var hash = SHA256()
    hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
    return hash.finalize().hexadecimal
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
  }

  /// What is written in `value` where blobs stand: in every object that is exactly `{"blob": …}`, at any depth.
  static func names(in value: JSONValue) -> [JSONValue] {
    var names: [JSONValue] = []
    collect(from: value, into: &names)
    return names
  }

  private static func collect(from value: JSONValue, into names: inout [JSONValue]) {
    switch value {
    case .array(let values): for value in values { collect(from: value, into: &names) }
    case .object(let members):
      if members.count == 1, let name = members["blob"] {
        names.append(name)
      } else {
        for value in members.values { collect(from: value, into: &names) }
      }
    default: break
    }
  }
}
