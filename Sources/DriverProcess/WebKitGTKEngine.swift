import Glibc
import Subprocess
import SystemPackage
import WebDriver

/// WebKitGTK's MiniBrowser by WebKitWebDriver.
struct WebKitGTKEngine: EngineTraits {
  private static let installation = "Install all of it with: sudo apt-get install webkit2gtk-driver xvfb"
  private static let editions = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"]

  var driver: ProgramSearch {
    ProgramSearch(
      what: "WebKitWebDriver", code: .driverNotFound, variable: "WEBKITWEBDRIVER", names: ["WebKitWebDriver"],
      installation: Self.installation)
  }
  var browser: ProgramSearch {
    ProgramSearch(
      what: "MiniBrowser", code: .browserNotFound, variable: "MINIBROWSER", names: ["MiniBrowser"], folders: Self.browserFolders,
      installation: Self.installation)
  }
  /// There is no headless mode: without a display, MiniBrowser ends at once.
  var displayServer: ProgramSearch? {
    ProgramSearch(what: "Xvfb", code: .browserNotFound, variable: "XVFB", names: ["Xvfb"], installation: Self.installation)
  }
  var maximumSessions: Int? { 1 }
  var shutdownPath: String? { nil }
  /// It prints nothing at all when all is well.
  var saysPort: Bool { false }
  var takesAnyPort: Bool { true }

  /// MiniBrowser is on no `PATH`: it lies beside the engine's helpers, by the machine's architecture on Debian.
  private static var browserFolders: [String] {
    let libraries = ["/usr/lib", "/usr/libexec"] + FileTree.names(inFolderAt: "/usr/lib").sorted().map { "/usr/lib/" + $0 }
    return editions.flatMap { edition in libraries.map { "\($0)/\(edition)" } }.filter { access($0, F_OK) == 0 }
  }

  func arguments(port: UInt16, folder: FilePath) -> [String] { ["--host=127.0.0.1", "--port=\(port)"] }

  func port(in line: String) -> UInt16? { nil }

  func saysPortInUse(_ line: String) -> Bool { line.contains("Unable to listen for HTTP server") }

  /// It has no option that tells, and its status does not; but the folder that it was built in is among its texts, as
  /// `webkit2gtk-2.50.6`. Where it is not, nothing is known.
  func version(ofDriverAt path: FilePath, environment: [Environment.Key: String]) async -> String {
    let file = open(path.string, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    let size = Int(lseek(file, 0, SEEK_END))
    guard size > 0, let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else { return "" }
    defer { munmap(start, size) }
    let bytes = UnsafeRawBufferPointer(start: start, count: size)
    var position = 0
    while let slash = memchr(start + position, Int32(UInt8(ascii: "/")), size - position) {
      position = slash - start + 1
      for mark in ["webkit2gtk-", "webkitgtk-"] where size - position > mark.utf8.count && memcmp(slash + 1, mark, mark.utf8.count) == 0 {
        let version = bytes[(position + mark.utf8.count)...].prefix { Self.isOfVersion($0) }
        // Two numbers are the programming interface's: `webkit2gtk-4.1`.
        if version.count(where: { $0 == UInt8(ascii: ".") }) >= 2 { return String(decoding: version, as: UTF8.self) }
      }
    }
    return ""
  }

  private static func isOfVersion(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  // MARK: A session

  func capabilities(_ setup: SessionSetup) -> Capabilities {
    var options = WebKitGTKOptions()
    options.binary = setup.browser.string
    // Automation takes a profile that is never written down. A window for a person goes to the person's display.
    options.arguments = ["--automation"]
    if setup.isHeaded, let display = setup.display { options.arguments.append("--display=\(display)") }
    var capabilities = Capabilities()
    capabilities[WebKitGTKOptions.self] = options
    return capabilities
  }

  /// There is one browser, and all that the driver starts belongs to it.
  func browserProcesses(of setup: SessionSetup, among all: [ProcessTable.Entry]) -> [ProcessTable.Entry] {
    ProcessTable.withDescendants(all.filter { $0.parent == setup.driverID }, among: all)
  }

  /// Driver and browser speak a protocol of their own, which changes with every version.
  func mismatch(driver: String, browser: String) -> String? {
    guard let driver = VersionNumber(driver), let browser = VersionNumber(browser), driver != browser else { return nil }
    return "WebKitWebDriver is of version \(driver), MiniBrowser of version \(browser); they have to be the same. " + Self.installation
  }
}
