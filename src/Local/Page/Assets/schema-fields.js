import { element } from './elements.js';
import { shapeOf } from './schema-shape.js';
import { simpleControl } from './simple-controls.js';

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const MOST_LEVELS = 12;

let ids = 0;

/**
 * Makes the part of a form for a schema. What it makes has `element`; `read()`, which gives undefined for what is not to be sent; `write(value)`;
 * and `visit(path, see)`, which shows `see` each control with the JSON path of its value.
 * @param {object} schema
 * @param {{ label: string, isRequired: boolean, resolve: (node: object) => object, onStructure: () => void, level?: number, isItem?: boolean,
 *   isLine?: boolean }} place
 */
export function fieldOf(schema, place) {
  const { level = 0 } = place;
  const shape = shapeOf(schema, place.resolve);
  const inside = { ...place, level: level + 1, isItem: false };
  if (shape.kind === 'constant') return constantField(shape);
  if (level >= MOST_LEVELS || !(shape.kind in COMPOSITES)) return simpleField(level >= MOST_LEVELS ? { ...shape, kind: 'json' } : shape, place);

  const make = () => COMPOSITES[shape.kind](shape, inside);
  return place.isRequired && (!shape.isNullable || place.isItem) ? framed(make(), shape, place) : optionalField(make, shape, place);
}

const COMPOSITES = { object: objectField, array: arrayField, map: mapField, variants: variantsField };

/** The JSON path of a member. */
export function memberPath(path, name) {
  return IDENTIFIER.test(name) ? `${path}.${name}` : `${path}['${name.replace(/['\\]/g, '\\$&')}']`;
}

function constantField({ value }) {
  return { element: element('div', { hidden: true }), read: () => value, write() {}, visit() {} };
}

function simpleField(shape, { label, isRequired, isItem, isLine }) {
  const mayBeNull = shape.isNullable && !isItem;
  const { control, read, write, hint } = simpleControl(shape, isRequired && !mayBeNull, isLine);
  const id = `field-${++ids}`;
  const hints = [
    shape.description,
    hint,
    isRequired && mayBeNull ? 'Left empty, it is null.' : undefined,
    shape.default === undefined || shape.default === null ? undefined : `Left empty, it is ${JSON.stringify(shape.default)}.`,
  ].filter((text) => text !== undefined);
  control.id = id;
  control.setAttribute('aria-describedby', `${id}-hint ${id}-fault`);
  return {
    element: element(
      'div',
      { class: 'field' },
      element('label', { htmlFor: id }, label, requiredMark(control.required)),
      control,
      element('p', { class: 'hint', id: `${id}-hint` }, hints.join(' ')),
      element('p', { class: 'fault', id: `${id}-fault` }),
    ),
    read: () => read() ?? (isRequired && mayBeNull ? null : undefined),
    write: (value) => write(value ?? undefined),
    visit: (path, see) => see(path, control),
  };
}

function requiredMark(isRequired) {
  return isRequired ? element('span', { class: 'required', 'aria-hidden': 'true' }, ' *') : undefined;
}

function framed(field, shape, { label, isRequired, level = 0 }) {
  const heading = [label, requiredMark(isRequired && level > 0)];
  const hint = shape.description ? element('p', { class: 'hint' }, shape.description) : undefined;
  return { ...field, element: element('fieldset', { class: level === 0 ? 'whole' : 'group' }, element('legend', {}, heading), hint, field.element) };
}

// What is not there is not sent. It is made when it is added: a type may have itself as a member.
function optionalField(make, shape, place) {
  let field;
  const button = element('button', { type: 'button', class: 'quiet small', onclick: () => set(field ? undefined : make()) });
  const inside = element('div');
  const set = (made) => {
    field = made;
    inside.replaceChildren(...(field ? [field.element] : []));
    button.textContent = field ? `Remove ${place.label}` : `Add ${place.label}`;
    place.onStructure();
  };
  button.textContent = `Add ${place.label}`;
  const absent = place.isRequired ? null : undefined;
  const frame = framed({ element: element('div', {}, inside, button) }, shape, { ...place, isRequired: false });
  return {
    element: frame.element,
    read: () => (field ? field.read() : absent),
    write: (value) => {
      set(value === undefined || value === null ? undefined : make());
      field?.write(value);
    },
    visit: (path, see) => (field ? field.visit(path, see) : see(path, button)),
  };
}

