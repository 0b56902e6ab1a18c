public import Foundation

/// The name of a scenario's recording, `users/deactivate`: the console's layout, and what is done there.
public struct RecordingName: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// How the files end.
  static let fileExtension = "jsonl"

  /// The console's layout: `users`.
  public let layout: String
  /// What is done: `deactivate`.
  public let name: String

  /// A name as it is written; `nil` where it is none. There is nothing in a name that could lead out of a folder.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isAllowed) }) else { return nil }
    (layout, name) = (String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self))
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// As it is written.
  public var description: String { "\(layout)/\(name)" }

  /// By layout, then by name.
  public static func < (left: RecordingName, right: RecordingName) -> Bool { (left.layout, left.name) < (right.layout, right.name) }

  /// Where the recording stands in `folder`.
  public func url(in folder: URL) -> URL {
    folder.appending(path: layout, directoryHint: .isDirectory).appending(
      path: "\(name).\(Self.fileExtension)", directoryHint: .notDirectory)
  }

  /// The recordings in `folder`, sorted. Files of other names are none.
  public static func all(in folder: URL) throws -> [RecordingName] {
    let manager = FileManager.default
    var names: [RecordingName] = []
    for layout in try manager.contentsOfDirectory(atPath: folder.path) where RecordingName("\(layout)/x") != nil {
      var isFolder: ObjCBool = false
      let path = folder.appending(path: layout).path
      guard manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else { continue }
      for file in try manager.contentsOfDirectory(atPath: path) where file.hasSuffix(".\(fileExtension)") {
        if let name = RecordingName("\(layout)/\(file.dropLast(fileExtension.count + 1))") { names.append(name) }
      }
    }
    return names.sorted()
  }
}
