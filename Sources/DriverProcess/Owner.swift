import Glibc

/// The process that made a run folder, so described that it cannot be taken for a later one of the same number.
struct Owner: Hashable {
  /// Its number.
  let id: pid_t
  /// When it started, in ticks since the system did.
  let startTime: UInt64
  /// The system's start and the set of process numbers in which `id` counts. A folder may be shared with other containers, whose
  /// processes this one cannot see, and which are none of its business.
  let world: String

  /// This process. Nil where there is no `/proc` to ask.
  static var current: Owner? {
    guard let entry = ProcessTable.entry(of: getpid()), let world = currentWorld else { return nil }
    return Owner(id: entry.id, startTime: entry.startTime, world: world)
  }

  private static var currentWorld: String? {
    var start = [UInt8](repeating: 0, count: 64)
    let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    let count = read(file, &start, start.count)
    var numbers = [CChar](repeating: 0, count: 64)
    let length = readlink("/proc/self/ns/pid", &numbers, numbers.count)
    guard count > 0, length > 0 else { return nil }
    let startText = String(decoding: start[..<count], as: UTF8.self).prefix { $0 != "\n" }
    return startText + "/" + String(decoding: numbers[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether the process is gone for certain.
  var hasEnded: Bool {
    guard world == Self.currentWorld else { return false }
    return ProcessTable.entry(of: id)?.startTime != startTime
  }

  /// As it stands in the folder's file.
  var text: String { "\(id) \(startTime) \(world)\n" }
}

extension Owner {
  /// Reads what ``text`` wrote; nil when it is something else, or was not written to its end.
  init?(text: String) {
    guard text.hasSuffix("\n") else { return nil }
    let fields = text.dropLast().split(separator: " ")
    guard fields.count == 3, let id = pid_t(fields[0]), let startTime = UInt64(fields[1]) else { return nil }
    self.init(id: id, startTime: startTime, world: String(fields[2]))
  }
}
