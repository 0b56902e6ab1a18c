import BrowserSupport
import Secrets
import Testing
import WebDriver

extension LocatorTests {
  /// Values of fields, in the page.
  @Suite(.inBrowser, .serialized) struct FillingTests {
    @Test(arguments: ["<input id=a value=old>", "<textarea id=a>old</textarea>", "<input id=a type=password>"])
    func aTextReplacesWhatIsThere(_ page: String) async throws {
      let session = try await Stage.show(page)
      for text in ["Ada", #"a "b" \ é 😀"#, "", "  "] {
        try await session.locate(.id("a")).fill(text)
        #expect(try await session.read("$('a').value") == text)
      }
      try await session.locate(.id("a")).fill("x")
      try await session.locate(.id("a")).clear()
      #expect(try await session.read("$('a').value") == "")
    }

    @Test func whatCanBeEditedIsFilled() async throws {
      let session = try await Stage.show("<div id=a contenteditable=true>old <b>text</b></div>")
      try await session.locate(.id("a")).fill("new")
      #expect(try await session.read("$('a').innerText") == "new")
      try await session.locate(.id("a")).clear()
      #expect(try await session.read("$('a').innerText.trim()") == "")
    }

    @Test func boxesAndLists() async throws {
      let session = try await Stage.show(
        """
        <input id=a type=checkbox><div id=b role=checkbox aria-checked=false
          onclick="this.setAttribute('aria-checked', this.getAttribute('aria-checked') !== 'true')">Box</div>
        <input type=radio name=r id=c checked><input type=radio name=r id=d>
        <select id=s><option value=1>One<option value=2>Two <option value=3 label=Three>3</select>
        <script>let changes = 0; document.addEventListener('change', () => changes++)</script>
        """)
      for id in ["a", "b"] {
        let box = session.locate(.id(id))
        try await box.check()
        #expect(try await box.isChecked())
        try await box.check()
        #expect(try await box.isChecked())
        try await box.uncheck()
        #expect(try await !box.isChecked())
      }
      #expect(try await session.read("changes") == "2")
      try await session.locate(.id("d")).check()
      #expect(try await !session.locate(.id("c")).isChecked())
      #expect(
        try await said { try await session.locate(.id("d")).uncheck(timeout: .seconds(2)) } == """
          could not uncheck id "d": it did not keep what was put in, and reads "checked"
          """)
      let list = session.locate(.id("s"))
      try await list.select(option: "Two")
      #expect(try await list.value() == "2")
      try await list.select(option: .containing("Thr"))
      #expect(try await list.value() == "3")
      try await list.select(value: "1")
      #expect(try await list.value() == "1")
    }

    @Test func anOptionThatComesLateIsWaitedFor() async throws {
      let session = try await Stage.show(
        "<select id=s><option>One</select><script>afterWatching(50, () => $('s').add(new Option('Two')))</script>")
      try await session.locate(.id("s")).select(option: "Two", timeout: .seconds(20))
      #expect(try await session.locate(.id("s")).value() == "Two")
    }

    /// A field as React keeps it: it knows only what came by the prototype's setter and an event, and draws that again.
    private static let controlled = """
      <input id=a><script>
        const field = $('a');
        const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
        let state = '', known = '';
        Object.defineProperty(field, 'value', {
          configurable: true, get() { return own.get.call(this) }, set(v) { known = v; own.set.call(this, v) },
        });
        field.addEventListener('input', () => {
          if (own.get.call(field) === known) return;
          known = own.get.call(field);
          state = change(known);
        });
        const draw = () => { if (own.get.call(field) !== state) field.value = state; requestAnimationFrame(draw) };
        draw();
      """

    @Test func aControlledFieldTakesItsValue() async throws {
      let session = try await Stage.show(Self.controlled + "const change = (v) => v</script>")
      try await session.locate(.id("a")).fill("Ada")
      #expect(try await session.read("state") == "Ada")
      #expect(try await session.locate(.id("a")).value() == "Ada")
    }

