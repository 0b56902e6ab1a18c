// Runs in the page, as the body of one "Execute Async Script" behind dom.js: finds what a locator stands for, waits until it is fit for
// an action or until an expectation holds, fills or reads it there, and answers once. LocatorProgram.swift writes the request,
// LocatorAnswer.swift reads the answer.
//
// It never throws and never outlives its deadline: when nothing comes of it in time, the answer says what was wrong last. It clicks
// nothing but native boxes that are to be ticked: what may commit is clicked by a command of its own.
const request = arguments[0];
const answer = arguments[arguments.length - 1];

// How long a moving target is waited for where it does no harm that it moves.
const patienceWithUnrest = 300;
// How often a value that did not stick is put in again: a page that wakes up late resets its fields once.
const fillTries = 3;

// ---- matching ---------------------------------------------------------------------------------------------------------

class Wrong extends Error {
  constructor(report) { super(report.problem); this.report = report; }
}

// A test of squeezed texts.
function tester(text) {
  if (text.exactly !== undefined) return isOneOf([squeeze(text.exactly)]);
  if (text.containing !== undefined) {
    const part = squeeze(text.containing);
    return Object.assign((whole) => whole.includes(part), { longest: Infinity });
  }
  let pattern;
  try { pattern = new RegExp(text.matching, text.flags); } catch (error) { throw new Wrong({ problem: 'invalid', text: error.message }); }
  return Object.assign((whole) => { pattern.lastIndex = 0; return pattern.test(whole); }, { longest: Infinity });
}

const inOrder = (elements) => [...new Set(elements)].sort(byPlace);

function understood(find) {
  try { return find(); } catch (error) {
    throw error instanceof Wrong ? error : new Wrong({ problem: 'invalid', text: String(error && error.message || error) });
  }
}

// Everything that a locator stands for below `root`, in the order of the document. Shadow roots on the way are added to `passed`.
function matchesOf(locator, root, passed) {
  switch (locator.by) {
    case 'css': return understood(() => [...root.querySelectorAll(locator.value)]);
    case 'xpath': return understood(() => byXPath(root, locator.value));
    case 'label': return byLabel(root, tester(locator.text));
    case 'role': return byRole(root, locator.role, locator.name && tester(locator.name));
    case 'text': return byText(root, tester(locator.text)).filter((element) => element !== root);
    case 'attribute': return byAttribute(root, locator.attribute, tester(locator.text));
    case 'testID': return [...root.querySelectorAll(testIDSelector(locator.value))];
    case 'within': {
      const outers = matchesOf(locator.outer, root, passed);
      const inner = outers.flatMap((outer) => matchesOf(locator.of, outer, passed).filter((element) => element !== outer));
      return outers.length > 1 ? inOrder(inner) : inner;
    }
    case 'hasText': { const fits = tester(locator.text); return matchesOf(locator.of, root, passed).filter((e) => fits(shownText(e))); }
    case 'has': return matchesOf(locator.of, root, passed).filter((e) => matchesOf(locator.other, e, passed).some((o) => o !== e));
    case 'hasNot': return matchesOf(locator.of, root, passed).filter((e) => !matchesOf(locator.other, e, passed).some((o) => o !== e));
    case 'nth': return matchesOf(locator.of, root, passed).slice(locator.index).slice(0, 1);
    case 'or': return inOrder([...matchesOf(locator.of, root, passed), ...matchesOf(locator.other, root, passed)]);
    case 'visible': return matchesOf(locator.of, root, passed).filter(isVisible);
    case 'described': return matchesOf(locator.of, root, passed);
    case 'shadow': {
      const { node, report } = single(matchesOf(locator.of, root, passed));
      if (report && report.problem === 'many') throw new Wrong({ ...report, part: locator.of.says });
      if (!node || !node.shadowRoot) return [];
      passed.add(node.shadowRoot);
      return [node.shadowRoot];
    }
    default: throw new Wrong({ problem: 'invalid', text: 'unknown kind of locator ' + locator.by });
  }
}

