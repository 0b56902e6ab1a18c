public import Logging

/// Serves a console while `body` runs, and leaves nothing behind: both servers and their connections are gone when this returns,
/// whether `body` returned, threw or was cancelled.
///
/// - Throws: ``EmulatorStartError`` when the console cannot be started; otherwise what `body` throws.
public func withEmulator<T: Sendable>(
  _ configuration: EmulatorConfiguration, logger: Logger, _ body: @Sendable (RunningEmulator) async throws -> T
) async throws -> T {
  try configuration.check()
  let state = ConsoleState(configuration: configuration)
  let hostility = Hostility(configuration.hostile)
  let blockade = Blockade(configuration.blocks)
  let pages = PageWriter(
    state: state, layout: configuration.layout, skin: configuration.skin,
    templates: try Templates(layout: configuration.layout, skin: configuration.skin, overrides: configuration.wording),
    movedFields: configuration.movedFields, extraConfirmations: configuration.extraConfirmations,
    hostility: hostility, blockade: blockade)
  let quiet = Logger(label: "console-emulator", factory: { _ in DebugLogHandler(logger) })
  let console = LocalServer(
    responder: ConsoleRoutes.responder(state: state, pages: pages, assets: try Assets(), configuration: configuration),
    port: configuration.port, option: "--port", logger: quiet)
  let control = LocalServer(
    responder: ControlRoutes(state: state, hostility: hostility, blockade: blockade, asksForCodes: configuration.asksForCodes).responder(),
    port: configuration.controlPort,
    option: "--control-port", logger: quiet)
  let robot = await state.robot

  return try await console.serving { consolePort in
    try await control.serving { controlPort in
      try await body(
        RunningEmulator(
          consoleURL: "http://\(configuration.asksForPasskey ? SeededPasskey.site : "127.0.0.1"):\(consolePort)",
          controlURL: "http://127.0.0.1:\(controlPort)", email: robot.email,
          password: robot.credentials.password, totpSecret: robot.credentials.totpSecret ?? "", passkey: state.passkey,
          recoveryCodes: robot.credentials.recoveryCodes))
    }
  }
}
