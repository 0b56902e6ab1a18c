import DriverProcess

extension Gap {
  /// All that is known. A failing test names the line of the entry.
  static let all: [Gap] = chromium + firefox + webKitGTK

  private static let chromium: [Gap] = [
    Gap(
      .chromium, "a frame that is taken away is no window any more", "`no such element`",
      because: "chromedriver goes on in a frame that has been removed as if in an empty document."),
    Gap(
      .chromium, "by tag name within a root", "`invalid argument`: invalid locator",
      because: Cause.fewerStrategies),
    Gap(
      .chromium, "by XPath within a root", "`invalid argument`: invalid locator",
      because: Cause.noXPathFromRoots),
    Gap(
      .chromium, "custom properties of CSS", #"--brand: """#,
      because: "chromedriver answers an empty text for custom properties; `getComputedStyle` in a script reads them."),
    Gap(
      .chromium, "place and size, with fractions", "rect: ElementRect(x: 40.0, y: 300.5, width: 120.0, height: 30.0)",
      because: "chromedriver rounds the size to whole pixels, not the place."),
    Gap(
      .chromium, "a click chooses an option, with its events", "not so: there are input and change: change one false; click one false;",
      because: "chromedriver's click on an option makes a `change` without the `input` before it, and its events are not trusted."),
    Gap(
      .chromium, "a date, in the form of the page", #"value: "61224-02-02""#,
      because: "The text is typed key by key into the field's parts, in the order of the browser's language."),
    Gap(
      .chromium, "a move in so long goes over places in between", "not so: there are places in between: [60.0, 200.0]",
      because: "The driver makes one event of a move, however long it takes."),
    Gap(
      .chromium, "a controlled input is emptied and keeps so", #"field: "Ada""#,
      because: Cause.clearWithoutInput),
    Gap(
      .chromium, "geckodriver: a picture of the whole page", "`unknown command`",
      because: Cause.geckodrivers),
    Gap(
      .chromium, "geckodriver: scripts in the browser's own window", "`unknown command`",
      because: Cause.geckodrivers),
    Gap(
      .chromium, "geckodriver: an add-on comes and goes", "`unknown command`",
      because: Cause.geckodrivers),
  ]

  private static let firefox: [Gap] = [
    Gap(
      .firefox, "an element of one frame is unknown in another", "no error",
      because: "geckodriver serves an element of another frame of the same session as if its frame were the current one."),
    Gap(
      .firefox, "by tag name within a root", "`invalid selector`: Given tag name expression",
      because: Cause.fewerStrategies),
    Gap(
      .firefox, "by XPath within a root", "`invalid selector`: Given xpath expression",
      because: Cause.noXPathFromRoots),
    Gap(
      .firefox, "modifiers hold until they are let go, in text that is typed", #"value: """#,
      because: Cause.nullKey),
    Gap(
      .firefox, "shift makes capitals, in text that is typed", #"value: "ABC""#,
      because: Cause.nullKey),
    Gap(
      .firefox, "a date, typed as people do", #"value: """#,
      because: "The driver takes a date in the form of the page alone, `2026-12-24`."),
    Gap(
      .firefox, "a colour", ##"value: "#000000""##,
      because: "The keys go to the colour field's button, which takes none."),
    Gap(
      .firefox, "dragging a thing to another", "within 1.0 seconds it never came to this",
      because: "Without a window system behind it, Firefox starts no drag from synthesised mouse events."),
    Gap(
      .firefox, "a pen, with pressure and tilt", "`unknown error`: Error: Unimplemented pointerMove for pointerType pen",
      because: "Firefox has no synthesised pen."),
    Gap(
      .firefox, "the error of a command that a dialog stops has the dialog's text", "text in the error: nothing",
      because: "geckodriver leaves the error's data out; the text is to be had by Get Alert Text."),
    Gap(
      .firefox, "a controlled input is emptied and keeps so", #"field: "Ada""#,
      because: Cause.clearWithoutInput),
    Gap(
      .firefox, "a permission is granted, which the page is told", plainTextOf405,
      because: Cause.notInGeckodriver),
    Gap(
      .firefox, "a permission is denied, and asked for again", plainTextOf405,
      because: Cause.notInGeckodriver),
    Gap(
      .firefox, "a page makes a passkey, and signs in with it", plainTextOf405,
      because: Cause.notInGeckodriver),
    Gap(
      .firefox, "a passkey is put in, and signed in with", plainTextOf405,
      because: Cause.notInGeckodriver),
    Gap(
      .firefox, "a passkey is taken out", plainTextOf405,
      because: Cause.notInGeckodriver),
    Gap(
      .firefox, "all passkeys are taken out", plainTextOf405,
      because: Cause.notInGeckodriver),
    Gap(
      .firefox, "a user who cannot be verified is refused", plainTextOf405,
      because: Cause.notInGeckodriver),
    Gap(
      .firefox, "how a passkey is backed up", plainTextOf405,
      because: Cause.notInGeckodriver),
    Gap(
      .firefox, "chromedriver: a command of the DevTools protocol", plainTextOf405,
      because: Cause.chromedriversInGeckodriver),
    Gap(
      .firefox, "chromedriver: which logs there are", plainTextOf405,
      because: Cause.chromedriversInGeckodriver),
    Gap(
      .firefox, "chromedriver: the page's console is read", plainTextOf405,
      because: Cause.chromedriversInGeckodriver),
    Gap(
      .firefox, "chromedriver: a file is put on the browser's machine, and uploaded from there", plainTextOf405,
      because: Cause.chromedriversInGeckodriver),
  ]

