extension PackFile {
  static func listPrice(_ tree: PackTree) -> SelectorPack.ListPrice? {
    guard let fields = tree.fields(["cents", "currency"]) else { return nil }
    for key in ["cents", "currency"] where fields[key] == nil { tree.lacks(key) }
    guard let cents = fields["cents"]?.number(), let currency = fields["currency"]?.word() else { return nil }
    return SelectorPack.ListPrice(cents: cents, currency: currency)
  }

  static func block(_ tree: PackTree) -> SelectorPack.Block? {
    let keys = ["name", "element", "without", "says", "next", "not_signed_in", "bare", "overlay", "quoted", "answer", "transient", "wait"]
    guard let fields = tree.fields(keys) else { return nil }
    for key in ["name", "element", "says"] where fields[key] == nil { tree.lacks(key) }
    let name = fields["name"]?.text()
    let element = fields["element"]?.text()
    let says = fields["says"]?.text()
    let next = fields["next"].map { $0.word() }
    let without = fields["without"].map { $0.fullWords() } ?? []
    let isBare = fields["bare"].map { $0.flag() } ?? false
    let isOverlay = fields["overlay"].map { $0.flag() } ?? false
    let isQuoted = fields["quoted"].map { $0.flag() } ?? false
    let isTransient = fields["transient"].map { $0.flag() } ?? false
    let notSignedIn = fields["not_signed_in"].map { $0.flag() } ?? false
    let wait = fields["wait"].map { $0.number() } ?? 1
    let answer = fields["answer"].map { self.answer($0) }
    if isTransient == true { fields["answer"]?.problem("is not for what is transient: that passes by itself") }
    if isTransient == false, fields["not_signed_in"] == nil { tree.lacks("not_signed_in") }
    if isTransient == true { fields["not_signed_in"]?.problem("is not for what is transient") }
    if let field = fields["wait"], let wait, isTransient == false || !(1...600).contains(wait) {
      field.problem("is a number of seconds from 1 to 600, for a transient block")
    }
    if isOverlay == true, isBare == true || isTransient == true {
      fields["overlay"]?.problem("is for what lies over a page, and neither for one that is bare nor for what is transient")
    }
    guard let name, let element, let says, let isBare, let isOverlay, let isQuoted, let isTransient, let notSignedIn, let wait else {
      return nil
    }
    if let next, next == nil { return nil }
    if let answer, answer == nil { return nil }
    guard let without else { return nil }
    return SelectorPack.Block(
      name: name, element: element, says: says, next: next ?? nil, without: without, notSignedIn: !isTransient && notSignedIn,
      isBare: isBare, isOverlay: isOverlay, isQuoted: isQuoted, isTransient: isTransient, wait: wait, answer: answer ?? nil)
  }

  private static func answer(_ tree: PackTree) -> BlockAnswer? {
    guard let fields = tree.fields(["fill", "with", "click"]) else { return nil }
    guard let click = fields["click"] else {
      tree.lacks("click")
      return nil
    }
    switch (fields["fill"], fields["with"]) {
    case (let fill?, let with?):
      guard let element = fill.text(), let text = with.choice(BlockAnswer.Text.self), let click = click.text() else { return nil }
      return BlockAnswer(filling: BlockAnswer.Filling(element: element, text: text), click: click)
    case (nil, nil): return click.text().map { BlockAnswer(filling: nil, click: $0) }
    case (_?, nil): tree.lacks("with")
    case (nil, _?): tree.lacks("fill")
    }
    return nil
  }
}