function objectField(shape, place) {
  const members = shape.members.map(({ name, schema, isRequired }) => ({ name, field: fieldOf(schema, { ...place, label: name, isRequired }) }));
  return {
    element: element(
      'div',
      { class: 'members' },
      members.map(({ field }) => field.element),
    ),
    read: () => Object.fromEntries(members.map(({ name, field }) => [name, field.read()]).filter(([, value]) => value !== undefined)),
    write: (value) =>
      members.forEach(({ name, field }) =>
        field.write(value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? value[name] : undefined),
      ),
    visit: (path, see) => members.forEach(({ name, field }) => field.visit(memberPath(path, name), see)),
  };
}

function arrayField(shape, place) {
  const { minItems = 0, maxItems = Infinity } = shape.schema;
  const entries = rowsOf(place, minItems, maxItems, 'Add an item', () =>
    fieldOf(shape.items, { ...place, label: 'Item', isRequired: true, isItem: true }),
  );
  return {
    element: entries.element,
    read: () => entries.fields.map((field) => field.read() ?? null),
    write: (value) => entries.write(Array.isArray(value) ? value : []),
    visit: (path, see) => {
      see(path, entries.button);
      entries.fields.forEach((field, i) => field.visit(`${path}[${i}]`, see));
    },
  };
}

function mapField(shape, place) {
  const entries = rowsOf(place, 0, Infinity, 'Add a member', () => {
    const name = simpleField({ kind: 'string', schema: { format: 'name' } }, { label: 'Name', isRequired: true });
    const value = fieldOf(shape.values, { ...place, label: 'Value', isRequired: true, isItem: true });
    return {
      element: element('div', { class: 'pair' }, name.element, value.element),
      name,
      value,
      write: (pair) => (name.write(pair[0]), value.write(pair[1])),
    };
  });
  return {
    element: entries.element,
    read: () => Object.fromEntries(entries.fields.map(({ name, value }) => [name.read() ?? '', value.read() ?? null])),
    write: (value) => entries.write(Object.entries(value ?? {})),
    visit: (path, see) => {
      see(path, entries.button);
      entries.fields.forEach(({ name, value }) => value.visit(memberPath(path, name.read() ?? ''), see));
    },
  };
}

// Rows that are added and removed one by one.
function rowsOf(place, least, most, addLabel, make) {
  const fields = [];
  const list = element('div', { class: 'items' });
  const button = element(
    'button',
    { type: 'button', class: 'quiet small', onclick: () => add().querySelector('input, textarea, select, button')?.focus() },
    addLabel,
  );
  const settle = () => {
    button.disabled = fields.length >= most;
    for (const remove of list.querySelectorAll(':scope > .item > .remove')) remove.disabled = fields.length <= least;
    place.onStructure();
  };
  const add = () => {
    const field = make();
    const row = element(
      'div',
      { class: 'item' },
      field.element,
      element(
        'button',
        {
          type: 'button',
          class: 'remove',
          'aria-label': 'Remove',
          title: 'Remove',
          onclick: () => {
            fields.splice(fields.indexOf(field), 1);
            row.remove();
            settle();
            button.focus();
          },
        },
        '×',
      ),
    );
    fields.push(field);
    list.append(row);
    settle();
    return row;
  };
  for (let i = 0; i < Math.max(least, 1); i++) add();
  return {
    element: element('div', {}, list, button),
    fields,
    button,
    write: (values) => {
      fields.length = 0;
      list.replaceChildren();
      for (const value of values) {
        add();
        fields.at(-1).write(value);
      }

      settle();
    },
  };
}

function variantsField(shape, place) {
  let field;
  const inside = element('div');
  const id = `field-${++ids}`;
  const select = element(
    'select',
    { id, onchange: () => choose(select.selectedIndex) },
    shape.variants.map(({ label }) => element('option', {}, label)),
  );
  const choose = (index) => {
    select.selectedIndex = index;
    field = fieldOf(shape.variants[index].schema, { ...place, label: shape.variants[index].label, isRequired: true });
    inside.replaceChildren(field.element);
    place.onStructure();
  };
  choose(0);
  return {
    element: element('div', { class: 'variants' }, element('div', { class: 'field' }, element('label', { htmlFor: id }, 'Kind'), select), inside),
    read: () => field.read(),
    write: (value) => {
      // The one that gives back what was written into it.
      const text = JSON.stringify(value);
      const index = shape.variants.findIndex((_, i) => {
        choose(i);
        field.write(value);
        return JSON.stringify(field.read()) === text;
      });
      if (index < 0) choose(0);
    },
    visit: (path, see) => field.visit(path, see),
  };
}
