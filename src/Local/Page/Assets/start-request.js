const HEADER_TEXT = /^[\t\x20-\x7e]*$/;

/** A value cannot be sent where it is to go. */
export class ParameterError extends Error {
  constructor(parameter, message) {
    super(message);
    this.parameter = parameter;
  }
}

/**
 * Puts a request together: `{ method, path, headers, body?, file? }`.
 * @param {string} method
 * @param {string} template The path, with names in braces.
 * @param {{ name: string, in: string, value: any }[]} parameters A value that is an array is sent once for each of its items; undefined is not sent.
 * @param {{ type?: string, text?: string, file?: File } | undefined} content The body; undefined for none.
 */
export function buildRequest(method, template, parameters, content) {
  const of = (place) => parameters.filter((parameter) => parameter.in === place && parameter.value !== undefined);
  const path = template.replace(/\{([^}]+)\}/g, (_, name) =>
    pathPart(
      name,
      of('path').find((parameter) => parameter.name === name),
    ),
  );
  const query = of('query').flatMap(({ name, value }) =>
    [value].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(textOf(one))}`),
  );
  const headers = of('header').map((parameter) => [parameter.name, headerText(parameter)]);
  if (content !== undefined && content.type && !headers.some(([name]) => name.toLowerCase() === 'content-type'))
    headers.unshift(['Content-Type', content.type]);
  return { method, path: path + (query.length > 0 ? `?${query.join('&')}` : ''), headers, body: content?.text, file: content?.file };
}

// A browser takes these two for steps through folders, also when they are escaped: the request would go elsewhere.
function pathPart(name, parameter) {
  const text = parameter === undefined ? '' : textOf(parameter.value);
  if (text === '') throw new ParameterError(`path:${name}`, `${name} is part of the path: it cannot be empty.`);
  if (text === '.' || text === '..') throw new ParameterError(`path:${name}`, `${name} is part of the path: it cannot be ${text}`);
  return encodeURIComponent(text);
}

function headerText({ name, value }) {
  const text = [value].flat().map(textOf).join(',');
  if (!HEADER_TEXT.test(text))
    throw new ParameterError(`header:${name}`, `${name} is a header: it can have letters, digits and signs of ASCII only, in one line.`);
  return text.trim();
}

function textOf(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
