extension PageScripts {
  /// Puts a bar with lines of text at the bottom of what can be seen of the page, for a picture; the first line is the page's own address,
  /// without the values of its query, in which consoles put tokens. Its one argument is the lines, or null to take the bar away again.
  ///
  /// The bar stands in a closed shadow root beside the body, in the top layer where there is one, so that no rule of the page reaches it and
  /// nothing lies over it. It takes no clicks and no focus, and the page's own elements stay as they are. If nobody comes to take it away,
  /// it goes by itself.
  ///
  /// The script ends two frames later, when the bar has been painted: a picture of WebKitGTK is of what was painted last, and one that the
  /// tests took had no bar. Where no frame comes, as in a window that lies in the background, half a second ends it.
  package static let caption = """
    const name = 'syncroctl-caption';
    for (const old of document.querySelectorAll(name)) old.remove();
    const lines = arguments[0];
    if (!lines) return null;
    const put = (element, style) => {
      for (const [property, value] of Object.entries(style)) element.style.setProperty(property, value, 'important');
      return element;
    };
    const host = put(document.createElement(name), {
      'all': 'initial', 'display': 'block', 'position': 'fixed', 'inset': 'auto 0 0 0', 'width': 'auto', 'height': 'auto',
      'max-height': '40vh', 'margin': '0', 'padding': '6px 12px', 'border': '0', 'border-top': '2px solid #f2b632',
      'box-sizing': 'border-box', 'overflow': 'hidden', 'background': '#14202b', 'color': '#ffffff',
      'font': '13px/1.45 "DejaVu Sans Mono", Menlo, Consolas, monospace', 'text-align': 'left', 'direction': 'ltr',
      'white-space': 'pre-wrap', 'overflow-wrap': 'anywhere', 'forced-color-adjust': 'none', 'pointer-events': 'none',
      'user-select': 'none', 'z-index': '2147483647',
    });
    const queried = [...new URLSearchParams(location.search).keys()].map((key) => key + '=…').join('&');
    const address = location.protocol + '//' + location.host + location.pathname + (queried && '?' + queried);
    const root = host.attachShadow({ mode: 'closed' });
    for (const line of [address, ...lines]) {
      const row = put(document.createElement('div'), { 'unicode-bidi': 'isolate' });
      row.textContent = line;
      root.append(row);
    }
    document.documentElement.append(host);
    try {
      host.popover = 'manual';
      host.showPopover();
    } catch {}
    setTimeout(() => host.remove(), 30000);
    return new Promise((painted) => {
      requestAnimationFrame(() => requestAnimationFrame(() => painted(null)));
      setTimeout(painted, 500, null);
    });
    """
}
