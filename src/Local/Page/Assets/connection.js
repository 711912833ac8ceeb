import { announce } from './announcements.js';
import { element, setText } from './elements.js';
import { formatClock, zoneOf } from './times.js';

const TICK = 1000;

/** Says above all views that the server is out of reach, or refuses, since when, and when it is asked again. What is known is greyed, and kept. */
export class ConnectionBar {
  #feed;
  #bar = document.getElementById('connection');
  #shown = 'live';

  constructor(feed) {
    this.#feed = feed;
    this.#text = element('p');
    this.#next = element('span', { class: 'next' });
    this.#bar.append(this.#text, this.#next, element('button', { type: 'button', onclick: () => feed.retryNow() }, 'Try now'));
    feed.addEventListener('state', () => this.#show());
    setInterval(() => this.#count(), TICK);
  }

  #text;
  #next;

  #show() {
    const { name, message, since } = this.#feed.state;
    const isBroken = name === 'unreachable' || name === 'forbidden';
    this.#bar.hidden = !isBroken;
    document.body.classList.toggle('stale', isBroken);
    if (isBroken) {
      const clock = `${formatClock(since)} ${zoneOf(since)}`;
      setText(
        this.#text,
        name === 'forbidden'
          ? `Access is refused since ${clock}: ${message}`
          : `Out of reach since ${clock}: ${message}${this.#feed.jobs.length > 0 ? ' What is shown is from before.' : ''}`,
      );
      this.#count();
    }

    if (name !== this.#shown && name !== 'loading') {
      if (isBroken || this.#shown !== 'live') announce(isBroken ? this.#text.textContent : 'The server can be reached again.');
      this.#shown = name;
    }
  }

  #count() {
    const { retryAt } = this.#feed.state;
    if (retryAt !== undefined) {
      const seconds = Math.ceil((retryAt - Date.now()) / TICK);
      setText(this.#next, seconds > 0 ? `Next try in ${seconds} s.` : 'Trying …');
    }
  }
}
