import { element, setText } from './elements.js';
import { COLUMNS, JobRow, rowId } from './job-row.js';
import { jobRoute } from './routes.js';
import { rowsInView, scrollToStay } from './windowing.js';

const ROWS_AROUND = 8;
const TICK = 1000;

/**
 * The jobs as a table of which only the rows near those in view are in the document. The page itself scrolls.
 * The rows in view stay where they are when jobs arrive above them; at its very beginning the list follows the newest.
 */
export class JobGrid {
  #jobs = [];
  #rows = new Map();
  #active;
  #newer = 0;
  #isAwaitingFrame = false;

  constructor() {
    this.#body = element('div', { class: 'grid-body', role: 'rowgroup', onclick: (event) => this.#open(event) });
    this.#head = element(
      'div',
      { class: 'grid-head', role: 'rowgroup' },
      element(
        'div',
        { class: 'row', role: 'row', 'aria-rowindex': 1 },
        COLUMNS.map(([title, name]) => element('span', { class: `cell ${name}`, role: 'columnheader' }, title)),
      ),
    );
    this.#yardstick = element('div', { class: 'row yardstick', 'aria-hidden': 'true' });
    this.#grid = element(
      'div',
      {
        class: 'grid',
        role: 'grid',
        tabIndex: 0,
        'aria-label': 'Jobs',
        'aria-describedby': 'grid-keys',
        onkeydown: (event) => this.#press(event),
        onfocus: () => this.#enter(),
      },
      this.#head,
      this.#body,
    );
    this.#news = element('button', { class: 'newer', type: 'button', hidden: true, onclick: () => this.scrollToTop() });
    this.element = element(
      'div',
      { class: 'grid-frame' },
      this.#news,
      this.#yardstick,
      this.#grid,
      element('p', { class: 'unseen', id: 'grid-keys' }, 'Arrow keys choose a job, Enter opens it.'),
    );
    window.addEventListener('scroll', () => this.#renderSoon(), { passive: true });
    window.addEventListener('resize', () => this.#renderSoon(), { passive: true });
    setInterval(() => this.#tick(), TICK);
  }

  #body;
  #head;
  #grid;
  #news;
  #yardstick;

  /** Shows other jobs. What is in view stays in view, unless the jobs were chosen anew. */
  show(jobs, isChosenAnew) {
    const { top, rowHeight } = this.#measure();
    const index = Math.floor(top / rowHeight);
    const isWithin = top > 0 && index < this.#jobs.length && !isChosenAnew;
    const inView = isWithin ? this.#jobs.slice(index, index + 200).map((job) => job.id) : [];
    const newest = this.#jobs[0];

    this.#jobs = jobs;
    this.element.classList.toggle(
      'ownerless',
      jobs.every((job) => job.owner === undefined),
    );
    this.#body.style.height = `${jobs.length * rowHeight}px`;
    this.#grid.setAttribute('aria-rowcount', jobs.length + 1);
    if (isWithin) {
      const places = new Map(jobs.map((job, place) => [job.id, place]));
      const shift = scrollToStay(inView, index, places, rowHeight);
      this.#newer += Math.max(0, places.get(newest.id) ?? 0);
      if (shift !== 0) window.scrollBy({ top: shift, behavior: 'instant' });
    } else if (isChosenAnew && top > 0) {
      this.scrollToTop();
    }

    this.render();
  }

  /** Goes to the newest job. */
  scrollToTop() {
    window.scrollBy({ top: -this.#measure().top, behavior: 'instant' });
  }

  focus() {
    this.#grid.focus({ preventScroll: true });
  }

  /** Brings the rows near those in view into the document, in their order, and removes the others. */
  render() {
    this.#isAwaitingFrame = false;
    if (!this.element.isConnected || this.element.offsetParent === null) return;

    const { top, height, rowHeight } = this.#measure();
    const { first, end } = rowsInView(top, height, rowHeight, this.#jobs.length, ROWS_AROUND);
    const now = Date.now();
    const rows = new Map();
    let before = null;
    for (let i = first; i < end; i++) {
      const job = this.#jobs[i];
      const row = this.#rows.get(job.id) ?? new JobRow(job);
      row.show(job, now);
      this.#place(row, i, rowHeight);
      rows.set(job.id, row);
      this.#rows.delete(job.id);
      const next = before === null ? this.#body.firstChild : before.nextSibling;
      if (next !== row.element) this.#body.insertBefore(row.element, next);
      before = row.element;
    }

    for (const row of this.#rows.values()) row.element.remove();
    this.#rows = rows;
    this.#markActive();
    this.#showNewer(top);
  }

  #place(row, index, rowHeight) {
    row.element.style.transform = `translateY(${index * rowHeight}px)`;
    row.element.setAttribute('aria-rowindex', index + 2);
    row.element.classList.toggle('odd', index % 2 === 1);
  }

  // How much of the rows is above what is seen, below the head that stays in view.
  #measure() {
    const rowHeight = this.#yardstick.getBoundingClientRect().height || 1;
    const edge = this.#head.getBoundingClientRect().bottom;
    return { rowHeight, top: edge - this.#body.getBoundingClientRect().top, height: Math.max(0, window.innerHeight - edge) };
  }

  #renderSoon() {
    if (this.#isAwaitingFrame) return;
    this.#isAwaitingFrame = true;
    requestAnimationFrame(() => this.render());
  }

  #tick() {
    if (document.hidden || this.element.offsetParent === null) return;
    const now = Date.now();
    for (const row of this.#rows.values()) row.tick(now);
  }

  #showNewer(top) {
    if (top <= 0) this.#newer = 0;
    this.#news.hidden = this.#newer === 0;
    setText(this.#news, `${this.#newer.toLocaleString('en')} newer`);
  }

  #markActive() {
    for (const [id, row] of this.#rows) row.element.setAttribute('aria-selected', String(id === this.#active));
    if (this.#rows.has(this.#active)) this.#grid.setAttribute('aria-activedescendant', rowId(this.#active));
    else this.#grid.removeAttribute('aria-activedescendant');
  }

  // A link in a row opens as links do, in another tab too.
  #open(event) {
    const row = event.target.closest('.row');
    if (!row || event.target.closest('a') || event.button !== 0 || String(document.getSelection()) !== '') return;
    this.#active = row.id.slice(rowId('').length);
    location.hash = jobRoute(this.#active);
  }

  #enter() {
    if (this.#active === undefined && this.#jobs.length > 0) this.#activate(Math.max(0, Math.floor(this.#measure().top / this.#measure().rowHeight)));
  }

  #press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || this.#jobs.length === 0) return;
    const { height, rowHeight } = this.#measure();
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const now = this.#jobs.findIndex((job) => job.id === this.#active);
    const goals = { ArrowDown: now + 1, ArrowUp: now - 1, PageDown: now + page, PageUp: now - page, Home: 0, End: this.#jobs.length - 1 };
    if (event.key === 'Enter' && now >= 0) location.hash = jobRoute(this.#active);
    else if (event.key in goals) this.#activate(Math.min(Math.max(goals[event.key], 0), this.#jobs.length - 1));
    else return;
    event.preventDefault();
  }

  #activate(index) {
    this.#active = this.#jobs[index].id;
    const { top, height, rowHeight } = this.#measure();
    const above = index * rowHeight - top;
    const below = (index + 1) * rowHeight - top - height;
    if (above < 0) window.scrollBy({ top: above, behavior: 'instant' });
    else if (below > 0) window.scrollBy({ top: below, behavior: 'instant' });
    this.render();
  }
}
