import Testing
import WebDriver

extension LocatorTests {
  /// What keeps an action from being carried out, as the error says it; and that it is carried out once nothing does.
  @Suite(.inBrowser, .serialized) struct ConditionTests {
    private func clickSays(_ page: String, _ locator: Locator = .role(.button, name: "Go")) async throws -> String {
      let session = try await Stage.show(page)
      return try await said { try await session.locate(locator).click(timeout: inVain) }
    }

    @Test func notThere() async throws {
      #expect(
        try await clickSays("<p>x</p>", .css("#a")) == ##"could not click css "#a": nothing matches"##)
      #expect(
        try await clickSays("<button>Gone</button><button>Stop</button><button></button><a href=/x>Go</a><iframe></iframe>") == """
          could not click button "Go": nothing matches
            there are: "Gone", "Stop"
            says so, but is something else: <a href="/x"></a> "Go"
            not searched: a frame of the page
          """)
      #expect(
        try await clickSays("<label>E-mail<input></label>", .label("Email")) == """
          could not click label "Email": nothing matches
            there are: "E-mail"
          """)
      #expect(
        try await clickSays("<p>Saved.</p><p>Something else</p>", .text("Saved")) == """
          could not click text "Saved": nothing matches
            there are: "Saved."
          """)
      #expect(
        try await clickSays("<input placeholder=Emial><input placeholder=Phone>", .placeholder("Email")) == """
          could not click placeholder "Email": nothing matches
            there are: "Emial"
          """)
    }

    @Test func aPartOfItNotThere() async throws {
      let page = "<table><tr><td>Ada</td><td><button>Stop</button></td></tr><tr><td>Bob</td></tr></table>"
      let go = Locator.role(.button, name: "Go")
      let row = Locator.role(.row)
      #expect(
        try await clickSays(page, go.within(row.filter(hasText: "Eve"))) == """
          could not click button "Go" within row with text containing "Eve": nothing matches, though 2 match row
          """)
      #expect(
        try await clickSays(page, go.within(row.filter(hasText: "Ada"))) == """
          could not click button "Go" within row with text containing "Ada": nothing matches, though 1 matches row with text containing "Ada"
            there are: "Stop"
          """)
      #expect(
        try await clickSays(page, go.within(.css("form").nth(2))) == """
          could not click button "Go" within the 3rd css "form": nothing matches css "form"
          """)
    }

    @Test func tooMany() async throws {
      #expect(
        try await clickSays(String(repeating: "<button class=b>Go</button>", count: 7)) == """
          could not click button "Go": 7 elements match
            1. <button class="b"></button> "Go"
            2. <button class="b"></button> "Go"
            3. <button class="b"></button> "Go"
            4. <button class="b"></button> "Go"
            5. <button class="b"></button> "Go"
            … 2 more
          """)
      // Hidden twins do no harm.
      let session = try await Stage.show("<button hidden>Go</button><button onclick='document.title = 1'>Go</button>")
      try await session.locate(.text("Go")).click()
      #expect(try await session.title() == "1")
    }

    @Test func hidden() async throws {
      #expect(try await clickSays("<button hidden>Go</button>") == #"could not click button "Go": it is hidden"#)
      #expect(
        try await clickSays("<button hidden>Go</button><button style='visibility:hidden'>Go</button>")
          == #"could not click button "Go": all 2 matches are hidden"#)
    }

    @Test func disabled() async throws {
      #expect(try await clickSays("<button disabled>Go</button>") == #"could not click button "Go": it is disabled"#)
      #expect(try await clickSays("<fieldset disabled><button>Go</button></fieldset>") == #"could not click button "Go": it is disabled"#)
      #expect(
        try await clickSays("<button disabled><span>Go</span></button>", .text("Go")) == #"could not click text "Go": it is disabled"#)
      // The first legend of a disabled fieldset is alive, and so is a link in it.
      let page = "<fieldset disabled><legend><button onclick='document.title += 1'>Go</button></legend><a href='#x'>Link</a></fieldset>"
      let session = try await Stage.show(page)
      try await session.locate(.text("Go")).click()
      try await session.locate(.text("Link")).click()
      #expect(try await session.title() == "A page1")
    }

    @Test func covered() async throws {
      #expect(
        try await clickSays("<button>Go</button><div class=veil style='position:fixed;inset:0'>secret text</div>") == """
          could not click button "Go": it is covered by <div class="veil" style="position:fixed;inset:0"></div>
          """)
    }

    @Test func outside() async throws {
      #expect(
        try await clickSays("<button style='position:fixed;left:-500px'>Go</button>")
          == #"could not click button "Go": it lies outside of what can be scrolled to"#)
    }

    @Test func moving() async throws {
      let page = """
        <button style="position:absolute;left:0" onclick="document.title = 'clicked'">Go</button><script>
        let n = 0;
        const move = () => { document.querySelector('button').style.left = ++n % 300 + 'px' };
        const frame = () => { move(); requestAnimationFrame(frame) };
        setInterval(move, 4); frame();
        </script>
        """
      #expect(try await clickSays(page) == #"could not click button "Go": it does not stand still"#)
      #expect(try await Stage.current.session.title() == "A page")
    }

    @Test func swingingToAndFro() async throws {
      // After two frames it is where it was.
      let page = """
        <button style="position:absolute;left:0" onclick="document.title = 'clicked'">Go</button><script>
        let n = 0;
        const frame = () => { document.querySelector('button').style.left = ++n % 2 * 100 + 'px'; requestAnimationFrame(frame) };
        frame();
        </script>
        """
      #expect(try await clickSays(page) == #"could not click button "Go": it does not stand still"#)
      #expect(try await Stage.current.session.title() == "A page")
    }

    @Test func whereItDoesNoHarmUnrestIsBorneFor300Milliseconds() async throws {
      let session = try await Stage.show(
        """
        <input type=checkbox aria-label=Box style="position:absolute;left:0"><script>
        let n = 0;
        const move = () => { document.querySelector('input').style.left = ++n % 100 + 'px' };
        const frame = () => { move(); requestAnimationFrame(frame) };
        setInterval(move, 4); frame();
        </script>
        """)
      let report = try await session.locate(.label("Box")).check(timeout: .seconds(20))
      #expect(report.wasMoving)
      #expect(report.waited >= .milliseconds(300))
      #expect(report.waited < .seconds(10))
      #expect(try await session.locate(.label("Box")).isChecked())
    }

    @Test func readOnlyAndOfTheWrongKind() async throws {
      let session = try await Stage.show(
        """
        <input aria-label=A readonly><input aria-label=B type=checkbox><button>Go</button>
        <select aria-label=C><option>One<option disabled>Two<option>Three<option>Three</select>
        """)
      #expect(
        try await said { try await session.locate(.label("A")).fill("x", timeout: inVain) } == #"could not fill label "A": it is read-only"#
      )
      #expect(
        try await said { try await session.locate(.label("B")).fill("x", timeout: inVain) } == """
          could not fill label "B": it is not a text field: <input aria-label="B" type="checkbox">
          """)
      #expect(
        try await said { try await session.locate(.text("Go")).check(timeout: inVain) } == """
          could not check text "Go": it is not a box that can be ticked: <button></button>
          """)
      #expect(
        try await said { try await session.locate(.label("C")).select(option: "Four", timeout: inVain) } == """
          could not select option "Four" of label "C": there is no such option
            it has: "One", "Two", "Three", "Three"
          """)
      #expect(
        try await said { try await session.locate(.label("C")).select(option: "Two", timeout: inVain) }
          .hasPrefix(#"could not select option "Two" of label "C": the option is disabled"#))
      #expect(
        try await said { try await session.locate(.label("C")).select(option: .containing("Three"), timeout: inVain) }
          .hasPrefix(#"could not select option containing "Three" of label "C": 2 options are called so"#))
    }

    @Test(arguments: [
      "<script>afterWatching(50, () => document.body.insertAdjacentHTML('beforeend', `<button onclick='document.title = 1'>Go</button>`))</script>",
      "<button hidden onclick='document.title = 1'>Go</button><script>afterWatching(50, () => { document.querySelector('button').hidden = false })</script>",
      "<button disabled onclick='document.title = 1'>Go</button><script>afterWatching(50, () => { document.querySelector('button').disabled = false })</script>",
      "<button onclick='document.title = 1'>Go</button><button id=b>Go</button><script>afterWatching(50, () => $('b').remove())</script>",
      "<button onclick='document.title = 1'>Go</button><div id=v style='position:fixed;inset:0'></div><script>afterWatching(50, () => $('v').remove())</script>",
      "<style>@keyframes k { from { margin-left: 300px } to { margin-left: 0 } } button { animation: k 0.2s linear }</style><button onclick='document.title = 1'>Go</button>",
      "<button onclick='document.title = 1' style='margin-top:3000px'>Go</button>",
      "<div style='position:sticky;top:0;height:100px;background:red'>Bar</div><div style='height:3000px'></div><button onclick='document.title = 1'>Go</button><div style='height:3000px'></div><script>scrollTo(0, 3080)</script>",
      "<button onclick='document.title = 1'><span style='display:block'>Go</span></button>",
    ])
    func clicksOnceItCan(_ page: String) async throws {
      let session = try await Stage.show(page)
      try await session.locate(.role(.button, name: "Go")).click(timeout: .seconds(20))
      #expect(try await session.title() == "1")
    }

    @Test func whatChangesInAShadowRootIsSeen() async throws {
      let session = try await Stage.show(
        """
        <x-card></x-card><script>
          const root = document.querySelector('x-card').attachShadow({ mode: 'open' });
          afterWatching(50, () => { root.innerHTML = '<button>Go</button>'; root.firstChild.onclick = () => { document.title = 1 } });
        </script>
        """)
      try await session.locate(.text("Go").within(.css("x-card").shadow)).click(timeout: .seconds(20))
      #expect(try await session.title() == "1")
    }
  }
}
