import Configuration
import Secrets
import Synchronization

/// The layers in which settings are said, from the one that counts first: options, environment, the account's part of the file, the part
/// of the file that all accounts share, and what is so if nobody says anything.
///
/// Which layer answers is the library's business. It gets the file as values in memory: its own reader of YAML knows neither lines nor keys
/// that mean nothing, and its errors quote what they could not read, which may be a password.
struct SettingLayers: Sendable {
  private let reader: ConfigReader
  private let answering: AnsweringLayer
  private let places: [@Sendable (Setting, _ isCommand: Bool) -> SettingPlace]

  /// - Parameters:
  ///   - said: what options say.
  ///   - environment: the variables; one that is empty counts as not set.
  ///   - parts: parts of the file, the account's before the common one.
  ///   - standard: what is so if nobody says otherwise.
  init(
    said: [Setting: SettingText], environment: [String: String], parts: [ConfigurationFile.Part], standard: [Setting: SettingText]
  ) {
    var providers: [any ConfigProvider] = [
      InMemoryProvider(name: "options", values: Self.values(said)), Self.variables(environment),
    ]
    var places: [@Sendable (Setting, Bool) -> SettingPlace] = [
      { setting, _ in .option(setting.option ?? "") },
      { setting, isCommand in .variable(isCommand ? setting.commandVariable ?? "" : setting.variable) },
    ]
    for part in parts {
      providers.append(InMemoryProvider(name: part.account ?? "file", values: Self.values(part)))
      places.append { setting, _ in part.entries[setting].map { part.place($0) } ?? .standard }
    }
    providers.append(InMemoryProvider(name: "standard", values: Self.values(standard)))
    places.append { _, _ in .standard }
    let answering = AnsweringLayer()
    reader = ConfigReader(providers: providers, accessReporter: answering)
    (self.answering, self.places) = (answering, places)
  }

  /// A setting that is no secret, from the first layer that says it.
  func text(_ setting: Setting) -> (text: SettingText, place: SettingPlace)? {
    let key = ConfigKey(setting.path)
    // An address may hold a user name and a password.
    let isSecret = setting.kind == .serviceAddress
    let (text, layer): (SettingText?, Int?) = answering.watching {
      setting.kind == .files
        ? reader.stringArray(forKey: key, isSecret: isSecret).map { SettingText.several($0) }
        : reader.string(forKey: key, isSecret: isSecret).map { SettingText.one($0) }
    }
    guard let text, let layer else { return nil }
    return (text, places[layer](setting, false))
  }

  /// A secret or the command for it, from the first layer that says either; where one says both, the secret itself.
  func secret(_ setting: Setting) -> (setting: Configuration.SecretSetting, place: SettingPlace)? {
    let (text, layer) = answering.watching { reader.string(forKey: ConfigKey(setting.path), isSecret: true) }
    let (command, commandLayer) = answering.watching {
      reader.string(forKey: ConfigKey(setting.path + [Self.command]), isSecret: true)
    }
    if let text, let layer, layer <= commandLayer ?? .max {
      return (.value(Secret(text, label: setting.key)), places[layer](setting, false))
    }
    guard let command, let commandLayer else { return nil }
    return (.command(command), places[commandLayer](setting, true))
  }

  // MARK: What the library is given

  private static let command = "command"

  private static func key(_ setting: Setting, isCommand: Bool = false) -> AbsoluteConfigKey {
    AbsoluteConfigKey(setting.path + (isCommand ? [command] : []))
  }

  private static func values(_ texts: [Setting: SettingText]) -> [AbsoluteConfigKey: ConfigValue] {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for (setting, text) in texts { values[key(setting)] = value(text, isSecret: setting.isSecret) }
    return values
  }

  private static func value(_ text: SettingText, isSecret: Bool) -> ConfigValue {
    switch text {
    case .one(let text): ConfigValue(.string(text), isSecret: isSecret)
    case .several(let texts): ConfigValue(.stringArray(texts), isSecret: isSecret)
    }
  }

  private static func values(_ part: ConfigurationFile.Part) -> [AbsoluteConfigKey: ConfigValue] {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for (setting, entry) in part.entries {
      switch entry.value {
      case .text(let text): values[key(setting)] = value(text, isSecret: setting.isSecret)
      case .secret(let secret): values[key(setting)] = secret.reveal { ConfigValue(.string($0), isSecret: true) }
      case .command(let command): values[key(setting, isCommand: true)] = ConfigValue(.string(command), isSecret: true)
      }
    }
    return values
  }

  /// The variables of this program, asked for by the names of settings.
  private static func variables(_ environment: [String: String]) -> some ConfigProvider {
    let own = environment.filter { $0.key.hasPrefix(Setting.prefix) && !$0.value.isEmpty }
    var names: [AbsoluteConfigKey: String] = [:]
    for setting in Setting.all {
      names[key(setting)] = setting.variable
      if let command = setting.commandVariable { names[key(setting, isCommand: true)] = command }
    }
    let mapped = names
    return KeyMappingProvider(
      // As in PATH. Which of its values are secret is not known by their variables' names alone, so that all of them are.
      upstream: EnvironmentVariablesProvider(environmentVariables: own, secretsSpecifier: .all, arraySeparator: ":")
    ) { AbsoluteConfigKey([mapped[$0] ?? "SYNCROCTL"]) }
  }
}

/// Notes which layer gave the last answer: the library stops asking at the first that has one.
private final class AnsweringLayer: AccessReporter {
  private let last = Mutex(Int?.none)

  func report(_ event: AccessEvent) {
    let hasAnswer = if case .success(let answer)? = event.providerResults.last?.result { answer.value != nil } else { false }
    last.withLock { $0 = hasAnswer ? event.providerResults.count - 1 : nil }
  }

  /// What `ask` gives, and the layer that it came from.
  func watching<Value>(_ ask: () -> Value?) -> (Value?, Int?) {
    last.withLock { $0 = nil }
    let value = ask()
    return (value, last.withLock { $0 })
  }
}
