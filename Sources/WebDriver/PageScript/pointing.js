// Runs in the page behind dom.js, as the body of an "Execute Async Script": asks a person to point at something of the page.
// Pointing.swift writes the orders and reads the answers.
//
// Pointing happens on a frame that lies over the whole page, in a closed shadow root. What is pressed there is the frame's document's own
// business: no listener of the page learns of it, whatever it listens to and however early. Should something of the page come to lie over the
// frame, or the focus stay in the page, the press is caught on the window, before the page's elements have it.
const [order] = arguments;
const answer = arguments[arguments.length - 1];
const tag = 'syncroctl-pointing';
const host = document.querySelector(tag);
const here = (event) => answer({ ...event, address: location.href });

const texts = 'input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=url], input[type=search], input[type=number], input[type=password], input[type=date], textarea, [role=textbox], [contenteditable=true]';
const boxes = 'input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch]';
const pressed = 'button, input[type=submit], input[type=button], input[type=reset], input[type=image], a[href], summary, [role=button], [role=link], [role=menuitem]';
const meantBy = { fill: texts, tick: boxes, choose: 'select, [role=combobox]', click: pressed, table: 'table', column: 'th, td' };

// Of what a field stands in, so much may be taken for the field.
const tallestWrapper = 90;

// What is meant by pointing at `element`: a field by its label too, and by the padding around it.
function meant(element, { kind }, place) {
  if (!element || element === document.documentElement || element === document.body || (place && !place.contains(element))) return null;
  const css = meantBy[kind];
  if (!css) { const text = squeeze(ownText(element)); return text && text.length <= 200 ? element : null; }
  let found = element.closest(css);
  if (!found && /^(fill|tick|choose)$/.test(kind)) {
    const label = element.closest('label');
    const named = element.closest('[id]');
    const others = [label && label.control, named && document.querySelector('[aria-labelledby~="' + CSS.escape(named.id) + '"]')];
    found = others.find((each) => each && each.matches(css));
    for (let each = element; !found && each && each.getBoundingClientRect().height <= tallestWrapper; each = each.parentElement) {
      const inner = each.querySelectorAll(css);
      if (inner.length > 1) break;
      found = inner[0];
    }
  }
  return found && (!place || place.contains(found)) ? found : null;
}

// The row that has a cell with each of the texts.
function rowWith({ table, texts: wanted }) {
  const has = (row, text) => [...row.cells].some((cell) => squeeze(ownText(cell)).toLowerCase() === squeeze(text).toLowerCase());
  return [...table.rows].find((row) => wanted.every((text) => has(row, text))) || table;
}

// What it stands in that can be told by something of its own, from the inside out.
function surroundings(element) {
  const found = [];
  for (let each = element.parentElement; each && each !== document.body && found.length < 6; each = each.parentElement) {
    const ids = ['data-testid', 'data-test-id', 'data-test', 'data-qa'].map((name) => each.getAttribute(name)).filter(Boolean);
    const hooks = [...[...each.classList].filter((name) => /^(bhv|js|qa|test)-/.test(name)), ...ids];
    if (each.id || hooks.length) found.push({ element: each, id: each.id || '', hooks });
  }
  return found;
}

const put = (element, style) => {
  for (const [property, value] of Object.entries(style)) element.style.setProperty(property, value, 'important');
  return element;
};

