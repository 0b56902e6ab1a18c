import Glibc

/// A port for a driver that has to be told one.
enum FreePort {
  /// A port of the loopback address that nobody listens on at this moment; nought if the system gives none.
  static func find() -> UInt16 {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
        bind(file, name, length) == 0 && getsockname(file, name, &length) == 0
      }
    }
    return isBound ? UInt16(bigEndian: address.sin_port) : 0
  }
}
