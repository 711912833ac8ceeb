import { copyButton } from './copying.js';
import { curlOf } from './curl.js';
import { element } from './elements.js';
import { formatJson } from './json-view.js';
import { exampleOf, exampleOfParameter } from './schema-example.js';
import { schemaView, valueView } from './schema-view.js';
import { buildRequest } from './start-request.js';

const JSON_TYPE = 'application/json';

/**
 * All of one operation: what it takes and what it gives.
 * @param {{ method: string, path: string }} place
 * @param {object} operation What the document says of it.
 * @param {(node: object) => object} resolve Follows references.
 * @param {string} server Where the API is.
 */
export function referenceOperation(place, operation, resolve, server) {
  return element(
    'div',
    { class: 'columns' },
    element(
      'div',
      { class: 'main-column' },
      parametersOf(operation.parameters, resolve),
      bodyOf(operation.body, resolve),
      element(
        'section',
        {},
        element('h2', {}, 'Replies'),
        operation.replies.map((reply) => replyOf(reply, resolve)),
      ),
    ),
    element('div', { class: 'side-column' }, element('div', { class: 'sticky' }, curlSection(place, operation, resolve, server))),
  );
}

function parametersOf(parameters, resolve) {
  if (parameters.length === 0) return undefined;
  const values = parameters.map((parameter) =>
    valueView({ ...parameter, place: parameter.in, isRequired: parameter.required === true, schema: parameter.schema ?? {} }, resolve),
  );
  return element('section', {}, element('h2', {}, 'Parameters'), element('ul', { class: 'values' }, values));
}

function bodyOf(body, resolve) {
  if (!body) return undefined;
  return element(
    'section',
    {},
    element('h2', {}, 'Body', element('span', { class: 'must' }, body.isRequired ? 'required' : 'optional')),
    body.description ? element('p', {}, body.description) : undefined,
    contentOf(body.content, resolve),
  );
}

function replyOf({ status, description, headers, content }, resolve) {
  const isGood = status.startsWith('2');
  const values = headers.map((header) => valueView({ ...header, place: 'header', schema: header.schema ?? {} }, resolve));
  return element(
    'details',
    { class: 'reply', open: isGood },
    element('summary', {}, element('b', { class: isGood ? 'tone-succeeded' : 'tone-failed' }, status), ' ', description ?? ''),
    values.length === 0 ? undefined : element('ul', { class: 'values' }, values),
    contentOf(content, resolve),
  );
}

// Types that have the same schema are told together.
function contentOf(content, resolve) {
  const bySchema = new Map();
  for (const [type, { schema, example }] of Object.entries(content)) {
    const key = JSON.stringify([schema, example]);
    const known = bySchema.get(key) ?? { types: [], schema, example };
    known.types.push(type);
    bySchema.set(key, known);
  }

  return [...bySchema.values()].map(({ types, schema, example }) =>
    element(
      'div',
      { class: 'content-type' },
      element('p', { class: 'named' }, types.map((type) => element('code', {}, type))),
      schema === undefined ? undefined : schemaView(schema, resolve),
      types.some(isJson) && schema !== undefined ? exampleView(example ?? exampleOf(schema, resolve)) : undefined,
    ),
  );
}

function exampleView(value) {
  const text = formatJson(value);
  return element(
    'details',
    { class: 'example' },
    element('summary', {}, 'Example'),
    element(
      'div',
      { class: 'with-copy' },
      element('pre', { class: 'curl', tabIndex: 0, 'aria-label': 'Example' }, text),
      copyButton('the example', text),
    ),
  );
}

function curlSection(place, operation, resolve, server) {
  let line;
  try {
    line = curlOf(server, requestOf(place, operation, resolve));
  } catch (error) {
    return element('section', {}, element('h2', {}, 'With curl'), element('p', { class: 'note' }, error.message));
  }

  return element(
    'section',
    {},
    element('h2', {}, 'With curl', copyButton('the curl command', line)),
    element('pre', { class: 'curl', tabIndex: 0, 'aria-label': 'With curl' }, line),
  );
}

function requestOf({ method, path }, { parameters, body }, resolve) {
  const values = parameters
    .filter((parameter) => parameter.required === true)
    .map((parameter) => ({ name: parameter.name, in: parameter.in, value: exampleOfParameter(parameter, resolve) }));
  return buildRequest(method, path, values, body && contentFor(body.content, resolve));
}

function contentFor(content, resolve) {
  const [type, { schema, example } = {}] = Object.entries(content).find(([name]) => isJson(name)) ?? Object.entries(content)[0] ?? [];
  if (type === undefined) return undefined;
  if (isJson(type)) return { type, text: JSON.stringify(example ?? exampleOf(schema ?? {}, resolve)) };
  return type.includes('*') || type.startsWith('text/') ? { type: type.includes('*') ? 'text/plain' : type, text: 'text' } : { type, text: '' };
}

function isJson(type) {
  return type === JSON_TYPE || type.endsWith('+json');
}
