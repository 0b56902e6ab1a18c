import Foundation
import Provisioning

/// The evidence folder of a run, and how it is called in talk: as the person called it, not by its whole path.
struct Evidence: Sendable {
  let folder: EvidenceFolder
  let shown: String

  /// Makes the folder before anything else is done, so that one that cannot be written to stops everything; takes it away again if nothing
  /// came into it.
  ///
  /// - Parameter parent: where to make it; `nil` makes none.
  static func keeping<Value>(in parent: String?, _ body: (Evidence?) async throws -> Value) async throws -> Value {
    guard let parent else { return try await body(nil) }
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
