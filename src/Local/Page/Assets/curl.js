import { shellQuote } from './shell-quoting.js';

const NEXT_LINE = ' \\\n  ';

/** The curl that sends exactly a request. */
export function curlOf(origin, request) {
  const words = [['curl', '-i', '-X', request.method, origin + request.path]];
  for (const [name, value] of request.headers) words.push(['-H', value === '' ? `${name};` : `${name}: ${value}`]);
  if (request.file !== undefined) words.push(['--data-binary', `@${request.file.name}`]);
  else if (request.body !== undefined) words.push(['--data-raw', request.body]);
  return words.map((word) => word.map(shellQuote).join(' ')).join(NEXT_LINE);
}
