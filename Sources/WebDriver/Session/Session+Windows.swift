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
  public func setWindowRect(_ rect: WindowRect) async throws -> WindowRect {
    try await perform(Commands.SetWindowRect(x: rect.x, y: rect.y, width: rect.width, height: rect.height))
  }

  /// Resizes the window where it stands.
  ///
  /// - Returns: what the window system made of it.
  public func setWindowSize(width: Int, height: Int) async throws -> WindowRect {
    try await perform(Commands.SetWindowRect(x: nil, y: nil, width: width, height: height))
  }

  /// Makes the window as large as the screen. Without a window manager some engines never answer.
  public func maximizeWindow() async throws -> WindowRect { try await perform(Commands.MaximizeWindow()) }

  /// Makes the window an icon.
  public func minimizeWindow() async throws -> WindowRect { try await perform(Commands.MinimizeWindow()) }

  /// Has the page fill the screen.
  public func fullscreenWindow() async throws -> WindowRect { try await perform(Commands.FullscreenWindow()) }

  /// Sends the commands that follow to a frame of the current document, or back to the window's own.
  public func switchTo(_ frame: FrameTarget) async throws { _ = try await perform(Commands.SwitchToFrame(frame: frame)) }

  /// Sends the commands that follow to the document that holds the current frame.
  public func switchToParentFrame() async throws { _ = try await perform(Commands.SwitchToParentFrame()) }
}
