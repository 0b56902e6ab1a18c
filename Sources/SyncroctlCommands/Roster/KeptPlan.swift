import Foundation
import Provisioning

/// A plan file, and where it stands.
struct KeptPlan: Sendable {
  let path: String
  let file: PlanFile

  /// The plan at `path`; `nil` if what stands there is no plan, but a roster or nothing.
  ///
  /// - Throws: ``PlanFileError`` if it is a plan that was edited or is damaged.
  static func ifPlan(at path: String) throws -> KeptPlan? {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe), PlanFile.looksLikeOne(data) else {
      return nil
    }
    return KeptPlan(path: path, file: try PlanFile.read(data, name: path))
  }

  /// The same, where it must be a plan.
  static func read(_ path: String) throws -> KeptPlan {
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw UsageError("the plan \(path) cannot be read", "Make one: syncroctl plan ROSTER -o FILE")
    }
    return KeptPlan(path: path, file: try PlanFile.read(data, name: path))
  }
}
