public import ConsoleEmulator
import CurlTransport
import Foundation

/// A page request, as the emulated console tells of it on its control port.
public struct EmulatedRequest: Decodable, Sendable {
  /// Its place among all, from 1.
  public let n: Int
  /// `GET` or `POST`.
  public let method: String
  /// With the query.
  public let path: String
  /// Missing where no answer went out.
  public let status: Int?
  /// What was made to go wrong with it.
  public let fault: String?
}

extension EmulatedConsole {
  /// Makes a request go wrong, from now on.
  public func set(_ fault: Fault) async throws { try await Control.setFault(fault, of: emulator.controlURL) }

  /// Nothing goes wrong any more.
  public func clearFaults() async throws { try await Control.clearFaults(of: emulator.controlURL) }

  /// Puts something in the way, until it is cleared away.
  public func block(_ blocks: EmulatedBlock...) async throws { try await Control.setBlocks(blocks, of: emulator.controlURL) }

  /// Nothing stands in the way any more.
  public func unblock() async throws { try await Control.clearBlocks(of: emulator.controlURL) }

  /// Every page that was asked for.
  public func requests() async throws -> [EmulatedRequest] { try await Control.get(emulator.controlURL + "/requests") }
}

extension Control {
  /// Why the console did not take a fault.
  public struct FaultRefused: Error {
    /// What it answered.
    public let answer: String
  }

  /// Sets a fault on the control port at `url`.
  public static func setFault(_ fault: Fault, of url: String) async throws {
    let client = CurlClient()
    defer { client.close() }
    let body = Array(try JSONEncoder().encode(fault))
    let response = try await client.send(HTTPRequest(.post, url + "/faults", body: body, timeLimit: .seconds(10)))
    guard response.status == 201 else { throw FaultRefused(answer: String(decoding: response.body, as: UTF8.self)) }
  }

  /// Puts something in the way, on the control port at `url`.
  public static func setBlocks(_ blocks: [EmulatedBlock], of url: String) async throws {
    let client = CurlClient()
    defer { client.close() }
    let body = Array(try JSONEncoder().encode(blocks))
    let response = try await client.send(HTTPRequest(.post, url + "/blocks", body: body, timeLimit: .seconds(10)))
    guard response.status == 201 else { throw FaultRefused(answer: String(decoding: response.body, as: UTF8.self)) }
  }

  /// Clears everything out of the way, on the control port at `url`.
  public static func clearBlocks(of url: String) async throws {
    let client = CurlClient()
    defer { client.close() }
    _ = try await client.send(HTTPRequest(.delete, url + "/blocks", timeLimit: .seconds(10)))
  }

  /// Takes back all faults on the control port at `url`.
  public static func clearFaults(of url: String) async throws {
    let client = CurlClient()
    defer { client.close() }
    _ = try await client.send(HTTPRequest(.delete, url + "/faults", timeLimit: .seconds(10)))
  }
}
