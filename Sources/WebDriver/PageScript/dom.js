// What the scripts in the page share: words, labels and names, how elements are found, what keeps one from being used, how a value is
// put into a field, and the waiting itself. Stands in front of each of them, in one function body with it.
const started = performance.now();

// Set on a document whose next press is looked at before the page learns of it, see page.js. Whatever is done next takes it away.
const guardMark = '__webdriverGuard';
function disarm() {
  if (window[guardMark]) window[guardMark]();
  delete window[guardMark];
}

// ---- words ----------------------------------------------------------------------------------------------------------

const squeeze = (text) => (text || '').replace(/\s+/g, ' ').trim();

// Required labels are written "* Name", some end in a colon: neither belongs to the name.
const labelWords = (text) => squeeze(text).replace(/^\*\s*/, '').replace(/\s*[*:]$/, '').trim();

const oneOf = (words, text) => words.some((word) => word === text);

// A test of squeezed texts. `longest` is the length above which no text can pass it.
const isOneOf = (words) => Object.assign((text) => oneOf(words, text), { longest: Math.max(...words.map((word) => word.length)) });

// The text of a label without that of the controls inside it (the options of a select are not its label), nor of what is left out.
function ownText(node, isLeftOut) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || (isLeftOut && isLeftOut(node))) return '';
  if (/^(SCRIPT|STYLE|SELECT|TEXTAREA|OPTION|TEMPLATE)$/.test(node.tagName)) return '';
  let text = '';
  for (const child of node.childNodes) text += ownText(child, isLeftOut);
  return /^(BR|DIV|P|LI|TD|TH|TR)$/.test(node.tagName) ? text + ' ' : text;
}

// What an attribute refers to stands in the same document or the same shadow root.
function idList(element, attribute) {
  const root = element.getRootNode();
  const place = root.getElementById ? root : element.ownerDocument;
  return (element.getAttribute(attribute) || '').split(/\s+/).filter(Boolean).map((id) => place.getElementById(id)).filter(Boolean);
}

function labelsOf(element) {
  const texts = [];
  const referred = idList(element, 'aria-labelledby');
  if (referred.length) texts.push(labelWords(referred.map((each) => ownText(each)).join(' ')));
  if (element.getAttribute('aria-label')) texts.push(labelWords(element.getAttribute('aria-label')));
  for (const label of element.labels || []) texts.push(labelWords(ownText(label)));
  return texts.filter(Boolean);
}

// A simplification of "Accessible Name and Description Computation": enough for the controls of an admin page.
function nameOf(element) {
  const labels = labelsOf(element);
  if (labels.length) return labels[0];
  const tag = element.tagName;
  if (tag === 'INPUT' && /^(submit|button|reset)$/.test(element.type)) return squeeze(element.value || (element.type === 'submit' ? 'Submit' : ''));
  if (tag === 'INPUT' && element.type === 'image') return squeeze(element.alt);
  if (tag === 'IMG') return squeeze(element.alt);
  const text = squeeze(ownText(element));
  return text || squeeze(element.getAttribute('title')) || squeeze(element.getAttribute('placeholder'));
}

// ---- what is on the page --------------------------------------------------------------------------------------------

const tagsOfRole = {
  button: 'button, input[type=submit], input[type=button], input[type=reset], input[type=image], summary',
  link: 'a[href]', checkbox: 'input[type=checkbox]', radio: 'input[type=radio]',
  textbox: 'input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=url], textarea',
  searchbox: 'input[type=search]', spinbutton: 'input[type=number]', slider: 'input[type=range]', combobox: 'select',
  heading: 'h1, h2, h3, h4, h5, h6', table: 'table', row: 'tr', cell: 'td', columnheader: 'th', list: 'ul, ol', listitem: 'li',
  navigation: 'nav', main: 'main', article: 'article', dialog: 'dialog', group: 'fieldset', option: 'option', form: 'form',
  img: 'img', progressbar: 'progress', status: 'output',
};

function byRole(root, role, fits) {
  const tags = tagsOfRole[role];
  const found = [...root.querySelectorAll((tags ? tags + ', ' : '') + '[role="' + CSS.escape(role) + '"]')];
  // An explicit role replaces the tag's own.
  return found.filter((element) => {
    const own = element.getAttribute('role');
    return (!own || own === role) && (!fits || fits(nameOf(element)));
  });
}

const roleByTag = Object.entries(tagsOfRole);

function roleOf(element) {
  const own = element.getAttribute('role');
  if (own) return own;
  const found = roleByTag.find(([, tags]) => element.matches(tags));
  return found ? found[0] : '';
}

const controls = 'input:not([type=hidden]), select, textarea, button, [role=textbox], [role=checkbox], [role=switch], [role=combobox], [contenteditable=true]';

const byLabel = (root, fits) => [...root.querySelectorAll(controls)].filter((element) => labelsOf(element).some(fits));

