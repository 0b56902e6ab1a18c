public import Foundation

/// Tells all that is wrong in files of selector packs.
public enum PackLinter {
  /// The problems of `files`, by file and line.
  ///
  /// - Parameters:
  ///   - files: packs of their own, and overrides in the order in which they are laid over each other. None: the shipped packs.
  ///   - shipped: the folder of shipped packs, on which overrides and packs build. What is wrong in those is told only where they are named,
  ///     or keep a file from being read.
  /// - Throws: ``PackError`` if one of the files is not there.
  public static func problems(in files: [URL], shipped: URL) throws(PackError) -> [PackProblem] {
    let log = ProblemLog()
    let groups = try PackGroups(files, shipped: shipped, log: log)
    for layers in groups.all where !layers.files.isEmpty {
      layers.check()
      PackLint(layers).run()
    }
    let named = Set(files.map(\.relativePath))
    let isReadable = groups.all.allSatisfy { !$0.files.isEmpty }
    let problems = log.problems.filter { problem in
      files.isEmpty || !isReadable || named.contains(problem.place.file) || !problem.place.file.hasPrefix("\(shipped.relativePath)/")
    }
    return Set(problems).sorted { ($0.place, $0.name, $0.reason) < ($1.place, $1.name, $1.reason) }
  }
}
