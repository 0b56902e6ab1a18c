import Testing

/// What only a real browser can tell.
@Suite enum BrowserTests {}
