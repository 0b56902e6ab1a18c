import SelectorPacks
import Synchronization
import WebDriver

extension ConsoleDoctor {
  /// Has a person go to a page that is not where the pack says, and opens it by the address that they came to. Answers whether it is open.
  func askForPath(_ learning: Learning, of page: String, open: (Console) async throws -> Void) async throws -> Bool {
    guard let words = AskedWords.shipped["\(page).path"], learning.covers(page), let old = console.pack.pages[page]?.path,
      learning.state.withLock({ $0.paths.insert(page).inserted })
    else { return false }
    var request = PointingRequest(title: "\(page): not where the pack says", question: "Go to: \(words)", name: "\(page).path")
    request.remarks = ["Go there as you always do. Once you see it, press \"I am here\"."]
    request.acts = [.here, .skip, .move, .stop]
    request.isFree = true
    while true {
      let answer = try await session.pointing(request) {
        try await learning.asked(ConsoleLearner.Question(name: request.name, text: request.question, problem: request.problem))
      }
      try await session.endPointing()
      switch answer.act {
      case .stop: throw Learning.Stopped()
      case .here: break
      default:
        note("\(page).path: skipped")
        return false
      }
      guard address.contains(answer.address) else {
        request.problem = "That is not the console at \(address.host)."
        continue
      }
      guard let path = LearntPath.path(of: answer.address, like: old) else {
        request.problem = "The address has no number in it to tell whose page it is."
        continue
      }
      let entry = Suggestion(
        what: "the page at \(path)", likeness: 1, isSure: true, yaml: ["path: \(LearntPath.yaml(path))"], entry: .path(path))
      state.withLock { $0.draft.add(entry, page: page, entry: "") }
      try await open(console)
      let status = try await session.inventory().status
      guard status != 404, status != 410 else {
        state.withLock { $0.draft.remove(page: page, entry: "") }
        request.problem = "By the address \(path) alone, the page does not open."
        continue
      }
      learning.state.withLock { $0.learnt.append(("\(page).path", path)) }
      note("\(page).path: \(path)")
      return true
    }
  }
}

/// Paths of pages out of addresses.
enum LearntPath {
  /// The path of an address, with `{id}` for the last number in it where `old` has one; `nil` if there is no number.
  static func path(of address: String, like old: String) -> String? {
    guard let scheme = address.firstRange(of: "://") else { return nil }
    let rest = address[scheme.upperBound...].drop { $0 != "/" }.prefix { $0 != "?" && $0 != "#" }
    let path = rest.isEmpty ? "/" : String(rest)
    guard old.contains("{id}") else { return path }
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let place = parts.lastIndex(where: { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return nil }
    parts[place] = "{id}"
    return parts.joined(separator: "/")
  }

  /// As it stands in a pack.
  static func yaml(_ path: String) -> String {
    path.wholeMatch(of: /\/[A-Za-z0-9\/_.{}-]*/) != nil ? path : "'\(path.replacing("'", with: "''"))'"
  }
}
