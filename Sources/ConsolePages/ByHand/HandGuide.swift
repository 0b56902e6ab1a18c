public import SelectorPacks
import WebDriver

/// Tells a person how to do by hand what the page objects do: the same pages, in the same order, in the words of the selector pack.
///
/// It looks at nothing and opens nothing. Where the pack lacks an entry it says what that entry is called, and goes on.
public struct HandGuide: Sendable {
  let pack: SelectorPack
  let origin: String

  /// A guide through `console`.
  public init(_ console: Console) { self.init(pack: console.pack, origin: console.address.origin) }

  /// A guide through a console at `origin`, which has no slash at its end.
  public init(pack: SelectorPack, origin: String) {
    // To tell of an entry is not to have gone by it.
    var pack = pack
    pack.uses = nil
    self.pack = pack
    self.origin = origin
  }

  // MARK: Steps

  func open(_ page: String, _ path: String? = nil, values: [String: String] = [:]) -> HandStep {
    guard let path = try? pack.path(page, path, values: values) else {
      return HandStep(.open, "Open the page that the selector pack calls \(page)", element: page)
    }
    return HandStep(.open, "Open \(origin)\(path)", address: origin + path)
  }

  func look(_ text: String, value: String? = nil) -> HandStep { HandStep(.look, text, value: value) }

  func type(_ element: String, _ value: String, before: String? = nil) -> HandStep {
    let was = before.map { ", where \($0) stands" } ?? ""
    return HandStep(
      .type, "Type into \(called(element))\(was): \(value)", element: element, words: words(element), before: before, value: value)
  }

  func set(_ element: String, _ isTicked: Bool) -> HandStep {
    HandStep(
      isTicked ? .tick : .untick, "\(isTicked ? "Tick" : "Untick") \(called(element))", element: element, words: words(element),
      value: isTicked ? "ticked" : "not ticked")
  }

  func choose(_ element: String) -> HandStep {
    HandStep(.choose, "Choose \(called(element))", element: element, words: words(element))
  }

  /// An option of a select.
  func choose(_ element: String, _ option: String) -> HandStep {
    HandStep(.choose, "Choose in \(called(element)): \(option)", element: element, words: words(element), value: option)
  }

  func press(_ element: String, in row: String? = nil) -> HandStep {
    let place = row.map { "In the row of \($0) press" } ?? "Press"
    return HandStep(.press, "\(place) \(called(element))", element: element, words: words(element))
  }

  /// Boxes to tick and to untick, one step each; none where there are none.
  func boxes(_ element: String, _ changes: [String: Bool], under headings: [String] = []) -> [HandStep] {
    let place = headings.isEmpty ? "" : " under \(Self.either(headings))"
    return [true, false].compactMap { isTicked in
      let names = changes.filter { $0.value == isTicked }.keys.sorted()
      guard !names.isEmpty else { return nil }
      let what = names.count == 1 ? "this box" : "these \(names.count) boxes"
      return HandStep(
        isTicked ? .tick : .untick, "\(isTicked ? "Tick" : "Untick") \(what)\(place)", element: element, words: headings, boxes: names)
    }
  }

  /// All boxes of a form, whatever is ticked there.
  func exactly(_ element: String, _ names: [String]) -> HandStep {
    guard !names.isEmpty else { return HandStep(.untick, "Leave no box ticked", element: element) }
    let what = names.count == 1 ? "this box" : "these \(names.count) boxes"
    return HandStep(.tick, "Tick \(what), and no others", element: element, boxes: names)
  }

  func agree() -> HandStep { HandStep(.confirm, "Say yes to what the console asks") }

  // MARK: Words

  /// What the console calls an element, in the pack's order; none where the pack knows it by its markup alone.
  func words(_ element: String) -> [String] {
    guard let candidates = try? pack.element(element).candidates else { return [] }
    var words: [String] = []
    for candidate in candidates {
      switch candidate {
      case .label(let some), .text(let some), .placeholder(let some), .role(_, let some):
        words += some.filter { !words.contains($0) }
      case .hook, .css, .xpath: break
      }
    }
    return words
  }

  private func called(_ element: String) -> String {
    let words = words(element)
    return words.isEmpty ? "what the selector pack calls \(element)" : Self.either(words)
  }

  static func either(_ words: [String]) -> String { words.map { "\"\($0)\"" }.joined(separator: " or ") }
}