  private static let webKitGTK: [Gap] = [
    Gap(
      .webKitGTK, "a session goes on after a page load time-out", "`timeout`",
      because: "After a navigation that timed out, WebKitWebDriver may answer every later command of the session with the same time-out.",
      sometimes: true),
    Gap(
      .webKitGTK, "back over states that the page has pushed", "within 5.0 seconds it never came to this",
      because: "WebKit passes over history entries that a page made without a click or key of a person."),
    Gap(
      .webKitGTK, "an address where nobody listens is an error", "no error",
      because: "The driver reports the browser's own error page as a page that has loaded."),
    Gap(
      .webKitGTK, "an address that is none is an invalid argument", "no error",
      because: "The driver hands the address to the browser, which shows an error page."),
    Gap(
      .webKitGTK, "as large as the screen", "what the driver says: [",
      because: Cause.noWindowManager),
    Gap(
      .webKitGTK, "the window fills the screen", "what the driver says: [",
      because: Cause.noWindowManager),
    Gap(
      .webKitGTK, "a closed root", "`no such shadow root`",
      because: "WebKit's scripts of automation see what a page's script sees, and no closed roots."),
    Gap(
      .webKitGTK, "by tag name within a root", "`invalid selector`: Unsupported strategy for shadow root: tag name",
      because: Cause.fewerStrategies),
    Gap(
      .webKitGTK, "by XPath within a root", "`invalid selector`: Unsupported strategy for shadow root: xpath",
      because: Cause.noXPathFromRoots),
    Gap(
      .webKitGTK, "a root goes into a script", "mode: nothing",
      because: "The driver resolves elements among a script's arguments, and leaves shadow roots the plain objects that stand for them."),
    Gap(
      .webKitGTK, "attributes as written, and those that are absent", #"value: """#,
      because: "The driver answers the property's value where the attribute has one, as Selenium's old scripts did."),
    Gap(
      .webKitGTK, "place and size, with fractions", "rect: ElementRect(x: 40.0, y: 300.0, width: 120.0, height: 30.0)",
      because: "The driver cuts place and size to whole pixels."),
    Gap(
      .webKitGTK, "place in a page that is scrolled", "y: 100.0",
      because: "The driver counts the place from the viewport, not from the document."),
    Gap(
      .webKitGTK, "a click on what is covered says what covers it", "not so: the message names the cover: ",
      because: "WebKitWebDriver's errors mostly have no message."),
    Gap(
      .webKitGTK, "a click on what takes no pointer events is intercepted", "`element not interactable`",
      because: "The driver takes an element that is not hit at its middle for one that cannot be clicked at all."),
    Gap(
      .webKitGTK, "text goes to the end of what is there, with trusted events", #"value: " L""#,
      because: "Focusing a field for the keys selects its text, which the first key then replaces."),
    Gap(
      .webKitGTK, "text in an editable element", #"text: "!Edit me""#,
      because: "Focusing an editable element for the keys puts the caret at its beginning."),
    Gap(
      .webKitGTK, "a field is typed into, at its end", #"value: " L""#,
      because: "Focusing a field for the keys selects its text, which the first key then replaces."),
    Gap(
      .webKitGTK, "an emoji", #"value: "ab""#,
      because: "Characters beyond the basic plane of Unicode have no key and are left out."),
    Gap(
      .webKitGTK, "several lines in a text area", #"value: "onetwo""#,
      because: "A line feed has no key and is left out; `Key.enter` types one."),
    Gap(
      .webKitGTK, "modifiers hold until they are let go, in text that is typed", #"value: """#,
      because: Cause.nullKey),
    Gap(
      .webKitGTK, "shift makes capitals, in text that is typed", #"value: "ABC""#,
      because: Cause.nullKey),
    Gap(
      .webKitGTK, "a date, typed as people do", #"value: """#,
      because: "The field's parts have another order than the keys were typed in."),
    Gap(
      .webKitGTK, "a date, in the form of the page", #"value: "0024-12-12""#,
      because: "The text is typed key by key into the field's parts, in the order of the browser's language."),
    Gap(
      .webKitGTK, "a colour", ##"value: "#000000""##,
      because: "The keys go to the colour field's button, which takes none."),
    Gap(
      .webKitGTK, "what is read-only or disabled is not emptied", "no error",
      because: "The driver answers success, and does nothing."),
    Gap(
      .webKitGTK, "elements go in within other values", "id: nothing",
      because: "The driver resolves elements that are arguments themselves, not those inside of arrays and objects."),
    Gap(
      .webKitGTK, "a cookie of another site is refused", "no error",
      because: "The driver does not compare the cookie's domain with the page's."),
    Gap(
      .webKitGTK, "a page that has no site takes no cookies", "no error",
      because: "The driver does not compare the cookie's domain with the page's."),
    Gap(
      .webKitGTK, "the middle button is no click", #"types: ["click"]"#,
      because: "WebKit makes a `click` of the middle button, and has no `auxclick`."),
    Gap(
      .webKitGTK, "a move in so long goes over places in between", "not so: there are places in between: [60.0, 200.0]",
      because: "The driver makes one event of a move, however long it takes."),
    Gap(
      .webKitGTK, "dragging a thing to another", "within 1.0 seconds it never came to this",
      because: "WebKitGTK starts a drag only from the window system's own events."),
    Gap(
      .webKitGTK, "a finger that taps", #"pointer: "mouse""#,
      because: Cause.onePointer),
    Gap(
      .webKitGTK, "two fingers at once", "touches: nothing",
      because: Cause.onePointer),
    Gap(
      .webKitGTK, "a pen, with pressure and tilt", "pressure: 1.0",
      because: Cause.onePointer),
    Gap(
      .webKitGTK, "a button that is held is let go", #"after: ["mousedown"]"#,
      because: "Release Actions makes no event for a button that is held."),
    Gap(
      .webKitGTK, "a wheel over an element scrolls what is in it", "within 2.0 seconds it never came to this",
      because: "The origin of a wheel is not looked at, so that the place is counted from the viewport's corner."),
    Gap(
      .webKitGTK, "a picture of an element, and of nothing else", "colours: [",
      because: Cause.blackPictures),
    Gap(
      .webKitGTK, "a picture of an element that is out of view", "colours: [",
      because: Cause.blackPictures),
    Gap(
      .webKitGTK, "the page as PDF", "`unknown command`",
      because: Cause.notInWebKitWebDriver),
    Gap(
      .webKitGTK, "some of the pages, on paper of another size", "`unknown command`",
      because: Cause.notInWebKitWebDriver),
    Gap(
      .webKitGTK, "pages that are none are refused", "`unknown command`",
      because: Cause.notInWebKitWebDriver),
    Gap(
      .webKitGTK, "a controlled input is emptied and keeps so", #"field: "Ada""#,
      because: Cause.clearWithoutInput),
    Gap(
      .webKitGTK, "a permission is granted, which the page is told", "`unknown command`",
      because: Cause.notInWebKitWebDriver),
    Gap(
      .webKitGTK, "a permission is denied, and asked for again", "`unknown command`",
      because: Cause.notInWebKitWebDriver),
    Gap(
      .webKitGTK, "a page makes a passkey, and signs in with it", "`unknown command`",
      because: Cause.notInWebKitWebDriver),
    Gap(
      .webKitGTK, "a passkey is put in, and signed in with", "`unknown command`",
      because: Cause.notInWebKitWebDriver),
    Gap(
      .webKitGTK, "a passkey is taken out", "`unknown command`",
      because: Cause.notInWebKitWebDriver),
    Gap(
      .webKitGTK, "all passkeys are taken out", "`unknown command`",
      because: Cause.notInWebKitWebDriver),
    Gap(
      .webKitGTK, "a user who cannot be verified is refused", "`unknown command`",
      because: Cause.notInWebKitWebDriver),
    Gap(
      .webKitGTK, "how a passkey is backed up", "`unknown command`",
      because: Cause.notInWebKitWebDriver),
    Gap(
      .webKitGTK, "chromedriver: a command of the DevTools protocol", "`unknown command`",
      because: Cause.chromedrivers),
    Gap(
      .webKitGTK, "chromedriver: which logs there are", "`unknown command`",
      because: Cause.chromedrivers),
    Gap(
      .webKitGTK, "chromedriver: the page's console is read", "`unknown command`",
      because: Cause.chromedrivers),
    Gap(
      .webKitGTK, "chromedriver: a file is put on the browser's machine, and uploaded from there", "`unknown command`",
      because: Cause.chromedrivers),
    Gap(
      .webKitGTK, "geckodriver: a picture of the whole page", "`unknown command`",
      because: Cause.geckodrivers),
    Gap(
      .webKitGTK, "geckodriver: scripts in the browser's own window", "`unknown command`",
      because: Cause.geckodrivers),
    Gap(
      .webKitGTK, "geckodriver: an add-on comes and goes", "`unknown command`",
      because: Cause.geckodrivers),
  ]
}

