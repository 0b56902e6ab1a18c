internal import Foundation

/// A picture in an evidence folder.
struct PictureFile: Sendable {
  /// The most that is taken for a picture, in bytes. A screenshot of a very large page has a few million.
  private static let largest = 64 << 20
  private static let signature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
  /// A multiple of three, so that pieces of base64 can be put together.
  private static let piece = 3 * (1 << 14)

  let name: String
  let width: Int
  let height: Int
  private let url: URL

  /// The picture `name` in `folder`.
  ///
  /// - Throws: ``ReportError`` in words for the page if there is none, or it is none.
  init(_ name: String, in folder: URL) throws(ReportError) {
    guard Self.isFileName(name) else { throw ReportError("its name leads out of the evidence folder, so it was not looked for") }
    self.name = name
    url = folder.appending(path: name)
    let handle = try Self.open(url)
    defer { try? handle.close() }
    // The size stands in the first chunk: signature, length, "IHDR", width, height.
    guard let head = try? handle.read(upToCount: 24), head.count == 24, head.starts(with: Self.signature) else {
      throw ReportError("the file is not a picture in PNG")
    }
    func number(at offset: Int) -> Int { head.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | Int($1) } }
    (width, height) = (number(at: 16), number(at: 20))
  }

  /// Why there is no picture, where a text was kept in its place.
  static func note(_ name: String, in folder: URL) -> String? {
    guard isFileName(name), let handle = try? open(folder.appending(path: name)) else { return nil }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 2000)).map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  /// The picture in base64, piece by piece.
  func writeBase64(to sink: (Data) throws -> Void) throws {
    let handle = try Self.open(url)
    defer { try? handle.close() }
    var rest = Data()
    while true {
      let read: Data?
      do { read = try handle.read(upToCount: Self.piece) } catch { throw ReportError("the picture \(name) cannot be read: \(error)") }
      guard let read, !read.isEmpty else { break }
      rest += read
      let whole = rest.count / 3 * 3
      try sink(rest.prefix(whole).base64EncodedData())
      rest = Data(rest.dropFirst(whole))
    }
    if !rest.isEmpty { try sink(rest.base64EncodedData()) }
  }

  private static func isFileName(_ name: String) -> Bool { !name.isEmpty && !name.contains("/") && name != "." && name != ".." }

  /// Nothing but a file is opened, and no link is followed: what is shown is what the run kept.
  private static func open(_ url: URL) throws(ReportError) -> FileHandle {
    let descriptor = Foundation.open(url.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw ReportError(errno == ENOENT ? "the file is missing from the evidence folder" : "the file cannot be read")
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw ReportError("it is not a file") }
    guard status.st_size <= largest else { throw ReportError("the file is too large for a picture") }
    return handle
  }
}

/// A report that could not be made whole.
public struct ReportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  init(_ message: String) { description = message }
}
