import { element, setText } from './elements.js';
import { OpenApi } from './open-api.js';
import { startRoute } from './routes.js';
import { StartForm } from './start-form.js';

/** The page on which jobs of one name are started. */
export class StartView {
  #session;
  #name;
  #list;
  #isLoaded = false;

  constructor(session, name, list) {
    this.#session = session;
    this.#name = name;
    this.#list = list;
    this.#back = element('a', { class: 'back', href: list() }, '← Jobs');
    this.#title = element('h1', { tabIndex: -1 }, name === '' ? 'Start a job' : `Start ${name}`);
    this.#choice = element('select', { 'aria-label': 'Job to start', onchange: () => this.#choose() });
    this.#route = element('p', { class: 'route' });
    this.#note = element('p', { class: 'note', hidden: true });
    this.#inside = element('div', {}, element('p', { class: 'empty' }, 'Loading …'));
    this.element = element(
      'div',
      { class: 'view start' },
      this.#back,
      element('div', { class: 'headline' }, this.#title, this.#choice),
      this.#route,
      this.#note,
      this.#inside,
    );
  }

  #back;
  #title;
  #choice;
  #route;
  #note;
  #inside;

  get title() {
    return this.#title.textContent;
  }

  enter() {
    this.#back.href = this.#list();
    this.#title.focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: 'instant' });
    this.setSession(this.#session);
  }

  leave() {}

  /** The first session that is known brings the form; what was typed into it stays when another one comes. */
  async setSession(session) {
    this.#session = session;
    if (session.jobs === undefined || this.#isLoaded) return;
    this.#isLoaded = true;
    const jobs = session.jobs.filter((job) => job.start);
    const job = jobs.find(({ name }) => name === this.#name);
    this.#choice.replaceChildren(
      ...[...(job ? [] : [element('option', { value: '' }, 'Choose …')]), ...jobs.map(({ name }) => element('option', { value: name }, name))],
    );
    this.#choice.value = this.#name;
    if (job) await this.#show(job.start);
    else
      this.#inside.replaceChildren(
        element('p', { class: 'empty' }, jobs.length === 0 ? 'Jobs cannot be started from this page.' : 'There is no job of this name to start.'),
      );
  }

  async #show(start) {
    this.#route.replaceChildren(element('code', {}, `${start.method} ${start.path}`));
    let operation;
    let document;
    let reason = 'It has no description, so its body is written as JSON.';
    try {
      document = this.#session.openApi && (await OpenApi.load(this.#session.openApi));
      operation = document?.findOperation(start.method, start.path);
    } catch (error) {
      reason = `Its description cannot be read, so its body is written as JSON. ${error.message}`;
    }

    setText(
      this.#note,
      operation
        ? ''
        : start.isLocalOnly
          ? 'It has no route: code starts it, and so can this page. Simple values go into the query, the others into the body as JSON.'
          : reason,
    );
    this.#note.hidden = operation !== undefined;
    this.#inside.replaceChildren(new StartForm(start, operation, (node) => (document ? document.resolve(node) : node)).element);
  }

  #choose() {
    const name = this.#choice.value;
    this.#choice.value = this.#name;
    location.hash = startRoute(name);
  }
}
