import Glibc

/// The port that a process listens on, for drivers that take a free one and do not say which.
enum ListeningPort {
  /// The first port of IPv4 on which the process `id` listens; nil when there is none, or none yet.
  static func ofProcess(_ id: pid_t) -> UInt16? {
    let sockets = Set(FileTree.names(inFolderAt: "/proc/\(id)/fd").compactMap { socket(of: id, descriptor: $0) })
    guard !sockets.isEmpty, let table = ProcessTable.contents(of: "/proc/\(id)/net/tcp") else { return nil }
    for line in String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst() {
      // `sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode`; the state 0A is listening.
      let fields = line.split(separator: " ")
      guard fields.count > 9, fields[3] == "0A", sockets.contains(String(fields[9])) else { continue }
      return fields[1].split(separator: ":").last.flatMap { UInt16($0, radix: 16) }
    }
    return nil
  }

  /// The number of the socket that a descriptor is, if it is one: `socket:[41410]`.
  private static func socket(of id: pid_t, descriptor: String) -> String? {
    var target = [CChar](repeating: 0, count: 64)
    let length = readlink("/proc/\(id)/fd/\(descriptor)", &target, target.count)
    guard length > 0 else { return nil }
    let text = String(decoding: target[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.hasPrefix("socket:[") ? String(text.dropFirst("socket:[".count).dropLast()) : nil
  }
}
