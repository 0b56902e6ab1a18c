// Runs in the page, as the body of one "Execute Async Script": waits until one of several cases holds, then carries out
// that case's steps, and answers once. PageProgram.swift writes the program and reads the answer.
//
// It never throws and never outlives its deadline: when nothing holds in time, the answer says of each element what was
// missing. It commits nothing: buttons that change the console are clicked natively, by a command of their own.
const program = arguments[0];
const answer = arguments[arguments.length - 1];
const started = performance.now();

// Set on a document in which something is about to be clicked.
const leftMark = '__webdriverLeft';

// ---- words ----------------------------------------------------------------------------------------------------------

const squeeze = (text) => (text || '').replace(/\s+/g, ' ').trim();

// Required labels are written "* Name", some end in a colon: neither belongs to the name.
const labelWords = (text) => squeeze(text).replace(/^\*\s*/, '').replace(/\s*[*:]$/, '').trim();

const oneOf = (words, text) => words.some((word) => word === text);

// The text of a label without that of the controls inside it (the options of a select are not its label).
function ownText(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  if (/^(SCRIPT|STYLE|SELECT|TEXTAREA|OPTION|TEMPLATE)$/.test(node.tagName)) return '';
  let text = '';
  for (const child of node.childNodes) text += ownText(child);
  return /^(BR|DIV|P|LI|TD|TH|TR)$/.test(node.tagName) ? text + ' ' : text;
}

const idList = (element, attribute) =>
  (element.getAttribute(attribute) || '').split(/\s+/).filter(Boolean)
    .map((id) => element.ownerDocument.getElementById(id)).filter(Boolean);

function labelsOf(element) {
  const texts = [];
  const referred = idList(element, 'aria-labelledby');
  if (referred.length) texts.push(labelWords(referred.map(ownText).join(' ')));
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
  searchbox: 'input[type=search]', combobox: 'select', heading: 'h1, h2, h3, h4, h5, h6',
  table: 'table', row: 'tr', navigation: 'nav', dialog: 'dialog', group: 'fieldset', option: 'option', form: 'form',
};

function elementsOfRole(root, role) {
  const tags = tagsOfRole[role];
  const found = [...root.querySelectorAll((tags ? tags + ', ' : '') + '[role="' + CSS.escape(role) + '"]')];
  // An explicit role replaces the tag's own.
  return found.filter((element) => { const own = element.getAttribute('role'); return !own || own === role; });
}

function isVisible(element) {
  if (element.checkVisibility && !element.checkVisibility({ visibilityProperty: true })) return false;
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0;
}

// The deepest elements whose whole text is one of the words.
function elementsOfText(root, words) {
  const found = new Set();
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const longest = Math.max(...words.map((word) => word.length));
  while (texts.nextNode()) {
    const piece = squeeze(texts.currentNode.data);
    if (!piece || piece.length > longest) continue;
    for (let element = texts.currentNode.parentElement; element && root.contains(element); element = element.parentElement) {
      if (/^(SCRIPT|STYLE|TEMPLATE)$/.test(element.tagName)) break;
      const text = squeeze(element.textContent);
      if (oneOf(words, text)) { found.add(element); break; }
      if (text.length > longest) break;
    }
  }
  return [...found];
}

const controls = 'input:not([type=hidden]), select, textarea, button, [role=textbox], [role=checkbox], [role=switch], [role=combobox], [contenteditable=true]';

