import Glibc
import Logging
import SystemPackage
import Testing
import WebDriver

@testable import DriverProcess

/// The folder of a run, and whose it is.
struct RunFolderTests {
  @Test("a run folder is this user's alone, and says who made it")
  func create() throws {
    let place = try TestPlace()
    let folder = try RunFolder.create(in: place.path)
    var status = stat()
    #expect(stat(folder.path.string, &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o700)
    #expect(folder.path.lastComponent?.string.hasPrefix("webdriver-run-") == true)
    #expect(RunFolder.abandoned(in: place.path).isEmpty)
    folder.remove()
    #expect(!folder.exists)
  }

  @Test("a folder that cannot be made is an error that names the place")
  func noPlace() {
    let error = #expect(throws: DriverError.self) { try RunFolder.create(in: "/nowhere/at/all") }
    #expect(error?.code == .noRunFolder)
    #expect(error?.message == "No folder can be made in /nowhere/at/all, where TMPDIR points: No such file or directory.")
  }

  private func open(in parent: FilePath) async throws {
    var options = try TestPlace().options()
    options.environment["TMPDIR"] = parent.string
    try await DriverProcess.withSession(options, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) { session in
      _ = try await session.title()
    }
  }

  /// The longest path that may be, and one byte more.
  @Test("a path that is too long for Chromium is told instead of tried")
  func tooLong() async throws {
    let longest = "/tmp/" + String(repeating: "l", count: 36)
    for parent in [longest, longest + "l"] { #expect(mkdir(parent, 0o700) == 0) }
    defer { for parent in [longest, longest + "l"] { FileTree.remove(parent) } }
    try await open(in: FilePath(longest))
    let error = await #expect(throws: DriverError.self) { try await open(in: FilePath(longest + "l")) }
    #expect(error?.code == .noRunFolder)
    #expect(error?.message.contains(": 42 bytes, where 41 are the most. Point it to a shorter one: TMPDIR=/tmp") == true)
    for parent in [longest, longest + "l"] { #expect(FileTree.names(inFolderAt: parent).isEmpty) }
  }

  @Test("removing does not follow links out of the folder")
  func links() throws {
    let place = try TestPlace()
    let folder = try RunFolder.create(in: place.path)
    let outside = place.path.appending("outside")
    #expect(mkdir(outside.string, 0o700) == 0)
    #expect(mkdir(outside.appending("inner").string, 0o700) == 0)
    #expect(symlink(outside.string, folder.path.appending("link").string) == 0)
    #expect(mkdir(folder.path.appending("a").string, 0o700) == 0)
    #expect(symlink("/nowhere", folder.path.appending("a").appending("dangling").string) == 0)
    folder.remove()
    #expect(!folder.exists)
    #expect(access(outside.appending("inner").string, F_OK) == 0)
  }

  @Test("an owner is told from a later process of the same number, and from one in another world")
  func owner() throws {
    let me = try #require(Owner.current)
    #expect(!me.hasEnded)
    #expect(Owner(text: me.text) == me)
    #expect(Owner(id: me.id, startTime: me.startTime + 1, world: me.world).hasEnded)
    #expect(!Owner(id: me.id, startTime: me.startTime + 1, world: "elsewhere").hasEnded)
    #expect(Owner(id: 1 << 30, startTime: 1, world: me.world).hasEnded)
  }

  @Test("an owner's file that was not written to its end says nothing", arguments: ["", "1", "1 2", "1 2 3", "x 2 3\n", "1 2 3 4\n"])
  func brokenOwner(_ text: String) {
    #expect(Owner(text: text) == nil)
  }
}
