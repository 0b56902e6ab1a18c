import Foundation

/// The text between a command's abstract and its usage, taken apart: a first block of examples if it begins with one, then paragraphs.
struct HelpDiscussion {
  /// Commands to type, a line each as they stand in the help.
  let examples: [String]
  /// What is said of the command.
  let blocks: [Block]
  /// What is said of its exit codes.
  let exitCodes: [Block]

  enum Block: Equatable {
    /// Words that may be broken into lines anywhere.
    case prose(String)
    /// Lines that stand as they are.
    case literal([String])
    /// Lines that begin with a number, and what each says.
    case list([Item])
  }

  struct Item: Equatable {
    let tag: String
    let text: String
  }

  init(_ text: String) {
    var parts = text.components(separatedBy: "\n\n").map { $0.components(separatedBy: "\n").filter { !$0.isEmpty } }.filter { !$0.isEmpty }
    let hasExamples = parts.first?.first?.hasPrefix("syncroctl ") == true
    examples = hasExamples ? parts.removeFirst() : []
    blocks = parts.filter { !Self.tellsExitCodes($0) }.flatMap(Self.blocks)
    exitCodes = parts.filter(Self.tellsExitCodes).flatMap(Self.blocks)
  }

  private static func tellsExitCodes(_ part: [String]) -> Bool { part.first?.hasPrefix("Exit code") == true }

  private static func blocks(_ part: [String]) -> [Block] {
    var blocks: [Block] = []
    for line in part {
      switch (kind(line), blocks.last) {
      case (.prose(let more), .prose(let words)?): blocks[blocks.count - 1] = .prose("\(words) \(more)")
      case (.literal(let more), .literal(let lines)?): blocks[blocks.count - 1] = .literal(lines + more)
      case (.list(let more), .list(let items)?): blocks[blocks.count - 1] = .list(items + more)
      case (let block, _): blocks.append(block)
      }
    }
    return blocks
  }

  private static func kind(_ line: String) -> Block {
    guard line.hasPrefix("  ") else { return .prose(line) }
    if let item = line.wholeMatch(of: /\s+(\d+\.?)\s+(.+)/) { return .list([Item(tag: String(item.1), text: String(item.2))]) }
    return .literal([String(line.dropFirst(2))])
  }
}
