import Testing

@testable import WebDriver

extension LocatorTests {
  /// How locators and errors read.
  @Suite struct WordingTests {
    @Test(
      arguments: [
        (.label("Email"), #"label "Email""#), (.role(.button, name: "Save"), #"button "Save""#), (.role(.row), "row"),
        (.role(.link, name: .matching("^a", flags: "i")), "link matching /^a/i"), (.text(.containing("Sav")), #"text containing "Sav""#),
        (.testID("x"), #"test id "x""#), (.placeholder("P"), #"placeholder "P""#), (.title("T"), #"title "T""#),
        (.altText("A"), #"alternative text "A""#), (.css("a > b"), #"css "a > b""#), (.xpath("//a"), #"xpath "//a""#),
        (.id("a:b"), #"id "a:b""#), (.name("user[email]"), #"name "user[email]""#),
        (
          Locator.role(.button, name: "Delete").within(.role(.row).filter(hasText: "Ada")),
          #"button "Delete" within row with text containing "Ada""#
        ),
        (Locator.role(.row).filter(has: .text("x")), #"row that has text "x""#),
        (Locator.role(.row).filter(hasNot: .text("x")), #"row that has no text "x""#),
        (Locator.role(.row).filter(hasText: .exactly("x")), #"row with text "x""#),
        (Locator.role(.row).first, "the first row"), (Locator.role(.row).last, "the last row"), (Locator.role(.row).nth(1), "the 2nd row"),
        (Locator.role(.row).nth(2), "the 3rd row"), (Locator.role(.row).nth(10), "the 11th row"),
        (Locator.role(.row).nth(20), "the 21st row"),
        (Locator.role(.row).nth(-2), "the 2nd from the end of row"), (Locator.text("a").or(.text("b")), #"text "a" or text "b""#),
        (Locator.role(.row).visible, "visible row"), (Locator.css("x-c").shadow, #"the shadow root of css "x-c""#),
        (Locator.css("x").describedAs("the save button"), "the save button"),
        (Locator.text("a").within(.css("x").describedAs("the dialog")), #"text "a" within the dialog"#),
      ] as [(Locator, String)])
    func aLocatorReadsAloud(_ locator: Locator, _ text: String) { #expect("\(locator)" == text) }

    private func error(_ code: WaitError.Code, _ find: (inout WaitError.Findings) -> Void = { _ in }) -> String {
      var findings = WaitError.Findings()
      find(&findings)
      let error = WaitError(
        code: code, action: "click", locator: #"button "Save""#, findings: findings, waited: .milliseconds(10_040), looks: 101,
        address: "http://h/p?q=…", title: "People", fileID: "App/People.swift", line: 12)
      return error.description
    }

    @Test func anErrorIsWhole() {
      #expect(
        error(.covered) { $0.element = #"<div class="veil"></div>"# } == """
          could not click button "Save": it is covered by <div class="veil"></div>
            waited 10.04 s and looked 101 times at http://h/p?q=…, "People"
            called at App/People.swift:12
          """)
      #expect(
        error(.leaving).hasPrefix("could not click button \"Save\": the page was still being left\n"))
      #expect(
        error(.refused) { $0.text = "element click intercepted: m" }
          .hasPrefix("could not click button \"Save\": the driver refuses: element click intercepted: m\n"))
      #expect(error(.detached).hasPrefix("could not click button \"Save\": it is replaced again and again\n"))
      #expect(error(.dialog).hasPrefix("could not click button \"Save\": a dialog is open\n"))
      #expect(error(.script) { $0.text = "boom" }.hasPrefix("could not click button \"Save\": the script failed: boom\n"))
      #expect(error(.outside).hasPrefix("could not click button \"Save\": it lies outside of what can be scrolled to\n"))
    }

    @Test func oneLookIsOnce() {
      let error = WaitError(
        code: .notFound, action: "click", locator: "row", findings: WaitError.Findings(), waited: .milliseconds(7), looks: 1, address: "",
        title: "", fileID: "A/B.swift", line: 1)
      #expect(
        error.description == """
          could not click row: nothing matches
            waited 0.00 s and looked once
            called at A/B.swift:1
          """)
    }
  }
}
