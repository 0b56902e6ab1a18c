// Runs in the page behind dom.js, as the body of one "Execute Script": lists what there is on the page to read and to use, as a person would
// tell it apart. PageInventory.swift reads the answer.
//
// It changes nothing. What has been typed is never told, and of a long table only the first rows: they are alike.
const rowsToldOf = 3;

// The elements that are known already, each with a name.
const namesOfKnown = new Map(Object.entries(arguments[0] || {}).map(([name, element]) => [element, name]));
const mostThings = 600;

// What is known is told, wherever it stands, and with it what stands in the same row.
const rowsOfKnown = new Set([...namesOfKnown.keys()].map((element) => element.closest('tr')).filter(Boolean));

const headingsAnywhere = 'legend, caption, h1, h2, h3, h4, h5, h6, [role=heading]';

const textFor = (text, longest = 120) => squeeze(text).slice(0, longest);

// Classes that scripts go by, rather than style sheets.
const isHook = (name) => /^(bhv|js|qa|test)-/.test(name);

function hooksOf(element) {
  const ids = ['data-testid', 'data-test-id', 'data-test', 'data-qa'].map((name) => element.getAttribute(name)).filter(Boolean);
  return [...new Set([...[...element.classList].filter(isHook), ...ids])];
}

const classesOf = (element) => [...element.classList].filter((name) => !isHook(name)).slice(0, 8);

// The page's forms are told apart by number.
const forms = [...document.forms];

const namesOfGroups = new Map();

function thing(element, kind, row) {
  const box = element.getBoundingClientRect();
  const isControl = kind !== 'text';
  const told = {
    kind, tag: element.tagName.toLowerCase(), role: roleOf(element), name: textFor(isControl ? nameOf(element) : ownText(element)),
    labels: isControl ? labelsOf(element).map((each) => textFor(each)) : [],
    id: element.id || '', hooks: hooksOf(element), classes: classesOf(element),
    type: element.tagName === 'INPUT' || element.tagName === 'BUTTON' ? element.type : '',
    field: element.getAttribute('name') || '', placeholder: textFor(element.getAttribute('placeholder')),
    inside: nameAround(element, namesOfGroups), form: forms.indexOf(element.form || element.closest('form')),
    row, shown: isVisible(element), enabled: !isControl || !isDisabled(element),
    box: [box.left, box.top, box.width, box.height].map(Math.round),
  };
  if (namesOfKnown.has(element)) told.known = namesOfKnown.get(element);
  // Without query and fragment: those have people's data in them.
  if (element.tagName === 'A' && element.href && element.origin === location.origin) told.path = element.pathname;
  if (element.tagName === 'SELECT') told.options = [...element.options].slice(0, 30).map((option) => textFor(option.text, 60));
  return told;
}

// The number of the row of data in which something stands; -1 outside of tables.
function rowOf(element) {
  const row = element.closest('tr');
  if (!row || !row.querySelector('td')) return -1;
  const table = row.closest('table');
  return [...table.rows].filter((each) => each.querySelector('td')).indexOf(row);
}

const controlsAndLinks = controls + ', a[href], summary, [role=button], [role=link], [role=radio], [role=menuitem], [role=tab]';
const things = [];
const taken = new Set();
for (const element of document.querySelectorAll(controlsAndLinks)) {
  const row = rowOf(element);
  if ((row >= rowsToldOf && !rowsOfKnown.has(element.closest('tr'))) || things.length >= mostThings) continue;
  taken.add(element);
  things.push(thing(element, 'control', row));
}
for (const element of document.querySelectorAll(headingsAnywhere + ', [class], [data-testid], [data-test-id], [data-test], [data-qa], [role=alert], [role=status], [id]')) {
  if (things.length >= mostThings || taken.has(element) || element.closest('table, script, style, head') || element === document.body) continue;
  const text = squeeze(ownText(element));
  // What holds a whole part of the page says nothing.
  if (!text || text.length > 200 || element.querySelector(controlsAndLinks)) continue;
  things.push(thing(element, 'text', -1));
}
for (const element of namesOfKnown.keys()) {
  if (taken.has(element) || things.some((each) => each.known === namesOfKnown.get(element)) || element.tagName === 'TABLE') continue;
  things.push(thing(element, element.matches(controlsAndLinks) ? 'control' : 'text', rowOf(element)));
}

const tables = [...document.querySelectorAll('table')].slice(0, 20).map((table) => {
  const head = table.tHead ? table.tHead.rows[0] : table.rows[0];
  const rows = [...table.rows].filter((row) => row.parentElement.tagName !== 'THEAD' && row.querySelector('td') && ![...row.cells].some((cell) => cell.colSpan > 1));
  return {
    headings: head ? [...head.cells].map((cell) => textFor(ownText(cell), 80)) : [],
    id: table.id || '', hooks: hooksOf(table), classes: classesOf(table), shown: isVisible(table),
    known: namesOfKnown.get(table),
    around: table.parentElement && table.parentElement.id || '', rows: rows.length,
    sample: rows.slice(0, rowsToldOf).map((row) => [...row.cells].map((cell) => textFor(ownText(cell), 80))),
  };
});

const loaded = performance.getEntriesByType('navigation')[0];
return { address: location.origin + location.pathname, title: textFor(document.title), status: (loaded && loaded.responseStatus) || 0, things, tables };
