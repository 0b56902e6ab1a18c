/// A piece of HTML, and what is looked for in it.
package struct PagePiece: Sendable {
  /// What is put into the body of the page.
  package let html: String
  /// What is looked for in it, once.
  package let program: PageProgram

  /// A piece; see the properties.
  package init(html: String, program: PageProgram) {
    self.html = html
    self.program = program
  }
}

extension Session {
  /// Puts each piece by itself into the body of the page that is open, and looks at it once, as ``run(_:deadline:)`` does without waiting.
  /// One command, however many there are. The body is empty afterwards.
  ///
  /// - Returns: what was seen of each piece, without references to elements, which are gone by then.
  package func look(at pieces: [PagePiece]) async throws -> [PageAnswer] {
    let arguments = pieces.map { piece -> JSONValue in ["html": .string(piece.html), "program": piece.program.json(deadline: .zero)] }
    return try await perform(
      Commands.ExecuteAsyncScript<[PageAnswer]>(
        script: PageScripts.pieces, arguments: [.array(arguments)], purpose: "looking at \(pieces.count) pieces"))
  }
}

extension PageScripts {
  /// The page's script for one piece after the other.
  fileprivate static let pieces = """
    const look = function () {
    \(page)
    };
    const pieces = arguments[0];
    const answered = arguments[arguments.length - 1];
    (async () => {
      const answers = [];
      for (const piece of pieces) {
        document.body.innerHTML = piece.html;
        const answer = await new Promise((done) => look(piece.program, done));
        for (const element of Object.values(answer.elements)) delete element.node;
        answers.push(answer);
      }
      document.body.innerHTML = '';
      answered(answers);
    })();
    """
}
