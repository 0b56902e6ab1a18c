extension Session {
  /// Loads `url` and waits until the page has loaded.
  public func navigate(to url: String) async throws {
    _ = try await perform(Commands.NavigateTo(url: url))
    note(address: url)
  }

  /// The address of the page.
  public func currentURL() async throws -> String {
    let url = try await perform(Commands.GetCurrentURL())
    note(address: url)
    return url
  }

  /// One step back in the history.
  public func back() async throws { _ = try await perform(Commands.Back()) }

  /// One step forward in the history.
  public func forward() async throws { _ = try await perform(Commands.Forward()) }

  /// Loads the page anew.
  public func refresh() async throws { _ = try await perform(Commands.Refresh()) }

  /// The page's title.
  public func title() async throws -> String { try await perform(Commands.GetTitle()) }

  /// The page as markup.
  public func pageSource() async throws -> String { try await perform(Commands.GetPageSource()) }
}
