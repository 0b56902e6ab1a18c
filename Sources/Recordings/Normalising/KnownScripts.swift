import Crypto
import FoundationEssentials
import WebDriver

/// The scripts that this client sends into pages. In a recording a name stands for each: it is the same text in every second line.
enum KnownScripts {
  private static let scripts = [("page", PageScripts.page), ("locator", PageScripts.locator), (caption, PageScripts.caption)]

  /// What stands for the script `text`; `nil` where it is none of ours.
  static func name(of text: String) -> String? { scripts.first { $0.1 == text }.map(\.0) }

  /// The script that writes into a picture what it is of.
  static let caption = "caption"

  /// What stands for the lines that it is given: times and the names of runs, which are others each time.
  static let captionLines = "<caption>"

  /// What a recording has in place of the script `name`.
  static func placeholder(_ name: String) -> String { "<script:\(name)>" }

  /// The name of the script that a placeholder stands for.
  static func name(ofPlaceholder text: String) -> String? { scripts.first { placeholder($0.0) == text }.map(\.0) }

  /// SHA-256 of each script as it is now, by name.
  static let digests: [String: String] = Dictionary(
    uniqueKeysWithValues: scripts.map { ($0.0, SHA256.hash(data: Data($0.1.utf8)).hexadecimal) })
}

extension Digest {
  /// The digest in hexadecimal, small letters.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
