import Glibc
import SystemPackage

/// What driver and browser inherit, so that whatever they write lands in the run's folder.
enum RunEnvironment {
  /// Variables that name a place to write to, outside the home folder or inside it.
  private static let places = ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "MOZ_CRASHREPORTER_DATA_DIRECTORY"]

  /// The variables for a run in `folder`; `display` is an X server of the run's own.
  static func variables(_ options: DriverOptions, folder: RunFolder, display: Int? = nil) -> [String: String] {
    let own = options.environment
    var variables = own.filter { name, _ in
      !places.contains(name) && !options.withheldVariablePrefixes.contains { name.hasPrefix($0) }
    }
    variables["TMPDIR"] = folder.path.string
    variables["HOME"] = folder.home.string
    // Where the browser's crash handlers keep their database; they would put it into the user's own Chromium settings.
    variables["BREAKPAD_DUMP_LOCATION"] = folder.path.appending("crashes").string
    // No bus: a library that finds none starts one, which outlives the browser. No settings kept, no bridge for screen readers.
    variables["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
    variables["GSETTINGS_BACKEND"] = "memory"
    variables["NO_AT_BRIDGE"] = "1"
    if let display {
      variables["DISPLAY"] = ":\(display)"
      for name in ["WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR"] { variables[name] = nil }
      variables["GDK_BACKEND"] = "x11"
    } else {
      // A window on a Wayland desktop goes by a socket there; without one it is only another place to write to.
      if own["WAYLAND_DISPLAY"] == nil { variables["XDG_RUNTIME_DIR"] = nil }
      if own["XAUTHORITY"] == nil, let home = own["HOME"], access(home + "/.Xauthority", R_OK) == 0 {
        variables["XAUTHORITY"] = home + "/.Xauthority"
      }
    }
    return variables
  }

  /// Makes the home folder. The certificates that a person trusts are in theirs, and stay trusted.
  static func makeHome(_ options: DriverOptions, folder: RunFolder) {
    mkdir(folder.home.string, 0o700)
    guard let home = options.environment["HOME"], access(home + "/.pki", F_OK) == 0 else { return }
    symlink(home + "/.pki", folder.home.appending(".pki").string)
  }
}
