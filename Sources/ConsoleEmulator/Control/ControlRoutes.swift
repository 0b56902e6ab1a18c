import Foundation
import Hummingbird

/// The second port: the truth about the console, for tests. Nothing on the console's own pages leads here.
struct ControlRoutes: Sendable {
  private static let help = """
    The control port of the emulated console. Nothing but tests reads it.

    GET /state      everything the console holds, as JSON
    GET /mutations  everything that changed, in order: who, what, when, and what the client was told
    GET /requests   every page that was asked for, in order: method, path, status, what was made to go wrong
    GET /api        every request to the API, in order, in the same form
    GET /faults     what goes wrong, and which requests it has struck
    POST /faults    sets one more, or a list: {"what": "500-after", "method": "POST", "path": "/technicians/*", "nth": 1, "times": 1}
    DELETE /faults  nothing goes wrong any more
    GET /hostile    what makes the pages hard to drive
    POST /hostile   adds a list: ["overlay", "visible-twin"]
    DELETE /hostile the pages are as they were
    GET /blocks     what stands in the way
    POST /blocks    adds a list: ["lock-screen"]
    DELETE /blocks  nothing stands in the way any more
    POST /mutant    one thing on one kind of page is otherwise: {"kind": "renamed", "path": "^/users/new$", "css": "#user_email"}
    DELETE /mutant  it is as it was

    """

  /// One fault, or several.
  private struct NewFaults: Decodable {
    let faults: [Fault]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? decoder.unkeyedContainer(), list.count != nil {
        faults = try container.decode([Fault].self)
      } else {
        faults = [try container.decode(Fault.self)]
      }
    }
  }

  let state: ConsoleState
  let hostility: Hostility
  let blockade: Blockade
  let asksForCodes: Bool

  func responder() -> some HTTPResponder<BasicRequestContext> {
    let router = Router()
    router.get("/") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(string: Self.help)))
    }
    router.get("state") { _, _ in try JSONReply.response(await state.document()) }
    router.get("mutations") { _, _ in try JSONReply.response(await state.mutations) }
    router.get("requests") { _, _ in try JSONReply.response(await state.requests) }
    router.get("api") { _, _ in try JSONReply.response(await state.api.requests) }
    router.get("faults") { _, _ in try JSONReply.response(await state.faults) }
    router.post("faults") { request, _ in try await setFaults(request) }
    router.delete("faults") { _, _ in
      await state.clearFaults()
      return try JSONReply.response(await state.faults)
    }
    router.get("hostile") { _, _ in try JSONReply.response(hostility.all) }
    router.post("hostile") { request, _ in try await setHostile(request) }
    router.delete("hostile") { _, _ in
      hostility.clear()
      return try JSONReply.response(hostility.all)
    }
    router.get("blocks") { _, _ in try JSONReply.response(blockade.all) }
    router.post("blocks") { request, _ in try await setBlocks(request) }
    router.delete("blocks") { _, _ in
      blockade.clear()
      return try JSONReply.response(blockade.all)
    }
    router.post("mutant") { request, context in
      do {
        hostility.mutant = try await request.decode(as: Mutant.self, context: context)
        return try JSONReply.response(hostility.mutant, status: .created)
      } catch {
        return try refusal("the body is not a mutant: write {\"kind\": \"renamed\", \"path\": \"^/users/new$\", \"css\": \"#user_email\"}")
      }
    }
    router.delete("mutant") { _, _ in
      hostility.mutant = nil
      return try JSONReply.response(hostility.mutant)
    }
    return router.buildResponder()
  }

  private func names(_ request: Request) async throws -> [String] {
    var request = request
    let body = try await request.collectBody(upTo: 1 << 20)
    return try JSONDecoder().decode([String].self, from: Data(body.readableBytesView))
  }

  private func setBlocks(_ request: Request) async throws -> Response {
    do {
      blockade.add(try await names(request).map { try EmulatedBlock(named: $0) })
      return try JSONReply.response(blockade.all, status: .created)
    } catch let error as EmulatedBlock.Unknown {
      return try refusal(error.description)
    } catch is DecodingError {
      return try refusal("the body is not a list of names: write [\"lock-screen\"]")
    }
  }

  private func setHostile(_ request: Request) async throws -> Response {
    do {
      hostility.add(try await names(request).map { try HostileBehaviour(named: $0) })
      return try JSONReply.response(hostility.all, status: .created)
    } catch let error as HostileBehaviour.Unknown {
      return try refusal(error.description)
    } catch is DecodingError {
      return try refusal("the body is not a list of names: write [\"overlay\"]")
    }
  }

  private func setFaults(_ request: Request) async throws -> Response {
    do {
      var request = request
      let body = try await request.collectBody(upTo: 1 << 20)
      let faults = try JSONDecoder().decode(NewFaults.self, from: Data(body.readableBytesView)).faults
      for fault in faults { try fault.check(asksForCodes: asksForCodes) }
      await state.set(faults)
      return try JSONReply.response(await state.faults, status: .created)
    } catch let error as Fault.Malformed {
      return try refusal(error.description)
    } catch let error as EmulatorStartError {
      return try refusal(error.description)
    } catch is DecodingError {
      return try refusal("the body is not a fault: write {\"what\": \"500-after\", \"method\": \"POST\", \"path\": \"/technicians/*\"}")
    }
  }

  private func refusal(_ text: String) throws -> Response { try JSONReply.response(["error": text], status: .badRequest) }
}
