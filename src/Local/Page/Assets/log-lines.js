import { element, setText } from './elements.js';
import { formatClock, instant } from './times.js';

const LEVELS = new Set(['trace', 'debug', 'info', 'warn', 'error', 'critical']);

/** What a job has logged. New lines are added to those that are there, and followed if the last one was in view. */
export class LogLines {
  #shown = [];

  constructor() {
    this.#list = element('ol', { class: 'lines' });
    this.#frame = element('div', { class: 'log', tabIndex: 0, role: 'log', 'aria-live': 'off', 'aria-label': 'Log' }, this.#list);
    this.#note = element('p', { class: 'note', hidden: true });
    this.element = element('div', {}, this.#note, this.#frame);
    this.#say('Loading …');
  }

  #list;
  #frame;
  #note;

  show({ lines, isCut }) {
    const isFollowed = this.#frame.scrollTop + this.#frame.clientHeight >= this.#frame.scrollHeight - 4;
    const isLonger = lines.length >= this.#shown.length && this.#shown.every((line, i) => line.time === lines[i].time && line.text === lines[i].text);
    if (!isLonger) this.#list.replaceChildren();
    this.#list.append(...lines.slice(isLonger ? this.#shown.length : 0).map(lineOf));
    this.#shown = lines;
    this.#say(lines.length === 0 ? 'Nothing is logged of this job.' : isCut ? 'Earlier lines are not kept.' : '');
    this.#frame.hidden = lines.length === 0;
    if (isFollowed) this.#frame.scrollTop = this.#frame.scrollHeight;
  }

  /** Says why there are no lines. */
  fail(message) {
    if (this.#shown.length === 0) this.#say(message);
  }

  #say(text) {
    setText(this.#note, text);
    this.#note.hidden = text === '';
  }
}

function lineOf({ time, level, text }) {
  const known = LEVELS.has(level) ? level : 'info';
  const at = new Date(time);
  return element(
    'li',
    { class: `line level-${known}` },
    instant(time, Number.isNaN(at.getTime()) ? time : formatClock(at)),
    element('span', { class: 'level' }, level),
    element('span', { class: 'text' }, text),
  );
}
