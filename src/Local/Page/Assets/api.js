import { readEvents } from './event-stream.js';

const API = '/_page/api';
const JOBS = `${API}/jobs`;
const TOKEN_HEADER = 'X-AsyncJobs-Token';
const FORBIDDEN = 403;

// Longer than any reply takes: a long poll is held for 10 s.
const REPLY_LIMIT = 30_000;

/** A reply that is an error: what it says is for people. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.message ?? problem.detail ?? problem.title ?? `The server answered with ${status}.`);
    this.status = status;
  }

  get isForbidden() {
    return this.status === FORBIDDEN;
  }
}

/** There was no reply. */
export class UnreachableError extends Error {}

/** Sends requests to the server of this page. */
export class Api {
  #token;

  /** Who the server is, and what it allows. */
  async loadSession() {
    const session = await readJson(await send(`${API}/session`));
    this.#token = session.token;
    return session;
  }

  /** The jobs, or what has changed since a revision; with one, the reply comes when something changes, or after `wait` seconds. */
  async loadJobs(revision, limit, wait, signal) {
    const query = new URLSearchParams({ limit });
    if (revision !== undefined) {
      query.set('revision', revision);
      query.set('wait', wait);
    }

    return readJson(await send(`${JOBS}?${query}`, { signal }));
  }

  /** All of one job. The numbers of its result are as they were written, however long they are. */
  async loadJob(id) {
    return readJob(await (await send(pathOf(id))).text());
  }

  /**
   * All of one job, and what it has logged, each as it is and whenever it has changed: `{ job }` or `{ log }`. It ends, or throws, where the
   * server does not tell: it may be asked with `loadJob` then.
   */
  async *followJob(id, signal) {
    for await (const { name, data } of readEvents(pathOf(id), signal)) {
      if (name === 'job') yield { job: readJob(data) };
      else if (name === 'log') yield { log: JSON.parse(data) };
    }
  }

  /** What a job has logged. */
  async loadLog(id) {
    return readJson(await send(`${pathOf(id)}/log`));
  }

  /** Asks a job to stop. */
  cancel(id) {
    return this.#command(`${pathOf(id)}/cancel`);
  }

  /** Starts a job again, with the same input. */
  retry(id) {
    return this.#command(`${pathOf(id)}/retry`);
  }

  /** Has a job's callback delivered anew. */
  redeliver(id) {
    return this.#command(`${pathOf(id)}/redeliver`);
  }

  // A server that was started again has another token. Nothing was done by a command that it refused.
  async #command(path) {
    const token = this.#token;
    try {
      return await this.#post(path);
    } catch (error) {
      if (!error.isForbidden) throw error;
      await this.loadSession();
      if (this.#token === token) throw error;
      return await this.#post(path);
    }
  }

  async #post(path) {
    return readJson(await send(path, { method: 'POST', headers: { [TOKEN_HEADER]: this.#token } }));
  }
}

const pathOf = (id) => `${JOBS}/${encodeURIComponent(id)}`;

async function send(path, options = {}) {
  const limit = AbortSignal.timeout(REPLY_LIMIT);
  let reply;
  try {
    reply = await fetch(path, { cache: 'no-store', ...options, signal: options.signal ? AbortSignal.any([options.signal, limit]) : limit });
  } catch (error) {
    throw options.signal?.aborted ? error : new UnreachableError('The server does not answer.', { cause: error });
  }

  if (!reply.ok) throw new ApiError(reply.status, await readProblem(reply));
  return reply;
}

function readJob(text) {
  const job = JSON.parse(text);
  if (job.result !== undefined) job.result = JSON.parse(text, keepNumber).result;
  return job;
}

async function readJson(reply) {
  try {
    return await reply.json();
  } catch (error) {
    throw new UnreachableError('The connection broke before the end of the reply.', { cause: error });
  }
}

async function readProblem(reply) {
  try {
    return (await reply.json()) ?? {};
  } catch {
    return {};
  }
}

function keepNumber(_, value, context) {
  const isWritten = typeof value === 'number' && context?.source !== undefined && JSON.rawJSON !== undefined;
  return isWritten && String(value) !== context.source ? JSON.rawJSON(context.source) : value;
}
