import ConsolePages
import Foundation
import Secrets
import WebDriver

/// A browser's session on a console, kept between runs: whoever has it is signed in without password and code.
struct KeptSession: Sendable {
  /// The cookies that the console's pages are sent.
  let cookies: [Cookie]
  /// When it was last seen to be signed in.
  let kept: Date

  /// Somebody signs in with password and code once in this time at least, whatever the console would allow.
  static let longest: TimeInterval = 12 * 3600

  /// Whether it is not to be used any more.
  func isStale(at now: Date) -> Bool { now < kept || now.timeIntervalSince(kept) > Self.longest }
}

extension KeptSession {
  /// Gives the cookies to a browser that has opened no page yet. One command on Chromium; elsewhere one that opens a page, and one a cookie.
  func restore(into session: Session, on address: ConsoleAddress) async throws {
    let alive = cookies.filter { $0.expiry.map { Double($0) > Date().timeIntervalSince1970 } ?? true }
    if try await restoreAtOnce(alive, session, address) { return }
    // A cookie can only be set for the site whose page is open.
    try await session.navigate(to: address.origin + Self.emptyPage)
    for cookie in alive { try await session.addCookie(cookie) }
  }

  /// An address that consoles answer quickly, with whatever it is.
  private static let emptyPage = "/robots.txt"

  /// - Returns: whether the browser knows this way, which is that of Chromium's DevTools.
  private func restoreAtOnce(_ cookies: [Cookie], _ session: Session, _ address: ConsoleAddress) async throws -> Bool {
    do {
      let given = JSONValue.array(cookies.map { Self.devTools($0, address) })
      _ = try await session.vendor(.devTools("Storage.setCookies", ["cookies": given], as: JSONValue.self))
      return true
    } catch let error as WebDriverError where error.code == .unknownCommand || error.code == .unknownMethod {
      return false
    }
  }

  /// A cookie as DevTools wants it (`Network.CookieParam`): one without a leading dot in its domain is its host's alone, which is said by an
  /// address.
  private static func devTools(_ cookie: Cookie, _ address: ConsoleAddress) -> JSONValue {
    var members: [String: JSONValue] = ["name": .string(cookie.name), "value": .secret(cookie.value)]
    if let domain = cookie.domain, domain.hasPrefix(".") {
      members["domain"] = .string(domain)
    } else {
      members["url"] = .string(address.origin)
    }
    members["path"] = cookie.path.map { .string($0) }
    members["secure"] = cookie.secure.map { .bool($0) }
    members["httpOnly"] = cookie.httpOnly.map { .bool($0) }
    members["sameSite"] = cookie.sameSite.map { .string($0) }
    members["expires"] = cookie.expiry.map { .int($0) }
    return .object(members)
  }
}

/// What stands in the file once it is opened. Nothing but ``SessionStore`` ever sees it.
struct KeptSessionForm: Codable {
  struct CookieForm: Codable {
    let name: String
    let value: String
    let domain: String?
    let path: String?
    let secure: Bool?
    let httpOnly: Bool?
    let expiry: Int?
    let sameSite: String?
  }

  let kept: Date
  let cookies: [CookieForm]

  init(_ session: KeptSession) {
    kept = session.kept
    cookies = session.cookies.map { cookie in
      cookie.value.reveal { value in
        CookieForm(
          name: cookie.name, value: value, domain: cookie.domain, path: cookie.path, secure: cookie.secure, httpOnly: cookie.httpOnly,
          expiry: cookie.expiry, sameSite: cookie.sameSite)
      }
    }
  }

  var session: KeptSession {
    KeptSession(
      cookies: cookies.map { form in
        Cookie(
          name: form.name, value: Secret(form.value, label: "cookie.\(form.name)"), domain: form.domain, path: form.path,
          secure: form.secure,
          httpOnly: form.httpOnly, expiry: form.expiry, sameSite: form.sameSite)
      }, kept: kept)
  }
}
