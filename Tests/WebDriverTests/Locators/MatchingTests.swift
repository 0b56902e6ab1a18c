import Testing
import WebDriver

extension LocatorTests {
  /// What each kind of locator finds, and each composition.
  @Suite(.inBrowser, .serialized) struct MatchingTests {
    private func expect(
      _ page: String, _ table: [(Locator, [String])], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      let session = try await Stage.show(page)
      for (locator, ids) in table {
        #expect(try await session.ids(of: locator) == ids, "\(locator)", sourceLocation: sourceLocation)
      }
    }

    @Test func labels() async throws {
      try await expect(
        """
        <label for=a>* Email</label><input id=a><label>Name: <input id=b></label><input id=c aria-label="Phone   number">
        <span id=s>Home</span><span id=t>address</span><input id=d aria-labelledby="s t"><label>Email again<input id=e></label>
        <label>Role <select id=f><option>Email</select></label>
        """,
        [
          (.label("Email"), ["a"]), (.label("Name"), ["b"]), (.label("Phone number"), ["c"]), (.label("Home address"), ["d"]),
          (.label(.containing("Email")), ["a", "e"]), (.label(.matching("^e", flags: "i")), ["a", "e"]), (.label("Role"), ["f"]),
          (.label("email"), []),
        ])
    }

    @Test func roles() async throws {
      try await expect(
        """
        <button id=a>Save</button><input id=b type=submit value=Save><a id=c href=/x>Save</a><div id=d role=button>Save  all</div>
        <button id=e role=tab>One</button><button id=f aria-label=Close>×</button><img id=g alt=Logo><h2 id=h>Title</h2>
        <input id=i type=number aria-label=Count><ul id=j><li id=k>x</ul><div id=l role=switch>on</div>
        """,
        [
          (.role(.button, name: "Save"), ["a", "b"]), (.role(.link, name: "Save"), ["c"]), (.role(.button, name: "Save all"), ["d"]),
          (.role(.button), ["a", "b", "d", "f"]), (.role(.tab, name: "One"), ["e"]), (.role(.button, name: "Close"), ["f"]),
          (.role(.image, name: "Logo"), ["g"]), (.role(.heading), ["h"]), (.role(.spinButton, name: "Count"), ["i"]),
          (.role(.list), ["j"]), (.role(.listItem), ["k"]), (.role(.toggle), ["l"]),
          (.role(.button, name: .matching("^Save")), ["a", "b", "d"]),
          (.role(Locator.Role(rawValue: "switch"), name: "on"), ["l"]), (.role(Locator.Role(rawValue: "no]such")), []),
        ])
    }

    @Test func texts() async throws {
      try await expect(
        """
        <div id=a><p id=b>Saved</p><p id=c>Sav<b id=d>ed</b></p></div><p id=e>Not  saved
        yet</p><script>var x = "Saved"; var y = "only here"</script><select><option id=f>Saved now</select><p id=g></p>
        """,
        [
          (.text("Saved"), ["b", "c"]), (.text("Not saved yet"), ["e"]), (.text(.containing("Saved")), ["b", "c", "f"]),
          (.text(.matching("^saved$", flags: "i")), ["b", "c"]), (.text(.matching("saved", flags: "gi")), ["b", "c", "e", "f"]),
          (.text("only here"), []), (.text(.containing("only here")), []), (.text(""), []), (.text("ed"), ["d"]),
        ])
    }

