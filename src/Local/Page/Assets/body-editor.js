import { element, setText } from './elements.js';
import { fieldOf } from './schema-fields.js';
import { keepNumber } from './simple-controls.js';

const JSON_TYPE = 'application/json';
const ANY_TYPE = '*/*';

let names = 0;

/**
 * The body of a request, in the ways that its job takes: fields, JSON as text, any text, or a file.
 * Fields give way to JSON and back, and nothing gets lost: JSON for which there are no fields stays JSON.
 */
export class BodyEditor {
  #modes = [];
  #mode;
  #field;
  #onChange;

  /** `body` is undefined for a job of which nobody knows what it takes. */
  constructor(body, resolve, onChange) {
    this.#onChange = onChange;
    const content = body?.content ?? { [JSON_TYPE]: {} };
    const schema = content[JSON_TYPE]?.schema;
    if (schema) {
      this.#field = fieldOf(schema, { label: 'Body', isRequired: body.isRequired, resolve, onStructure: onChange });
      this.#modes.push(['fields', 'Fields', this.#field.element]);
    }

    if (JSON_TYPE in content) this.#modes.push(['json', 'JSON', this.#jsonArea(body?.isRequired === true)]);
    const other = Object.keys(content).find((type) => type === ANY_TYPE || type.startsWith('text/'));
    if (other !== undefined) {
      const type = other.includes('*') ? 'text/plain' : other;
      this.#modes.push(['text', 'Text', this.#textArea(type)], ['file', 'File', this.#fileInput(body?.isRequired === true)]);
    }

    this.#note = element('p', { class: 'fault', role: 'status' });
    this.#inside = element('div');
    this.element = element(
      'section',
      { class: 'body' },
      element('div', { class: 'section-head' }, element('h2', {}, 'Body'), this.#chooser()),
      this.#note,
      this.#inside,
    );
    this.#show(this.#modes[0][0]);
  }

  #note;
  #inside;
  #json;
  #text;
  #type;
  #file;

  /** The body as it is to be sent: `{ type, text }` or `{ type, file }`; undefined for none. */
  read() {
    switch (this.#mode) {
      case 'fields': {
        const value = this.#field.read();
        return value === undefined ? undefined : { type: JSON_TYPE, text: JSON.stringify(value) };
      }

      case 'json':
        return this.#json.value.trim() === '' ? undefined : { type: JSON_TYPE, text: this.#json.value };
      case 'text':
        return { type: this.#type.value, text: this.#text.value };
      default: {
        const file = this.#file.files[0];
        return file && { type: file.type || 'application/octet-stream', file };
      }
    }
  }

  /** The control of what a JSON path names, or of what is nearest around it. */
  find(path) {
    let best = this.#inside.querySelector('textarea, input');
    let length = -1;
    if (this.#mode === 'fields') {
      this.#field.visit('$', (at, control) => {
        if (at.length > length && (path === at || path.startsWith(`${at}.`) || path.startsWith(`${at}[`))) [best, length] = [control, at.length];
      });
    }

    return best;
  }

  #chooser() {
    const name = `way-${++names}`;
    const radios = this.#modes.map(([mode, label], i) =>
      element(
        'label',
        {},
        element('input', { type: 'radio', name, value: mode, checked: i === 0, onchange: (event) => this.#choose(event.target) }),
        element('span', {}, label),
      ),
    );
    return radios.length < 2 ? undefined : element('div', { class: 'segments', role: 'radiogroup', 'aria-label': 'How to write the body' }, radios);
  }

  #choose(radio) {
    const reason = this.#carryOver(radio.value);
    setText(this.#note, reason ?? '');
    if (reason === undefined) this.#show(radio.value);
    else radio.closest('.segments').querySelector(`input[value=${this.#mode}]`).checked = true;
  }

  // Takes what was typed along to the other way; the reason where that would lose some of it.
  #carryOver(mode) {
    if (mode === 'json' && this.#mode === 'fields') {
      const value = this.#field.read();
      this.#json.value = value === undefined ? '' : JSON.stringify(value, null, 2);
    } else if (mode === 'fields' && this.#mode === 'json') {
      return this.#fill();
    }

    return undefined;
  }

  #fill() {
    let value;
    try {
      value = this.#json.value.trim() === '' ? undefined : JSON.parse(this.#json.value, keepNumber);
    } catch (error) {
      return `This is not JSON, so it stays here: ${error.message}`;
    }

    const before = this.#field.read();
    this.#field.write(value);
    if (value === undefined || sorted(this.#field.read()) === sorted(value)) return undefined;
    this.#field.write(before);
    return 'There are no fields for all of this JSON, so it stays here.';
  }

  #show(mode) {
    this.#mode = mode;
    this.#inside.replaceChildren(this.#modes.find(([name]) => name === mode)[2]);
    this.#onChange();
  }

  #jsonArea(isRequired) {
    this.#json = element('textarea', {
      class: 'code',
      rows: 10,
      spellcheck: false,
      required: isRequired,
      'aria-label': 'Body as JSON',
      oninput: () => this.#checkJson(),
    });
    return element('div', { class: 'field' }, this.#json, element('p', { class: 'fault' }));
  }

  #checkJson() {
    try {
      if (this.#json.value.trim() !== '') JSON.parse(this.#json.value);
      this.#json.setCustomValidity('');
    } catch (error) {
      this.#json.setCustomValidity(`This is not JSON: ${error.message}`);
    }
  }

  #textArea(type) {
    this.#text = element('textarea', { class: 'code', rows: 8, spellcheck: false, 'aria-label': 'Body as text' });
    this.#type = element('input', { type: 'text', value: type, required: true, spellcheck: false, 'aria-label': 'Content-Type of the body' });
    return element('div', { class: 'field' }, this.#type, this.#text, element('p', { class: 'fault' }));
  }

  #fileInput(isRequired) {
    this.#file = element('input', { type: 'file', required: isRequired, 'aria-label': 'File to send as the body' });
    return element('div', { class: 'field' }, this.#file, element('p', { class: 'fault' }));
  }
}

// JSON in which the order of members says nothing.
function sorted(value) {
  return JSON.stringify(value, (_, one) =>
    one !== null && typeof one === 'object' && !Array.isArray(one) && !JSON.isRawJSON?.(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
