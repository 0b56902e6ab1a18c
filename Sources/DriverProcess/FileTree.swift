import Glibc

/// Removing folders.
enum FileTree {
  /// Removes what is at `path`, a folder with all that is in it, and skips what cannot be removed. Links are removed, never
  /// followed, not even one that takes a folder's place meanwhile.
  static func remove(_ path: String) { remove(path, in: AT_FDCWD) }

  private static func remove(_ name: String, in folder: Int32) {
    // Tried as a file first: this fails for a folder, and for a folder alone does the rest make sense.
    if unlinkat(folder, name, 0) == 0 { return }
    let file = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return }
    // The stream owns the descriptor from here on.
    guard let stream = fdopendir(file) else {
      close(file)
      return
    }
    for name in names(in: stream) { remove(name, in: file) }
    closedir(stream)
    unlinkat(folder, name, AT_REMOVEDIR)
  }

  /// The names in the folder at `path`, without the two that stand for it and for the one above.
  static func names(inFolderAt path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    return names(in: stream)
  }

  private static func names(in stream: OpaquePointer) -> [String] {
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