    @Test func attributesAndSelectors() async throws {
      try await expect(
        """
        <input id=a placeholder="Your  name"><p id=b title=Hint>x</p><img id=c alt="A cat"><p id=d data-testid=t1>x</p>
        <p id=e data-qa='t"2'>x</p><input id="x:y" name="user[email]"><p id="1 2">x</p>
        """,
        [
          (.placeholder("Your name"), ["a"]), (.placeholder(.containing("name")), ["a"]), (.title("Hint"), ["b"]),
          (.altText("A cat"), ["c"]), (.testID("t1"), ["d"]), (.testID(#"t"2"#), ["e"]), (.id("x:y"), ["x:y"]),
          (.name("user[email]"), ["x:y"]), (.id("1 2"), ["1 2"]), (.css("p[title], img"), ["b", "c"]), (.xpath("//p[@title]"), ["b"]),
        ])
    }

    @Test func compositions() async throws {
      let row = Locator.role(.row)
      try await expect(
        """
        <table><tr id=r1><td>Ada</td><td><button id=a>Edit</button><button id=b>Delete</button></td></tr>
        <tr id=r2><td>Bob <i>Ada</i></td><td><button id=c>Delete</button></td></tr><tr id=r3 hidden><td>Eve</td></tr></table>
        <button id=d>Delete</button>
        """,
        [
          (.role(.button, name: "Delete").within(row.filter(hasText: "Bob")), ["c"]),
          (.role(.button).within(row.filter(hasText: "Ada")), ["a", "b", "c"]),
          (.role(.cell).nth(1).within(row).filter(has: .text("Edit")), [""]),
          (row.filter(has: .role(.button, name: "Edit")), ["r1"]), (row.filter(hasNot: .role(.button, name: "Edit")), ["r2", "r3"]),
          (row.filter(hasText: .exactly("Eve")), ["r3"]), (row.filter(hasText: .matching("^Ada")), ["r1"]),
          (row.nth(1), ["r2"]), (row.nth(7), []), (row.nth(-7), ["r1"]), (row.nth(-2), ["r2"]), (row.first, ["r1"]), (row.last, ["r3"]),
          (row.visible, ["r1", "r2"]), (row.visible.last, ["r2"]), (Locator.id("d").or(.id("a")).or(row.last), ["a", "r3", "d"]),
          (row.first.describedAs("the first person"), ["r1"]),
          (Locator.css("tr").within(.css("table").or(.css("body"))), ["r1", "r2", "r3"]),
          (Locator.text("Delete").within(.id("d")), []), (Locator.xpath(".//button").within(row.nth(1)), ["c"]),
          (Locator.css("td").first.within(row.filter(hasText: "Bob")).or(.id("d")), ["", "d"]),
        ])
    }

    @Test func shadowRoots() async throws {
      let session = try await Stage.show(
        """
        <style>x-card { display: block; min-height: 9px }</style><x-card id=host></x-card><x-card id=empty></x-card><button>Outside</button><script>
          const root = $('host').attachShadow({ mode: 'open' });
          root.innerHTML = '<label for=f>Email</label><input id=f><span id=n>Go</span><button id=b aria-labelledby=n></button><y-in id=in></y-in>';
          root.getElementById('in').attachShadow({ mode: 'open' }).innerHTML = '<p id=deep>Deep</p>';
        </script>
        """)
      let card = Locator.css("#host").shadow
      #expect(try await session.ids(of: .css("input")) == [])
      for (locator, id): (Locator, String) in [
        (.label("Email"), "f"), (.role(.button, name: "Go"), "b"), (.css("input"), "f"), (.text("Go"), "n"), (.id("f"), "f"),
        (.text("Deep").within(.css("y-in").shadow), "deep"),
      ] {
        #expect(try await session.ids(of: locator.within(card)) == [id], "\(locator)")
      }
      #expect(
        try await said { _ = try await session.locate(.css("input").within(.css("#empty").shadow)).text(timeout: inVain) } == """
          could not read the text of css "input" within the shadow root of css "#empty": nothing matches, though 1 matches css "#empty"
          """)
      #expect(
        try await said { _ = try await session.locate(.css("input").within(.css("x-card").shadow)).text(timeout: inVain) } == """
          could not read the text of css "input" within the shadow root of css "x-card": 2 elements match css "x-card"
            1. <x-card id="host"></x-card>
            2. <x-card id="empty"></x-card>
          """)
      #expect(
        try await said { try await session.locate(card).click(timeout: inVain) } == """
          could not click the shadow root of css "#host": it is not an element: it is a shadow root, which can only be looked into
          """)
    }

    @Test func whatCannotBeUnderstoodIsSaidAtOnce() async throws {
      let session = try await Stage.show("<p>x</p>")
      for locator: Locator in [
        .css("p["), .xpath("//p["), .xpath("count(//p)"), .text(.matching("(")), .role(.button, name: .matching("x", flags: "?")),
      ] {
        let error = await #expect(throws: WaitError.self) { try await session.locate(locator).click(timeout: .seconds(60)) }
        #expect(error?.code == .invalid)
        #expect(error?.description.hasPrefix("could not click \(locator): the locator cannot be understood: ") == true)
        #expect(error?.looks == 1)
      }
      let expected = await #expect(throws: WaitError.self) { try await session.expect(.css("p[")).toBeVisible(timeout: .seconds(60)) }
      #expect(expected?.code == .invalid)
      let address = await #expect(throws: WaitError.self) { try await session.expectTitle(matching: .matching("("), timeout: .seconds(60)) }
      #expect(address?.code == .invalid)
    }
  }
}
