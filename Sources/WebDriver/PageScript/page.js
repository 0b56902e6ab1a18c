// Runs in the page, as the body of one "Execute Async Script" behind dom.js: waits until one of several cases holds, then carries out
// that case's steps, and answers once. PageProgram.swift writes the program and reads the answer.
//
// It never throws and never outlives its deadline: when nothing holds in time, the answer says of each element what was
// missing. It commits nothing: buttons that change the console are clicked natively, by a command of their own.
const program = arguments[0];
const answered = arguments[arguments.length - 1];

// The link that is followed once the answer is given. Followed before, it could take the page away and the answer with it: then the script
// would be started anew on the next page, and what it answers would be a matter of chance.
let leaveBy = null;
function answer(value) {
  cancelAnimationFrame(nextFrame);
  answered(value);
  // From now on this is the page from before.
  if (leaveBy && value.case) setTimeout(() => { window[leftMark] = true; leaveBy.click(); }, 0);
}

// Set on a document in which something is about to be clicked.
const leftMark = '__webdriverLeft';

// Set on a document in which a press was stopped, since the page was not as it had been when it was decided on.
const missedMark = '__webdriverMissed';

// How often something on this document has tried to open another window since a button on it was found fit for a click.
const windowsMark = '__webdriverWindows';

// ---- candidates -------------------------------------------------------------------------------------------------------

// All elements that one candidate stands for, hidden ones too.
function candidateMatches(root, candidate) {
  if (candidate.css) return [...root.querySelectorAll(candidate.css)];
  if (candidate.label) return byLabel(root, isOneOf(candidate.label));
  if (candidate.role) return byRole(root, candidate.role, candidate.name && isOneOf(candidate.name));
  if (candidate.text) return byText(root, isOneOf(candidate.text));
  if (candidate.placeholder) return byAttribute(root, 'placeholder', isOneOf(candidate.placeholder));
  if (candidate.hook) return [...root.querySelectorAll('.' + CSS.escape(candidate.hook) + ', ' + testIDSelector(candidate.hook))];
  if (candidate.xpath) return byXPath(root, candidate.xpath);
  return [];
}

// ---- tables ---------------------------------------------------------------------------------------------------------

const headingsOf = (table) => {
  const row = table.tHead ? table.tHead.rows[0] : table.rows && table.rows[0];
  return row ? [...row.cells].map((cell) => squeeze(ownText(cell))) : [];
};

// A row whose cells span columns is a remark ("Nothing to show"), not data.
const bodyRows = (table) => [...(table.rows || [])].filter((row) =>
  row.parentElement.tagName !== 'THEAD' && row.querySelector('td') && ![...row.cells].some((cell) => cell.colSpan > 1));

// The rows of a table, or what `css` says is a row of it.
const rowsOf = (table, css, place) => css ? [...table.querySelectorAll(css)].filter(place.isShown) : bodyRows(table);

const columnIndex = (headings, words) => headings.findIndex((heading) => oneOf(words, heading));

// A column is written as its headings, or says besides what of the cell is meant, or where in the row it stands without a heading.
function columnOf(written, headings) {
  const column = Array.isArray(written) ? { heading: written } : written;
  return { ...column, index: column.heading ? columnIndex(headings, column.heading) : 0 };
}

// The part of a row in which a column's value stands: one, or none.
function cellOf(row, column) {
  if (column.heading) return row.cells ? row.cells[column.index] : undefined;
  if (!column.css) return row;
  const found = row.querySelectorAll(column.css);
  return found.length === 1 ? found[0] : undefined;
}

const matchesOrHolds = (element, css) => element.matches(css) || !!element.querySelector(css);

function valueOfCell(cell, column) {
  if (column.attribute) return isSecretAttribute(cell, column.attribute) ? '' : squeeze(cell.getAttribute(column.attribute));
  if (column.classes) {
    const has = column.classes.filter((each) => cell.classList.contains(each));
    return has.length === 1 ? has[0] : '';
  }
  if (column.ticked) {
    const [ticked, unticked] = [matchesOrHolds(cell, column.ticked), matchesOrHolds(cell, column.unticked)];
    return ticked === unticked ? '' : ticked ? 'ticked' : 'unticked';
  }
  return squeeze(ownText(cell));
}

