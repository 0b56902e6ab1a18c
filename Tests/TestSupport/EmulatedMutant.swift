public import ConsoleEmulator
import CurlTransport
import Foundation

extension Control {
  /// Lets one thing on the console's pages be otherwise, and nothing else; nothing at all if `nil`.
  ///
  /// - Parameter url: the control port.
  public static func mutate(_ mutant: Mutant?, of url: String) async throws {
    let client = CurlClient()
    defer { client.close() }
    _ = try await client.send(HTTPRequest(.delete, url + "/mutant", timeLimit: .seconds(10)))
    guard let mutant else { return }
    let body = Array(try JSONEncoder().encode(mutant))
    let response = try await client.send(HTTPRequest(.post, url + "/mutant", body: body, timeLimit: .seconds(10)))
    guard response.status == 201 else { throw FaultRefused(answer: String(decoding: response.body, as: UTF8.self)) }
  }
}

extension EmulatedConsole {
  /// Lets one thing on the console's pages be otherwise; nothing if `nil`.
  public func mutate(_ mutant: Mutant?) async throws { try await Control.mutate(mutant, of: emulator.controlURL) }

  /// What was changed besides people signing in and out, such as `technician.create nina@acme.example`.
  public func changes() async throws -> [String] {
    try await mutations().filter { !$0.action.hasPrefix("session.") }.map { "\($0.action) \($0.target)" }
  }
}
