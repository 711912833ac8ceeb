import { announce } from './announcements.js';
import { BodyEditor } from './body-editor.js';
import { copyButton } from './copying.js';
import { curlOf } from './curl.js';
import { element, setText } from './elements.js';
import { jobRoute } from './routes.js';
import { fieldOf } from './schema-fields.js';
import { buildRequest, ParameterError } from './start-request.js';

const KEY = 'Idempotency-Key';
const COMMON = [KEY, 'Prefer', 'x-callback-url', 'x-correlation-id'];
const isCommon = (parameter) => parameter.in === 'header' && COMMON.some((name) => name.toLowerCase() === parameter.name.toLowerCase());

/** The form that starts jobs of one name, with the curl that would do the same. */
export class StartForm {
  #start;
  #fields = [];
  #query;
  #body;

  /** `operation` is undefined where no document describes the job. */
  constructor(start, operation, resolve) {
    this.#start = start;
    const parameters = operation?.parameters ?? [
      ...pathParameters(start.path),
      { name: KEY, in: 'header', schema: { type: 'string', maxLength: 255 } },
    ];
    const own = parameters.filter((parameter) => !isCommon(parameter));
    const common = parameters.filter(isCommon);
    const change = () => this.#showCurl();
    if (!operation)
      this.#query = fieldOf(
        { type: 'object', additionalProperties: { type: 'string' } },
        { label: 'query parameters', isRequired: false, resolve, onStructure: change, level: 1 },
      );
    if (!operation || operation.body) this.#body = new BodyEditor(operation?.body, resolve, change);

    this.#faults = element('div', { class: 'faults', role: 'alert', tabIndex: -1, hidden: true });
    this.#send = element('button', { class: 'strong' }, 'Start the job');
    this.#curl = element('pre', { class: 'curl', tabIndex: 0, 'aria-label': 'The same with curl' });
    this.#copy = copyButton('the curl command', () => this.#line);
    this.element = element(
      'form',
      { class: 'start-form', oninput: change, onsubmit: (event) => this.#submit(event) },
      element(
        'div',
        { class: 'main-column' },
        this.#faults,
        section('Parameters', [...own.map((parameter) => this.#parameter(parameter, resolve)), ...(this.#query ? [this.#query.element] : [])]),
        this.#body?.element,
        section(
          'Headers',
          common.map((parameter) => this.#parameter(parameter, resolve)),
        ),
      ),
      element(
        'div',
        { class: 'side-column' },
        element('div', { class: 'sticky' }, this.#send, element('section', {}, element('h2', {}, 'The same with curl', this.#copy), this.#curl)),
      ),
    );
    this.#showCurl();
  }

  #faults;
  #send;
  #curl;
  #line;
  #copy;

  #parameter(parameter, resolve) {
    const field = fieldOf(
      { description: parameter.description, ...resolve(parameter.schema ?? { type: 'string' }) },
      { label: parameter.name, isRequired: parameter.required === true, resolve, onStructure: () => this.#showCurl(), level: 1, isLine: true },
    );
    this.#fields.push({ parameter, field });
    if (parameter.name.toLowerCase() !== KEY.toLowerCase()) return field.element;
    return element(
      'div',
      { class: 'key' },
      field.element,
      element(
        'button',
        {
          type: 'button',
          class: 'quiet small',
          onclick: () => {
            field.write(randomKey());
            this.#showCurl();
          },
        },
        'New key',
      ),
    );
  }

  #request() {
    const parameters = this.#fields.map(({ parameter, field }) => ({ name: parameter.name, in: parameter.in, value: field.read() }));
    const others = Object.entries(this.#query?.read() ?? {}).map(([name, value]) => ({ name, in: 'query', value }));
    return buildRequest(this.#start.method, this.#start.path, [...parameters, ...others], this.#body?.read());
  }

  #showCurl() {
    if (!this.#curl) return;
    let text;
    try {
      text = curlOf(location.origin, this.#request());
    } catch (error) {
      text = error.message;
    }

    this.#line = text;
    setText(this.#curl, text);
    this.#copy.hidden = !text.startsWith('curl');
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#send.ariaBusy === 'true') return;
    this.#clearFaults();
    try {
      this.#send.ariaBusy = 'true';
      const request = this.#request();
      const reply = await fetch(request.path, {
        method: request.method,
        headers: request.headers,
        body: request.file ?? request.body,
        cache: 'no-store',
      });
      await this.#take(reply);
    } catch (error) {
      this.#showFaults(
        error instanceof ParameterError
          ? 'The request cannot be sent'
          : 'There was no reply. It is not known whether the job was started; with an Idempotency-Key it is safe to try again.',
        error instanceof ParameterError ? [{ key: error.parameter, message: error.message }] : [],
      );
    } finally {
      this.#send.ariaBusy = null;
    }
  }

  async #take(reply) {
    const answer = await reply.json().catch(() => undefined);
    if (reply.ok && typeof answer?.id === 'string') {
      announce('The job is started.');
      location.hash = jobRoute(answer.id);
      return;
    }

    const errors = Array.isArray(answer?.errors) ? answer.errors : [];
    this.#showFaults(
      answer?.message ?? answer?.detail ?? answer?.title ?? `The server answered with ${reply.status}.`,
      errors.map((fault) => ({ key: `${fault.in}:${fault.name}`, message: fault.message, label: fault.name })),
    );
  }

  #control(key) {
    const [place, ...rest] = key.split(':');
    const name = rest.join(':');
    if (place === 'body') return this.#body?.find(name);
    let found;
    const same = (parameter) =>
      parameter.in === place && (place === 'header' ? parameter.name.toLowerCase() === name.toLowerCase() : parameter.name === name);
    this.#fields
      .find(({ parameter }) => same(parameter))
      ?.field.visit('$', (_, control) => {
        found ??= control;
      });
    return found;
  }

  // Each at its field, and all of them above the form, from where they lead to their fields.
  #showFaults(title, faults) {
    const entries = faults.map(({ key, message, label }) => {
      const control = this.#control(key);
      const place = (control?.id && document.getElementById(`${control.id}-fault`)) || control?.closest('.field')?.querySelector('.fault');
      control?.setAttribute('aria-invalid', 'true');
      if (place) setText(place, place.textContent === '' ? message : `${place.textContent} ${message}`);
      const text = label && !message.includes(label) ? `${label}: ${message}` : message;
      return element('li', {}, control ? element('button', { type: 'button', class: 'link', onclick: () => control.focus() }, text) : text);
    });
    this.#faults.replaceChildren(element('p', {}, title), ...(entries.length > 0 ? [element('ul', {}, entries)] : []));
    this.#faults.hidden = false;
    this.#faults.focus();
  }

  #clearFaults() {
    this.#faults.hidden = true;
    for (const control of this.element.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
    for (const fault of this.element.querySelectorAll('.fault')) fault.textContent = '';
  }
}

function section(title, fields) {
  return fields.length === 0 ? undefined : element('section', {}, element('h2', {}, title), fields);
}

function pathParameters(path) {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

// Not randomUUID: browsers have it for this machine and https only.
function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
