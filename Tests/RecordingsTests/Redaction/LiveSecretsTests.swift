import Recordings
import Secrets
import Testing
import WebDriver

struct LiveSecretsTests {
  @Test("secrets are collected from anywhere in a value, each once, empty ones not at all")
  func collects() {
    let secrets = LiveSecrets([Secret("one", label: "a")])
    secrets.add(Secret("", label: "empty"))
    secrets.collect(from: [
      "z": .secret(Secret("two", label: "b")),
      "a": [1, nil, ["deep": .secret(Secret("three", label: "c"))], .secret(Secret("one", label: "a"))],
      "text": "four",
    ])
    secrets.add(contentsOf: [Secret("two", label: "b"), Secret("two", label: "other")])
    #expect(secrets.all.map(\.label) == ["a", "c", "b", "other"])
  }
}
