import Logging

/// Passes everything on as debug: what a local server announces is no news to whoever started it.
struct DebugLogHandler: LogHandler {
  private var base: any LogHandler

  init(_ logger: Logger) { base = logger.handler }

  var metadata: Logger.Metadata {
    get { base.metadata }
    set { base.metadata = newValue }
  }

  /// Nothing is let through that the base would not show as debug.
  var logLevel: Logger.Level {
    get { base.logLevel <= .debug ? base.logLevel : .critical }
    set { base.logLevel = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { base[metadataKey: key] }
    set { base[metadataKey: key] = newValue }
  }

  func log(event: LogEvent) {
    guard base.logLevel <= .debug else { return }
    var event = event
    event.level = min(event.level, .debug)
    base.log(event: event)
  }
}
