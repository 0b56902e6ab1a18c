import Glibc
import SystemPackage

/// The running processes, as `/proc` shows them.
enum ProcessTable {
  /// A process, without its zombies: those have ended, and only wait for a parent to ask how.
  struct Entry: Hashable {
    let id: pid_t
    let session: pid_t
    /// In ticks since the system started. Tells a process from a later one with the same number.
    let startTime: UInt64
  }

  /// The process of this number, if there is one that has not ended.
  static func entry(of id: pid_t) -> Entry? {
    guard let bytes = contents(of: "/proc/\(id)/stat") else { return nil }
    // `pid (name) state ppid pgrp session ...`: the name may hold blanks and parentheses, hence the last one.
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X", let session = pid_t(fields[3]), let startTime = UInt64(fields[19]) else {
      return nil
    }
    return Entry(id: id, session: session, startTime: startTime)
  }

  /// All processes but this one that belong to the run in `folder`: those of the driver's session, and those that were started
  /// with the folder as an option's value or as their `TMPDIR`. The browser's crash handlers leave the session, and its
  /// children overwrite their environment; between them the three marks cover all.
  static func processes(of folder: FilePath, session: pid_t?) -> [Entry] {
    let mark = Array(folder.string.utf8)
    return allIDs().compactMap { id in
      guard id != getpid(), let entry = entry(of: id) else { return nil }
      if let session, entry.session == session { return entry }
      let isMarked =
        contents(of: "/proc/\(id)/cmdline")?.containsValue(mark) == true || contents(of: "/proc/\(id)/environ")?.containsValue(mark) == true
      return isMarked ? entry : nil
    }
  }

  private static func allIDs() -> [pid_t] {
    FileTree.names(inFolderAt: "/proc").compactMap { pid_t($0) }
  }

  private static func contents(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}

extension [UInt8] {
  /// Whether `=` and then `value` stand in these bytes, and the value ends there or goes on as a path below it.
  ///
  /// A pager or an editor that somebody has open on a file in the folder is no part of the run: it has the path as an
  /// argument, not as an option's value.
  fileprivate func containsValue(_ value: [UInt8]) -> Bool {
    guard count > value.count else { return false }
    for start in 0..<(count - value.count) where self[start] == UInt8(ascii: "=") {
      let end = start + 1 + value.count
      guard self[(start + 1)..<end].elementsEqual(value) else { continue }
      if end == count || self[end] == 0 || self[end] == UInt8(ascii: "/") || self[end] == UInt8(ascii: " ") { return true }
    }
    return false
  }
}