// The rows of which every named cell says exactly that; case does not count.
function rowsWhere(table, { cells, rows }, place) {
  const headings = headingsOf(table);
  const wanted = cells.map((cell) => ({ column: columnOf(cell.column, headings), text: squeeze(cell.equals).toLowerCase() }));
  if (wanted.some(({ column }) => column.index < 0)) return [];
  return rowsOf(table, rows, place).filter((row) => wanted.every(({ column, text }) => {
    const cell = cellOf(row, column);
    return cell && valueOfCell(cell, column).toLowerCase() === text;
  }));
}

// ---- one element by name ----------------------------------------------------------------------------------------------

// Where elements are looked for: the page that is open. Another place is a page that was fetched, see below.
const here = { root: document, isShown: isVisible, textOf: shownText };

// All candidates are tried; what they find must be one and the same visible element.
function locate(name, known, place = here) {
  if (known.has(name)) return known.get(name);
  const query = program.elements[name];
  const report = { counts: query.candidates.map(() => 0), hidden: query.candidates.map(() => 0), node: null };
  known.set(name, report);
  let root = place.root;
  if (query.within) {
    const outer = locate(query.within, known, place);
    if (!outer.node) { report.problem = 'outer'; return report; }
    root = outer.node;
  }
  if (query.row) {
    const table = locate(query.row.table, known, place);
    if (!table.node) { report.problem = 'outer'; return report; }
    const rows = rowsWhere(table.node, query.row, place);
    report.rows = rows.length;
    const mayBeAny = () => rows.length <= query.row.alike && rows.every((row) => place.textOf(row) === place.textOf(rows[0]));
    if (rows.length !== 1 && !(rows.length && mayBeAny())) { report.problem = rows.length ? 'rows' : 'row'; return report; }
    root = rows[0];
  }
  const all = new Set();
  const agreeing = new Map();
  const found = query.candidates.map(() => []);
  query.candidates.forEach((candidate, index) => {
    let matches;
    try { matches = candidateMatches(root, candidate); } catch (error) { report.invalid = String(error.message || error); return; }
    const visible = candidate.hidden ? matches : matches.filter(place.isShown);
    report.counts[index] = visible.length;
    found[index] = visible;
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
  // Which of the elements, by number, each candidate has found: who disagrees with whom.
  if (all.size > 1) report.found = found.map((each) => each.slice(0, 3).map((element) => [...all].indexOf(element) + 1));
  return report;
}

// What each need of a case asks of an element.
const needs = { present: {}, click: { enabled: true, events: true }, fill: { enabled: true, editable: true } };

// What is clicked may commit: two candidates must agree on it, or one that goes by the words that a person reads. A button that was
// renamed, and is still where it was, is not taken for the old one.
function isUnsure(name, report) {
  const candidates = program.elements[name].candidates;
  if (report.agreeing >= 2) return false;
  return !candidates.some((candidate, index) =>
    report.counts[index] === 1 && (candidate.label || candidate.text || (candidate.role && candidate.name)));
}

// Why something is not clicked that could be.
const unfitForClick = (name, report) =>
  isUnsure(name, report) ? { problem: 'unsure' } : opensWindow(report.node) ? { problem: 'window' } : null;

// ---- other windows -----------------------------------------------------------------------------------------------------

// Whether a link, a form or a button leads to another window. Attributes, since a field may be called "target".
function opensWindow(element) {
  const link = element.closest('a[href], area[href]');
  const form = element.tagName === 'FORM' ? element : element.form;
  if (!link && !form) return false;
  const own = link ? link.getAttribute('target') : element.getAttribute('formtarget') || form.getAttribute('target');
  const base = document.querySelector('base[target]');
  const name = own || (base && base.getAttribute('target')) || '';
  if (!name || /^_(self|top|parent)$/i.test(name) || name === window.name) return false;
  return name.startsWith('_') || ![...document.querySelectorAll('iframe, frame')].some((frame) => frame.name === name);
}

// From when something is clicked here, this document opens no other window: the browser would show what nobody looks at.
function refuseWindows() {
  if (window[windowsMark] !== undefined) return;
  window[windowsMark] = 0;
  const refuse = () => { window[windowsMark] += 1; return null; };
  window.open = refuse;
  const submit = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function () { if (opensWindow(this)) refuse(); else submit.call(this); };
  function stop(event, element) {
    if (!element || event.defaultPrevented || !opensWindow(element)) return;
    refuse();
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  // Once before the page's own handlers, and once after those, which may have set the target.
  for (const isBefore of [true, false]) {
    window.addEventListener('submit', (event) => stop(event, event.submitter || event.target), isBefore);
    window.addEventListener('click', (event) => stop(event, event.composedPath().find((each) => each.matches && each.matches('a[href], area[href]'))), isBefore);
  }
}

// What is filled in or ticked must be sent by the button that is clicked: a field that stands outside of the button's form is not.
function standsApart(each, known) {
  const { form } = each.all.filter((demand) => demand.need === 'click').map((demand) => known.get(demand.element).node).find((node) => node.form) || {};
  if (!form) return null;
  const apart = each.all.find((demand) => demand.need === 'fill' && known.get(demand.element).node.form !== form);
  if (apart) return apart.element;
  const boxes = (each.steps || []).filter((step) => step.op === 'boxes' || step.op === 'setBoxes');
  return boxes.some((step) => boxesOf(document, step).some(({ box }) => box.form && box.form !== form || box.form === null && box.tagName === 'INPUT')) ? '' : null;
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
      const hindered = hindrance(report.node, needs[demand.need || 'present']) || (demand.need === 'click' && unfitForClick(demand.element, report));
      if (hindered) { Object.assign(report, hindered); holds = false; }
    }
    for (const name of each.none || []) {
      const report = locate(name, known);
      if (report.node || report.problem === 'many') { holds = false; if (report.node) report.problem = 'unwanted'; }
    }
    // After a click that submits, the old page may still stand: its success message, say, is not the answer.
    if (each.newDocument && window[leftMark]) holds = false;
    if (each.address && !new RegExp(each.address).test(location.pathname + location.search)) holds = false;
    const apart = holds ? standsApart(each, known) : null;
    if (apart !== null) {
      const button = each.all.find((demand) => demand.need === 'click').element;
      known.get(apart || button).problem = 'apart';
      holds = false;
    }
    if (holds) return { found: each, known };
  }
  return { found: null, known };
}

const clickedElements = (each, known) =>
  each.all.filter((demand) => demand.need === 'click').map((demand) => known.get(demand.element).node);

// Whether it is a link to another page of this site, and nothing else.
const isFollowed = (node) => node.tagName === 'A' && !!node.getAttribute('href') && node.origin === location.origin
  && !node.getAttribute('href').startsWith('#') && !opensWindow(node);

// For how long what is to be clicked must have stood where it stands, in milliseconds, and in how many frames.
const standing = 50;
const standingFrames = 3;

// Where each stands, since when, and in how many frames it was seen there. A page that is watched for other reasons need not be watched once
// more for this. Each frame is looked at: two looks alone would take for still what swings to and fro.
const stands = new Map();
let nextFrame;

function noteStanding(target) {
  const box = boxText(target);
  const seen = stands.get(target);
  if (seen && seen.box === box) seen.frames += 1;
  else stands.set(target, { box, since: performance.now(), frames: 0 });
}

function watchStanding() {
  nextFrame = requestAnimationFrame(() => {
    for (const target of stands.keys()) noteStanding(target);
    watchStanding();
  });
}

function hasStoodStill(target) {
  const seen = stands.get(target);
  if (!stands.size) watchStanding();
  if (!seen) noteStanding(target);
  return !!seen && seen.box === boxText(target) && seen.frames >= standingFrames && performance.now() - seen.since >= standing;
}

// ---- steps ------------------------------------------------------------------------------------------------------------

const optionOf = (select, words) => [...select.options].filter((option) => oneOf(words, squeeze(option.text)));

function fillOne(element, value) {
  if (typeof value === 'boolean') {
    if (element.checked !== value) element.click();
  } else if (value && value.option !== undefined) {
    const option = [...element.options].find((each) => each.value === value.option);
    if (option) chooseOption(element, option);
  } else if (Array.isArray(value)) {
    const options = optionOf(element, value);
    if (options.length === 1) chooseOption(element, options[0]);
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

function readOne(element, step, place) {
  switch (step.what) {
    case 'value': return isPassword(element) ? null : element.tagName === 'SELECT' ? squeeze(element.selectedOptions[0] && element.selectedOptions[0].text) : element.value;
    case 'checked': return element.checked ? 'true' : 'false';
    case 'attribute': return isSecretAttribute(element, step.attribute) ? null : element.getAttribute(step.attribute);
    case 'address': return element.href || null;
    case 'options': return JSON.stringify([...element.options].map((option) => squeeze(option.text)));
    default: return place.textOf(element);
  }
}

function readTable(table, step, place) {
  const headings = headingsOf(table);
  const columns = Object.entries(step.columns).map(([key, written]) => [key, columnOf(written, headings)]);
  const missing = columns.filter(([, column]) => column.index < 0).map(([key]) => key);
  const found = rowsOf(table, step.rows, place);
  // A heading counts cells: where a row has more or fewer than there are headings, what stands under one is another's.
  const isShifted = columns.some(([, column]) => column.heading) && found.some((row) => row.cells && row.cells.length !== headings.length);
  const rows = found.map((row) => {
    const cells = {};
    const links = {};
    for (const [key, column] of columns) {
      const cell = cellOf(row, column);
      if (!cell) continue;
      cells[key] = valueOfCell(cell, column);
      const link = cell === row ? null : cell.matches('a[href]') ? cell : cell.querySelector('a[href]');
      if (link) links[key] = link.href;
    }
    const link = row.matches('a[href]') ? row : row.querySelector('a[href]');
    return link && !Object.values(links).includes(link.href) ? { cells, links, address: link.href } : { cells, links };
  });
  return isShifted ? { headings, missing, rows, shifted: true } : { headings, missing, rows };
}

// How long a list is watched once it stands at its end: what is asked for by scrolling may come over the network.
const scrollWatch = 250;

// Whether a list shows other rows, or more of them, once it is scrolled to its end: then it was not all there. Where nothing scrolls, nothing
// can come. What scrolled stands again as it did.
async function growsByScrolling(table, step, place) {
  const views = [];
  for (let each = table; each; each = each.parentElement) {
    const scrolls = each === document.scrollingElement || /^(auto|scroll|overlay)$/.test(getComputedStyle(each).overflowY);
    if (scrolls && each.scrollHeight > each.clientHeight + 1) views.push(each);
  }
  if (!views.length) return false;
  // Rows that change places are the same rows.
  const shown = () => JSON.stringify(rowsOf(table, step.rows, place).map((row) => squeeze(row.textContent)).sort());
  const before = shown();
  const stood = views.map((view) => view.scrollTop);
  for (const view of views) view.scrollTo({ top: view.scrollHeight, behavior: 'instant' });
  const begun = performance.now();
  let grows = false;
  while (!grows && performance.now() - begun < scrollWatch) {
    await twoFrames();
    grows = !table.isConnected || shown() !== before;
  }
  views.forEach((view, index) => view.scrollTo({ top: stood[index], behavior: 'instant' }));
  await twoFrames();
  return grows;
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

// The state of boxes, by area: the labels once, and by their numbers which are ticked and which cannot be changed. There may be a hundred.
function boxAreas(boxes) {
  const areas = [];
  for (const each of boxes) {
    let last = areas[areas.length - 1];
    if (!last || last.area !== each.area) areas.push(last = { area: each.area, boxes: [] });
    // Areas without any have no such list: there may be thirty.
    if (each.box.checked) (last.ticked = last.ticked || []).push(last.boxes.length);
    if (isDisabled(each.box)) (last.fixed = last.fixed || []).push(last.boxes.length);
    last.boxes.push(each.action);
  }
  return areas;
}

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

async function carryOut(step, known, place = here) {
  const node = step.element ? locate(step.element, known, place).node : place.root;
  // A step may name an element that the case does not demand: what is not there is read as nothing.
  if (!node) return {};
  switch (step.op) {
    case 'read': return { text: readOne(node, step, place) };
    case 'texts': return { texts: [...node.querySelectorAll(step.css)].filter(place.isShown).map((e) => squeeze(ownText(e))).filter(Boolean) };
    case 'exists': return { texts: step.elements.filter((name) => locate(name, known, place).node) };
    case 'fill': {
      // What is not there cannot be filled in, and is told of below.
      for (const { element, value } of step.fields) { const { node } = locate(element, known); if (node) fillOne(node, value); }
      await twoFrames();
      // The form may have been rendered anew by what was typed, so the elements are looked up again.
      const fresh = new Map();
      const refused = step.fields.filter((field) => { const now = locate(field.element, fresh).node; return !now || !tookValue(now, field.value); });
      return { texts: refused.map((field) => field.element) };
    }
    case 'table': return { table: readTable(node, step, place) };
    case 'grows': return { text: String(await growsByScrolling(node, step, place)) };
    case 'boxes': return { boxes: boxAreas(boxesOf(node, step)) };
    case 'setBoxes': return { failed: setBoxes(node, step) };
    // A link only navigates; anything else commits, and is left to a native click.
    case 'follow': {
      if (!isFollowed(node)) return {};
      leaveBy = node;
      return { text: node.href };
    }
    case 'pages': return readPages(step);
    default: return { problem: 'unknown step ' + step.op };
  }
}

// ---- pages that are not opened ------------------------------------------------------------------------------------------

// How many pages are asked for at once: as many as one person's browser would.
const pagesAtOnce = 4;

// Of a page in bytes. An admin page has some ten thousand.
const longestPage = 8 * 1024 * 1024;

// What may be done on a page that is not open.
const readingSteps = ['read', 'texts', 'exists', 'table', 'boxes'];

// Why a page could not be read.
const unread = (problem, detail) => Object.assign(new Error(problem), { problem, detail });

// What hides an element and all in it, as far as the markup says: a page that was fetched has neither layout nor style sheets.
const hides = (element) => element.hidden || /^(HEAD|TEMPLATE|SCRIPT|STYLE)$/.test(element.tagName) || (element.tagName === 'DIALOG' && !element.open)
  || (element.tagName === 'INPUT' && element.type === 'hidden')
  || (element.style && (element.style.display === 'none' || element.style.visibility === 'hidden'));

function isShownInMarkup(element) {
  for (let each = element; each; each = each.parentElement) if (hides(each)) return false;
  return true;
}

// Only this site's pages, on the paths that the program names.
function fetchable(text, step) {
  const url = new URL(text, location.href);
  url.hash = '';
  const isMeant = url.origin === location.origin && !url.username && !url.password && new RegExp(step.path).test(url.pathname);
  if (!isMeant) throw unread('address');
  return url.href;
}

async function wholeText(response) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = response.body.getReader();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > longestPage) throw unread('size');
    text += decoder.decode(value, { stream: true });
  }
}

// A page as a link to it would bring it, with the browser's own cookies. A redirect is not followed: it mostly leads to the sign-in.
async function textAt(address, patience) {
  const stop = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => { isLate = true; stop.abort(); }, patience);
  try {
    const response = await fetch(address, {
      method: 'GET', mode: 'same-origin', credentials: 'same-origin', redirect: 'manual', cache: 'no-store', headers: { Accept: 'text/html' }, signal: stop.signal,
    });
    if (response.type === 'opaqueredirect' || (response.status === 200 && response.url !== address)) throw unread('redirect');
    if (response.status !== 200) throw unread('status', String(response.status));
    const type = response.headers.get('content-type') || '';
    if (!/^text\/html\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) throw unread('type', type.slice(0, 80));
    return await wholeText(response);
  } catch (error) {
    throw error.problem ? error : isLate ? unread('late') : unread('failed', String(error && error.message || error).slice(0, 200));
  } finally {
    clearTimeout(timer);
    // What is not wanted any more need not come.
    stop.abort();
  }
}