const byAttribute = (root, attribute, fits) =>
  [...root.querySelectorAll('[' + attribute + ']')].filter((element) => fits(squeeze(element.getAttribute(attribute))));

const testIDSelector = (id) =>
  ['data-testid', 'data-test-id', 'data-test', 'data-qa'].map((name) => '[' + name + '="' + CSS.escape(id) + '"]').join(', ');

function byXPath(root, path) {
  const list = (root.ownerDocument || root).evaluate(path, root, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
  return Array.from({ length: list.snapshotLength }, (_, i) => list.snapshotItem(i)).filter((n) => n.nodeType === Node.ELEMENT_NODE);
}

// The innermost elements whose whole text passes; `root` itself may be one.
function byText(root, fits) {
  const found = [];
  // Gives a node's text, and how long it is at least when squeezed. What is longer than any that passes is not looked at further.
  function visit(node) {
    if (node.nodeType === Node.TEXT_NODE) return { text: node.data, weight: squeeze(node.data).length };
    if (node.nodeType === Node.ELEMENT_NODE && /^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|HEAD)$/.test(node.tagName)) return { text: '', weight: 0 };
    const before = found.length;
    let text = '';
    let weight = 0;
    for (const child of node.childNodes) {
      const inner = visit(child);
      weight += inner.weight;
      if (weight <= fits.longest) text += inner.text;
    }
    const isCandidate = node.nodeType === Node.ELEMENT_NODE && found.length === before && weight > 0 && weight <= fits.longest;
    if (isCandidate && fits(squeeze(text))) found.push(node);
    return { text, weight };
  }
  visit(root);
  return found;
}

function isVisible(element) {
  const shown = element.checkVisibility
    ? element.checkVisibility({ visibilityProperty: true }) : getComputedStyle(element).visibility === 'visible';
  if (!shown) return false;
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0;
}

// For sorting into the order of the document; what holds another comes before it.
const byPlace = (a, b) => a === b ? 0 : a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1;

const shownText = (element) => squeeze(element.innerText === undefined ? element.textContent : element.innerText);

function describe(element) {
  const shell = element.cloneNode(false);
  // A typed value must not get into an error text.
  shell.removeAttribute && shell.removeAttribute('value');
  const html = shell.outerHTML || element.nodeName;
  return html.length > 160 ? html.slice(0, 157) + '...' : html;
}

// ---- where things stand ---------------------------------------------------------------------------------------------

const groups = 'fieldset, dialog, form, section, table, [role=group], [role=radiogroup], [role=dialog]';

const firstText = (element, css) => { const found = element.querySelector(css); return found ? labelWords(ownText(found)) : ''; };

// What a person would call the group that an element stands in.
function nameOfGroup(group) {
  const own = labelsOf(group)[0];
  if (own) return own;
  if (group.tagName === 'FIELDSET') return firstText(group, ':scope > legend');
  if (group.tagName === 'TABLE') return firstText(group, ':scope > caption');
  // The headings inside a form are those of its parts.
  return group.tagName === 'FORM' ? '' : firstText(group, 'h1, h2, h3, h4, h5, h6');
}

// The name of the nearest group that has one, or nothing.
function nameAround(node, names) {
  for (let group = node.parentElement && node.parentElement.closest(groups); group; group = group.parentElement && group.parentElement.closest(groups)) {
    if (!names.has(group)) names.set(group, nameOfGroup(group).slice(0, 80));
    if (names.get(group)) return names.get(group);
  }
  return '';
}

// ---- what keeps an element from being used ---------------------------------------------------------------------------

// What stands inside a disabled button is as dead as the button.
function isDisabled(element) {
  const control = element.closest('button, input, select, textarea, option, optgroup, fieldset');
  if (control && (control === element || control.tagName !== 'FIELDSET') && control.matches(':disabled')) return true;
  return element.matches(':disabled') || !!element.closest('[aria-disabled=true]');
}

const isReadOnly = (element) => element.readOnly === true || element.getAttribute('aria-readonly') === 'true';

// Where an element stands when the page is seen as a whole: through slots, and out of shadow roots.
const outwards = (node) => node.assignedSlot || node.parentNode || node.host || null;

function isInside(node, element) {
  for (let each = node; each; each = outwards(each)) if (each === element) return true;
  return false;
}

function topmostAt(x, y) {
  let top = document.elementFromPoint(x, y);
  while (top && top.shadowRoot) {
    const inner = top.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === top) break;
    top = inner;
  }
  return top;
}

