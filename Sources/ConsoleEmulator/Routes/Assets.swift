import Foundation
import Hummingbird

/// Style sheet, script and icon, read once.
struct Assets: Sendable {
  private let files: [String: (type: String, content: ByteBuffer)]

  init() throws(EmulatorStartError) {
    var files: [String: (String, ByteBuffer)] = [:]
    do {
      guard let folder = Bundle.module.url(forResource: "Assets", withExtension: nil) else {
        throw EmulatorStartError.brokenResource("Assets", "it is not among the resources")
      }
      for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
        let type =
          switch file.pathExtension {
          case "css": "text/css; charset=utf-8"
          case "js": "text/javascript; charset=utf-8"
          case "svg": "image/svg+xml"
          default: "application/octet-stream"
          }
        files[file.lastPathComponent] = (type, ByteBuffer(bytes: try Data(contentsOf: file)))
      }
    } catch let error as EmulatorStartError {
      throw error
    } catch {
      throw .brokenResource("Assets", "\(error)")
    }
    self.files = files
  }

  func add(to routes: some Routes) {
    routes.get("assets/:name") { _, context in try answer(context.parameters.get("name")) }
    routes.get("favicon.ico") { _, _ in try answer("favicon.svg") }
  }

  private func answer(_ name: String?) throws -> Response {
    guard let name, let file = files[name] else { throw HTTPError(.notFound) }
    return Response(
      status: .ok, headers: [.contentType: file.type, .cacheControl: "max-age=300"],
      body: .init(byteBuffer: file.content))
  }
}
