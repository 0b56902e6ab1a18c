import Foundation

/// A file or folder of the repository.
func repositoryFile(_ path: String) -> URL {
  var folder = URL(fileURLWithPath: #filePath)
  for _ in 0..<4 { folder.deleteLastPathComponent() }
  return folder.appending(path: path)
}
