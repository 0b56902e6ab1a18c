extension Session {
  /// Moves input devices, in step and with trusted events (specification, "Perform Actions"). One request, however many actions.
  ///
  /// What is pressed at the end stays pressed until ``releaseActions()``. A secret is typed by ``KeyAction/type(_:)``.
  public func perform(_ sources: [InputSource]) async throws { _ = try await perform(Commands.PerformActions(sources: sources)) }

  /// Lets go of every key and button that is held, and forgets where the devices are.
  public func releaseActions() async throws { _ = try await perform(Commands.ReleaseActions()) }
}
