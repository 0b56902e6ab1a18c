import Secrets

/// A command that can also be read from a request, and whose answer can be written again: what a relay needs.
///
/// It stands beside the way in which the command is sent, in the same type, and is tested by sending every command through both.
package protocol RelayedCommand: Command where Answer: WireValue {
  /// The command that a caller asked for.
  ///
  /// - Throws: ``MalformedCall`` where the body is not as the specification says.
  init(_ call: Call) throws(MalformedCall)
}

/// A request for a command, not yet understood.
package struct Call: Sendable {
  /// What stands in the path in place of the endpoint's parameters, without a session's id.
  package let arguments: [String]
  /// The body; an empty object where there is none.
  package let body: JSONValue

  package init(arguments: [String], body: JSONValue) {
    self.arguments = arguments
    self.body = body
  }

  /// The argument at `index`; the endpoint's template says that it is there.
  func argument(_ index: Int) throws(MalformedCall) -> String {
    guard arguments.indices.contains(index) else { throw MalformedCall("the path is too short") }
    return arguments[index]
  }

  /// The element that the path names.
  func element(_ index: Int = 0) throws(MalformedCall) -> ElementReference { ElementReference(id: try argument(index)) }

  /// A text of the body.
  func string(_ name: String) throws(MalformedCall) -> String {
    guard let text = body[name]?.stringValue else { throw MalformedCall("\"\(name)\" is not a text") }
    return text
  }

  /// A text of the body that must not be shown.
  func secret(_ name: String, label: String) throws(MalformedCall) -> JSONValue { .secret(Secret(try string(name), label: label)) }

  /// A member of the body, whatever it is.
  func member(_ name: String) throws(MalformedCall) -> JSONValue {
    guard let value = body[name] else { throw MalformedCall("there is no \"\(name)\"") }
    return value
  }
}

/// A request that is not as the specification says: `invalid argument`.
package struct MalformedCall: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, without the values.
  package let reason: String

  init(_ reason: String) { self.reason = reason }

  package var description: String { reason }
}

/// A command without arguments or body of its own.
package protocol PlainCommand: RelayedCommand {
  init()
}

extension PlainCommand {
  package init(_ call: Call) throws(MalformedCall) { self.init() }
}

/// A command that says no more than which element it is aimed at.
package protocol PlainElementCommand: ElementCommand, RelayedCommand {
  init(element: ElementReference)
}

extension PlainElementCommand {
  package init(_ call: Call) throws(MalformedCall) { self.init(element: try call.element()) }
}

/// A value of an answer that can be written as it came.
package protocol WireValue {
  /// The value as it stands on the wire; a ``Secret`` in it is revealed there alone.
  var json: JSONValue { get }
}

extension Nothing: WireValue { package var json: JSONValue { .null } }
extension String: WireValue { package var json: JSONValue { .string(self) } }
extension Bool: WireValue { package var json: JSONValue { .bool(self) } }
extension JSONValue: WireValue { package var json: JSONValue { self } }
extension Optional: WireValue where Wrapped: WireValue { package var json: JSONValue { self?.json ?? .null } }
extension Array: WireValue where Element: WireValue { package var json: JSONValue { .array(map(\.json)) } }
