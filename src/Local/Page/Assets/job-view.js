import { announce } from './announcements.js';
import { UnreachableError } from './api.js';
import { copyable } from './copying.js';
import { element, replaceIfChanged, setText } from './elements.js';
import { JobActions } from './job-actions.js';
import { factsOf } from './job-facts.js';
import { outcomeOf } from './job-outcome.js';
import { formatJson } from './json-view.js';
import { LogLines } from './log-lines.js';
import { progressBar } from './progress.js';
import { isFinished, statusBadge, statusLabel, statusRemark } from './statuses.js';
import { timeline } from './timeline.js';
import { tick, zoneOf } from './times.js';
import { visible } from './visible-text.js';

const TICK = 1000;
const LOOK_EVERY = 2000;
const LOOK_ENDED_EVERY = 10_000;
const NOT_FOUND = 404;

/** All of one job, kept up to date while it is shown: by a stream, and by looks from time to time where there is none. */
export class JobView {
  #api;
  #feed;
  #session;
  #id;
  #job;
  #items;
  #ticking;
  #looking;
  #isLooking = false;
  #stream;
  #told = 0;
  #followAt = 0;
  #onFeed = () => this.#lookIfChanged();
  #onVisibility = () => (document.hidden ? this.#stream?.abort() : this.#look());

