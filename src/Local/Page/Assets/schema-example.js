import { shapeOf } from './schema-shape.js';

const MOST_LEVELS = 5;
const SUCH_AS = /\bsuch as ([^\s,;]+?)[.,;]?(?:\s|$)/;
const OF_FORMAT = {
  date: '2026-01-31',
  'date-time': '2026-01-31T09:30:00Z',
  time: '09:30:00',
  duration: 'PT1M30S',
  uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  uri: 'https://example.com/',
  email: 'anna@example.com',
  byte: 'aGVsbG8=',
};

/** A value that a schema lets through, as far as can be told. */
export function exampleOf(schema, resolve, name = 'text', level = 0) {
  const shape = shapeOf(schema, resolve);
  const given = [shape.schema.example, shape.schema.examples?.[0], shape.default].find((value) => value !== undefined && value !== null);
  return given === undefined ? made(shape, resolve, name, level) : given;
}

/** A value of a parameter: what its description gives as an example comes first. */
export function exampleOfParameter({ name, description, schema, example }, resolve) {
  const shape = shapeOf(schema ?? {}, resolve);
  return example ?? SUCH_AS.exec(description ?? shape.description ?? '')?.[1] ?? exampleOf(schema ?? { type: 'string' }, resolve, name);
}

function made(shape, resolve, name, level) {
  switch (shape.kind) {
    case 'constant':
      return shape.value;
    case 'choice':
      return shape.values[0];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return numberOf(shape.schema);
    case 'string':
      return SUCH_AS.exec(shape.description ?? '')?.[1] ?? OF_FORMAT[shape.schema.format] ?? lengthened(name, shape.schema);
    case 'array':
      return level < MOST_LEVELS ? [exampleOf(shape.items, resolve, name, level + 1)] : [];
    case 'map':
      return level < MOST_LEVELS ? { name: exampleOf(shape.values, resolve, name, level + 1) } : {};
    case 'variants':
      return exampleOf(shape.variants[0].schema, resolve, name, level + 1);
    case 'object':
      return objectOf(shape, resolve, level);
    default:
      return shape.isNullable ? null : {};
  }
}

// Where types have themselves as members, the example has to end: with what is required.
function objectOf(shape, resolve, level) {
  const members = shape.members.filter(({ isRequired }) => level < 2 || (isRequired && level < MOST_LEVELS));
  return Object.fromEntries(members.map((member) => [member.name, exampleOf(member.schema, resolve, member.name, level + 1)]));
}

function numberOf({ minimum, exclusiveMinimum, maximum, multipleOf }) {
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  return Math.min(Math.max(multipleOf ?? 1, least ?? -Infinity), maximum ?? Infinity);
}

function lengthened(name, { minLength = 0, maxLength = Infinity }) {
  return name.padEnd(minLength, 'x').slice(0, maxLength);
}
