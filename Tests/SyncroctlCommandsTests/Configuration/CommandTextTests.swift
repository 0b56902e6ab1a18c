import Testing

@testable import SyncroctlCommands

/// Which commands for secrets are shown.
@Suite struct CommandTextTests {
  @Test(arguments: [
    "pass show acme/password", "op read op://acme/syncro/password", "secret-tool lookup service syncro",
    "security find-generic-password -w -s syncro", "gpg --quiet --decrypt ~/.secrets/acme.gpg", "cat /run/credentials/syncro-password",
    "vault kv get -field=password kv/acme", "sops --extract '[\"password\"]' --decrypt acme.yaml", "pass show acme/totp | head -1",
  ]) func whereASecretIsKeptIsShown(_ command: String) {
    #expect(CommandText.listed(command) == command)
  }

  @Test(arguments: [
    "echo hunter2", "printf '%s' hunter2", "/bin/echo hunter2", "true; echo hunter2", "sh -c 'echo hunter2'", "cat <<< hunter2",
    "curl -H 'Authorization: Bearer abc' https://vault.acme.com/x", "curl -u robot:hunter2 https://vault.acme.com",
    "get --password hunter2", "get --token=hunter2", "PASSWORD=hunter2 get", "curl https://robot:hunter2@vault.acme.com/x",
    "oathtool JBSWY3DPEHPK3PXP", "get GEZDGNBVGYZTQOJQ", "open otpauth://totp/x?secret=y", "bw get item x --session aGVsbG8gd29ybGQ",
    "get eyJhbGciOiJIUzI1NiJ9", "get api_key: hunter2",
  ]) func whatMayHoldOneIsNot(_ command: String) {
    #expect(CommandText.listed(command) == CommandText.hidden)
  }

  @Test(arguments: ["get --password hunter2", "PASSWORD=hunter2 get", "oathtool JBSWY3DPEHPK3PXP"])
  func anErrorShowsNoneEither(_ command: String) async {
    let error = await #expect(throws: UsageError.self) {
      _ = try await Configuration.SecretSetting.command("\(command); exit 3").secret(label: "account.password")
    }
    #expect(error?.message.hasSuffix(": \(CommandText.hidden)") == true)
    #expect(error.map { "\($0)".contains("hunter2") || "\($0)".contains("JBSW") } == false)
  }

  @Test(arguments: [
    ("https://acme.syncromsp.com", "https://acme.syncromsp.com"), ("http://127.0.0.1:4444/wd/hub", "http://127.0.0.1:4444/wd/hub"),
    ("https://a:hunter2@grid.acme.com/wd", "https://grid.acme.com/wd (and more that is not shown)"),
    ("https://grid.acme.com?token=hunter2#x", "https://grid.acme.com (and more that is not shown)"),
    ("a:hunter2@grid.acme.com", "https://grid.acme.com (and more that is not shown)"), ("hunter 2", "(not shown: it is no address)"),
    ("", "(not shown: it is no address)"),
  ]) func ofAnAddressIsShownWhatIsNoSecret(_ address: String, _ shown: String) {
    #expect(AddressText.shown(address) == shown)
  }
}
