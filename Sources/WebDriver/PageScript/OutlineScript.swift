extension PageScripts {
  /// Draws a frame with a name around each of some elements, for a picture. Its one argument maps names to elements; null takes the frames
  /// away again, and so does a while in which nobody comes to do it.
  ///
  /// The frames lie over the page in a closed shadow root of their own, take no clicks, and leave the page's elements as they are.
  package static let outline = """
    const tag = 'syncroctl-outlines';
    for (const old of document.querySelectorAll(tag)) old.remove();
    if (!arguments[0]) return null;
    const put = (element, style) => {
      for (const [property, value] of Object.entries(style)) element.style.setProperty(property, value, 'important');
      return element;
    };
    const host = put(document.createElement(tag), { 'all': 'initial', 'position': 'absolute', 'left': '0', 'top': '0', 'pointer-events': 'none', 'z-index': '2147483646' });
    const root = host.attachShadow({ mode: 'closed' });
    document.documentElement.append(host);
    const origin = host.getBoundingClientRect();
    for (const [name, element] of Object.entries(arguments[0])) {
      const box = element.getBoundingClientRect();
      if (!box.width || !box.height) continue;
      const frame = put(document.createElement('div'), {
        'position': 'absolute', 'left': box.left - origin.left - 2 + 'px', 'top': box.top - origin.top - 2 + 'px', 'width': box.width + 'px',
        'height': box.height + 'px', 'border': '2px solid #c2185b', 'border-radius': '3px', 'box-sizing': 'content-box',
      });
      const label = put(document.createElement('div'), {
        'position': 'absolute', 'right': '-2px', 'top': '-16px', 'padding': '0 4px', 'background': '#c2185b', 'color': '#ffffff',
        'font': '11px/15px "DejaVu Sans Mono", Menlo, Consolas, monospace', 'white-space': 'nowrap',
      });
      label.textContent = name;
      frame.append(label);
      root.append(frame);
    }
    setTimeout(() => host.remove(), 30000);
    return null;
    """
}