function begin() {
  const host = document.createElement(tag);
  const frame = put(document.createElement('iframe'), { display: 'block', width: '100%', height: '100%', border: '0', background: 'transparent' });
  frame.title = 'syncroctl';
  host.attachShadow({ mode: 'closed' }).append(frame);
  document.documentElement.append(host);
  const self = { frame, events: [], taker: null, isAsking: false, mode: 'pointing', corner: 'bottom', problem: '', place: null };
  host.syncroctl = self;

  let mark, rim, panel;
  const make = (name, style, text) => {
    const element = put(frame.contentDocument.createElement(name), style);
    if (text) element.textContent = text;
    return element;
  };

  // ---- what comes of a press ----

  function tell(event) {
    if (!self.isAsking) return;
    self.isAsking = false;
    self.events.push(event);
    if (self.taker) self.taker(self.events.shift());
  }

  function told(element) {
    const event = { act: 'pointed', element };
    if (self.order.kind === 'column') {
      const table = element.closest('table');
      const head = table.tHead ? table.tHead.rows[0] : table.rows[0];
      event.headings = [...head.cells].map((cell) => squeeze(ownText(cell)));
      event.heading = event.headings[element.cellIndex] || '';
    }
    if (self.order.kind === 'tick') event.label = labelsOf(element)[0] || '';
    event.around = surroundings(element);
    return event;
  }

  function pick(element) {
    const found = meant(element, self.order, self.place);
    if (found) return tell(told(found));
    self.problem = self.place && element && !self.place.contains(element) ? 'Point inside of what is framed.' : 'That is not ' + self.order.fits + '.';
    render();
  }

  const under = (x, y) => document.elementsFromPoint(x, y).find((each) => each !== host);

  function frameAround(box, element) {
    const at = element && element.isConnected ? element.getBoundingClientRect() : null;
    put(box, at ? { display: 'block', left: at.left - 3 + 'px', top: at.top - 3 + 'px', width: at.width + 'px', height: at.height + 'px' } : { display: 'none' });
  }

  let last = null;
  function hover(x, y) {
    last = [x, y];
    frameAround(mark, self.mode === 'pointing' ? meant(under(x, y), self.order, self.place) : null);
    frameAround(rim, self.mode === 'pointing' ? self.place : null);
  }

  // ---- the panel ----

  const acts = { skip: 'Skip', absent: 'Not on this page', back: 'Back', use: 'Use the page first', point: 'Point now', here: 'I am here', move: 'Move this', stop: 'Stop' };

  function act(name) {
    if (name === 'move') self.corner = self.corner === 'bottom' ? 'top' : 'bottom';
    if (name === 'use' || name === 'point') self.mode = name === 'use' ? 'using' : 'pointing';
    if (!['move', 'use', 'point'].includes(name)) return tell({ act: name });
    self.problem = '';
    render();
  }

  function render() {
    const isOver = self.mode === 'pointing';
    const lines = isOver ? ['Clicks on the page do nothing while this is shown.'] : ['Your clicks are the page\'s own now: change nothing.'];
    const names = self.mode === 'pointing' ? self.order.acts : self.mode === 'using' ? ['point', 'move', 'stop'] : self.order.acts;
    panel.replaceChildren(
      make('div', { color: '#b8c7d3', 'font-size': '12px' }, self.order.title), make('div', { 'font-size': '16px', 'font-weight': '600', margin: '4px 0' }, self.order.question),
      make('div', { font: '12px/1.4 "DejaVu Sans Mono", Menlo, Consolas, monospace', color: '#b8c7d3' }, self.order.name));
    for (const remark of self.order.remarks) panel.append(make('div', { 'margin-top': '4px' }, remark));
    if (self.problem) panel.append(make('div', { 'margin-top': '6px', color: '#ffb4a9', 'font-weight': '600' }, self.problem));
    const row = make('div', { display: 'flex', 'flex-wrap': 'wrap', gap: '6px', margin: '10px 0 6px' });
    for (const name of names) {
      const button = make('button', { font: 'inherit', padding: '3px 9px', 'border-radius': '4px', border: '1px solid #60798c', background: '#24384a', color: '#ffffff', cursor: 'pointer' }, acts[name]);
      button.type = 'button';
      button.dataset.act = name;
      button.addEventListener('click', (event) => { if (event.isTrusted) act(name); });
      row.append(button);
    }
    panel.append(row, ...lines.map((line) => make('div', { color: '#b8c7d3', 'font-size': '12px' }, line)));
    const side = self.corner === 'bottom' ? { bottom: '12px', right: '12px', top: 'auto', left: 'auto' } : { top: '12px', left: '12px', bottom: 'auto', right: 'auto' };
    put(panel, side);
    // Where the page is to be used, the frame is no larger than the panel.
    const small = { width: '404px', height: panel.offsetHeight + 24 + 'px', top: self.corner === 'bottom' ? 'auto' : '0', left: self.corner === 'bottom' ? 'auto' : '0', bottom: self.corner === 'bottom' ? '0' : 'auto', right: self.corner === 'bottom' ? '0' : 'auto' };
    put(host, isOver ? { top: '0', left: '0', bottom: '0', right: '0', width: '100%', height: '100%' } : small);
    frameAround(rim, isOver ? self.place : null);
    frameAround(mark, null);
    keepFocus();
  }

  function furnish() {
    const page = frame.contentDocument;
    put(page.documentElement, { height: '100%', background: 'transparent' });
    put(page.body, { margin: '0', height: '100%', background: 'transparent', cursor: 'crosshair', overflow: 'hidden' });
    const line = { display: 'none', position: 'fixed', 'box-sizing': 'content-box', 'border-radius': '4px', 'pointer-events': 'none' };
    rim = make('div', { ...line, border: '3px dashed #f2b632' });
    mark = make('div', { ...line, border: '3px solid #2e7d32', background: 'rgba(46, 125, 50, .18)' });
    panel = make('div', { position: 'fixed', width: '352px', padding: '12px 14px', background: '#14202b', color: '#ffffff', font: '14px/1.4 system-ui, "DejaVu Sans", sans-serif', 'border-radius': '8px', 'box-shadow': '0 4px 18px rgba(0, 0, 0, .45)', cursor: 'default', 'overflow-wrap': 'anywhere' });
    panel.setAttribute('role', 'dialog');
    page.body.append(rim, mark, panel);
    // By the path that it took: a button of the panel may be gone by the time that its click comes here.
    const isOnPanel = (event) => event.composedPath().includes(panel);
    page.addEventListener('pointermove', (event) => { if (isOnPanel(event)) frameAround(mark, null); else hover(event.clientX, event.clientY); });
    page.addEventListener('pointerleave', () => frameAround(mark, null));
    page.addEventListener('click', (event) => {
      // The second click of a double one is not meant for what is asked next.
      if (event.isTrusted && self.mode === 'pointing' && !isOnPanel(event) && event.detail < 2) pick(under(event.clientX, event.clientY));
    });
    for (const type of ['auxclick', 'contextmenu', 'dragstart', 'drop']) page.addEventListener(type, (event) => event.preventDefault());
    page.addEventListener('wheel', (event) => {
      event.preventDefault();
      scroll(under(event.clientX, event.clientY), event.deltaX, event.deltaY);
      if (!isOnPanel(event)) hover(event.clientX, event.clientY);
    }, { passive: false });
    page.addEventListener('keydown', (event) => {
      const by = { PageDown: innerHeight * 0.9, PageUp: innerHeight * -0.9, ArrowDown: 60, ArrowUp: -60, Home: -1e7, End: 1e7 }[event.key];
      if (!by) return;
      event.preventDefault();
      scroll(last && under(...last), 0, by);
      if (last) hover(...last);
    });
  }

  // What a person scrolls is what lies under the pointer, or what that stands in.
  function scroll(element, x, y) {
    for (let each = element; each && each !== document.documentElement; each = each.parentElement) {
      const isLarger = each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY);
      const before = each.scrollTop;
      if (isLarger && each !== document.body) each.scrollBy({ left: x, top: y, behavior: 'instant' });
      if (each.scrollTop !== before) return;
    }
    scrollBy({ left: x, top: y, behavior: 'instant' });
  }

  // ---- what would still come to the page ----

  const presses = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick', 'auxclick', 'contextmenu', 'touchstart', 'touchend', 'submit', 'keydown', 'keypress', 'keyup', 'beforeinput', 'paste', 'dragstart', 'drop'];

  function intercept(event) {
    if (self.mode !== 'pointing' || !event.isTrusted || event.target === host) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type === 'click' && event.detail < 2) pick(event.target);
  }

  let isReturning = false;
  function keepFocus() {
    if (self.mode !== 'pointing' || isReturning || document.activeElement === host) return;
    isReturning = true;
    frame.contentWindow.focus();
    // A page that fights for the focus gets it back for a moment, and not for ever.
    setTimeout(() => { isReturning = false; if (host.isConnected) keepFocus(); }, 100);
  }

  for (const type of presses) window.addEventListener(type, intercept, { capture: true, passive: false });
  window.addEventListener('focusin', keepFocus, true);

  put(host, { all: 'initial', display: 'block', position: 'fixed', margin: '0', padding: '0', border: '0', background: 'transparent', overflow: 'hidden', 'max-width': 'none', 'max-height': 'none', 'z-index': '2147483647' });
  try {
    host.popover = 'manual';
    host.showPopover();
  } catch {}
  furnish();
  // Some engines put another empty document into a new frame.
  const first = frame.contentDocument;
  frame.addEventListener('load', () => { if (frame.contentDocument !== first) { furnish(); if (self.order) render(); } });

  self.show = (next) => {
    Object.assign(self, { order: next, mode: next.isFree ? 'free' : 'pointing', problem: next.problem || '', place: next.row ? rowWith(next.row) : next.place, events: [], isAsking: true });
    if (self.place) self.place.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    render();
  };
  self.take = (done, limit) => {
    const timer = setTimeout(() => { self.taker = null; done({ act: 'none' }); }, limit);
    self.taker = (event) => { clearTimeout(timer); self.taker = null; done(event); };
    if (self.events.length) self.taker(self.events.shift());
  };
  self.end = () => {
    for (const type of presses) window.removeEventListener(type, intercept, true);
    window.removeEventListener('focusin', keepFocus, true);
    host.remove();
  };
  return self;
}

const asking = host && host.syncroctl;
if (order.verb === 'show') {
  const place = (address) => { const url = new URL(address, location.href); return url.origin + url.pathname; };
  if (order.address && !order.isFree && place(order.address) !== place(location.href)) {
    if (asking) asking.end();
    here({ act: 'elsewhere' });
  } else {
    (asking || begin()).show(order);
    here({ act: 'none' });
  }
} else if (order.verb === 'wait') {
  if (asking) asking.take(here, order.limit); else here({ act: 'gone' });
} else {
  if (asking) asking.end();
  here({ act: 'none' });
}
