import { element } from './elements.js';
import { shapeOf } from './schema-shape.js';
import { limitWords, typeWords } from './schema-words.js';

const OPEN_LEVELS = 2;

/** A schema for people: what it lets through, and its members. What is folded is written when it is opened, as a type may have itself as a member. */
export function schemaView(schema, resolve) {
  const shape = shapeOf(schema, resolve);
  return element('div', { class: 'schema' }, about(shape, resolve), membersOf(shape, resolve, 0));
}

/** A named value with its schema: a parameter, a header, a member. */
export function valueView({ name, place, isRequired, description, schema }, resolve, level = 0) {
  const shape = shapeOf(schema, resolve);
  const inside = membersOf(shape, resolve, level + 1);
  return element(
    'li',
    { class: 'value' },
    element(
      'p',
      { class: 'named' },
      element('code', {}, name),
      place === undefined ? undefined : element('span', { class: 'place-of' }, place),
      isRequired ? element('span', { class: 'must' }, 'required') : undefined,
    ),
    about({ ...shape, description: description ?? shape.description }, resolve),
    inside,
  );
}

function about(shape, resolve) {
  return element(
    'div',
    { class: 'about-value' },
    element('p', { class: 'type' }, [typeWords(shape, resolve), ...limitWords(shape)].join('; ')),
    shape.description ? element('p', {}, shape.description) : undefined,
  );
}

// Those of an object, of an array's items, of a map's values, and of each way in which a value may look.
function membersOf(shape, resolve, level) {
  switch (shape.kind) {
    case 'object':
      return folding('Members', level, () => list(shape.members.map((member) => valueView(member, resolve, level))));
    case 'array':
      return membersOf(shapeOf(shape.items, resolve), resolve, level);
    case 'map':
      return membersOf(shapeOf(shape.values, resolve), resolve, level);
    case 'variants':
      return folding('Ways', level, () => list(shape.variants.map(({ label, schema }) => way(label, schema, resolve, level))));
    default:
      return undefined;
  }
}

function way(label, schema, resolve, level) {
  return element('li', { class: 'value' }, folding(label, OPEN_LEVELS, () => valueView({ name: label, schema }, resolve, level + 1)));
}

function list(items) {
  return element('ul', { class: 'values' }, items);
}

function folding(label, level, make) {
  const fold = element('details', { open: level < OPEN_LEVELS }, element('summary', {}, label));
  const write = () => {
    if (fold.childElementCount === 1) fold.append(make());
  };
  fold.addEventListener('toggle', write);
  if (fold.open) write();
  return fold;
}
