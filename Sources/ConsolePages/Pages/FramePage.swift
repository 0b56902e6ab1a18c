import SelectorPacks
public import Technicians
import WebDriver

/// What stands around the content of every page of the console.
public struct FramePage: Sendable {
  private let console: Console

  /// The frame of `console`.
  public init(_ console: Console) { self.console = console }

  /// Who is signed in, as the page that is open says. One command.
  public func account() async throws -> EmailAddress {
    console.mark("frame", "reads who is signed in")
    let answer = try await console.look(
      "the console", [PageCase("signed in", all: [("frame.account", .present)], steps: [.read("frame.account", .text)])])
    let text = answer.results.first?.text ?? ""
    guard let email = console.capture("frame.account", in: text).flatMap({ try? EmailAddress($0) }) else {
      throw ConsoleError(.pageNotRecognised, "the console does not show who is signed in", details: ["frame.account says: \(text)"])
    }
    return email
  }
}
