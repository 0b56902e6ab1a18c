import HTTPTypes
import Hummingbird

/// Answers that do not come from the console's own pages: static files, and what a proxy says.
enum Outage {
  case failed, barred, maintenance, tooMany, badGateway, gatewayTimeout, empty
}

extension PageWriter {
  private static var retryAfter: HTTPField.Name? { HTTPField.Name("Retry-After") }

  func outage(_ outage: Outage) throws -> Response {
    switch outage {
    case .failed: return try html("shared.outage", .internalServerError, words("outage.failed", isFramework: true))
    case .barred: return try html("shared.outage", .forbidden, words("outage.barred"))
    case .maintenance: return try html("shared.outage", .serviceUnavailable, words("outage.maintenance"), retryAfter: 120)
    case .badGateway: return try html("shared.proxy", .badGateway, words("outage.badGateway"))
    case .gatewayTimeout: return try html("shared.proxy", .gatewayTimeout, words("outage.gatewayTimeout"))
    case .empty: return answer("", .ok)
    case .tooMany:
      return answer(wording.text("outage.tooMany") + "\n", .tooManyRequests, type: "text/plain; charset=utf-8", retryAfter: 30)
    }
  }

  private func words(_ key: String, isFramework: Bool = false) -> OutageModel {
    OutageModel(
      title: wording.text("\(key).title"), heading: wording.text("\(key).heading"), text: wording.text("\(key).text"),
      isFramework: isFramework)
  }

  private func html(_ template: String, _ status: HTTPResponse.Status, _ model: OutageModel, retryAfter: Int? = nil) throws -> Response {
    guard let html = templates.render(template, ["t": wording, "m": model]) else {
      throw HTTPError(.internalServerError, message: "no template \(template)")
    }
    return answer(html, status, retryAfter: retryAfter)
  }

  private func answer(
    _ body: String, _ status: HTTPResponse.Status, type: String = "text/html; charset=utf-8", retryAfter: Int? = nil
  ) -> Response {
    var response = Response(
      status: status, headers: [.contentType: type, .cacheControl: "no-store"], body: .init(byteBuffer: ByteBuffer(string: body)))
    if let retryAfter, let name = Self.retryAfter { response.headers[name] = "\(retryAfter)" }
    return response
  }
}

struct OutageModel {
  let title: String
  let heading: String
  let text: String
  /// Whether the page is the framework's own, which has a class of its own, and not one that somebody wrote.
  let isFramework: Bool
}
