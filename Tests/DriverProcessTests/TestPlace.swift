import Glibc
import SystemPackage

@testable import DriverProcess

/// A temporary folder of one test, in which its run folders are made, and by which its processes are known.
final class TestPlace: Sendable {
  let path: FilePath

  init() throws {
    let parent = ProcessEnvironment.current()["TMPDIR"] ?? "/tmp"
    // Short: what a browser makes in there has a path of limited length.
    var template = Array("\(parent)/dt-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
    path = FilePath(platformString: template)
  }

  deinit { FileTree.remove(path.string) }

  /// Options of which all traces end up here.
  func options(_ engine: Engine = .chromium, path: String? = nil) -> DriverOptions {
    var environment = ProcessEnvironment.current()
    environment["TMPDIR"] = self.path.string
    for name in environment.keys where name.hasPrefix("WEBDRIVER_") { environment[name] = nil }
    if let path { environment["PATH"] = path }
    return DriverOptions(engine: engine, environment: environment)
  }

  /// Options with a driver that is a shell script.
  func options(_ engine: Engine = .chromium, script: String) throws -> DriverOptions {
    let program = path.appending("fake-driver")
    let file = open(program.string, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o700)
    guard file >= 0 else { throw Errno(rawValue: errno) }
    let bytes = Array("#!/bin/sh\n\(script)\n".utf8)
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
    guard written == bytes.count else { throw Errno(rawValue: errno) }
    var options = options(engine)
    options.driverPath = program
    options.browserPath = "/bin/sh"
    return options
  }

  /// The run folders that are left, and the processes that were started with this place in an option or as their `TMPDIR`.
  var remains: [String] {
    FileTree.names(inFolderAt: path.string).filter { $0.hasPrefix(RunFolder.prefix) }
      + ProcessTable.processes(of: path, session: nil).map { "process \($0.id)" }
  }

  /// The processes that have this place anywhere among their arguments or variables: a guardian too.
  var mentions: [String] {
    let mark = path.string
    return ProcessTable.all().compactMap { entry in
      let isMentioned = ["cmdline", "environ"].contains { name in
        ProcessTable.contents(of: "/proc/\(entry.id)/\(name)").map { String(decoding: $0, as: UTF8.self).contains(mark) } ?? false
      }
      return isMentioned ? "\(entry.name) \(entry.id)" : nil
    }
  }
}
