import SelectorPacks
import Technicians
import WebDriver

/// Pages could not be read inside the browser. Whoever asked for them opens them one by one instead.
struct NotFetched: Error {
  /// What went wrong, on one line.
  let reason: String
}

/// Pages that are read inside the browser, from one that is open: what must be there, and how they are read.
struct PageFetching {
  let console: Console
  /// What the open page is called in error texts.
  let title: String
  /// The elements that must be there, on the open page and on every other.
  let all: [String]
  /// What is read on each, as on an opened one.
  let steps: [PageStep]
  /// What the path of each address must match; see ``SelectorPack/pathPattern(_:_:)``.
  let path: String
  /// The link to the next page, if pages follow from one another.
  var next: String?

  /// Reads pages by one command, and says where to go on.
  ///
  /// - Parameter pages: how many at most.
  /// - Throws: ``NotFetched`` if one of them could not be read, with its address; ``ConsoleError`` for the page that is open.
  func read(_ addresses: [String], pages: Int) async throws -> FetchedPages {
    let limits = try limits
    let fetch = PageFetch(
      addresses, path: path, next: next, all: all, steps: steps, pages: pages, time: limits.all, pageTime: limits.page)
    let answer = try await console.look(title, [PageCase("open", all: all.map { ($0, .present) }, steps: [.pages(fetch)])])
    guard let fetched = answer.results.first?.fetched else {
      throw NotFetched(reason: answer.results.first?.problem ?? "the page did not say what it read")
    }
    if let failed = fetched.failed { throw NotFetched(reason: "\(console.shown(failed.address)): \(Self.told(failed, limits.page))") }
    guard !fetched.pages.isEmpty else { throw NotFetched(reason: "no page was read") }
    return fetched
  }

  /// The script must have answered before the session gives up on it, its waiting for the open page included.
  private var limits: (all: Duration, page: Duration) {
    get throws {
      let left = console.session.timeouts.script - console.patience - .seconds(5)
      let page = min(console.patience, left / 2)
      guard page >= .seconds(1) else { throw NotFetched(reason: "the browser's limit for scripts is too short") }
      return (min(left - page, .seconds(30)), page)
    }
  }

  private static func told(_ failure: FetchedPages.Failure, _ pageTime: Duration) -> String {
    let detail = failure.detail ?? ""
    return switch failure.problem {
    case .address: "it is not where such pages stand"
    case .circle: "the links to the next page lead round in a circle"
    case .status: "the console answered with the status \(detail)"
    case .redirect: "the console leads elsewhere, perhaps to sign in"
    case .type: "it is no page, but \"\(detail)\""
    case .size: "it is too long"
    case .late: "it did not come within \(pageTime)"
    case .element: "it is not as the selector pack says (\(detail))"
    default: "it could not be read (\(detail.isEmpty ? failure.problem.rawValue : detail))"
    }
  }
}

extension Console {
  /// An address of this console without its origin.
  func shown(_ address: String) -> String {
    self.address.contains(address) ? String(address.dropFirst(self.address.origin.count)) : address
  }
}

/// Pages of one kind that are told apart by their numbers: people's own, groups'. Read inside the browser once some have been opened and
/// were found to say the same both ways.
struct NumberedPages {
  let fetching: PageFetching
  /// The page's name in the pack; its path has an `{id}`.
  let page: String
  /// How many pages one command reads: a person's takes one to two thousand characters of the answer.
  private static let pagesPerCommand = 50

  /// What the pages with these numbers say.
  ///
  /// - Parameters:
  ///   - ids: the numbers, none twice.
  ///   - opened: what opened pages answered to the same steps, by number. One of them is the page that is open.
  ///   - progress: is told how many have been read.
  /// - Throws: ``NotFetched`` if one of the pages could not be read, or an opened one says something else than it does when fetched.
  func read(_ ids: [String], opened: [String: [StepResult]], progress: (Int) -> Void) async throws -> [String: [StepResult]] {
    let console = fetching.console
    // Those that were opened come first: if they differ, no others are asked for in vain.
    var left = ids.filter { opened[$0] != nil } + ids.filter { opened[$0] == nil }
    var read: [String: [StepResult]] = [:]
    while !left.isEmpty {
      let addresses = try left.prefix(Self.pagesPerCommand).map { id in
        console.address.origin + (try console.pack.path(page, values: ["id": id]))
      }
      let pages = try await fetching.read(addresses, pages: Self.pagesPerCommand).pages
      for (id, page) in zip(left, pages) {
        guard console.pack.value("id", of: self.page, in: page.address) == id else {
          throw NotFetched(reason: "\(console.shown(page.address)): another page was meant")
        }
        if let opened = opened[id], opened != page.results {
          throw NotFetched(reason: "\(console.shown(page.address)): it says something else when it is opened")
        }
        read[id] = page.results
      }
      left.removeFirst(min(pages.count, left.count))
      progress(read.count)
    }
    return read
  }
}
