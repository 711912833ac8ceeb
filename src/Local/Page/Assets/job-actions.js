import { announce } from './announcements.js';
import { UnreachableError } from './api.js';
import { confirmed } from './confirming.js';
import { element, replaceIfChanged } from './elements.js';
import { jobRoute } from './routes.js';
import { isFinished } from './statuses.js';

const CANCEL_OUTCOMES = {
  cancelled: 'The job is cancelled.',
  cancelRequested: 'The job is asked to stop.',
  alreadyEnded: 'The job had ended already.',
  notFound: 'There is no such job.',
};

const RETRY_OUTCOMES = {
  notFound: 'There is no such job.',
  notFinished: 'The job has not ended yet.',
  inputNotKept: 'Its input is not kept.',
  inputUnreadable: 'Its input cannot be read.',
  retryRemoved: 'It ran again before, and that job was removed.',
};

const REDELIVERY_OUTCOMES = {
  delivered: 'The receiver has the callback now.',
  notDelivered: 'The receiver has not taken it.',
  noCallback: 'It has no callback.',
  callbackUnderWay: 'Its callback is being sent.',
  notFinished: 'The job has not ended yet.',
  notFound: 'There is no such job.',
};

let reasons = 0;

/** What can be done with a job, and why not where it cannot. */
export class JobActions {
  #api;
  #job;
  #onDone;

  /** `onDone` is called when a command was answered. */
  constructor(api, onDone) {
    this.#api = api;
    this.#onDone = onDone;
    this.element = element('div', { class: 'actions' });
    this.message = element('p', { class: 'message', role: 'status', hidden: true });
  }

  /** Shows what can be done with a job; undefined for one that is gone. */
  show(job, session) {
    this.#job = job;
    const refusals = job && session.token !== undefined ? [whyNoCancel(job, session), whyNoRetry(job, session), whyNoRedelivery(job, session)] : undefined;
    replaceIfChanged(this.element, refusals ?? 'unknown', () =>
      refusals === undefined
        ? []
        : [
            action('Cancel', refusals[0], () => this.#cancel()),
            action('Run again', refusals[1], () => this.#retry()),
            ...(job.callback ? [action('Redeliver callback', refusals[2], () => this.#redeliver())] : []),
          ],
    );
  }

  async #cancel() {
    const isSure = await confirmed(
      'Cancel this job?',
      'A job that waits ends at once. One that runs is asked to stop. This cannot be undone.',
      'Cancel the job',
      'Leave it alone',
    );
    if (isSure)
      await this.#command(
        (id) => this.#api.cancel(id),
        (answer) => this.#say(answer.reason ?? CANCEL_OUTCOMES[answer.outcome] ?? answer.outcome),
      );
  }

  async #retry() {
    const isSure = await confirmed(
      'Run this job again?',
      'A new job starts with the same input. This one stays as it is.',
      'Run again',
      'Leave it alone',
    );
    if (isSure)
      await this.#command(
        (id) => this.#api.retry(id),
        (answer) => this.#follow(answer),
      );
  }

  async #redeliver() {
    const isSure = await confirmed(
      'Send the callback now?',
      'It is sent to the receiver at once, also if it was delivered before. If it is not taken, it is tried again for three days.',
      'Redeliver callback',
      'Leave it alone',
    );
    if (isSure)
      await this.#command(
        (id) => this.#api.redeliver(id),
        (answer) => this.#say(answer.reason ?? REDELIVERY_OUTCOMES[answer.outcome] ?? answer.outcome),
      );
  }

  #follow(answer) {
    if (answer.outcome === 'started' && answer.id !== undefined) {
      announce('The job runs again, as a new one.');
      location.hash = jobRoute(answer.id);
    } else if (answer.outcome === 'alreadyStarted' && answer.id !== undefined) {
      this.#say(['It was run again before, as ', element('a', { href: jobRoute(answer.id) }, answer.id), '. Nothing was started.']);
    } else {
      this.#say(answer.reason ?? RETRY_OUTCOMES[answer.outcome] ?? answer.outcome);
    }
  }

  async #command(send, take) {
    this.#setBusy(true);
    try {
      const answer = await send(this.#job.id);
      if (this.element.isConnected) take(answer);
    } catch (error) {
      this.#say(error instanceof UnreachableError ? `${error.message} It is not known whether it was done.` : error.message, true);
    } finally {
      this.#setBusy(false);
    }

    this.#onDone();
  }

  #setBusy(isBusy) {
    for (const button of this.element.querySelectorAll('button')) button.ariaBusy = isBusy ? 'true' : null;
  }

  #say(text, isError = false) {
    this.message.replaceChildren(element('span', {}, text));
    this.message.classList.toggle('error', isError);
    this.message.hidden = false;
  }
}

function whyNoCancel(job, { canCancel, whyNot }) {
  if (!canCancel) return whyNot ?? 'This server does not cancel jobs.';
  if (job.canCancel) return undefined;
  if (isFinished(job)) return 'It has ended.';
  return job.isCancelRequested ? 'It is asked to stop already.' : 'It cannot be cancelled now.';
}

function whyNoRetry(job, { canRetry, whyNot }) {
  if (!canRetry) return whyNot ?? 'This server does not start jobs.';
  return job.canRetry ? undefined : (job.whyNoRetry ?? 'It cannot run again.');
}

function whyNoRedelivery(job, { canRetry, whyNot }) {
  if (!canRetry) return whyNot ?? 'This server does not send callbacks.';
  return job.canRedeliver ? undefined : (job.whyNoRedelivery ?? 'It cannot be sent now.');
}

// A button that cannot be pressed can still be reached, and says why it cannot.
function action(label, whyNot, onclick) {
  if (whyNot === undefined)
    return element('button', { type: 'button', onclick: (event) => event.currentTarget.ariaBusy === 'true' || onclick() }, label);
  const id = `reason-${++reasons}`;
  return element(
    'span',
    { class: 'refused' },
    element('button', { type: 'button', 'aria-disabled': 'true', 'aria-describedby': id, title: whyNot }, label),
    element('span', { class: 'reason', id }, whyNot),
  );
}