// The one element that is meant: hidden twins do no harm.
function single(all) {
  const shown = all.length > 1 ? all.filter(isVisible) : all;
  if (shown.length === 1) return { node: shown[0], report: null };
  if (!all.length) return { node: null, report: { problem: 'none' } };
  if (!shown.length) return { node: null, report: { problem: 'hidden', count: all.length } };
  return { node: null, report: { problem: 'many', count: shown.length, sample: shown.slice(0, 5).map(outline) } };
}

// An element with what it says, so that two of one kind can be told apart.
function outline(element) {
  if (!element.tagName) return element.nodeName;
  const name = /^(TEXTAREA|HTML|BODY)$/.test(element.tagName) || element.isContentEditable ? '' : nameOf(element);
  const short = name.length > 60 ? name.slice(0, 57) + '...' : name;
  return describe(element) + (short ? ' "' + short + '"' : '');
}

// ---- what was there instead -------------------------------------------------------------------------------------------

// The innermost part of a locator at which it came to nothing: how it reads, and how many there are.
function brokenPart(locator, root, passed) {
  const parts = locator.outer ? [locator.outer] : locator.of && locator.by !== 'or' ? [locator.of] : [];
  for (const part of parts) {
    const count = matchesOf(part, root, passed).length;
    if (!count) return brokenPart(part, root, passed) || { says: part.says, count };
    return { says: part.says, count };
  }
  return null;
}

// The plain locator at the heart of a composed one, and where it looks.
function heartOf(locator, roots, passed) {
  if (locator.by === 'within') return heartOf(locator.of, roots.flatMap((root) => matchesOf(locator.outer, root, passed)), passed);
  if (locator.by === 'or' || locator.by === 'shadow') return null;
  return locator.of ? heartOf(locator.of, roots, passed) : { heart: locator, roots };
}

function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

const namesOfHeart = {
  label: (root) => [...root.querySelectorAll(controls)].flatMap(labelsOf),
  role: (root, heart) => byRole(root, heart.role).map(nameOf),
  text: (root) => byText(root, Object.assign((text) => text.length <= 80, { longest: 80 })).map((e) => squeeze(e.textContent)),
  attribute: (root, heart) => [...root.querySelectorAll('[' + heart.attribute + ']')].map((e) => squeeze(e.getAttribute(heart.attribute))),
};

// The names that come nearest to the one that was looked for. Of controls any will do, since there are few; of texts only what is alike.
function nearNames(heart, roots) {
  const text = heart.by === 'role' ? heart.name : heart.text;
  const wanted = text && squeeze(text.exactly === undefined ? text.containing : text.exactly);
  if (!wanted || !namesOfHeart[heart.by]) return [];
  const names = new Set(roots.flatMap((root) => namesOfHeart[heart.by](root, heart)).slice(0, 300));
  return [...names].filter((name) => name && name.length <= 80 && name !== wanted)
    .map((name) => ({ name, far: distance(name.toLowerCase(), wanted.toLowerCase()) }))
    .filter(({ far }) => heart.by === 'role' || heart.by === 'label' || far <= Math.max(1, wanted.length * 0.4))
    .sort((a, b) => a.far - b.far).slice(0, 3).map(({ name }) => name);
}

// What may explain that nothing matches.
function hints(passed) {
  const part = brokenPart(request.locator, document, passed);
  const found = { part: part && part.says, count: part ? part.count : 0, near: [], twins: [], frames: document.querySelectorAll('iframe, frame').length };
  const { heart, roots } = heartOf(request.locator, [document], passed) || {};
  if (!heart) return found;
  found.near = nearNames(heart, roots);
  if (heart.by === 'role' && heart.name) {
    // It says so, and is something else.
    const fits = tester(heart.name);
    found.twins = roots.flatMap((root) => byText(root, fits)).filter(isVisible).slice(0, 2).map(outline);
  }
  return found;
}