function parsed(text, address) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  // Where scripts run, it is a text and no element.
  for (const each of page.querySelectorAll('noscript')) each.remove();
  // Links are relative to where the page was fetched from, not to the page that is open.
  const own = page.querySelector('base[href]');
  const base = page.createElement('base');
  base.setAttribute('href', own ? new URL(own.getAttribute('href'), address).href : address);
  page.head.prepend(base);
  if (page.baseURI !== base.getAttribute('href')) throw unread('failed', 'links cannot be resolved');
  return page;
}

async function readPage(address, step) {
  const root = parsed(await textAt(address, step.pageTime), address);
  const place = { root, isShown: isShownInMarkup, textOf: (element) => squeeze(ownText(element, hides)) };
  const known = new Map();
  for (const name of step.all) {
    const { node, problem } = locate(name, known, place);
    if (!node) throw unread('element', name + ', ' + problem);
  }
  const results = [];
  for (const each of step.steps) results.push(await carryOut(each, known, place));
  const link = step.next && locate(step.next, known, place).node;
  // What is there several times is not to pass for what is not there.
  for (const [name, { problem }] of known) if (problem === 'many' || problem === 'invalid') throw unread('element', name + ', ' + problem);
  return { address, results, next: link ? link.href : null };
}

// Reads the pages at `addresses`, then those that the link `next` of the last one leads to. All of them, or none and the reason; what does
// not fit into one answer is left to the next command, with the address to go on at.
async function readPages(step) {
  const unknown = step.steps.find((each) => !readingSteps.includes(each.op));
  if (unknown) return { problem: 'no reading step ' + unknown.op };
  const end = performance.now() + step.time;
  const asked = new Set();
  const pages = [];
  let size = 0;
  let at = '';
  const read = async (text) => {
    try {
      const address = fetchable(text, step);
      if (asked.has(address)) throw unread('circle');
      asked.add(address);
      return await readPage(address, step);
    } catch (error) {
      return { address: String(text), problem: error.problem || 'failed', detail: error.problem ? error.detail : String(error && error.message || error).slice(0, 200) };
    }
  };
  const queue = [...step.addresses];
  while (queue.length && pages.length < step.pages && size < step.size && performance.now() < end) {
    const answers = await Promise.all(queue.splice(0, Math.min(pagesAtOnce, step.pages - pages.length)).map(read));
    const failed = answers.find((each) => each.problem);
    if (failed) return { fetched: { pages: [], failed } };
    for (const { address, results, next } of answers) {
      pages.push({ address, results });
      size += JSON.stringify(results).length;
      at = next;
    }
    if (!queue.length && at) queue.push(at);
  }
  return { fetched: { pages, next: queue.length ? queue[0] : null } };
}

