import Glibc
import SystemPackage

/// The running processes, as `/proc` shows them.
enum ProcessTable {
  /// A process, without its zombies: those have ended, and only wait for a parent to ask how.
  struct Entry: Hashable {
    let id: pid_t
    let parent: pid_t
    let session: pid_t
    /// In ticks since the system started. Tells a process from a later one with the same number.
    let startTime: UInt64
    /// The program's name, cut to fifteen bytes.
    let name: String

    /// Whether it is still running.
    var isAlive: Bool { ProcessTable.entry(of: id)?.startTime == startTime }
  }

  /// The process of this number, if there is one that has not ended.
  static func entry(of id: pid_t) -> Entry? {
    guard let bytes = contents(of: "/proc/\(id)/stat") else { return nil }
    // `pid (name) state ppid pgrp session ...`: the name may hold blanks and parentheses, hence the last one.
    let text = String(decoding: bytes, as: UTF8.self)
    guard let start = text.firstIndex(of: "("), let end = text.lastIndex(of: ")"), start < end else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X", let parent = pid_t(fields[1]), let session = pid_t(fields[3]),
      let startTime = UInt64(fields[19])
    else { return nil }
    return Entry(id: id, parent: parent, session: session, startTime: startTime, name: String(text[text.index(after: start)..<end]))
  }

  /// All processes but this one.
  static func all() -> [Entry] { allIDs().compactMap { $0 == getpid() ? nil : entry(of: $0) } }

  /// All processes but this one that belong to the run in `folder`: those of the driver's session, and those that were started
  /// with the folder as an option's value or as their `TMPDIR`. The browser's crash handlers leave the session, and its
  /// children overwrite their environment; between them the three marks cover all.
  static func processes(of folder: FilePath, session: pid_t?) -> [Entry] {
    let mark = Array(folder.string.utf8)
    return all().filter { entry in
      if let session, entry.session == session { return true }
      return contents(of: "/proc/\(entry.id)/cmdline")?.containsValue(mark) == true
        || contents(of: "/proc/\(entry.id)/environ")?.containsValue(mark) == true
    }
  }

  /// Whether a process was started with this folder as an option's value.
  static func hasArgument(of entry: Entry, naming folder: FilePath) -> Bool {
    contents(of: "/proc/\(entry.id)/cmdline")?.containsValue(Array(folder.string.utf8)) == true
  }

  /// These processes and all that they have started, as far as the parents still live.
  static func withDescendants(_ roots: [Entry], among all: [Entry]) -> [Entry] {
    var (found, isFound, next) = (roots, Set(roots.map(\.id)), 0)
    while next < found.count {
      let parent = found[next].id
      for child in all where child.parent == parent && isFound.insert(child.id).inserted { found.append(child) }
      next += 1
    }
    return found
  }

  private static func allIDs() -> [pid_t] {
    FileTree.names(inFolderAt: "/proc").compactMap { pid_t($0) }
  }

  static func contents(of path: String) -> [UInt8]? {
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
