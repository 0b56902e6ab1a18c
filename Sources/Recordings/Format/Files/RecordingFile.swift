public import Foundation
internal import WholeFiles

/// Writing a file whole or not at all.
public enum RecordingFile {
  /// Puts `bytes` at `url`, readable by this user alone.
  ///
  /// - Throws: ``RecordingError``, with nothing left behind.
  public static func write(_ bytes: [UInt8], to url: URL) throws(RecordingError) {
    if let code = WholeFile.write(bytes, to: url, earlier: .isReplaced) { throw failure(url, code) }
  }

  private static func failure(_ url: URL, _ code: Int32) -> RecordingError {
    let advice =
      switch code {
      case ENOENT, ENOTDIR: "Make the folder first, or name another file."
      case ENOSPC, EDQUOT, EFBIG: "Make room, then do it again. What was there before is whole."
      case EISDIR: "There is a folder of that name: name another file."
      default: "Name another file, or put that right. What was there before is whole."
      }
    return RecordingError(file: url.relativePath, reason: "the file cannot be written: \(SystemError.text(code))", advice: advice)
  }
}
