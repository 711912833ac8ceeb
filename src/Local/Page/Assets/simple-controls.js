import { element } from './elements.js';

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const UUID = '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$';
const INPUT_TYPES = { date: 'date', email: 'email', uri: 'url' };

/** A control for one value: `{ control, read, write, hint? }`. Empty reads as undefined. Texts have one line where `isLine` says so. */
export function simpleControl(shape, isRequired, isLine) {
  switch (shape.kind) {
    case 'boolean':
      return choice([true, false], isRequired);
    case 'choice':
      return choice(shape.values, isRequired);
    case 'integer':
    case 'number':
      return number(shape, isRequired);
    case 'string':
      return text(shape, isRequired, isLine);
    default:
      return json(isRequired);
  }
}

/** A number just as it was typed: one of 19 digits does not fit into a number of JavaScript. */
export function exactNumber(typed) {
  return JSON_NUMBER.test(typed) && String(Number(typed)) !== typed && JSON.rawJSON !== undefined ? JSON.rawJSON(typed) : Number(typed);
}

function choice(values, isRequired) {
  const texts = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const control = element(
    'select',
    { required: isRequired },
    element('option', { value: '' }, isRequired ? 'Choose …' : '—'),
    texts.map((one, i) => element('option', { value: String(i) }, one)),
  );
  return {
    control,
    read: () => (control.value === '' ? undefined : values[Number(control.value)]),
    write: (value) => {
      const index = value === undefined ? -1 : texts.indexOf(typeof value === 'string' ? value : JSON.stringify(value));
      control.value = index < 0 ? '' : String(index);
    },
  };
}

function number({ kind, schema }, isRequired) {
  const control = element('input', {
    type: 'number',
    required: isRequired,
    step: String(schema.multipleOf ?? (kind === 'integer' ? 1 : 'any')),
    inputMode: kind === 'integer' ? 'numeric' : 'decimal',
  });
  const least =
    schema.minimum ?? (kind === 'integer' && schema.exclusiveMinimum !== undefined ? schema.exclusiveMinimum + 1 : schema.exclusiveMinimum);
  const most =
    schema.maximum ?? (kind === 'integer' && schema.exclusiveMaximum !== undefined ? schema.exclusiveMaximum - 1 : schema.exclusiveMaximum);
  const [leastOfFormat, mostOfFormat] = schema.format === 'int32' ? [-2147483648, 2147483647] : [];
  set(control, 'min', least ?? leastOfFormat);
  set(control, 'max', most ?? mostOfFormat);
  return {
    control,
    read: () => (control.value === '' ? undefined : exactNumber(control.value)),
    write: (value) => {
      control.value = value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
    },
  };
}

// Several lines are fine wherever the schema does not say otherwise.
function text({ schema }, isRequired, isAlwaysLine) {
  if (schema.format === 'date-time') return dateTime(isRequired);
  const isLine = isAlwaysLine || schema.format !== undefined || schema.pattern !== undefined || schema.maxLength <= 100;
  const control = isLine
    ? element('input', { type: INPUT_TYPES[schema.format] ?? 'text', required: isRequired, autocomplete: 'off', spellcheck: false })
    : element('textarea', { rows: 1, required: isRequired, spellcheck: false });
  set(control, 'minLength', schema.minLength);
  set(control, 'maxLength', schema.maxLength);
  checkPattern(
    control,
    schema.format === 'uuid' ? UUID : schema.pattern,
    schema.format === 'uuid' ? 'Enter a GUID such as 0f8fad5b-d9cb-469f-a165-70867728950e.' : undefined,
  );
  return {
    control,
    read: () => (control.value === '' ? undefined : control.value),
    write: (value) => {
      control.value = typeof value === 'string' ? value : '';
    },
  };
}

// Typed in the reader's own time zone, sent in UTC.
function dateTime(isRequired) {
  const control = element('input', { type: 'datetime-local', step: '1', required: isRequired });
  return {
    control,
    hint: 'In your time zone; it is sent in UTC.',
    read: () => (control.value === '' ? undefined : new Date(control.value).toISOString()),
    write: (value) => {
      const time = new Date(value ?? NaN);
      control.value = Number.isNaN(time.getTime()) ? '' : new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
    },
  };
}

function json(isRequired) {
  const control = element('textarea', { class: 'code', rows: 3, required: isRequired, spellcheck: false, placeholder: 'JSON' });
  const parse = () => {
    try {
      control.setCustomValidity('');
      return control.value.trim() === '' ? undefined : JSON.parse(control.value, keepNumber);
    } catch (error) {
      control.setCustomValidity(`This is not JSON: ${error.message}`);
      return undefined;
    }
  };
  control.addEventListener('input', parse);
  return {
    control,
    read: parse,
    write: (value) => {
      control.value = value === undefined ? '' : JSON.stringify(value, null, 2);
      parse();
    },
  };
}

/** For JSON.parse: numbers that would be rounded stay as they are written. */
export function keepNumber(_, value, context) {
  return typeof value === 'number' && context?.source !== undefined ? exactNumber(context.source) : value;
}

function set(control, name, value) {
  if (value !== undefined) control[name] = String(value);
}

// Not the attribute: it wants the whole text to match, and other expressions than a schema has.
function checkPattern(control, pattern, message) {
  if (pattern === undefined) return;
  let expression;
  try {
    expression = new RegExp(pattern, 'u');
  } catch {
    return;
  }

  control.addEventListener('input', () =>
    control.setCustomValidity(control.value === '' || expression.test(control.value) ? '' : (message ?? `It has to match ${pattern}`)),
  );
}
