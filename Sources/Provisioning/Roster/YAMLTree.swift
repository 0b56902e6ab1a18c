internal import Yams

/// Parses YAML into the parser's own tree, which keeps lines.
enum YAMLTree {
  /// Parses one document.
  ///
  /// The resolver has no rules: its expressions, tried on each of a hundred thousand scalars, would cost more than everything else.
  /// ``Yams/Node/asText`` tells numbers and the like from text. The encoding is named, since the default asks the environment.
  static func parse(_ source: RosterSource) -> RosterTree.Outcome {
    switch compose(source) {
    case .success(let node): .success(node.map(TreeNode.yaml))
    case .failure(let mistake): .failure(mistake)
    }
  }

  /// A document in the parser's own terms, or why there is none.
  enum Composed {
    case success(Node?)
    case failure(RosterMistake)
  }

  /// The same, in the parser's own terms.
  static func compose(_ source: RosterSource) -> Composed {
    do {
      return .success(try Yams.compose(yaml: source.text, .basic, .default, .utf8))
    } catch let error as YamlError {
      let (line, message) = describe(error)
      return .failure(RosterMistake(file: source.fileName, line: line, field: "", message: message))
    } catch {
      return .failure(RosterMistake(file: source.fileName, line: 1, field: "", message: "is not YAML"))
    }
  }

  private static func describe(_ error: YamlError) -> (line: Int, message: String) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let isAlias = context?.text.contains("alias") == true || problem.contains("alias")
      let hint = isAlias ? "; a text that begins with * must be in quotes: \"*\"" : ""
      return (mark.line, "is not YAML: \(problem)\(hint)")
    case .reader(let problem, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0)
      return (before.count(where: \.isNewline) + 1, "is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { ShownText.quoted($0) }
      return (max(1, context.mark.line), "has \(WordList.and(names)) twice in one place")
    default:
      return (1, "is not YAML")
    }
  }
}
