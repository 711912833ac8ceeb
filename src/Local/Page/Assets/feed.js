import { ApiError } from './api.js';

const WAIT_SECONDS = 10;
const MOST_JOBS = 10_000;
const LIMITS = [500, 1000, 2000, 5000, MOST_JOBS];

// A table in which something changes all the time is looked at four times a second.
const PAUSE = 250;
const BACKOFF = [1000, 2000, 4000, 8000, 15_000];

/**
 * The jobs of the list, kept up to date by a long poll. Events: `jobs` when they changed, `state` when the connection did.
 * The state is `loading`, `live`, `unreachable` or `forbidden`; what was known stays known in each of them.
 */
export class Feed extends EventTarget {
  #api;
  #byId = new Map();
  #revision;
  #limit = LIMITS[0];
  #poll = new AbortController();
  #wake = () => {};

  /** The jobs, newest first. */
  jobs = [];

  /** Whether there are older jobs than these. */
  hasMore = false;

  /** Whether older jobs are on their way. */
  isLoadingOlder = false;

  state = { name: 'loading' };

  constructor(api) {
    super();
    this.#api = api;
    document.addEventListener('visibilitychange', () => this.retryNow());
    window.addEventListener('online', () => this.retryNow());
  }

  get limit() {
    return this.#limit;
  }

  /** Whether more jobs can be asked for. */
  get isAtMost() {
    return this.#limit === MOST_JOBS;
  }

  /** A job as the list knows it. */
  find(id) {
    return this.#byId.get(id);
  }

  /** Asks for older jobs, too. */
  loadOlder() {
    this.#limit = LIMITS.find((limit) => limit > this.#limit) ?? MOST_JOBS;
    this.#revision = undefined;
    this.isLoadingOlder = true;
    this.dispatchEvent(new Event('state'));
    this.#poll.abort();
    this.#wake();
  }

  /** Ends a pause between two tries. */
  retryNow() {
    if (!document.hidden) this.#wake();
  }

  /** Asks for ever. */
  async run() {
    for (let failures = 0; ;) {
      while (document.hidden) await this.#sleep();

      this.#poll = new AbortController();
      try {
        this.#take(await this.#api.loadJobs(this.#revision, this.#limit, WAIT_SECONDS, this.#poll.signal));
        failures = 0;
        await this.#sleep(PAUSE);
      } catch (error) {
        if (this.#poll.signal.aborted) continue;
        await this.#fail(error, BACKOFF[Math.min(failures++, BACKOFF.length - 1)]);
      }
    }
  }

  #sleep(milliseconds) {
    return new Promise((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #fail(error, pause) {
    this.isLoadingOlder = false;
    this.state = {
      name: error instanceof ApiError && error.isForbidden ? 'forbidden' : 'unreachable',
      message: error.message,
      since: this.state.since ?? new Date(),
      retryAt: Date.now() + pause,
    };
    this.dispatchEvent(new Event('state'));
    await this.#sleep(pause);
  }

  #take(answer) {
    if (answer.isReset) this.#byId.clear();
    for (const id of answer.removed ?? []) this.#byId.delete(id);
    for (const job of answer.jobs) this.#byId.set(job.id, job);

    const isNews = answer.isReset || answer.jobs.length > 0 || answer.removed?.length > 0 || this.hasMore !== answer.hasMore;
    this.#revision = answer.revision;
    this.hasMore = answer.hasMore === true;
    if (isNews) this.jobs = [...this.#byId.values()].sort(newestFirst);

    const isStateNews = this.state.name !== 'live' || this.isLoadingOlder;
    this.isLoadingOlder = false;
    this.state = { name: 'live' };
    if (isNews) this.dispatchEvent(new Event('jobs'));
    if (isStateNews) this.dispatchEvent(new Event('state'));
  }
}

// ISO 8601 in UTC with milliseconds, so that texts compare as times do.
function newestFirst(one, other) {
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt ? 1 : -1;
  return one.id < other.id ? 1 : -1;
}