// ---- fit for an action ------------------------------------------------------------------------------------------------

const isBox = (element) => isNativeBox(element) || /^(checkbox|radio|switch|menuitemcheckbox|menuitemradio)$/.test(element.getAttribute('role') || '');

const isTextField = (element) => element.isContentEditable || element.tagName === 'TEXTAREA'
  || (element.tagName === 'INPUT' && !/^(checkbox|radio|file|button|submit|reset|image|hidden)$/.test(element.type));

// What an action is for. Others are no error of the moment, but one of the locator.
const kinds = {
  text: { is: isTextField, says: 'a text field' },
  box: { is: isBox, says: 'a box that can be ticked' },
  select: { is: (e) => e.tagName === 'SELECT', says: 'a list to select from' },
  file: { is: (e) => e.tagName === 'INPUT' && e.type === 'file', says: 'a file field' },
};

// The first thing that keeps the element from being used, or null.
function unfit(element) {
  const needs = request.needs;
  if (!element.tagName) return { problem: 'wrong', text: 'an element: it is a shadow root, which can only be looked into' };
  if (needs.kind && !kinds[needs.kind].is(element)) return { problem: 'wrong', text: kinds[needs.kind].says, by: describe(element) };
  if (needs.visible && !isVisible(element)) return { problem: 'hidden', count: 1 };
  return hindrance(element, needs);
}

let movingSince = null;

async function isStill(element) {
  const still = await standStill([element]);
  movingSince = still ? null : movingSince === null ? performance.now() : movingSince;
  return still;
}

// ---- acting -----------------------------------------------------------------------------------------------------------

let tries = 0;
let triedAt = -Infinity;
let leaving = null;

function wantedOption(select, act) {
  const fits = act.option && tester(act.option);
  const options = [...select.options];
  const found = options.filter((option) => fits ? fits(squeeze(option.text)) || fits(squeeze(option.label)) : option.value === act.optionValue);
  if (found.length === 1 && !found[0].disabled) return { option: found[0] };
  const texts = options.slice(0, 10).map((option) => fits ? squeeze(option.text) : option.value);
  return { report: { problem: found.length > 1 ? 'options' : found.length ? 'optionDisabled' : 'option', count: found.length, near: texts } };
}

function took(element, act) {
  if (act.check !== undefined) return isTicked(element) === act.check;
  if (act.fill !== undefined) return valueOf(element) === act.fill || (element.isContentEditable && squeeze(valueOf(element)) === squeeze(act.fill));
  if (act.option || act.optionValue !== undefined) { const { option } = wantedOption(element, act); return !!option && option.selected; }
  return true;
}

