import ConsolePages
import Foundation
import Technicians
import WholeFiles

/// Where it is kept how the pages of a console looked when they were seen last: a file a console, layout and account in the state folder. Each
/// account sees pages of its own: its name in the menu, and what it may do.
///
/// It decides nothing, so that a file that is lost, damaged or cannot be written costs no more than the comparison.
struct PageShapeFile: Sendable {
  private let url: URL

  init(folder: URL, console: ConsoleAddress, layout: String, account: EmailAddress) {
    let name = "\(console.origin) \(layout) \(account)".lowercased().replacing(/[^a-z0-9]+/, with: "-")
    url = folder.appending(path: "pages-\(name).json")
  }

  func watch() -> PageWatch {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let known = (try? Data(contentsOf: url)).flatMap { try? decoder.decode(PageShapes.self, from: $0) }
    return PageWatch(known: known ?? PageShapes())
  }

  /// Keeps what `watch` has seen, and says what has changed.
  func finish(_ watch: PageWatch, _ talk: Talk) {
    for change in watch.changes { talk.say(change.sentence) }
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard watch.shapes != PageShapes(), let data = try? encoder.encode(watch.shapes) else { return }
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    if let problem = WholeFile.write(data, to: url, earlier: .isReplaced) {
      talk.say("How the pages look now could not be kept in \(url.path): \(String(cString: strerror(problem)))")
    }
  }
}
