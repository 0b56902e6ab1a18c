import Hummingbird

/// Writes answers: pages within their frame, redirects, and what goes into the log about them.
struct PageWriter: Sendable {
  let state: ConsoleState
  let layout: EmulatedLayout
  let skin: EmulatedSkin
  let templates: Templates
  let movedFields: Set<String>
  let extraConfirmations: Set<String>
  let hostility: Hostility
  let blockade: Blockade

  var foreign: ForeignSkin { ForeignSkin(layout) }

  var wording: Wording { templates.wording(hostility) }

  /// The fields of a person's form.
  func personFields(_ problems: [FieldProblem]) -> FieldMaker {
    FieldMaker(model: "user", wording: wording, problems: problems, moved: movedFields)
  }

  /// A page. `model` is what its template calls `m`.
  func page(
    _ template: String, title: String, _ model: Any, status: HTTPResponse.Status = .ok, alert: Flash? = nil,
    _ context: ConsoleContext
  ) async throws -> Response {
    let visit = try context.visit
    let flash: Flash? = if let alert { alert } else { await state.takeFlash(sessionID: visit.sessionID) }
    let notice = await state.takeNotice(sessionID: visit.sessionID) ? wording.text("notice") : nil
    var chrome = Chrome(title: title, visit: visit, flash: flash, layout: layout, again: again, notice: notice)
    chrome.isLocked = visit.signedIn != nil && blockade.has(.lockScreen)
    chrome.isAnnounced = visit.signedIn != nil && blockade.has(.notice)
    guard let html = templates.render(template, ["t": wording, "page": chrome, "m": model]) else {
      throw HTTPError(.internalServerError, message: "no template \(template)")
    }
    return Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: await dressed(html))))
  }

  /// What is asked once more, by the two parts of a mutation's name.
  private var again: [String: [String: String]] {
    var again: [String: [String: String]] = [:]
    let actions = hostility.has(.nativeDialogs) ? Set(EmulatorConfiguration.confirmableActions(layout)) : extraConfirmations
    for action in actions {
      let parts = action.split(separator: ".").map(String.init)
      if parts.count == 2 { again[parts[0], default: [:]][parts[1]] = wording.text("confirmAgain") }
    }
    return again
  }

  /// A page for what cannot be had.
  func error(_ status: HTTPResponse.Status, _ context: ConsoleContext) async throws -> Response {
    let kind =
      switch status {
      case .notFound: "notFound"
      case .forbidden: "forbidden"
      case .unprocessableContent: "rejected"
      default: "failed"
      }
    let model = ErrorModel(heading: wording.text("error.\(kind).heading"), text: wording.text("error.\(kind).text"))
    return try await page("shared.error", title: model.heading, model, status: status, context)
  }

  func redirect(to path: String) -> Response {
    Response(status: .found, headers: [.location: skin == .foreign ? foreign.shown(path) : path])
  }

  /// A redirect after something was done, with the message for the next page. Both go into the log.
  func redirect(to path: String, flash: Flash, after logged: [Int] = [], _ context: ConsoleContext) async throws -> Response {
    let visit = try context.visit
    await state.setFlash(flash, sessionID: visit.sessionID)
    await state.told(.init(status: 302, location: path, flash: flash.text), about: logged)
    return redirect(to: path)
  }
}

/// The page around the page.
struct Chrome {
  let title: String
  let csrfToken: String
  let flash: FlashModel?
  /// `nil` before anybody is signed in: then there is neither menu nor navigation.
  let account: AccountModel?
  let isTechnicians: Bool
  let isUsers: Bool
  let again: [String: [String: String]]
  /// What the page says in a native dialog once it is there.
  let notice: String?
  /// Whether an overlay lies over it that asks for a PIN.
  var isLocked = false
  /// Whether something lies over it that has to be acknowledged.
  var isAnnounced = false

  struct FlashModel {
    let kind: String
    let text: String
  }

  struct AccountModel {
    let name: String
    let email: String
    let isAdmin: Bool
  }

  init(title: String, visit: Visit, flash: Flash?, layout: EmulatedLayout, again: [String: [String: String]], notice: String?) {
    self.title = title
    csrfToken = visit.csrfToken
    self.flash = flash.map { FlashModel(kind: $0.kind.rawValue, text: $0.text) }
    account = visit.signedIn.map { AccountModel(name: $0.name.display, email: $0.email, isAdmin: $0.isAdmin) }
    isTechnicians = layout == .technicians
    isUsers = layout == .users
    self.again = again
    self.notice = notice
  }
}

struct ErrorModel {
  let heading: String
  let text: String
}
