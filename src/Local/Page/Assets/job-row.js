import { element, setText } from './elements.js';
import { errorText } from './error-text.js';
import { progressBar } from './progress.js';
import { jobRoute } from './routes.js';
import { isFinished, statusBadge, statusRemark } from './statuses.js';
import { formatAge, formatDuration, formatElapsed, formatInstant, formatUtc, runTimeOf } from './times.js';
import { visible } from './visible-text.js';

/** The columns of the list, as their heads say them and as the style sheet knows them. */
export const COLUMNS = [
  ['Status', 'status'],
  ['Job', 'job'],
  ['Progress', 'news'],
  ['Id', 'id'],
  ['Owner', 'owner'],
  ['Age', 'age'],
  ['Duration', 'duration'],
  ['Attempts', 'attempt'],
];

/** The id of a row's element. */
export const rowId = (id) => `row-${id}`;

/** One job in the list. */
export class JobRow {
  #job;
  #cells = new Map();

  constructor(job) {
    for (const [, name] of COLUMNS) this.#cells.set(name, element('span', { class: `cell ${name}`, role: 'gridcell' }));
    this.element = element('div', { class: 'row', role: 'row', id: rowId(job.id) }, [...this.#cells.values()]);
    this.link = element('a', { href: jobRoute(job.id), tabIndex: -1, title: job.job }, job.job);
    this.#cells.get('job').append(this.link);
    setText(this.#cells.get('id'), job.id);
    this.#cells.get('id').title = visible(job.id);
  }

  get id() {
    return this.#job.id;
  }

  /** Shows a job, if it is not the one that is shown. */
  show(job, now) {
    if (this.#job !== job) {
      this.#job = job;
      this.#cells.get('status').replaceChildren(...[statusBadge(job.status), this.#remark()].filter((part) => part));
      this.#cells.get('news').replaceChildren(this.#news());
      setText(this.#cells.get('owner'), job.owner ?? '');
      setText(this.#cells.get('attempt'), job.attempt > 0 ? String(job.attempt) : '');
      this.#cells.get('owner').title = visible(job.owner ?? '');
      this.#cells.get('age').title = `Accepted ${formatInstant(job.createdAt)}, ${formatUtc(job.createdAt)}`;
      this.element.dataset.status = job.status;
    }

    this.tick(now);
  }

  /** Shows times as they are now. */
  tick(now) {
    const time = runTimeOf(this.#job, now);
    setText(this.#cells.get('age'), formatAge(now - Date.parse(this.#job.createdAt)));
    setText(this.#cells.get('duration'), time === undefined ? '' : isFinished(this.#job) ? formatDuration(time) : formatElapsed(time));
  }

  #remark() {
    const remark = statusRemark(this.#job);
    return remark && element('span', { class: 'remark', title: remark }, remark);
  }

  // A job that failed says why; any other how far it is.
  #news() {
    const { error } = this.#job;
    if (error) return errorText('span', error);
    return isFinished(this.#job) && this.#job.status === 'SUCCEEDED'
      ? element('span', { class: 'said', title: this.#job.progress?.message }, this.#job.progress?.message ?? '')
      : (progressBar(this.#job) ?? '');
  }
}
