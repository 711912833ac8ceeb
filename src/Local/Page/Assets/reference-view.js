import { element } from './elements.js';
import { OpenApi } from './open-api.js';
import { referenceOperation } from './reference-operation.js';
import { operationRoute, REFERENCE, startRoute } from './routes.js';

// What every API of jobs has comes after what this one has.
const OF_ALL_JOBS = /^\/jobs(\/|$)/;

/** The reference of the jobs' API, made of their OpenAPI document: the list of its operations, or one of them. */
export class ReferenceView {
  #session;
  #id;
  #isLoaded = false;

  /** `id` is empty for the list. */
  constructor(session, id, listRoute) {
    this.#session = session;
    this.#id = id;
    this.#title = element('h1', { tabIndex: -1 }, 'API reference');
    this.#inside = element('div', {}, element('p', { class: 'empty' }, 'Loading …'));
    const [href, where] = id === '' ? [listRoute, '← Jobs'] : [REFERENCE, '← API reference'];
    const back = element('a', { class: 'back', href }, where);
    this.element = element('div', { class: 'view reference' }, back, element('div', { class: 'headline' }, this.#title), this.#inside);
  }

  #title;
  #inside;

  get title() {
    return this.#id === '' ? 'API reference' : `API reference: ${this.#id}`;
  }

  enter() {
    this.#title.focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: 'instant' });
    this.setSession(this.#session);
  }

  leave() {}

  async setSession(session) {
    this.#session = session;
    if (session.token === undefined || this.#isLoaded) return;
    this.#isLoaded = true;
    if (session.openApi === undefined) {
      this.#say('This server has no OpenAPI document', 'The reference is made of it.');
      return;
    }

    try {
      const document = await OpenApi.load(session.openApi);
      if (this.#id === '') this.#showList(document);
      else this.#showOperation(document);
    } catch (error) {
      this.#say('The OpenAPI document cannot be read', error.message);
    }
  }

  #say(title, text) {
    this.#inside.replaceChildren(element('div', { class: 'empty' }, element('h2', {}, title), element('p', {}, text)));
  }

  #showList(document) {
    const starts = document.operations.filter(({ path }) => !OF_ALL_JOBS.test(path));
    const others = document.operations.filter(({ path }) => OF_ALL_JOBS.test(path));
    const operations = [...starts, ...others].map(({ id, method, path, summary }) =>
      element(
        'li',
        {},
        element('a', { href: operationRoute(id) }, element('b', { class: 'method' }, method), ' ', element('code', {}, path)),
        element('span', { class: 'summary' }, summary ?? ''),
      ),
    );
    this.#inside.replaceChildren(
      element('p', { class: 'route' }, document.title, ' · ', element('a', { href: this.#session.openApi }, 'OpenAPI document')),
      element('section', { class: 'operations' }, element('h2', {}, 'Operations'), element('ul', {}, operations)),
    );
  }

  #showOperation(document) {
    const place = document.operations.find(({ id }) => id === this.#id);
    const operation = place && document.findOperation(place.method, place.path);
    if (!operation) {
      this.#say('There is no such operation', 'The API may have changed. Its reference lists all that there are.');
      return;
    }

    const job = this.#session.jobs?.find(({ start }) => start?.method === place.method && start.path === place.path);
    this.#title.replaceChildren(element('b', { class: 'method' }, place.method), ' ', element('code', {}, place.path));
    this.#inside.replaceChildren(
      element('p', { class: 'route' }, [place.summary, place.description].filter((text) => text).join(' ')),
      job ? element('p', { class: 'route' }, element('a', { href: startRoute(job.name) }, `Start ${job.name} with a form`)) : '',
      referenceOperation(place, operation, (node) => document.resolve(node), this.#session.server ?? location.origin),
    );
  }
}
