package import WebDriver

/// A person at the browser, who moves the mouse, clicks and types as people do: trusted events, at places on the screen.
package struct PointingPerson: Sendable {
  private let session: Session

  /// A person in front of `session`.
  package init(_ session: Session) { self.session = session }

  /// Moves the pointer to an element, and clicks there.
  ///
  /// - Parameters:
  ///   - css: the elements; the one of number `index` is meant.
  ///   - scrolls: whether they bring it into view first, with the wheel.
  package func point(at css: String, _ index: Int = 0) async throws {
    let place: [Double] = try await session.execute(
      """
      const element = [...document.querySelectorAll(arguments[0])][arguments[1]];
      if (!element) throw new Error('there is no ' + arguments[0]);
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = element.getBoundingClientRect();
      return [box.left + Math.min(box.width / 2, 30), box.top + box.height / 2];
      """, arguments: [.string(css), .int(index)])
    try await click(place)
  }

  /// Presses a button of the panel: `skip`, `stop`, `back` and the like.
  package func press(_ act: String) async throws {
    let place: [Double] = try await session.execute(
      """
      const { frame } = document.querySelector('syncroctl-pointing').syncroctl;
      const button = frame.contentDocument.querySelector('[data-act=' + arguments[0] + ']');
      const [outer, inner] = [frame.getBoundingClientRect(), button.getBoundingClientRect()];
      return [outer.left + inner.left + inner.width / 2, outer.top + inner.top + inner.height / 2];
      """, arguments: [.string(act)])
    try await click(place)
  }

  /// What the panel says.
  package func panelText() async throws -> String {
    try await session.execute(
      "return document.querySelector('syncroctl-pointing').syncroctl.frame.contentDocument.querySelector('[role=dialog]').innerText")
  }

  /// Types keys at whatever has the focus.
  package func type(_ keys: [Key]) async throws {
    try await session.perform([.keys(keys.flatMap { [.down($0), .up($0)] })])
  }

  private func click(_ place: [Double]) async throws {
    try await session.perform([
      .mouse([.move(x: place[0] - 5, y: place[1]), .move(x: place[0], y: place[1]), .down(), .up()])
    ])
  }
}