// ---- waiting ----------------------------------------------------------------------------------------------------------

// What an element is, without anything that it says or holds.
function signOf(element) {
  const name = element.getAttribute('name');
  const classes = [...element.classList].slice(0, 2).map((each) => '.' + each).join('');
  const id = element.getAttribute('id');
  return (element.tagName.toLowerCase() + (id ? '#' + id : classes) + (name ? '[name="' + name + '"]' : '')).slice(0, 80);
}

const page = () => ({
  address: location.href, title: document.title, waited: Math.round(performance.now() - started),
  ...(window[windowsMark] ? { windows: window[windowsMark] } : {}),
});

// What is known of the elements, where each stands, and in which order: a page that has moved a field tells so. That nothing is hidden, as
// nearly always, is not said.
// Once something holds, what was looked for in the way of every page and is not there is not told of.
function isTold(name, report, mentioned) {
  const isAbsent = (report.problem === 'none' || report.problem === 'outer') && !report.counts.some((n) => n > 0);
  return !isAbsent || mentioned.includes(JSON.stringify(name));
}

function reports(known, withNodes) {
  const names = new Map();
  const mentioned = withNodes ? JSON.stringify(program.cases.filter((each) => !each.aside)) : '';
  // One that the page has drawn anew meanwhile is none to hand out: some engines fail the whole answer over it.
  const there = [...known].filter(([, { node }]) => node && node.isConnected);
  const told = [...known].filter(([name, report]) => !withNodes || isTold(name, report, mentioned));
  const elements = Object.fromEntries(told.map(([name, { node, hidden, ...rest }]) =>
    [name, hidden.some((n) => n > 0) ? { ...rest, hidden } : rest]));
  for (const [name, { node }] of there) {
    const inside = nameAround(node, names);
    if (inside) elements[name].inside = inside;
    if (!program.plain) elements[name].is = signOf(node);
    if (withNodes) elements[name].node = node;
  }
  const order = there.sort(([a, x], [b, y]) => byPlace(x.node, y.node) || (a < b ? -1 : 1)).map(([name]) => name);
  return { elements, order };
}

