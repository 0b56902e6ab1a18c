/// A command's place in the specification's table of endpoints: its name, its method, and its path with `{…}` for what varies.
///
/// The same template writes the path of a command that is sent and reads the path of one that a relay is asked for, so that the two cannot
/// drift apart.
package struct Endpoint: Sendable, Hashable {
  /// A part of a path.
  package enum Part: Sendable, Hashable {
    case literal(String)
    case parameter(String)
  }

  /// The command's name in lower camel case: `elementClick`.
  package let name: String
  /// The HTTP method.
  package let method: WireRequest.Method
  /// The path's parts.
  package let parts: [Part]

  /// An endpoint as the specification writes it: `/session/{session id}/element/{element id}/click`.
  package init(_ name: String, _ method: WireRequest.Method, _ template: String) {
    self.name = name
    self.method = method
    parts = template.split(separator: "/").map { part in
      part.hasPrefix("{") && part.hasSuffix("}") ? .parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
    }
  }

  /// The path with `arguments` in place of the parameters, in their order. Too few arguments are a mistake of the command's own.
  package func path(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    return parts.map { part in
      switch part {
      case .literal(let text): text
      case .parameter(let name): rest.popFirst() ?? "{\(name)}"
      }
    }
  }

  /// The arguments in a path that a caller asked for; `nil` where it is another endpoint's.
  package func arguments(in path: [String]) -> [String]? {
    guard path.count == parts.count else { return nil }
    var arguments: [String] = []
    for (part, text) in zip(parts, path) {
      switch part {
      case .literal(let literal): guard literal == text else { return nil }
      case .parameter: arguments.append(text)
      }
    }
    return arguments
  }
}
