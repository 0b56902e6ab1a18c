/// A field as `shared/input` draws it.
struct FieldModel {
  let id: String
  let name: String
  let attribute: String
  let label: String
  /// `string`, `email`, `password`: the class and, for an input, the type.
  let kind: String
  let inputType: String
  let value: String
  let isRequired: Bool
  let isTextArea: Bool
  let error: String?
}

/// The fields of a person's form where they stand.
struct LaidFields {
  /// Where they belong.
  let fields: [FieldModel]
  /// At the end of the form, in a fieldset of their own; `nil` where none was moved there.
  let moved: MovedFields?

  struct MovedFields {
    let fields: [FieldModel]
  }
}

/// Makes the fields of one form, with the problems of its last attempt.
struct FieldMaker {
  let model: String
  let wording: Wording
  let problems: [FieldProblem]
  /// Names of fields that stand at the form's end.
  var moved: Set<String> = []

  func lay(_ fields: [FieldModel]) -> LaidFields {
    let away = fields.filter { moved.contains($0.attribute) }
    return LaidFields(
      fields: fields.filter { !moved.contains($0.attribute) }, moved: away.isEmpty ? nil : LaidFields.MovedFields(fields: away))
  }

  func field(_ attribute: String, _ label: String, kind: String = "string", value: String, required: Bool = false) -> FieldModel {
    FieldModel(
      id: "\(model)_\(attribute)", name: "\(model)[\(attribute)]", attribute: attribute, label: wording.text(label), kind: kind,
      inputType: kind == "email" || kind == "password" ? kind : "text", value: value, isRequired: required,
      isTextArea: kind == "text", error: error(attribute))
  }

  func error(_ attribute: String) -> String? { problems.first { $0.field == attribute }?.message }

  /// Every problem in a sentence of its own, led by the field's name.
  func sentences(_ labels: [String: String]) -> [String] {
    problems.map { problem in
      guard problem.field != FieldProblem.base else { return wording.text("refusal.unsaved") }
      return "\(labels[problem.field].map { wording.text($0) } ?? problem.field) \(problem.message)"
    }
  }
}

/// A box to tick, as `shared/checkboxes` draws it.
struct CheckboxModel {
  let id: String
  let name: String
  let value: String
  let label: String
  let isChecked: Bool
  let isDisabled: Bool
}

/// The boxes of one area under its heading.
struct AreaModel {
  let heading: String
  let boxes: [CheckboxModel]
}

extension AreaModel {
  /// The catalogue as a form: one area after the other, in the catalogue's order.
  static func areas(
    of catalogue: [CataloguedPermission], granted: Set<Int>, model: String, disabled: Bool = false
  ) -> [AreaModel] {
    var areas: [(String, [CheckboxModel])] = []
    for permission in catalogue {
      let box = CheckboxModel(
        id: "\(model)_permission_ids_\(permission.number)", name: "\(model)[permission_ids][]", value: "\(permission.number)",
        label: permission.action, isChecked: granted.contains(permission.number), isDisabled: disabled)
      if areas.last?.0 == permission.area { areas[areas.count - 1].1.append(box) } else { areas.append((permission.area, [box])) }
    }
    return areas.map { AreaModel(heading: $0.0, boxes: $0.1) }
  }
}

/// The links and the sentence under a list.
struct PagerModel {
  let summary: String
  let previous: String?
  let next: String?

  /// `noun` is what the list is of; `path` already has its query up to the page.
  init<Row>(_ paging: Paging<Row>, noun: String, path: String, query: [(String, String)]) {
    summary = "Showing \(paging.first) to \(paging.last) of \(paging.total) \(noun)"
    func link(_ page: Int) -> String {
      path + "?" + (query.filter { !$0.1.isEmpty } + [("page", "\(page)")]).map { "\($0.0)=\(Self.encode($0.1))" }.joined(separator: "&")
    }
    previous = paging.previous.map(link)
    next = paging.next.map(link)
  }

  static func encode(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
        encoded.append(Character(UnicodeScalar(byte)))
      default:
        encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}
