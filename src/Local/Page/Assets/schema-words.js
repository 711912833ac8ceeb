import { shapeOf } from './schema-shape.js';

const NAMED = { choice: 'one of', constant: 'always', json: 'any JSON', variants: 'one of several' };

/** What a schema lets through, in a few words: `string (date-time) or null`, `array of integer`. */
export function typeWords(shape, resolve, level = 0) {
  const words = plainWords(shape, resolve, level);
  return shape.isNullable && shape.kind !== 'json' ? `${words} or null` : words;
}

/** What else a value has to keep to, as phrases. */
export function limitWords({ kind, schema, default: usual }) {
  const limits = [
    ['at least', schema.minimum],
    ['more than', schema.exclusiveMinimum],
    ['at most', schema.maximum],
    ['less than', schema.exclusiveMaximum],
    ['a multiple of', schema.multipleOf],
    ['at least', schema.minLength, 'characters'],
    ['at most', schema.maxLength, 'characters'],
    ['at least', schema.minItems, 'items'],
    ['at most', schema.maxItems, 'items'],
    ['matches', kind === 'string' ? schema.pattern : undefined],
  ];
  const words = limits.filter(([, value]) => value !== undefined).map((limit) => limit.filter((part) => part !== undefined).join(' '));
  return usual === undefined ? words : [...words, `${JSON.stringify(usual)} unless given`];
}

function plainWords(shape, resolve, level) {
  const { kind, schema } = shape;
  if (kind === 'choice') return `${NAMED.choice} ${shape.values.map((value) => JSON.stringify(value)).join(', ')}`;
  if (kind === 'constant') return `${NAMED.constant} ${JSON.stringify(shape.value)}`;
  if (kind === 'array') return level > 2 ? 'array' : `array of ${typeWords(shapeOf(shape.items, resolve), resolve, level + 1)}`;
  if (kind === 'map') {
    const values = shapeOf(shape.values, resolve);
    return level > 2 ? 'object' : `object with members of any name, each ${typeWords(values, resolve, level + 1)}`;
  }

  return NAMED[kind] ?? (schema.format === undefined ? kind : `${kind} (${schema.format})`);
}