// ---- the page's shape --------------------------------------------------------------------------------------------------

const mostOfShape = 500;

// What there is to use on the page, a line each, without what stands there: the same for everybody, and another once the console changes.
function shapeOf({ steps = [] }) {
  const lines = new Set();
  // Rows are data, whatever they are made of.
  const rows = ['td', ...steps.filter((step) => step.op === 'table' && step.rows).map((step) => step.rows)].join(', ');
  const names = new Map();
  for (const element of document.querySelectorAll(controls + ', a[href], summary, [role=button], [role=link], [role=tab], table')) {
    if (lines.size >= mostOfShape || element.closest(rows) || !isVisible(element)) continue;
    const isTable = element.tagName === 'TABLE';
    const name = isTable ? headingsOf(element).join(', ') : nameOf(element).slice(0, 80);
    // Numbers of pages and addresses of people come and go.
    if (/^[\d\s.,…]*$/.test(name) || name.includes('@')) continue;
    const inside = isTable || !isNativeBox(element) ? '' : nameAround(element, names);
    const field = element.getAttribute('name');
    lines.add((roleOf(element) || element.tagName.toLowerCase()) + ' "' + name + '"' + (inside ? ' in "' + inside + '"' : '') + (field && !/\d/.test(field) ? ' ' + field : ''));
  }
  return [...lines];
}

