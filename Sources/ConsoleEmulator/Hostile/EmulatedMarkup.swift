/// Where on the emulated console's pages things stand that clients know by their words alone, for mutants of them.
public enum EmulatedMarkup {
  /// CSS of a thing; `nil` where it is not one of those.
  ///
  /// - Parameter name: the page and what it is, such as `technician.kind_admin`.
  public static func css(of name: String) -> String? {
    switch name {
    case "new_technician.kind_admin", "technician.kind_admin": "#user_role_admin"
    case "new_technician.kind_technician", "technician.kind_technician": "#user_role_technician"
    default: nil
    }
  }

  /// A regular expression for the path of a page that links alone lead to; one that no path matches where it is not one of those.
  public static func path(of page: String) -> String { page == "deactivate" ? "/disable$" : "^$" }
}
