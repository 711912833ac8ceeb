const SIMPLE = ['integer', 'number', 'string', 'boolean'];

/**
 * What a form needs to know of a JSON schema. `kind` is `string`, `number`, `integer`, `boolean`, `choice`, `constant`, `object`, `array`, `map`,
 * `variants` or `json`, which stands for anything that a form has no better control for.
 * @param {object | boolean} schema
 * @param {(node: object) => object} resolve Follows references.
 */
export function shapeOf(schema, resolve) {
  const plain = merged(typeof schema === 'object' && schema !== null ? schema : {}, resolve);
  const branches = (plain.anyOf ?? plain.oneOf ?? []).map((branch) => merged(branch, resolve));
  const real = branches.filter((branch) => branch.type !== 'null');
  const types = [plain.type ?? []].flat();
  const common = {
    isNullable: types.includes('null') || real.length < branches.length || plain.enum?.includes(null) === true,
    title: plain.title,
    description: plain.description,
    default: plain.default,
    schema: plain,
  };
  const { anyOf: _, oneOf: __, ...own } = plain;
  if (real.length === 1) {
    const only = shapeOf({ ...own, ...real[0] }, resolve);
    return {
      ...only,
      ...common,
      schema: only.schema,
      isNullable: common.isNullable || only.isNullable,
      description: common.description ?? only.description,
    };
  }

  return real.length > 1
    ? { ...common, kind: 'variants', variants: real.map((branch, i) => variant(own, branch, i)) }
    : { ...common, ...kindOf(plain, types) };
}

function kindOf(schema, types) {
  if ('const' in schema) return { kind: 'constant', value: schema.const };
  if (Array.isArray(schema.enum)) return { kind: 'choice', values: schema.enum.filter((value) => value !== null) };

  const some = types.filter((type) => type !== 'null');
  const simple = SIMPLE.filter((type) => some.includes(type));
  if (some.length > 0 && simple.length === some.length) {
    // A number that may be written as a string is still a number.
    const isNumber = simple[0] === 'integer' || simple[0] === 'number';
    return simple.length === 1 || (isNumber && simple.every((type) => type !== 'boolean')) ? { kind: simple[0] } : { kind: 'json' };
  }

  if (some.length > 1) return { kind: 'json' };
  if (some[0] === 'array') return { kind: 'array', items: schema.items ?? {} };
  if (some[0] === 'object' || schema.properties) return objectKind(schema);
  return { kind: 'json' };
}

function objectKind(schema) {
  const members = Object.entries(schema.properties ?? {});
  if (members.length > 0)
    return {
      kind: 'object',
      members: members.map(([name, member]) => ({ name, schema: member, isRequired: schema.required?.includes(name) === true })),
    };
  return typeof schema.additionalProperties === 'object' ? { kind: 'map', values: schema.additionalProperties } : { kind: 'json' };
}

function variant(own, branch, index) {
  const schema = merge(own, branch);
  const constant = Object.values(schema.properties ?? {}).find((member) => member.const !== undefined)?.const;
  return { label: String(branch.title ?? constant ?? branch.type ?? `Way ${index + 1}`), schema };
}

// Everything that has to hold at once, as one schema.
function merged(schema, resolve) {
  const { allOf, ...own } = resolve(schema);
  return (allOf ?? []).map((part) => merged(part, resolve)).reduce(merge, own);
}

function merge(one, other) {
  const whole = { ...one, ...other };
  if (one.properties && other.properties) whole.properties = { ...one.properties, ...other.properties };
  if (one.required && other.required) whole.required = [...new Set([...one.required, ...other.required])];
  return whole;
}
