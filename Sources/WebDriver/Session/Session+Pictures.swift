public import FoundationEssentials

extension Session {
  /// A picture of the window's visible part, as PNG.
  public func screenshot() async throws -> Data {
    try Self.decoded(await perform(Commands.TakeScreenshot()), of: Commands.TakeScreenshot.endpoint.name)
  }

  /// A picture of an element, scrolled into view, as PNG.
  public func screenshot(of element: ElementReference) async throws -> Data {
    try Self.decoded(
      await perform(Commands.TakeElementScreenshot(element: element)), of: Commands.TakeElementScreenshot.endpoint.name)
  }

  /// The page as PDF.
  public func print(_ options: PrintOptions = PrintOptions()) async throws -> Data {
    try Self.decoded(await perform(Commands.PrintPage(options: options.json)), of: Commands.PrintPage.endpoint.name)
  }

  private static func decoded(_ text: String, of command: String) throws -> Data {
    guard let data = Data(base64Encoded: text) else {
      throw NotWebDriver(command: command, status: 200, reason: "the picture is not base64")
    }
    return data
  }
}
