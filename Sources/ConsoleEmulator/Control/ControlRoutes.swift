import Hummingbird

/// The second port: the truth about the console, for tests. Nothing on the console's own pages leads here.
struct ControlRoutes: Sendable {
  private static let help = """
    The control port of the emulated console. Nothing but tests reads it.

    GET /state      everything the console holds, as JSON
    GET /mutations  everything that changed, in order: who, what, when, and what the client was told

    """

  let state: ConsoleState

  func responder() -> some HTTPResponder<BasicRequestContext> {
    let router = Router()
    router.get("/") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(string: Self.help)))
    }
    router.get("state") { _, _ in try JSONReply.response(await state.document()) }
    router.get("mutations") { _, _ in try JSONReply.response(await state.mutations) }
    return router.buildResponder()
  }
}
