/** The page's places, which are fragments of its URL. */
export const LIST = '#/';
export const REFERENCE = '#/reference';

export const jobRoute = (id) => `#/jobs/${encodeURIComponent(id)}`;
export const startRoute = (name) => `#/start/${encodeURIComponent(name)}`;
export const operationRoute = (id) => `${REFERENCE}/${encodeURIComponent(id)}`;
export const listRoute = (query) => (query === '' ? LIST : `${LIST}?${query}`);

/**
 * What a fragment leads to: `{ view: 'list', query }`, `{ view: 'job', id }`, `{ view: 'start', job }`, `{ view: 'reference', operation }`, or
 * undefined.
 */
export function parseRoute(fragment) {
  const [path, query = ''] = fragment.replace(/^#/, '').split(/\?(.*)/s);
  const [, view = '', name = '', ...more] = path.split('/');
  const value = decode(name);
  if (more.length > 0 || value === undefined || (path !== '' && !path.startsWith('/'))) return undefined;
  if (view === '' && name === '') return { view: 'list', query };
  if (view === 'jobs' && value !== '') return { view: 'job', id: value };
  if (view === 'reference') return { view: 'reference', operation: value };
  return view === 'start' ? { view: 'start', job: value } : undefined;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
