import Testing

@testable import SyncroctlCommands

@Suite struct FittedTextTests {
  private static let error = """
    error: nobody on acme.syncromsp.com has the email nobody@acme.example
      did you mean somebody.with.a.long.name@acme.example, whom it has?
    Nothing was changed. See who is there: syncroctl technicians list --permissions --format json (exit 1)

    """

  @Test func sentencesAreBrokenBetweenWordsAndCommandsNowhere() {
    #expect(
      FittedText.fitted(Self.error, columns: 40) == """
        error: nobody on acme.syncromsp.com has
          the email nobody@acme.example
          did you mean
            somebody.with.a.long.name@acme.example,
            whom it has?
        Nothing was changed. See who is there:
          syncroctl technicians list --permissions --format json
          (exit 1)

        """)
  }

  @Test func whatFitsOrStandsInColumnsStaysAsItIs() {
    #expect(FittedText.fitted(Self.error, columns: nil) == Self.error)
    #expect(FittedText.fitted(Self.error, columns: 200) == Self.error)
    let code = "Nothing was changed. Try it again. (exit 5)"
    #expect(FittedText.fitted(code, columns: 40) == "Nothing was changed. Try it again.\n  (exit 5)")
    let table = "change      who                       outcome  detail of some length"
    #expect(FittedText.fitted(table, columns: 30) == table)
    #expect(FittedText.fitted("", columns: 30) == "")
    let long = "https://acme.syncromsp.com/a/very/long/address/without/any/space"
    #expect(FittedText.fitted(long, columns: 30) == long)
  }

  /// No word is lost, added or changed, at any width.
  @Test(arguments: 20...90) func theWordsStay(_ columns: Int) {
    let words = FittedText.fitted(Self.error, columns: columns).split(whereSeparator: \.isWhitespace)
    #expect(words == Self.error.split(whereSeparator: \.isWhitespace))
  }
}