// What lies on the point that would be clicked: the middle of what can be seen of the first line box.
function coveredBy(element) {
  const box = [...element.getClientRects()].find((each) => each.width > 0 && each.height > 0) || element.getBoundingClientRect();
  if (box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth || box.top >= innerHeight) return { problem: 'outside' };
  const middle = (from, to, size) => Math.min(Math.max((Math.max(from, 0) + Math.min(to, size)) / 2, 0), size - 1);
  const top = topmostAt(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
  if (!top) return { problem: 'outside' };
  if (isInside(top, element)) return null;
  if ([...(element.labels || [])].some((label) => isInside(top, label))) return null;
  return { problem: 'covered', by: describe(top) };
}

// What keeps an element from being used, or null. W3C "Element Click" does not look at "enabled": we must.
function hindrance(element, needs) {
  if (needs.enabled && isDisabled(element)) return { problem: 'disabled' };
  if (needs.editable && isReadOnly(element)) return { problem: 'readonly' };
  if (!needs.events) return null;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const covered = coveredBy(element);
  if (!covered || covered.problem !== 'covered') return covered;
  // A bar that sticks to an edge covers what was brought to that edge.
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  return coveredBy(element);
}

const boxText = (element) => { const b = element.getBoundingClientRect(); return [b.left, b.top, b.width, b.height].join(); };

// Resolves after two frames, or a timer where no frames come: a window in the background has none, and a busy machine is late with them.
const twoFrames = (onFirst = () => {}) => new Promise((resolve) => {
  let frame;
  const timer = setTimeout(() => { cancelAnimationFrame(frame); resolve(); }, document.hidden ? 60 : 300);
  frame = requestAnimationFrame(() => { onFirst(); frame = requestAnimationFrame(() => { clearTimeout(timer); resolve(); }); });
});

// Whether all stand where they stand now in each of the next two frames: what swings to and fro is after two where it was before.
async function standStill(elements) {
  const boxes = elements.map(boxText);
  const stand = () => elements.every((element, index) => element.isConnected && boxText(element) === boxes[index]);
  let stood = true;
  await twoFrames(() => { stood = stand(); });
  return stood && stand();
}

// ---- values of fields -------------------------------------------------------------------------------------------------

const isNativeBox = (element) => element.tagName === 'INPUT' && /^(checkbox|radio)$/.test(element.type);

const isTicked = (element) => isNativeBox(element) ? element.checked : element.getAttribute('aria-checked') === 'true';

// What is typed there is nobody's business: it is never read out, and so never gets into an answer.
const isPassword = (element) => element.tagName === 'INPUT' && element.type === 'password';
const isSecretAttribute = (element, name) => isPassword(element) && name.toLowerCase() === 'value';

const valueOf = (element) => element.isContentEditable ? element.innerText : element.value;

// The value is set through the prototype's own setter, and the events are sent as a browser would: frameworks that wrap the
// property (React) would otherwise not notice.
function setValue(element, value) {
  element.focus();
  if (element.isContentEditable) {
    getSelection().selectAllChildren(element);
    document.execCommand(value ? 'insertText' : 'delete', false, value);
    element.blur();
    return;
  }
  const prototype = element.tagName === 'TEXTAREA' ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value').set.call(element, value);
  element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, cancelable: false, inputType: 'insertText', data: element.type === 'password' ? null : String(value) }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
  element.blur();
}

function chooseOption(select, option) {
  select.focus();
  select.selectedIndex = option.index;
  select.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  select.dispatchEvent(new Event('change', { bubbles: true }));
  select.blur();
}

// ---- waiting ----------------------------------------------------------------------------------------------------------

// Calls `attempt` now, on each mutation and every 100 ms, until it gives an answer or the deadline has passed: then `late` gives it.
// What `attempt` throws becomes an answer by `trouble`. Nothing of it is left in the page afterwards.
//
// `attempt` is given a function that watches another root too: mutations inside a shadow root do not reach the document. And one by which it is
// called again after some milliseconds: what has to stay as it is for a while need not wait for the next round as well.
function watch({ deadline, attempt, late, trouble, answer }) {
  disarm();
  let busy = false;
  let done = false;
  let again = false;
  let soon;
  function finish(result) {
    done = true;
    observer.disconnect();
    clearInterval(timer);
    clearTimeout(soon);
    clearTimeout(end);
    answer(result);
  }
  async function look() {
    if (done) return;
    if (busy) { again = true; return; }
    busy = true;
    try {
      do {
        again = false;
        const result = document.body ? await attempt(watchToo, lookIn) : null;
        if (result) { finish(result); return; }
        if (performance.now() - started >= deadline) { finish(late()); return; }
      } while (again);
    } catch (error) {
      finish(trouble(String(error && error.message || error)));
    }
    busy = false;
  }
  function lookIn(time) {
    clearTimeout(soon);
    soon = setTimeout(look, time);
  }
  const watched = new Set();
  const observer = new MutationObserver(look);
  const watchToo = (root) => {
    if (done || watched.has(root)) return;
    watched.add(root);
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  watchToo(document);
  // Properties, transitions and layout cause no mutation.
  const timer = setInterval(look, 100);
  const end = setTimeout(look, deadline);
  look();
}

