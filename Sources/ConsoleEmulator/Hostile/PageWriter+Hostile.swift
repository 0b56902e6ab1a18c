import Foundation

extension PageWriter {
  /// The page as the browser gets it: in its skin, and with the scripts that make it hard to drive. A classic page without any is left as it is.
  func dressed(_ html: String) async -> String {
    let page =
      switch skin {
      case .classic: html
      case .react: Islands.cut(html)
      case .foreign: foreign.dressed(html)
      }
    let mutant = hostility.mutant
    let scripts = hostility.all.compactMap(\.script) + (mutant == nil ? [] : ["hostile-mutant.js"])
    guard !scripts.isEmpty else { return page }
    let json =
      mutant.flatMap { try? JSONEncoder().encode($0) }.map { ConsoleEscaping().escapeText(String(decoding: $0, as: UTF8.self)) } ?? ""
    let other = await state.bystander
    let tags = ["hostile.js"] + scripts
    return page.replacing(
      "</head>",
      with: tags.map {
        "  <script src=\"/assets/\($0)\" data-other-id=\"\(other?.id ?? 0)\" data-other-email=\"\(other?.email ?? "")\" data-mutant=\"\(json)\" defer></script>\n"
      }.joined() + "</head>")
  }
}

extension ConsoleState {
  /// Somebody without admin rights to whom nobody means to do anything.
  var bystander: Person? { people.last { $0.isActive && !$0.isAdmin } }
}
