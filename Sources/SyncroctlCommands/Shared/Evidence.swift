import Foundation
import Provisioning

/// The evidence folder of a run, and how it is called in talk: as the person called it, not by its whole path.
struct Evidence: Sendable {
  let folder: EvidenceFolder
  let shown: String?

  /// Makes the folder before anything else is done, so that one that cannot be written to stops everything; takes it away again if nothing
  /// came into it.
  ///
  /// - Parameters:
  ///   - parent: where to make it; `nil` makes none.
  ///   - isReplay: whether the run is only played back: its pictures are asked for as they were, and are no evidence of anything, so
  ///     that nothing of it is kept.
  static func keeping<Value>(
    in parent: String?, isReplay: Bool = false, _ body: (Evidence?) async throws -> Value
  ) async throws -> Value {
    guard let parent else { return try await body(nil) }
    if isReplay {
      let passing = FileManager.default.temporaryDirectory.appending(path: "syncroctl-replay-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: passing, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      defer { try? FileManager.default.removeItem(at: passing) }
      return try await body(Evidence(folder: try EvidenceFolder(in: passing, now: Date()), shown: nil))
    }
    let folder = try EvidenceFolder(in: URL(fileURLWithPath: parent), now: Date())
    let name = folder.url.lastPathComponent
    let evidence = Evidence(folder: folder, shown: parent.hasSuffix("/") ? parent + name : "\(parent)/\(name)")
    do {
      let value = try await body(evidence)
      try? folder.removeIfEmpty()
      return value
    } catch {
      try? folder.removeIfEmpty()
      throw error
    }
  }
}