  constructor(api, feed, session, id, listRoute) {
    this.#api = api;
    this.#feed = feed;
    this.#session = session;
    this.#id = id;
    this.#title = element('h1', { tabIndex: -1 }, 'Job');
    this.#status = element('div', { class: 'state' });
    this.#actions = new JobActions(api, () => this.#look());
    this.#content = element('div', { class: 'content' }, element('p', { class: 'empty' }, 'Loading the job …'));
    this.element = element(
      'div',
      { class: 'view job' },
      element('a', { class: 'back', href: listRoute }, '← Jobs'),
      element('div', { class: 'headline' }, this.#title, this.#status, this.#actions.element),
      element('p', { class: 'ids' }, copyable('the job id', id)),
      this.#actions.message,
      this.#content,
    );
  }

  #title;
  #status;
  #actions;
  #content;
  #progress;
  #facts;
  #life;
  #outcome;
  #log;
  #logSection;

  get title() {
    return this.#job ? `${statusLabel(this.#job.status)}: ${this.#job.job} ${this.#id}` : `Job ${this.#id}`;
  }

  async enter() {
    this.#title.focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: 'instant' });
    this.#ticking = setInterval(() => tick(this.#content, Date.now()), TICK);
    this.#feed.addEventListener('jobs', this.#onFeed);
    this.#feed.addEventListener('state', this.#onFeed);
    document.addEventListener('visibilitychange', this.#onVisibility);
    await this.#look();
  }

  leave() {
    clearInterval(this.#ticking);
    clearTimeout(this.#looking);
    this.#feed.removeEventListener('jobs', this.#onFeed);
    this.#feed.removeEventListener('state', this.#onFeed);
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#id = undefined;
    this.#stream?.abort();
  }

  /** Says what the server can do, which may become known after the job. */
  setSession(session) {
    this.#session = session;
    if (!this.#job) return;
    this.#actions.show(this.#job, session);
    this.#logSection.hidden = !session.hasLog;
    this.#look();
  }

  // Without a stream, what the list says of it is news of it. What it does not say, such as how a callback goes, is looked for from time to time.
  #lookIfChanged() {
    if (this.#stream) return;
    const item = this.#feed.find(this.#id);
    if (item === this.#items && this.#feed.state.name === 'live' && this.#job) return;
    this.#items = item;
    this.#look();
  }

  async #look() {
    if (this.#isLooking || this.#id === undefined) return;
    clearTimeout(this.#looking);
    this.#isLooking = true;
    const id = this.#id;
    const told = this.#told;
    try {
      const job = await this.#api.loadJob(id);

      // What a stream has told in the meantime may be newer, and is not told again.
      if (this.#id === id && this.#told === told) this.#show(job);
      if (this.#id === id && !this.#stream && this.#session.hasLog) await this.#lookAtLog(id);
      this.#follow(id);
    } catch (error) {
      if (this.#id === id) this.#fail(error);
    } finally {
      this.#isLooking = false;
    }

    if (this.#id === id && !this.#stream) this.#lookLater();
  }

  // A tab that nobody sees keeps none of the few connections that a browser opens to one server.
  async #follow(id) {
    if (this.#stream || this.#id !== id || document.hidden || Date.now() < this.#followAt) return;
    this.#stream = new AbortController();
    this.#followAt = Date.now() + LOOK_EVERY;
    try {
      for await (const { job, log } of this.#api.followJob(id, this.#stream.signal)) {
        if (this.#id !== id) return;
        this.#told++;
        if (job) this.#show(job);
        else this.#log.show(log);
      }
    } catch {
      // Who looks without a stream learns why, and says it.
    } finally {
      this.#stream = undefined;
    }

    if (this.#id !== id) return;
    if (document.hidden) this.#lookLater();
    else await this.#look();
  }

  get #pause() {
    return this.#job && isFinished(this.#job) && this.#job.callback?.status !== 'PENDING' ? LOOK_ENDED_EVERY : LOOK_EVERY;
  }

  #lookLater() {
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => (document.hidden ? this.#lookLater() : this.#look()), this.#pause);
  }

  async #lookAtLog(id) {
    try {
      const lines = await this.#api.loadLog(id);
      if (this.#id === id) this.#log.show(lines);
    } catch (error) {
      this.#log.fail(error.message);
    }
  }

  #fail(error) {
    if (error.status === NOT_FOUND) {
      this.#job = undefined;
      replaceIfChanged(this.#status, 'gone', () => []);
      this.#actions.show(undefined, this.#session);
      this.#content.replaceChildren(
        element(
          'div',
          { class: 'empty' },
          element('h2', {}, 'There is no such job'),
          element('p', {}, 'It may have expired, or have been kept by a server that has ended since. Jobs expire some time after their end.'),
        ),
      );
      return;
    }

    // That the server is out of reach is said above all views; what is known of the job stays.
    const reason = error instanceof UnreachableError ? 'Waiting for the server …' : error.message;
    if (!this.#job) this.#content.replaceChildren(element('p', { class: 'empty' }, reason));
  }

  #show(job) {
    const before = this.#job;
    this.#job = job;
    if (!before) this.#layOut();
    if (before && before.status !== job.status) announce(`${job.job} is now ${statusLabel(job.status)}.`);

    setText(this.#title, job.job);
    document.title = visible(this.title);
    const remark = statusRemark(job);
    replaceIfChanged(this.#status, [job.status, remark], () => [
      statusBadge(job.status),
      ...(remark ? [element('span', { class: 'remark' }, remark)] : []),
    ]);
    this.#actions.show(job, this.#session);
    replaceIfChanged(this.#progress, [job.progress, job.status], () => [
      isFinished(job) && job.status === 'SUCCEEDED' ? '' : (progressBar(job) ?? ''),
    ]);
    this.#progress.hidden = this.#progress.childElementCount === 0;
    replaceIfChanged(this.#outcome, [job.status, job.error, job.resultNote, job.result === undefined ? undefined : formatJson(job.result)], () =>
      outcomeOf(job),
    );
    const now = Date.now();
    const told = { ...job, result: undefined, progress: undefined };
    replaceIfChanged(this.#life, told, () => [timeline(job, now)]);
    replaceIfChanged(this.#facts, told, () => factsOf(job, now));
  }

  #layOut() {
    this.#progress = element('div', { class: 'far' });
    this.#outcome = element('div', { class: 'outcome' });
    this.#life = element('div');
    this.#facts = element('dl', { class: 'facts' });
    this.#log = new LogLines();
    const zone = element('span', { class: 'zone' }, `Times are ${zoneOf(new Date())}`);
    this.#logSection = element('section', { hidden: !this.#session.hasLog }, element('h2', {}, 'Log', zone), this.#log.element);
    this.#content.replaceChildren(
      this.#progress,
      element(
        'div',
        { class: 'columns' },
        element('div', { class: 'main-column' }, this.#outcome, this.#logSection),
        element(
          'div',
          { class: 'side-column' },
          element('section', {}, element('h2', {}, 'Timeline'), this.#life),
          element('section', {}, element('h2', {}, 'Details'), this.#facts),
        ),
      ),
    );
  }
}
