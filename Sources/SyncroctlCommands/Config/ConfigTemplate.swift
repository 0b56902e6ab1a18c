import Foundation

/// A first configuration file, with a remark on everything that can stand in it. It never holds a secret: it shows how one is had.
struct ConfigTemplate: Sendable {
  /// What is filled in; a line that nobody filled in is a remark with an example.
  var console: String?
  var layout: String?
  var email: String?

  /// The settings that are still to be filled in, password included.
  var missing: [Setting] {
    [(Setting.console, console), (.layout, layout), (.email, email)].filter { $0.1 == nil }.map(\.0) + [.password]
  }

  var text: String {
    """
    # What syncroctl needs to know of your console. Nobody but you may be able to read this file (chmod 600).
    # Every setting: docs/configuration.md. Whether all is right: syncroctl config check
    # An option of a command counts before a variable (SYNCROCTL_...), and a variable before this file.

    # The console, and which kind it is: technicians if a person's page has toggles for permissions, users if permissions stand
    # on security groups.
    \(line("console", console, "https://acme.syncromsp.com"))
    \(line("layout", layout, "users"))

    # What is otherwise on your console, as syncroctl doctor --write or syncroctl learn wrote it. Paths begin in this file's folder.
    # selectors: [acme.yaml]

    account:
      # An admin that nobody else signs in with.
      \(line("email", email, "robot@acme.com"))

      # Its password. Take the # off one of these lines and make it yours: the first line that the command prints is the password.
      # password: { command: pass show acme/password }
      # password: { command: op read op://acme/syncro/password }
      # password: { command: secret-tool lookup service syncro }

      # The secret behind its one-time codes, in letters, as the console shows it beside the QR code. Without it each code is asked for.
      # totp: { command: pass show acme/totp }

      # Where the console asks for a passkey, or nothing but recovery codes is left (docs/live-console.md).
      # passkey: { command: pass show acme/passkey }
      # recovery_codes: { command: pass show acme/recovery }

      # A token of the console's API, for a second witness (docs/witness.md); not needed. The address only if it is another one.
      # api_token: { command: pass show acme/api-token }
      # api_url: https://acme.syncromsp.com

    # Who may approve what, and the limits (docs/approval.md); otherwise policy.yaml beside this file, if it is there.
    # policy: acme-policy.yaml

    # Where pictures and results are kept; otherwise the folder runs wherever the command is typed.
    # evidence: ~/syncroctl/acme

    # The browser that is started: chromium, firefox or webkit.
    # engine: chromium

    # Or one that a remote end starts (docs/remote-ends.md).
    # webdriver:
    #   url: https://grid.acme.com/wd/hub
    #   token: { command: pass show grid/token }
    #   ca: grid.pem
    #   capabilities: grid.json

    # Several consoles. What stands in an account's part counts before what stands above for all. Choose with --account globex
    # or SYNCROCTL_ACCOUNT; where nobody does, the default counts.
    # default_account: acme
    # accounts:
    #   acme:
    #     console: https://acme.syncromsp.com
    #     layout: users
    #     account:
    #       email: robot@acme.com
    #       password: { command: pass show acme/password }
    #   globex:
    #     console: https://globex.syncromsp.com
    #     layout: technicians
    #     selectors: [globex.yaml]
    #     account:
    #       email: robot@globex.com
    #       password: { command: pass show globex/password }

    """
  }

  private func line(_ key: String, _ value: String?, _ example: String) -> String {
    value.map { "\(key): \(Self.scalar($0))" } ?? "# \(key): \(example)"
  }

  /// A text as YAML takes it: as it stands, or in double quotes with what JSON escapes.
  private static func scalar(_ text: String) -> String {
    if text.wholeMatch(of: /[A-Za-z\/][A-Za-z0-9@._\/+-]*|https?:\/\/[A-Za-z0-9._:\[\]-]+/) != nil { return text }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