// All elements that one candidate stands for, hidden ones too.
function candidateMatches(root, candidate) {
  if (candidate.css) return [...root.querySelectorAll(candidate.css)];
  if (candidate.label) return [...root.querySelectorAll(controls)].filter((e) => labelsOf(e).some((text) => oneOf(candidate.label, text)));
  if (candidate.role) return elementsOfRole(root, candidate.role).filter((e) => !candidate.name || oneOf(candidate.name, nameOf(e)));
  if (candidate.text) return elementsOfText(root, candidate.text);
  if (candidate.placeholder) return [...root.querySelectorAll('[placeholder]')].filter((e) => oneOf(candidate.placeholder, squeeze(e.placeholder)));
  if (candidate.hook) {
    const hook = CSS.escape(candidate.hook);
    return [...root.querySelectorAll('.' + hook + ', [data-testid="' + hook + '"], [data-test="' + hook + '"], [data-qa="' + hook + '"]')];
  }
  if (candidate.xpath) {
    const list = document.evaluate(candidate.xpath, root, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    return Array.from({ length: list.snapshotLength }, (_, i) => list.snapshotItem(i)).filter((n) => n.nodeType === Node.ELEMENT_NODE);
  }
  return [];
}

// ---- tables ---------------------------------------------------------------------------------------------------------

const headingsOf = (table) => {
  const row = table.tHead ? table.tHead.rows[0] : table.rows[0];
  return row ? [...row.cells].map((cell) => squeeze(ownText(cell))) : [];
};

// A row whose cells span columns is a remark ("Nothing to show"), not data.
const bodyRows = (table) => [...table.rows].filter((row) =>
  row.parentElement.tagName !== 'THEAD' && row.querySelector('td') && ![...row.cells].some((cell) => cell.colSpan > 1));

const columnIndex = (headings, words) => headings.findIndex((heading) => oneOf(words, heading));

// The rows of which every named cell has exactly that text; case does not count.
function rowsWhere(table, cells) {
  const headings = headingsOf(table);
  const wanted = cells.map((cell) => ({ index: columnIndex(headings, cell.column), text: squeeze(cell.equals).toLowerCase() }));
  if (wanted.some((cell) => cell.index < 0)) return [];
  return bodyRows(table).filter((row) => wanted.every(({ index, text }) =>
    row.cells[index] && squeeze(ownText(row.cells[index])).toLowerCase() === text));
}

// ---- one element by name ----------------------------------------------------------------------------------------------

// All candidates are tried; what they find must be one and the same visible element.
function locate(name, known) {
  if (known.has(name)) return known.get(name);
  const query = program.elements[name];
  const report = { counts: query.candidates.map(() => 0), hidden: query.candidates.map(() => 0), problem: null, node: null };
  known.set(name, report);
  let root = document;
  if (query.within) {
    const outer = locate(query.within, known);
    if (!outer.node) { report.problem = 'outer'; return report; }
    root = outer.node;
  }
  if (query.row) {
    const table = locate(query.row.table, known);
    if (!table.node) { report.problem = 'outer'; return report; }
    const rows = rowsWhere(table.node, query.row.cells);
    report.rows = rows.length;
    if (rows.length !== 1) { report.problem = rows.length ? 'rows' : 'row'; return report; }
    root = rows[0];
  }
  const all = new Set();
  const agreeing = new Map();
  query.candidates.forEach((candidate, index) => {
    let matches;
    try { matches = candidateMatches(root, candidate); } catch (error) { report.invalid = String(error.message || error); return; }
    const visible = candidate.hidden ? matches : matches.filter(isVisible);
    report.counts[index] = visible.length;
    report.hidden[index] = matches.length - visible.length;
    for (const element of visible) { all.add(element); agreeing.set(element, (agreeing.get(element) || 0) + 1); }
  });
  if (all.size === 1 || (all.size && query.first)) {
    report.node = [...all][0];
    report.agreeing = agreeing.get(report.node);
  } else {
    report.problem = report.invalid ? 'invalid' : all.size ? 'many' : report.hidden.some((n) => n > 0) ? 'hidden' : 'none';
    if (all.size) report.sample = [...all].slice(0, 3).map(describe);
  }
  return report;
}

function describe(element) {
  const shell = element.cloneNode(false);
  // A typed value must not get into an error text.
  shell.removeAttribute && shell.removeAttribute('value');
  const html = shell.outerHTML || element.nodeName;
  return html.length > 160 ? html.slice(0, 157) + '...' : html;
}

function isDisabled(element) {
  return element.matches(':disabled') || !!element.closest('[aria-disabled=true]');
}

// What keeps an element from being used, or null. W3C "Element Click" does not look at "enabled": we must.
function hindrance(element, need) {
  if (need === 'present') return null;
  if (need === 'click' || need === 'fill') { if (isDisabled(element)) return { problem: 'disabled' }; }
  if (need === 'fill' && element.readOnly) return { problem: 'readonly' };
  if (need !== 'click') return null;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const box = element.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  if (!top) return { problem: 'outside' };
  if (top === element || element.contains(top)) return null;
  if ([...(element.labels || [])].some((label) => label === top || label.contains(top))) return null;
  return { problem: 'covered', by: describe(top) };
}

// What is clicked may commit: two candidates must agree on it, or one that goes by the words that a person reads. A button that was
// renamed, and is still where it was, is not taken for the old one.
function isUnsure(name, report) {
  const candidates = program.elements[name].candidates;
  if (candidates.length < 2 || report.agreeing >= 2) return false;
  return !candidates.some((candidate, index) =>
    report.counts[index] === 1 && (candidate.label || candidate.text || (candidate.role && candidate.name)));
}

// ---- cases ------------------------------------------------------------------------------------------------------------

// The element or the first thing that is wrong, for every case; the first case with nothing wrong is taken.
function survey() {
  const known = new Map();
  // On another site nothing holds, so nothing is typed there.
  if (program.origin && program.origin !== location.origin) return { found: null, known };
  for (const each of program.cases) {
    let holds = true;
    for (const demand of each.all) {
      const report = locate(demand.element, known);
      if (!report.node) { holds = false; continue; }
      const hindered = hindrance(report.node, demand.need) || (demand.need === 'click' && isUnsure(demand.element, report) && { problem: 'unsure' });
      if (hindered) { Object.assign(report, hindered); holds = false; }
    }
    for (const name of each.none || []) {
      const report = locate(name, known);
      if (report.node || report.problem === 'many') { holds = false; if (report.node) report.problem = 'unwanted'; }
    }
    // After a click that submits, the old page may still stand: its success message, say, is not the answer.
    if (each.newDocument && window[leftMark]) holds = false;
    if (each.address && !new RegExp(each.address).test(location.pathname + location.search)) holds = false;
    if (holds) return { found: each, known };
  }
  return { found: null, known };
}

const clickedElements = (each, known) =>
  each.all.filter((demand) => demand.need === 'click').map((demand) => known.get(demand.element).node);

const boxText = (element) => { const b = element.getBoundingClientRect(); return [b.left, b.top, b.width, b.height].join(); };

// Resolves after two frames, or a timer where no frames come (a window in the background).
const twoFrames = () => new Promise((resolve) => {
  const timer = setTimeout(resolve, 60);
  requestAnimationFrame(() => requestAnimationFrame(() => { clearTimeout(timer); resolve(); }));
});

// ---- steps ------------------------------------------------------------------------------------------------------------

// The value is set through the prototype's own setter, and the events are sent as a browser would: frameworks that wrap the
// property (React) would otherwise not notice.
function setValue(element, value) {
  const prototype = element.tagName === 'TEXTAREA' ? HTMLTextAreaElement.prototype
    : element.tagName === 'SELECT' ? HTMLSelectElement.prototype : HTMLInputElement.prototype;
  element.focus();
  Object.getOwnPropertyDescriptor(prototype, 'value').set.call(element, value);
  element.dispatchEvent(new InputEvent('input', { bubbles: true, cancelable: false, inputType: 'insertText', data: element.type === 'password' ? null : String(value) }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
  element.blur();
}

const optionOf = (select, words) => [...select.options].filter((option) => oneOf(words, squeeze(option.text)));

function fillOne(element, value) {
  if (typeof value === 'boolean') {
    if (element.checked !== value) element.click();
  } else if (value && value.option !== undefined) {
    if ([...element.options].some((option) => option.value === value.option)) setValue(element, value.option);
  } else if (Array.isArray(value)) {
    const options = optionOf(element, value);
    if (options.length === 1) setValue(element, options[0].value);
  } else if (element.value !== value) {
    setValue(element, value);
  }
}

function tookValue(element, value) {
  if (typeof value === 'boolean') return element.checked === value;
  if (value && value.option !== undefined) return element.value === value.option;
  if (Array.isArray(value)) { const now = element.selectedOptions[0]; return !!now && oneOf(value, squeeze(now.text)); }
  return element.value === value;
}

function readOne(element, step) {
  switch (step.what) {
    case 'value': return element.tagName === 'SELECT' ? squeeze(element.selectedOptions[0] && element.selectedOptions[0].text) : element.value;
    case 'checked': return element.checked ? 'true' : 'false';
    case 'attribute': return element.getAttribute(step.attribute);
    case 'address': return element.href || null;
    case 'options': return JSON.stringify([...element.options].map((option) => squeeze(option.text)));
    default: return squeeze(element.innerText === undefined ? element.textContent : element.innerText);
  }
}

function readTable(table, step) {
  const headings = headingsOf(table);
  const columns = Object.entries(step.columns).map(([key, words]) => [key, columnIndex(headings, words)]);
  const missing = columns.filter(([, index]) => index < 0).map(([key]) => key);
  const rows = bodyRows(table).map((row) => {
    const cells = {};
    const links = {};
    for (const [key, index] of columns) {
      const cell = row.cells[index];
      if (!cell) continue;
      cells[key] = squeeze(ownText(cell));
      const link = cell.querySelector('a[href]');
      if (link) links[key] = link.href;
    }
    return { cells, links, address: (row.querySelector('a[href]') || {}).href || null };
  });
  return { headings, missing, rows };
}

// Boxes under headings: every box inside an area is named by the area's heading and its own label.
function boxesOf(root, step) {
  const boxes = [];
  for (const area of root.querySelectorAll(step.area)) {
    const heading = area.querySelector(step.heading);
    for (const box of area.querySelectorAll(step.box)) {
      boxes.push({ box, area: labelWords(heading && ownText(heading)), action: labelsOf(box)[0] || '' });
    }
  }
  return boxes;
}

const boxState = (each) => ({ area: each.area, action: each.action, checked: each.box.checked, disabled: isDisabled(each.box) });

// Brings boxes into the states of `changes`; with `exactly`, all others are unticked.
function setBoxes(root, step) {
  const boxes = boxesOf(root, step);
  const failed = [];
  const named = new Set(step.changes.map((change) => JSON.stringify([change.area, change.action])));
  const others = step.exactly ? boxes.filter((each) => !named.has(JSON.stringify([each.area, each.action]))) : [];
  for (const change of [...step.changes, ...others.map((each) => ({ area: each.area, action: each.action, checked: false }))]) {
    const matches = boxes.filter((each) => each.area === change.area && each.action === change.action);
    if (matches.length !== 1) { failed.push({ ...change, found: matches.length }); continue; }
    const box = matches[0].box;
    if (isDisabled(box)) { failed.push({ ...change, found: -1 }); continue; }
    if (box.checked !== change.checked) box.click();
  }
  return failed;
}

async function carryOut(step, known) {
  const node = step.element ? locate(step.element, known).node : document;
  // A step may name an element that the case does not demand: what is not there is read as nothing.
  if (!node) return {};
  switch (step.op) {
    case 'read': return { text: readOne(node, step) };
    case 'texts': return { texts: [...node.querySelectorAll(step.css)].filter(isVisible).map((e) => squeeze(ownText(e))).filter(Boolean) };
    case 'exists': return { texts: step.elements.filter((name) => locate(name, known).node) };
    case 'fill': {
      for (const field of step.fields) fillOne(locate(field.element, known).node, field.value);
      await twoFrames();
      // The form may have been rendered anew by what was typed, so the elements are looked up again.
      const fresh = new Map();
      const refused = step.fields.filter((field) => { const now = locate(field.element, fresh).node; return !now || !tookValue(now, field.value); });
      return { texts: refused.map((field) => field.element) };
    }
    case 'table': return { table: readTable(node, step) };
    case 'boxes': return { boxes: boxesOf(node, step).map(boxState) };
    case 'setBoxes': return { failed: setBoxes(node, step) };
    // A link only navigates; anything else commits, and is left to a native click.
    case 'follow': {
      if (node.tagName !== 'A' || !node.getAttribute('href') || node.origin !== location.origin || node.getAttribute('href').startsWith('#')) return {};
      node.click();
      return { text: node.href };
    }
    default: return { problem: 'unknown step ' + step.op };
  }
}

// ---- waiting ----------------------------------------------------------------------------------------------------------

const page = () => ({ address: location.href, title: document.title, waited: Math.round(performance.now() - started) });

const reportOf = (known, withNodes) => Object.fromEntries([...known].map(([name, report]) => {
  const { node, ...rest } = report;
  return [name, withNodes && node ? { ...rest, node } : rest];
}));

async function attempt() {
  const { found, known } = survey();
  if (!found) return null;
  const targets = clickedElements(found, known);
  if (targets.length) {
    const before = targets.map(boxText);
    await twoFrames();
    // Something moved, or was replaced: look again at the next chance.
    if (targets.some((target, index) => !target.isConnected || boxText(target) !== before[index])) return null;
  }
  if (targets.length) window[leftMark] = true;
  const results = [];
  for (const step of found.steps) {
    if (step.op === 'require') {
      const shown = await carryOut({ ...step, op: 'read' }, known);
      const holds = squeeze(shown.text).toLowerCase() === squeeze(step.equals).toLowerCase();
      results.push(holds ? shown : { ...shown, problem: 'required' });
      if (!holds) break;
    } else {
      results.push(await carryOut(step, known));
    }
  }
  return { ...page(), case: found.name, elements: reportOf(known, true), results };
}

function finish(result) {
  observer.disconnect();
  clearInterval(timer);
  answer(result);
}

let busy = false;
let done = false;

async function look() {
  if (busy || done) return;
  busy = true;
  try {
    const result = document.body ? await attempt() : null;
    const late = performance.now() - started >= program.deadline;
    if (result || late) {
      done = true;
      finish(result || { ...page(), case: null, old: !!window[leftMark], elements: reportOf(survey().known, false), results: [] });
    }
  } catch (error) {
    done = true;
    finish({ ...page(), case: null, elements: {}, results: [], trouble: String(error && error.message || error) });
  }
  busy = false;
}

const observer = new MutationObserver(look);
observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
// Properties, transitions and layout cause no mutation.
const timer = setInterval(look, 100);
look();
