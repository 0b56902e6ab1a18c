extension Session {
  /// The window that commands go to.
  public func window() async throws -> WindowHandle { try await perform(Commands.GetWindowHandle()) }

  /// All windows of the session, in no order.
  public func windows() async throws -> [WindowHandle] { try await perform(Commands.GetWindowHandles()) }

  /// Makes `handle` the window that commands go to.
  public func switchTo(_ handle: WindowHandle) async throws { _ = try await perform(Commands.SwitchToWindow(handle: handle)) }

  /// Closes the current window. Closing the last one ends the session.
  ///
  /// - Returns: the windows that are left.
  public func closeWindow() async throws -> [WindowHandle] { try await perform(Commands.CloseWindow()) }

  /// Opens a window without switching to it.
  public func newWindow(_ kind: WindowKind = .tab) async throws -> WindowHandle {
    try await perform(Commands.NewWindow(kind: kind)).handle
  }

  /// Place and size of the window.
  public func windowRect() async throws -> WindowRect { try await perform(Commands.GetWindowRect()) }

  /// Moves and resizes the window.
  ///
  /// - Returns: what the window system made of it.
  public func setWindowRect(_ rect: WindowRect) async throws -> WindowRect { try await perform(Commands.SetWindowRect(rect: rect)) }
}
