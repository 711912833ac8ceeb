import { element, setText } from './elements.js';
import { NO_FILTER } from './job-filter.js';
import { KNOWN_STATUSES, statusLabel, statusShape } from './statuses.js';

const count = (number) => number.toLocaleString('en');

/** The filters above the list: text, job, and statuses with their numbers. Calls back when one was changed. */
export class ListFilters {
  #filter = NO_FILTER;
  #chips = new Map();
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
    this.#text = element('input', {
      type: 'search',
      id: 'search',
      placeholder: 'Id, owner, correlation id or error',
      autocomplete: 'off',
      spellcheck: false,
      'aria-label': 'Search jobs',
      'aria-keyshortcuts': '/',
      oninput: () => this.#change({ text: this.#text.value }),
    });
    this.#job = element('select', { id: 'job-filter', 'aria-label': 'Job', onchange: () => this.#change({ job: this.#job.value }) });
    this.#statuses = element('div', { class: 'chips', role: 'group', 'aria-label': 'Status' });
    this.element = element(
      'form',
      { class: 'filters', role: 'search', onsubmit: (event) => event.preventDefault() },
      element('div', { class: 'search' }, this.#text, element('kbd', { 'aria-hidden': 'true' }, '/')),
      this.#job,
      this.#statuses,
    );
  }

  #text;
  #job;
  #statuses;

  get filter() {
    return this.#filter;
  }

  /** Takes a filter that came from elsewhere. */
  set filter(filter) {
    this.#filter = filter;
    if (this.#text.value !== filter.text) this.#text.value = filter.text;
  }

  focus() {
    this.#text.focus();
    this.#text.select();
  }

  /** Empties the text, if the keyboard is there and there is some. */
  clearText() {
    if (document.activeElement !== this.#text || this.#text.value === '') return false;
    this.#text.value = '';
    this.#change({ text: '' });
    return true;
  }

  /** Shows how many jobs each choice would give. */
  showCounts(byStatus, byJob, names) {
    const statuses = [
      ...KNOWN_STATUSES,
      ...[...byStatus.keys(), ...this.#filter.statuses].filter((status) => !KNOWN_STATUSES.includes(status)).sort(),
    ];
    for (const status of new Set(statuses)) this.#showChip(status, byStatus.get(status) ?? 0);
    this.#showJobs(byJob, [...new Set([...names, ...(this.#filter.job === '' ? [] : [this.#filter.job])])].sort());
  }

  #showChip(status, number) {
    let chip = this.#chips.get(status);
    if (!chip) {
      const amount = element('span', { class: 'number' });
      const button = element(
        'button',
        { type: 'button', class: 'chip', onclick: () => this.#toggle(status) },
        statusShape(status),
        element('span', {}, statusLabel(status)),
        amount,
      );
      chip = { button, amount };
      this.#chips.set(status, chip);
      this.#statuses.append(button);
    }

    const isChosen = this.#filter.statuses.includes(status);
    chip.button.setAttribute('aria-pressed', String(isChosen));
    chip.button.classList.toggle('none', number === 0);
    setText(chip.amount, count(number));
  }

  #showJobs(byJob, names) {
    let all = 0;
    for (const number of byJob.values()) all += number;
    const choices = [['', `All jobs (${count(all)})`], ...names.map((name) => [name, `${name} (${count(byJob.get(name) ?? 0)})`])];
    choices.forEach(([value, label], i) => {
      const option = this.#job.options[i] ?? this.#job.appendChild(element('option'));
      option.value = value;
      setText(option, label);
    });
    this.#job.length = choices.length;
    this.#job.value = this.#filter.job;
  }

  #toggle(status) {
    const { statuses } = this.#filter;
    this.#change({ statuses: statuses.includes(status) ? statuses.filter((other) => other !== status) : [...statuses, status] });
  }

  #change(part) {
    this.#filter = { ...this.#filter, ...part };
    this.#onChange();
  }
}