    @Test func aFieldThatKeepsSomethingElseIsAnError() async throws {
      let session = try await Stage.show(Self.controlled + "const change = (v) => v.slice(0, 2)</script>")
      #expect(
        try await said { try await session.locate(.id("a")).fill("Ada", timeout: .seconds(20)) } == """
          could not fill id "a": it did not keep what was put in, and reads "Ad"
          """)
      #expect(
        try await said { try await session.locate(.id("a")).fill(Secret("hunter2", label: "code"), timeout: .seconds(20)) } == """
          could not fill id "a": it did not keep what was put in
          """)
    }

    @Test func aPageThatWakesUpLateIsFilledAgain() async throws {
      let session = try await Stage.show(
        "<input id=a oninput='if (!window.awake) setTimeout(() => { window.awake = true; this.value = `` }, 0)'>")
      try await session.locate(.id("a")).fill("Ada", timeout: .seconds(20))
      #expect(try await session.locate(.id("a")).value() == "Ada")
    }

    @Test func aFieldThatIsRenderedAnewIsReadAnew() async throws {
      let session = try await Stage.show(
        """
        <div id=d><input id=a></div><script>
          document.addEventListener('change', (e) => { const v = e.target.value; $('d').innerHTML = '<input id=a>'; $('a').value = v + '!' });
        </script>
        """)
      #expect(
        try await said { try await session.locate(.id("a")).fill("x", timeout: .seconds(20)) }
          .hasPrefix(#"could not fill id "a": it did not keep what was put in, and reads "x!"#))
    }

    // The list sends its form; on the next page stands another of that name, which must not be set once more.
    @Test func aPageThatIsLeftBecauseOfTheValueIsNotFilledAgain() async throws {
      let site = try Stage.current.site
      _ = site.put(.html(Stage.document("<select id=s name=s><option>1<option>2</select>", title: "Next")), at: "/next")
      let session = try await Stage.show(
        "<form action=/next><select id=s name=s onchange='form.submit()'><option>1<option>2</select></form>")
      try await session.locate(.id("s")).select(option: "2", timeout: .seconds(20))
      try await session.expectTitle("Next")
      #expect(try await session.locate(.id("s")).value() == "1")
    }

    @Test func aSecretIsInNoError() async throws {
      let secret = Secret("hunter2", label: "console.code")
      // The page shows what was typed wherever it can, and keeps it not.
      let session = try await Stage.show(
        """
        <input id=a oninput="document.title = this.value; history.replaceState(0, '', '/' + this.value);
          this.title = this.value; setTimeout(() => { this.value = 'x' + this.value }, 0)">
        """)
      let error = await #expect(throws: WaitError.self) { try await session.locate(.id("a")).fill(secret, timeout: .seconds(20)) }
      var shown = ""
      dump(error, to: &shown)
      shown += "\(error.map(\.description) ?? "")"
      #expect(error?.code == .notKept)
      #expect(shown.contains("{{secret:console.code}}"))
      #expect(!shown.contains("hunter2"))
      // Nor is what stands in a password field, or in a query.
      let other = try await Stage.show(
        "<input id=p type=password><button class=c>x</button><button class=c>y</button>", query: "?token=hunter2#t=hunter2")
      try await other.locate(.id("p")).fill(secret)
      for body: () async throws -> Void in [
        { try await other.expect(.id("p")).toHaveValue("x", timeout: inVain) },
        { try await other.expect(.id("p")).toBeHidden(timeout: inVain) },
        { try await other.locate(.css("input, button")).click(timeout: inVain) },
        { try await other.expectAddress(matching: .exactly("/x"), timeout: inVain) },
      ] {
        let error = await #expect(throws: WaitError.self) { try await body() }
        var shown = "\(error.map(\.description) ?? "")"
        dump(error, to: &shown)
        #expect(!shown.contains("hunter2"))
        #expect(error?.address == (try Stage.current.site.origin) + "/page?token=…#t…")
      }
    }
  }
}
