import Secrets
import Testing
import WebDriver

extension PageScriptTests {
  /// Putting values into fields, and whether they stuck.
  @Suite(.inBrowser, .serialized) struct FillTests {
    /// Fills the element `a` and gives the fields that did not take their value, and what then stands in it.
    private func fill(_ value: PageStep.FieldValue, on page: String) async throws -> (refused: [String], value: String?, checked: String?) {
      let session = try await Stage.show(page)
      let results = try await session.carryOut(
        [.fill([("a", value)]), .read("a", .value), .read("a", .checked)], ["a": byID("a")])
      return (try #require(results[0].texts), results[1].text, results[2].text)
    }

    @Test(arguments: [
      "<input id=a>", "<input id=a type=text value=old>", "<textarea id=a>old</textarea>", "<input id=a type=search>",
    ])
    func anyTextArrivesAsItIs(_ page: String) async throws {
      for text in [
        "Ada", "", #"a "b" 'c' <script>alert(1)</script> & \ `${1}`"#, "é 😀 e\u{301} 日本", " ", String(repeating: "x", count: 5000),
      ] {
        let result = try await fill(.text(text), on: page)
        #expect(result.refused == [])
        #expect(result.value == text)
      }
    }

    @Test func aTextareaTakesLines() async throws {
      let result = try await fill(.text("one\n\n two\t\"three\"\n"), on: "<textarea id=a></textarea>")
      #expect(result.refused == [])
      #expect(result.value == "one\n\n two\t\"three\"\n")
    }

    @Test func anEmailFieldTakesAnAddress() async throws {
      let result = try await fill(.text("ada+1@example.com"), on: "<input id=a type=email>")
      #expect(result.refused == [])
      #expect(result.value == "ada+1@example.com")
    }

    @Test func aSecretIsTypedAndNotShown() async throws {
      let session = try await Stage.show("<input id=a type=password>")
      let step = PageStep.fill([("a", .secret(Secret(#"hun"ter2"#, label: "console.password")))])
      var dumped = ""
      dump(step, to: &dumped)
      #expect(!"\(step)".contains("ter2"))
      #expect(!dumped.contains("ter2"))
      let answer = try await session.look(["a": byID("a")], [PageCase("f", all: [("a", .fill)], steps: [step])])
      #expect(answer.results.first?.texts == [])
      #expect(!"\(answer)".contains("ter2"))
      #expect(try await session.execute("return $('a').value", as: String.self) == #"hun"ter2"#)
    }

    @Test(arguments: [(true, ""), (true, "checked"), (false, ""), (false, "checked")])
    func aBoxGetsItsState(_ wanted: Bool, _ before: String) async throws {
      let result = try await fill(.checked(wanted), on: "<input id=a type=checkbox \(before)>")
      #expect(result.refused == [])
      #expect(result.checked == "\(wanted)")
    }

    @Test func aBoxIsClickedOnlyWhereItDiffers() async throws {
      let session = try await Stage.show("<input id=a type=checkbox checked onclick='this.dataset.clicks = 1'>")
      let results = try await session.carryOut([.fill([("a", .checked(true))]), .read("a", .attribute("data-clicks"))], ["a": byID("a")])
      #expect(results[1].text == nil)
    }

    @Test func aRadioButtonIsChosen() async throws {
      let session = try await Stage.show("<input name=r type=radio id=b checked><input name=r type=radio id=a>")
      let results = try await session.carryOut(
        [.fill([("a", .checked(true))]), .read("a", .checked), .read("b", .checked), .fill([("a", .checked(false))])],
        ["a": byID("a"), "b": byID("b")])
      #expect(results.map(\.text) == [nil, "true", "false", nil])
      #expect(results[0].texts == [])
      // One cannot be unchosen.
      #expect(results[3].texts == ["a"])
    }

    private static let select = "<select id=a><option value=1>One<option value=2> Left  the company </option><option value=3>Three</select>"

    @Test(arguments: [(["Left the company"], "Left the company"), (["Quit", "Three"], "Three"), (["One"], "One")])
    func anOptionIsChosenByItsText(_ words: [String], _ chosen: String) async throws {
      let result = try await fill(.option(words), on: Self.select)
      #expect(result.refused == [])
      #expect(result.value == chosen)
    }

    @Test(arguments: [["Four"], ["2"], ["three"], []]) func anOptionThatIsNotThereIsReported(_ words: [String]) async throws {
      let result = try await fill(.option(words), on: Self.select)
      #expect(result.refused == ["a"])
      #expect(result.value == "One")
    }

    @Test func optionsThatCannotBeToldApartAreReported() async throws {
      let result = try await fill(.option(["Two"]), on: "<select id=a><option>One<option value=1>Two<option value=2>Two</select>")
      #expect(result.refused == ["a"])
      #expect(result.value == "One")
    }

    @Test(arguments: [("2", [], "Two", "2"), ("3", [], "Two", "3"), ("4", ["a"], "One", "1"), ("Two", ["a"], "One", "1")])
    func anOptionIsChosenByItsValueWhereTextsRepeat(_ value: String, _ refused: [String], _ text: String, _ chosen: String) async throws {
      let page = "<select id=a><option value=1>One<option value=2>Two<option value=3>Two</select>"
      let result = try await fill(.optionValue(value), on: page)
      #expect(result.refused == refused)
      #expect(result.value == text)
      #expect(try await Stage.current.session.execute("return $('a').value", as: String.self) == chosen)
    }

    @Test func eventsAreThoseOfTyping() async throws {
      let session = try await Stage.show(
        """
        <form id=f><input id=a><select id=s><option>1<option>2</select></form><script>
        const seen = [];
        for (const type of ['focusin', 'input', 'change', 'focusout'])
          $('f').addEventListener(type, (event) => seen.push(event.target.id + ' ' + type));
        </script>
        """)
      _ = try await session.carryOut([.fill([("a", .text("x")), ("s", .option(["2"]))])], ["a": byID("a"), "s": byID("s")])
      #expect(
        try await session.execute("return seen", as: [String].self)
          == ["a focusin", "a input", "a change", "a focusout", "s focusin", "s input", "s change", "s focusout"])
    }

    /// As React does it: the element's own `value` is wrapped to notice what the program sets, an `input` event that brings nothing
    /// new is ignored, and what stands in the field is rendered from the state.
    private static let controlled = """
      <input id=a><p id=state></p><script>
      const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
      const field = $('a');
      let state = '', tracked = '';
      Object.defineProperty(field, 'value', {
        configurable: true,
        get() { return native.get.call(field) },
        set(text) { tracked = String(text); native.set.call(field, text) },
      });
      field.addEventListener('input', () => {
        const now = native.get.call(field);
        if (now !== tracked) { tracked = now; state = now }
        native.set.call(field, state); tracked = state;
        field.setAttribute('value', state);
        $('state').textContent = state;
      });
      </script>
      """

    @Test func aControlledFieldIgnoresAPlainAssignment() async throws {
      let session = try await Stage.show(Self.controlled)
      _ = try await session.execute("$('a').value = 'Ada'; $('a').dispatchEvent(new Event('input', { bubbles: true }))", as: Int?.self)
      #expect(try await session.execute("return $('a').value + state", as: String.self) == "")
    }

    @Test func aControlledFieldTakesWhatIsFilled() async throws {
      let session = try await Stage.show(Self.controlled)
      let results = try await session.carryOut(
        [.fill([("a", .text("Ada \"L\""))]), .read("a", .value), .read("state", .text)], ["a": byID("a"), "state": byID("state")])
      #expect(results[0].texts == [])
      #expect(results[1].text == "Ada \"L\"")
      #expect(results[2].text == "Ada \"L\"")
    }

    @Test func aControlledBoxTakesItsTick() async throws {
      let session = try await Stage.show(
        """
        <input id=a type=checkbox><script>
        let state = false;
        $('a').addEventListener('click', () => { state = !state; setTimeout(() => { $('a').checked = state }) });
        </script>
        """)
      let results = try await session.carryOut([.fill([("a", .checked(true))]), .read("a", .checked)], ["a": byID("a")])
      #expect(results[0].texts == [])
      #expect(results[1].text == "true")
    }

    @Test(arguments: [
      "<input id=a oninput='this.value = this.value.replace(/[^0-9]/g, \"\")'>", "<input id=a onchange='this.value = \"\"'>",
      "<input id=a onblur='this.value = this.value.toUpperCase()'>", "<input id=a type=number>", "<input id=a type=color>",
      "<input id=a oninput='requestAnimationFrame(() => { this.value = \"no\" })'>",
    ])
    func aFieldThatDoesNotTakeItsValueIsReported(_ page: String) async throws {
      #expect(try await fill(.text("abc"), on: page).refused == ["a"])
    }

    @Test func aLineTooManyIsReported() async throws {
      #expect(try await fill(.text("a\nb"), on: "<input id=a>").refused == ["a"])
    }

    @Test func aBoxThatUnticksItselfIsReported() async throws {
      let result = try await fill(.checked(true), on: "<input id=a type=checkbox onclick='event.preventDefault()'>")
      #expect(result.refused == ["a"])
    }

    @Test func onlyTheFieldThatRefusedIsReported() async throws {
      let session = try await Stage.show("<input id=a><input id=b oninput='this.value = \"\"'><input id=c type=checkbox>")
      let results = try await session.carryOut(
        [.fill([("a", .text("1")), ("b", .text("2")), ("c", .checked(true))]), .read("a", .value), .read("c", .checked)],
        ["a": byID("a"), "b": byID("b"), "c": byID("c")])
      #expect(results[0].texts == ["b"])
      #expect(results[1].text == "1")
      #expect(results[2].text == "true")
    }

    @Test func whatIsThereAlreadyIsNotTypedAgain() async throws {
      let session = try await Stage.show("<input id=a value=Ada oninput='this.dataset.typed = 1'>")
      let results = try await session.carryOut([.fill([("a", .text("Ada"))]), .read("a", .attribute("data-typed"))], ["a": byID("a")])
      #expect(results[0].texts == [])
      #expect(results[1].text == nil)
    }

    @Test func nothingIsSubmitted() async throws {
      let session = try await Stage.show("<form action=/gone><input id=a><input id=b type=checkbox><button>Go</button></form>", at: "/form")
      _ = try await session.carryOut([.fill([("a", .text("x")), ("b", .checked(true))])], ["a": byID("a"), "b": byID("b")])
      #expect(try await session.currentURL().hasSuffix("/form"))
    }
  }
}
