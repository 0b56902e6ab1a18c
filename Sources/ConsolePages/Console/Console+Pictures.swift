public import Foundation
internal import WebDriver

extension Console {
  /// A picture of the page, as PNG, with a bar at its bottom that says the page's address and then `caption`, a line each. The page is
  /// afterwards as it was, whether there is a picture or not. Three commands.
  ///
  /// - Parameter caption: the lines, as plain text. What does not fit into a line goes on in the next.
  /// - Throws: `WebDriverError` if the bar cannot be shown or the picture not be taken: a picture that does not say what it is of is none.
  public func picture(caption: [String]) async throws -> Data {
    let picture: Data
    do {
      _ = try await session.execute(PageScripts.caption, arguments: [.array(caption.map { .string($0) })], as: JSONValue.self)
      picture = try await session.screenshot()
    } catch {
      await removeCaption()
      throw error
    }
    await removeCaption()
    return picture
  }

  /// Where it fails the page is gone, and the bar with it, or the next command says so too.
  private func removeCaption() async {
    _ = try? await session.execute(PageScripts.caption, arguments: [.null], as: JSONValue.self)
  }
}

extension Console {
  /// A picture of the page, as PNG, with a frame and a name around each of `elements`. The page is afterwards as it was. Three commands.
  func picture(outlining elements: [String: ElementReference]) async throws -> Data {
    _ = try await session.execute(PageScripts.outline, arguments: [.object(elements.mapValues(\.json))], as: JSONValue.self)
    let picture = try await session.screenshot()
    _ = try? await session.execute(PageScripts.outline, arguments: [.null], as: JSONValue.self)
    return picture
  }
}
