import WebDriver

/// What a value is by the name of the field or column that it comes from.
enum PersonalField: Hashable {
  /// A first name.
  case firstName
  /// A last name.
  case lastName
  /// A whole name.
  case name
  /// A free text that may say anything, or a telephone number.
  case text

  /// The field by its name. `name` alone is a person's only beside an email: groups and API tokens have names, too.
  init?(_ name: String, besideEmail: Bool) {
    switch name {
    case "first_name": self = .firstName
    case "last_name": self = .lastName
    case "full_name", "creator", "assignee", "chosen_assignee": self = .name
    case "name" where besideEmail: self = .name
    case "subject", "phone", "mobile": self = .text
    default: return nil
    }
  }
}

/// The fields of page programs and of what they answer.
///
/// A recording has them as JSON, as `PageProgram` writes them and `page.js` answers. What is not as expected is passed over.
struct PageProgramFields {
  /// Hands over a field's value and takes what is to stand there instead.
  typealias Visit = (PersonalField, String) -> String

  /// Which fields are told by their columns' headings, as rows are looked up by.
  private(set) var headings: [JSONValue: PersonalField] = [:]

  /// The program in a command's body; `nil` where there is none.
  static func program(in body: JSONValue?) -> JSONValue? {
    guard let program = body?["args"]?.arrayValue?.first, program["cases"] != nil, program["elements"] != nil else { return nil }
    return program
  }

  /// Notes the headings of the tables that `program` reads.
  mutating func learnHeadings(of program: JSONValue) {
    for each in program["cases"]?.arrayValue ?? [] {
      learnHeadings(of: each["steps"]?.arrayValue ?? [])
    }
  }

  private mutating func learnHeadings(of steps: [JSONValue]) {
    for step in steps {
      // Pages that are read without being opened have steps of their own.
      learnHeadings(of: step["steps"]?.arrayValue ?? [])
      guard let columns = step["columns"]?.objectValue else { continue }
      for (key, words) in columns.sorted(by: { $0.key < $1.key }) {
        if let field = PersonalField(key, besideEmail: columns["email"] != nil) { headings[words] = field }
      }
    }
  }

  /// `body` with the values that its program types, requires and looks rows up by.
  func request(_ body: JSONValue, _ visit: Visit) -> JSONValue {
    guard let program = Self.program(in: body) else { return body }
    return body.updating("args") { arguments in
      arguments.updatingElements { index, value in
        guard index == 0 else { return value }
        return value.updating("elements") { elements in
          elements.updatingMembers { _, query in
            query.updating("row") { row in
              row.updating("cells") { cells in
                cells.updatingElements { _, cell in
                  guard let field = cell["column"].flatMap({ headings[$0] }) else { return cell }
                  return cell.updating("equals") { $0.updatingText { visit(field, $0) } }
                }
              }
            }
          }
        }.updating("cases") { cases in
          cases.updatingElements { _, each in
            each.updating("steps") { $0.updatingElements { _, step in request(step: step, of: program, visit) } }
          }
        }
      }
    }
  }

  private func request(step: JSONValue, of program: JSONValue, _ visit: Visit) -> JSONValue {
    switch step["op"]?.stringValue {
    case "fill":
      step.updating("fields") { fields in
        fields.updatingElements { _, each in
          guard let field = field(of: each, in: program) else { return each }
          return each.updating("value") { value in
            value.arrayValue == nil
              ? value.updatingText { visit(field, $0) } : value.updatingElements { _, word in word.updatingText { visit(field, $0) } }
          }
        }
      }
    case "require":
      if let field = field(of: step, in: program) {
        step.updating("equals") { $0.updatingText { visit(field, $0) } }
      } else {
        step
      }
    default: step
    }
  }

  /// `answer` with the values that `program` has read.
  func answer(_ answer: JSONValue, to program: JSONValue, _ visit: Visit) -> JSONValue {
    guard let held = answer["case"]?.stringValue,
      let steps = program["cases"]?.arrayValue?.first(where: { $0["name"]?.stringValue == held })?["steps"]?.arrayValue
    else { return answer }
    return answer.updating("results") { self.results($0, of: steps, in: program, visit) }
  }

  private func results(_ results: JSONValue, of steps: [JSONValue], in program: JSONValue, _ visit: Visit) -> JSONValue {
    results.updatingElements { index, result in
      index < steps.count ? self.result(result, of: steps[index], in: program, visit) : result
    }
  }

  private func result(_ result: JSONValue, of step: JSONValue, in program: JSONValue, _ visit: Visit) -> JSONValue {
    switch step["op"]?.stringValue {
    case "read", "require":
      guard let field = field(of: step, in: program) else { return result }
      let isList = step["what"]?.stringValue == "options"
      return result.updating("text") { text in text.updatingText { isList ? Self.list($0, field, visit) : visit(field, $0) } }
    case "table":
      let hasEmail = step["columns"]?["email"] != nil
      return result.updating("table") { table in
        table.updating("rows") { rows in
          rows.updatingElements { _, row in
            row.updating("cells") { cells in
              cells.updatingMembers { key, cell in
                guard let field = PersonalField(key, besideEmail: hasEmail) else { return cell }
                return cell.updatingText { visit(field, $0) }
              }
            }
          }
        }
      }
    case "pages":
      let steps = step["steps"]?.arrayValue ?? []
      return result.updating("fetched") { fetched in
        fetched.updating("pages") { pages in
          pages.updatingElements { _, page in page.updating("results") { results($0, of: steps, in: program, visit) } }
        }
      }
    default: return result
    }
  }

  /// The field that a step or a filled field is about: by the element's name behind the page's.
  private func field(of step: JSONValue, in program: JSONValue) -> PersonalField? {
    guard let element = step["element"]?.stringValue, let dot = element.lastIndex(of: ".") else { return nil }
    let email = element[..<dot] + ".email"
    return PersonalField(String(element[element.index(after: dot)...]), besideEmail: program["elements"]?[String(email)] != nil)
  }

  /// A list of options, which a page program answers as a JSON text.
  private static func list(_ text: String, _ field: PersonalField, _ visit: Visit) -> String {
    guard let options = JSONText.value(of: text), options.arrayValue != nil else { return text }
    return JSONText.text(of: options.updatingElements { _, option in option.updatingText { visit(field, $0) } })
  }
}

extension JSONValue {
  fileprivate func updating(_ name: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
    guard case .object(var members) = self, let member = members[name] else { return self }
    members[name] = change(member)
    return .object(members)
  }

  fileprivate func updatingMembers(_ change: (String, JSONValue) -> JSONValue) -> JSONValue {
    guard case .object(let members) = self else { return self }
    // Sorted: what is learned must not depend on the order in which a dictionary happens to be.
    return .object(
      Dictionary(members.sorted { $0.key < $1.key }.map { ($0.key, change($0.key, $0.value)) }, uniquingKeysWith: { first, _ in first }))
  }

  fileprivate func updatingElements(_ change: (Int, JSONValue) -> JSONValue) -> JSONValue {
    guard case .array(let values) = self else { return self }
    return .array(values.enumerated().map { change($0.offset, $0.element) })
  }

  fileprivate func updatingText(_ change: (String) -> String) -> JSONValue {
    guard case .string(let text) = self else { return self }
    return .string(change(text))
  }
}
