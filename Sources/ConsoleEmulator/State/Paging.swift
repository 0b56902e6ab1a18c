/// One page of a longer list.
struct Paging<Row: Sendable>: Sendable {
  static var pageSize: Int { 25 }

  let rows: [Row]
  let page: Int
  let total: Int

  /// Cuts a page out of everything. A page past the end is empty, as the console shows it.
  init(_ all: [Row], page: Int) {
    self.page = max(1, min(page, 1_000_000))
    let start = min((self.page - 1) * Self.pageSize, all.count)
    rows = Array(all[start..<min(start + Self.pageSize, all.count)])
    total = all.count
  }

  var first: Int { rows.isEmpty ? 0 : (page - 1) * Self.pageSize + 1 }
  var last: Int { rows.isEmpty ? 0 : first + rows.count - 1 }
  var previous: Int? { page > 1 ? page - 1 : nil }
  var next: Int? { page * Self.pageSize < total ? page + 1 : nil }
}
