import { element } from './elements.js';
import { visible } from './visible-text.js';

const OPEN_LEVELS = 4;
const OPEN_MEMBERS = 100;

/** JSON, formatted. Objects and arrays fold; what is folded is written when it is opened. */
export function jsonView(value) {
  return element('div', { class: 'json', role: 'group', 'aria-label': 'JSON' }, node(undefined, value, '', 0));
}

/** JSON as text, as it is copied: what cannot be seen is escaped, which is JSON too. */
export function formatJson(value) {
  return visible(JSON.stringify(value, null, 2));
}

function node(name, value, comma, level) {
  const label = name === undefined ? [] : [element('span', { class: 'key' }, JSON.stringify(name)), ': '];
  const isFolding = value !== null && typeof value === 'object' && !JSON.isRawJSON?.(value);
  const members = isFolding ? Object.keys(value) : [];
  return members.length > 0
    ? folding(label, value, members, comma, level)
    : element('div', { class: 'leaf' }, label, element('span', { class: kindOf(value) }, JSON.stringify(value)), comma);
}

function folding(label, value, members, comma, level) {
  const isArray = Array.isArray(value);
  const [start, end] = isArray ? '[]' : '{}';
  const amount = `${members.length.toLocaleString('en')} ${isArray ? 'item' : 'member'}${members.length === 1 ? '' : 's'}`;
  const inside = element('div', { class: 'inside' });
  const fold = element(
    'details',
    { open: level < OPEN_LEVELS && members.length <= OPEN_MEMBERS },
    element('summary', {}, label, start, element('span', { class: 'folded' }, ` … ${end}${comma} `, element('span', { class: 'amount' }, amount))),
    inside,
  );
  const write = () => {
    if (inside.firstChild === null)
      inside.append(...members.map((key, i) => node(isArray ? undefined : key, value[key], i < members.length - 1 ? ',' : '', level + 1)));
  };
  fold.addEventListener('toggle', write);
  if (fold.open) write();
  inside.after(element('div', { class: 'tail' }, end + comma));
  return fold;
}

function kindOf(value) {
  if (value === null) return 'null';
  return typeof value === 'object' ? (JSON.isRawJSON?.(value) ? 'number' : 'none') : typeof value;
}
