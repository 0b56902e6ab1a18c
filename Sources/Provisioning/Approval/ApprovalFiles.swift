public import Foundation
internal import WholeFiles

/// The approvals that lie beside a plan.
public enum ApprovalFiles {
  private static let ending = ".approval"
  /// More than any approval has, in bytes.
  private static let maxBytes = 64 * 1024
  /// More approvals of one plan than one person ever gives.
  private static let mostOfOnePerson = 1000

  /// The approvals of the plan at `plan`: every file beside it whose name begins with the plan's and ends with `.approval`.
  ///
  /// - Throws: ``ApprovalError`` for a file that is no approval, or was edited.
  public static func beside(_ plan: URL) throws(ApprovalError) -> [Approval] {
    let folder = plan.deletingLastPathComponent()
    let beginning = plan.lastPathComponent + "."
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var approvals: [Approval] = []
    for name in names.sorted() where name.hasPrefix(beginning) && name.hasSuffix(ending) {
      approvals.append(try read(folder.appending(path: name)))
    }
    return approvals
  }

  /// The approval in a file.
  ///
  /// - Throws: ``ApprovalError`` if there is none.
  public static func read(_ url: URL) throws(ApprovalError) -> Approval {
    guard let handle = try? FileHandle(forReadingFrom: url), let data = try? handle.read(upToCount: maxBytes + 1) else {
      throw ApprovalError([.init(.damaged, "\(url.path) cannot be read")])
    }
    try? handle.close()
    return try Approval.read(data, name: url.lastPathComponent)
  }

  /// Writes an approval beside its plan: `team.plan.alice@acme.example.approval`, or with a number where there is one already. No file is
  /// ever overwritten.
  ///
  /// - Parameter place: another place for it.
  /// - Returns: where it is.
  /// - Throws: ``Unwritable`` if it cannot be written.
  public static func write(_ approval: Approval, beside plan: URL, at place: URL? = nil) throws -> URL {
    let data = Array(try approval.data())
    var number = 1
    while true {
      let count = number == 1 ? "" : ".\(number)"
      let url = place ?? URL(fileURLWithPath: "\(plan.relativePath).\(approval.approver)\(count)\(ending)")
      guard let problem = WholeFile.write(data, to: url, earlier: .stays, mode: 0o644) else { return url }
      guard problem == EEXIST, place == nil, number < mostOfOnePerson else {
        let why = problem == EEXIST ? "there is such a file already" : String(cString: strerror(problem))
        throw Unwritable(description: "the approval \(url.path) cannot be written: \(why)\nNothing was changed. Name another file with -o.")
      }
      number += 1
    }
  }

  /// An approval that cannot be written.
  public struct Unwritable: Error, Sendable, CustomStringConvertible {
    /// What is wrong, and what to do.
    public let description: String
  }
}