// ---- the moment of the click --------------------------------------------------------------------------------------------

// What of the page a step has to do with, as it is now.
function shownBy(step, known) {
  const node = step.element ? locate(step.element, known).node : document;
  if (!node) return null;
  if (step.op === 'read' || step.op === 'require') return readOne(node, step, here);
  return step.op === 'boxes' || step.op === 'setBoxes' ? JSON.stringify(boxAreas(boxesOf(node, step))) : '';
}

// The native click is a later command, and meanwhile another row may have come to stand under the pointer, or another person on the page. So
// the next press is looked at before the page learns of it: it must be on what is found now by all that is known of the element, in the row of
// the same person; all that was read must read the same, and what was filled in must still be there. Otherwise it is stopped.
function guard({ all, steps = [] }, known) {
  const meant = all.filter((demand) => demand.need === 'click').map((demand) => demand.element);
  const before = steps.map((step) => shownBy(step, known));
  const press = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  let isFirst = true;
  function isAsSeen(event) {
    const now = new Map();
    const path = event.composedPath();
    const isMeant = meant.some((element) => {
      const report = locate(element, now);
      return report.node && !unfitForClick(element, report) && [report.node, ...(report.node.labels || [])].some((each) => path.includes(each));
    });
    if (!isMeant || steps.some((step, index) => shownBy(step, now) !== before[index])) return false;
    // A field may be written otherwise once it is left, and the press leaves it.
    const fields = isFirst ? steps.filter((step) => step.op === 'fill').flatMap((step) => step.fields) : [];
    isFirst = false;
    return fields.every(({ element, value }) => { const { node } = locate(element, now); return node && tookValue(node, value); });
  }
  function look(event) {
    if (!event.isTrusted) return;
    const isBegun = !isFirst;
    if (window[missedMark] || !isAsSeen(event)) {
      window[missedMark] = window[missedMark] || (isBegun ? 'begun' : 'whole');
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (event.type === 'click') disarm();
  }
  window[guardMark] = () => { for (const type of press) window.removeEventListener(type, look, true); };
  for (const type of press) window.addEventListener(type, look, true);
  refuseWindows();
}

// How long forms and tables have yet to keep as many controls, rows and links as they have, in milliseconds; 0 once they have done so for a
// while. A form whose parts are still coming would be sent without the rest of them, and a list would pass for the whole.
const partsMark = '__webdriverParts';
const parts = controls + ', tr, a[href]';

// What stands on a page this soon after it was parsed, in milliseconds, was not drawn by a script that had to wait for something.
const justParsed = 50;

function isJustParsed() {
  const [page] = performance.getEntriesByType('navigation');
  return !!page && page.domContentLoadedEventEnd > 0 && performance.now() - page.domContentLoadedEventEnd < justParsed;
}

function timeToComplete({ steps = [], settling, markup }) {
  if (markup && isJustParsed()) return 0;
  const isTakenWhole = steps.some((step) => ['fill', 'boxes', 'setBoxes', 'table'].includes(step.op));
  const time = settling || (isTakenWhole ? program.settling : 0);
  // A case that is to have stayed for a while is told of when the time is up all the same.
  if (!time || (settling && performance.now() - started >= program.deadline)) return 0;
  const count = document.querySelectorAll(parts).length;
  const now = performance.now();
  // It is kept on the document: a second look at the same page need not wait again.
  if (!window[partsMark] || window[partsMark].count !== count) window[partsMark] = { count, since: now };
  return Math.max(0, time - (now - window[partsMark].since));
}

async function attempt(watchToo, lookIn) {
  // Nothing will come of a press that was stopped.
  if (window[missedMark] && program.cases.some((each) => each.newDocument)) return missed();
  const { found, known } = survey();
  if (!found) return null;
  const targets = clickedElements(found, known);
  // A link that is followed may move as it likes.
  const followed = (found.steps || []).filter((step) => step.op === 'follow').map((step) => locate(step.element, known).node).filter((node) => node && isFollowed(node));
  const moving = targets.filter((target) => !hasStoodStill(target) && !followed.includes(target));
  const wait = timeToComplete(found);
  if (wait) { lookIn(wait); return null; }
  // Something moved, or was replaced: look again at the next chance.
  if (moving.length && !await standStill(moving)) return null;
  if (targets.length) { window[leftMark] = true; delete window[missedMark]; }
  const results = [];
  for (const step of found.steps || []) {
    if (step.op === 'require') {
      const shown = await carryOut({ ...step, op: 'read' }, known);
      const holds = squeeze(shown.text).toLowerCase() === squeeze(step.equals).toLowerCase();
      results.push(holds ? shown : { ...shown, problem: 'required' });
      if (!holds) break;
    } else {
      results.push(await carryOut(step, known));
    }
  }
  if (targets.length) guard(found, known);
  const shape = program.shape ? { shape: shapeOf(found) } : {};
  return { ...page(), case: found.name, ...reports(known, true), results, ...shape };
}

// Of one that had begun when it was stopped, the page has seen a part.
const missed = () => ({ ...page(), case: null, old: true, missed: window[missedMark] === 'whole', ...reports(survey().known, false), results: [] });

watch({
  deadline: program.deadline, attempt, answer,
  late: () => ({ ...page(), case: null, old: !!window[leftMark], ...reports(survey().known, false), results: [] }),
  trouble: (text) => ({ ...page(), case: null, elements: {}, order: [], results: [], trouble: text }),
});