// What is put into the element, or null where nothing is to be done.
function change(element, act) {
  if (act.focus) { element.focus(); return; }
  if (act.scroll) { element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' }); return; }
  if (took(element, act)) return;
  if (act.check !== undefined) element.click();
  else if (act.fill !== undefined) setValue(element, act.fill);
  else chooseOption(element, wantedOption(element, act).option);
}

// Brings the element into the state that is wanted and looks whether it stays there. Null: not yet.
async function carryOut(element, act) {
  if (act.option || act.optionValue !== undefined) {
    const { report } = wantedOption(element, act);
    if (report) { last = report; return null; }
  }
  if (tries && performance.now() - triedAt < 90) return null;
  tries += 1;
  triedAt = performance.now();
  // A page that leaves because of what was put in does not live to be asked: it is asked at once.
  leaving = () => answer({ ...page(), ok: took(element, act), problem: took(element, act) ? null : 'unkept' });
  addEventListener('beforeunload', leaving);
  try {
    change(element, act);
    if (act.focus || act.scroll) return { ok: true };
    await twoFrames();
  } finally {
    removeEventListener('beforeunload', leaving);
  }
  // The form may have been rendered anew by what was put in, so the element is looked up again. It may be gone for good, too.
  const now = single(matchesOf(request.locator, document, new Set())).node || element;
  if (took(now, act)) return { ok: true };
  const shown = act.secret || isPassword(now) ? null : act.check !== undefined ? (isTicked(now) ? 'checked' : 'unchecked') : valueOf(now);
  last = { problem: 'unkept', by: describe(now), text: shown };
  return tries < fillTries ? null : { ok: false, ...last };
}

// ---- reading ----------------------------------------------------------------------------------------------------------

const shownValue = (element) => isPassword(element) ? '(a password)' : valueOf(element) === undefined ? null : valueOf(element);

function readOne(element, read) {
  switch (read.what) {
    case 'text': return shownText(element);
    case 'innerText': return element.innerText === undefined ? element.textContent : element.innerText;
    case 'textContent': return element.textContent;
    case 'value': return isPassword(element) || valueOf(element) === undefined ? null : valueOf(element);
    case 'attribute': return isSecretAttribute(element, read.name) ? null : element.getAttribute(read.name);
    case 'name': return nameOf(element);
    case 'tag': return element.tagName.toLowerCase();
    case 'html': return element.outerHTML;
    case 'innerHTML': return element.innerHTML;
    case 'checked': return String(isTicked(element));
    case 'enabled': return String(!isDisabled(element));
    case 'editable': return String(isTextField(element) && !isDisabled(element) && !isReadOnly(element));
    case 'focused': return String(element.matches(':focus'));
    case 'style': return getComputedStyle(element).getPropertyValue(read.name);
    default: return null;
  }
}

function readAll(all, read) {
  switch (read.what) {
    case 'count': return { count: all.length };
    case 'texts': return { texts: all.map(shownText) };
    case 'nodes': return { nodes: all };
    case 'visible': {
      const shown = all.filter(isVisible);
      return shown.length > 1 ? { ok: false, ...single(all).report } : { count: shown.length };
    }
    default: return {};
  }
}

// ---- expecting --------------------------------------------------------------------------------------------------------

// Whether an expectation holds, and what is there in its stead. An absent element has no text.
function observed(all, expected) {
  const shown = all.filter(isVisible);
  switch (expected.what) {
    case 'visible': return [shown.length === 1, shown.length > 1 ? shown.length + ' visible matches' : all.length ? shown.length ? 'visible' : 'hidden' : 'absent'];
    case 'hidden': return [!shown.length, shown.length > 1 ? shown.length + ' visible matches' : shown.length ? 'visible' : 'hidden'];
    case 'count': return [all.length === expected.count, String(all.length)];
    case 'texts': {
      const texts = all.map(shownText);
      return [texts.length === expected.texts.length && texts.every((text, i) => tester(expected.texts[i])(text)), JSON.stringify(texts)];
    }
  }
  const { node, report } = single(all);
  if (!node) return [false, report.problem === 'many' ? report.count + ' matches' : report.problem === 'hidden' ? report.count + ' hidden matches' : 'absent'];
  switch (expected.what) {
    case 'text': { const text = shownText(node); return [tester(expected.text)(text), JSON.stringify(text)]; }
    case 'value': { const fits = tester(expected.text); return [fits(squeeze(valueOf(node))), JSON.stringify(shownValue(node))]; }
    case 'attribute': {
      const text = node.getAttribute(expected.name);
      const shown = text === null ? 'no such attribute' : isSecretAttribute(node, expected.name) ? '(a password)' : JSON.stringify(text);
      return [text !== null && tester(expected.text)(squeeze(text)), shown];
    }
    case 'checked': return [isTicked(node) === expected.state, isTicked(node) ? 'checked' : 'unchecked'];
    case 'enabled': return [!isDisabled(node) === expected.state, isDisabled(node) ? 'disabled' : 'enabled'];
    case 'focused': return [node.matches(':focus') === expected.state, node.matches(':focus') ? 'focused' : 'not focused'];
    default: throw new Wrong({ problem: 'invalid', text: 'unknown expectation ' + expected.what });
  }
}

function observedOfPage(expected) {
  const fits = tester(expected.text);
  if (expected.what === 'title') return [fits(squeeze(document.title)), JSON.stringify(document.title)];
  return [fits(location.href) || fits(location.pathname + location.search + location.hash), shownAddress()];
}

const history = [];

function note(seen) {
  const short = seen.length > 200 ? seen.slice(0, 197) + '...' : seen;
  if (history[history.length - 1] === short) return;
  history.push(short);
  if (history.length > 12) history.splice(6, 1);
}

// ---- waiting ----------------------------------------------------------------------------------------------------------

// What stands in a query may be a secret.
function shownAddress() {
  if (!/^https?:$/.test(location.protocol)) return location.href.length > 120 ? location.href.slice(0, 117) + '...' : location.href;
  const keys = [...new URLSearchParams(location.search).keys()].map((key) => encodeURIComponent(key) + '=…');
  const hash = location.hash.replace(/[=?].*$/, '…');
  return location.origin + location.pathname + (keys.length ? '?' + keys.join('&') : '') + hash;
}

const page = () => ({ address: shownAddress(), title: document.title, waited: Math.round(performance.now() - started), looks, history });

let looks = 0;
// What was wrong at the last look.
let last = null;

async function attempt(watchToo) {
  // After a driver's refusal: not at once again.
  if (request.pause && performance.now() - started < request.pause) return null;
  looks += 1;
  const expected = request.expect;
  if (expected && !request.locator) {
    const [holds, seen] = observedOfPage(expected);
    note(seen);
    return holds ? { ...page(), ok: true } : null;
  }
  const passed = new Set();
  let all;
  try { all = matchesOf(request.locator, document, passed); } finally { passed.forEach(watchToo); }
  if (expected) {
    const [holds, seen] = observed(all, expected);
    note(seen);
    last = all.length ? null : { problem: 'none' };
    return holds ? { ...page(), ok: true } : null;
  }
  if (request.all) return { ...page(), ok: true, ...readAll(all, request.all) };
  const { node, report } = single(all);
  last = report;
  if (!node) return null;
  // A box that is ticked as wanted needs nothing.
  if (request.act && request.act.check !== undefined && isBox(node) && took(node, request.act)) return { ...page(), ok: true };
  last = unfit(node);
  if (last) return null;
  let restless = false;
  if (request.needs.stable && !await isStill(node)) {
    last = { problem: node.isConnected ? 'moving' : 'detached' };
    // Where it does no harm, an endless animation is not waited for.
    if (!request.needs.bearsUnrest || !node.isConnected || performance.now() - movingSince < patienceWithUnrest) return null;
    restless = true;
  }
  if (request.needs.stable) {
    // Two frames have passed since it was looked at.
    last = unfit(node);
    if (last) return null;
  }
  if (request.read && request.read.what === 'box') {
    const box = node.getBoundingClientRect();
    return { ...page(), ok: true, numbers: [box.left, box.top, box.width, box.height] };
  }
  if (request.read) return { ...page(), ok: true, text: readOne(node, request.read) };
  const result = request.act ? await carryOut(node, request.act) : { ok: true, node };
  return result && { ...page(), restless, ...result };
}

// Of what was wrong, only a locator that can never be understood is not waited for.
async function guarded(watchToo) {
  try { return await attempt(watchToo); } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    last = error.report;
    return last.problem === 'invalid' ? { ...page(), ok: false, ...last } : null;
  }
}

function explained() {
  if (!last || last.problem !== 'none' || !request.locator) return last;
  try { return { ...last, ...hints(new Set()) }; } catch (error) { return error instanceof Wrong ? error.report : last; }
}

watch({
  deadline: request.deadline, attempt: guarded, answer,
  late: () => ({ ...page(), ok: false, ...explained() }),
  trouble: (text) => ({ ...page(), ok: false, problem: 'trouble', text }),
});
