public import FoundationEssentials

extension Session {
  /// A picture of the window's visible part, as PNG.
  public func screenshot() async throws -> Data {
    let text = try await perform(Commands.TakeScreenshot())
    guard let png = Data(base64Encoded: text) else {
      throw NotWebDriver(command: Commands.TakeScreenshot.name, status: 200, reason: "the picture is not base64")
    }
    return png
  }
}
