import WebDriver

extension Feature {
  static let dialogs: [Feature] = [
    Feature(.dialogs, "an alert is read and accepted", ["getAlertText", "acceptAlert"]) { stage in
      try await stage.show("dialogs")
      try await stage.click("#alert")
      try check("text", await stage.session.dialogText(), is: "Note “well”")
      try await stage.session.acceptDialog()
      try check("button", await stage.session.text(of: stage.find("#alert")), is: "after")
    },
    Feature(.dialogs, "a question is answered with OK", ["acceptAlert"]) { stage in
      try await stage.show("dialogs")
      try await stage.click("#confirm")
      try await stage.session.acceptDialog()
      try check("button", await stage.session.text(of: stage.find("#confirm")), is: "true")
    },
    Feature(.dialogs, "a question is answered with Cancel", ["dismissAlert"]) { stage in
      try await stage.show("dialogs")
      try await stage.click("#confirm")
      try await stage.session.dismissDialog()
      try check("button", await stage.session.text(of: stage.find("#confirm")), is: "false")
    },
    Feature(.dialogs, "a prompt is typed into", ["sendAlertText", "acceptAlert"]) { stage in
      try await stage.show("dialogs")
      try await stage.click("#prompt")
      try await stage.session.typeIntoDialog(#"A "B" ü"#)
      try await stage.session.acceptDialog()
      try check("button", await stage.session.text(of: stage.find("#prompt")), is: #"A "B" ü"#)
    },
    Feature(.dialogs, "a prompt's own text is what it answers, if nobody types", ["acceptAlert"]) { stage in
      try await stage.show("dialogs")
      try await stage.click("#prompt")
      try await stage.session.acceptDialog()
      try check("button", await stage.session.text(of: stage.find("#prompt")), is: "Ada")
    },
    Feature(.dialogs, "a prompt is dismissed", ["dismissAlert"]) { stage in
      try await stage.show("dialogs")
      try await stage.click("#prompt")
      try await stage.session.dismissDialog()
      try check("what prompt() gave", await stage.value("document.getElementById('prompt').textContent"), is: "")
    },
    Feature(.dialogs, "one dialog after the other", ["acceptAlert", "getAlertText"]) { stage in
      try await stage.show("dialogs")
      try await stage.click("#two")
      try check("first", await stage.session.dialogText(), is: "first")
      try await stage.session.acceptDialog()
      try check("second", await textOfDialog(on: stage), is: "second")
      try await stage.session.acceptDialog()
      try check("button", await stage.session.text(of: stage.find("#two")), is: "both")
    },
    Feature(.dialogs, "only a prompt is typed into", ["sendAlertText"]) { stage in
      try await stage.show("dialogs")
      try await stage.click("#alert")
      try await stage.failure(.elementNotInteractable) { try await stage.session.typeIntoDialog("x") }
      try await stage.session.acceptDialog()
    },
    Feature(.dialogs, "a dialog stops other commands and stays open", ["getTitle", "dismissAlert"]) { stage in
      try await stage.show("dialogs")
      try await stage.click("#confirm")
      try await stage.failure(.unexpectedAlertOpen) { _ = try await stage.session.title() }
      try check("text", await stage.session.dialogText(), is: "Sure?")
      try await stage.session.dismissDialog()
    },
    Feature(.dialogs, "the error of a command that a dialog stops has the dialog's text", ["getTitle", "dismissAlert"]) { stage in
      try await stage.show("dialogs")
      try await stage.click("#confirm")
      let error = try await stage.failure(.unexpectedAlertOpen) { _ = try await stage.session.title() }
      try check("text in the error", error.dialogText, is: "Sure?")
      try await stage.session.dismissDialog()
    },
    Feature(.dialogs, "a dialog that opens during a script does not lose the session", ["executeScript", "acceptAlert"]) { stage in
      try await stage.show("dialogs")
      do { try await stage.run("alert('from a script')") } catch let error as WebDriverError where error.code == .unexpectedAlertOpen {}
      try check("text", await stage.session.dialogText(), is: "from a script")
      try await stage.session.acceptDialog()
      try check("title", await stage.session.title(), is: "Dialogs")
    },
    Feature(.dialogs, "a dialog that opens by itself is found", ["getAlertText", "acceptAlert"]) { stage in
      try await stage.show("dialogs")
      try await stage.click("#late")
      try check("text", await textOfDialog(on: stage), is: "Late?")
      try await stage.session.acceptDialog()
      try check("button", await stage.session.text(of: stage.find("#late")), is: "true")
    },
    Feature(.dialogs, "where no dialog is, there is an error of its own", ["acceptAlert", "dismissAlert", "getAlertText", "sendAlertText"])
    { stage in
      try await stage.show("dialogs")
      try await stage.failure(.noSuchAlert) { try await stage.session.acceptDialog() }
      try await stage.failure(.noSuchAlert) { try await stage.session.dismissDialog() }
      try await stage.failure(.noSuchAlert) { _ = try await stage.session.dialogText() }
      try await stage.failure(.noSuchAlert) { try await stage.session.typeIntoDialog("x") }
    },
  ]

  /// What the dialog says that is open, or opens in a moment.
  private static func textOfDialog(on stage: Stage) async throws -> String {
    let deadline = ContinuousClock.now + .seconds(3)
    while true {
      do { return try await stage.session.dialogText() } catch let error as WebDriverError where error.code == .noSuchAlert {
        if ContinuousClock.now > deadline { throw error }
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }
}