/// How geckodriver answers a command that it does not have.
private let plainTextOf405 = #"no WebDriver answer, but HTTP 405: it begins "HTTP method not allowed""#

/// Causes that several gaps share.
private enum Cause {
  static let fewerStrategies = "The specification has all five strategies in shadow roots; this driver has fewer of them there."
  static let noXPathFromRoots = "An XPath cannot start at a shadow root (DOM, XPath), and no driver works around it."
  static let clearWithoutInput =
    "Element Clear makes no `input` event; a controlled input, whose truth is the program's state, then"
    + " shows the old text again. `clear()` of a locator empties it."
  static let nullKey = "The null key does not let the modifiers go, so that they hold for the rest of the text."
  static let notInGeckodriver = "geckodriver 0.33 does not have the command, and answers what it does not have with plain text."
  static let chromedriversInGeckodriver =
    "It is a command of chromedriver's own; geckodriver answers what it does not have with plain text."
  static let chromedrivers = "It is a command of chromedriver's own."
  static let geckodrivers = "It is a command of geckodriver's own."
  static let noWindowManager = "There is no window manager on the virtual display to do it; the driver answers with the size as it is."
  static let onePointer = "WebKitGTK's automation has a mouse and no other pointer; it serves each as one."
  static let blackPictures = "A picture of an element comes out black; a picture of the window does not."
  static let notInWebKitWebDriver = "WebKitWebDriver does not have the command."
}
