#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system's error numbers that are told apart.
enum Errno {
  static let addressInUse = EADDRINUSE
}
