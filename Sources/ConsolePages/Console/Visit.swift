import Technicians

/// What a console remembers: of the page that is open, enough to open it again; and of the run, what it need not look at twice.
struct Visit: Sendable {
  private var address: String?
  /// Whether something was clicked since the page was opened. Then opening it again would not lead to what is there now.
  private(set) var isTouched = false
  /// How often something was clicked, or may have been.
  private(set) var clicks = 0
  /// Whether the console has ever answered: then that it does not is more likely to pass than to be a wrong address.
  private(set) var hasAnswered = false
  /// Whether somebody's own page was opened and read whole.
  private(set) var hasReadPerson = false
  /// An active technician whom a list has shown.
  private(set) var somebody: Technician?
  /// How often what stands open was tried again.
  private var retries = 0
  /// How often it was opened again because of a dialog.
  private var dialogs = 0
  /// Whether a click may still be leading somewhere: no page has been recognised since.
  private var isClickUnderWay = false
  /// Whether what stood in the way of it was answered.
  private var isAnswered = false

  /// Where to start over, if nothing was clicked.
  var addressToOpenAgain: String? { isTouched ? nil : address }

  mutating func open(_ url: String) {
    address = url
    isTouched = false
    (retries, dialogs, isAnswered) = (0, 0, false)
  }

  /// A page was recognised. `link` is one that was followed from there.
  mutating func arrived(at link: String?) {
    hasAnswered = true
    (isClickUnderWay, isAnswered) = (false, false)
    (retries, dialogs) = (0, 0)
    if let link { address = link }
  }

  /// Takes down that somebody's own page was read whole.
  mutating func readPerson() { hasReadPerson = true }

  /// Takes down whom a list shows: the first active technician who can be addressed is kept.
  mutating func met(_ people: [Technician]) {
    somebody = somebody ?? people.first { $0.id != nil && $0.kind == .technician && $0.status == .active }
  }

  /// Takes down that what stands in the way is answered. Answers whether it may be: once on the way to a page.
  mutating func answer() -> Bool {
    defer { isAnswered = true }
    return !isAnswered
  }

  /// Takes down that something is clicked. Answers whether something was before.
  mutating func touch() -> Bool {
    defer { (isTouched, isClickUnderWay) = (true, true) }
    clicks += 1
    return isTouched
  }

  /// Nothing was clicked after all.
  mutating func takeBackTouch(wasTouched: Bool) {
    isTouched = wasTouched
    clicks -= 1
  }

  /// Whether `address` is where an earlier click led, and not what was opened since: a form's answer that comes late takes the page's place.
  mutating func wasTakenOver(by address: String) -> Bool {
    guard isClickUnderWay, !isTouched, let opened = self.address, opened != address else { return false }
    // Once: what comes up again is where the console leads.
    isClickUnderWay = false
    return true
  }

  /// How long to wait before the next try; `nil` if there have been enough. `tries` counts the one that failed.
  mutating func nextPause(_ hitch: Hitch) -> (pause: Duration?, tries: Int) {
    if hitch.isDialog { dialogs += 1 } else { retries += 1 }
    let tries = hitch.isDialog ? dialogs : retries
    return (tries <= hitch.pauses.count ? hitch.pauses[tries - 1] : nil, tries)
  }
}
