import { copyable } from './copying.js';
import { element } from './elements.js';
import { jobRoute } from './routes.js';
import { isFinished } from './statuses.js';
import { formatAge, formatDuration, formatElapsed, growing, instant, runTimeOf } from './times.js';

/** What is to be known of a job in short, as terms and their descriptions. */
export function factsOf(job, now) {
  const time = runTimeOf(job, now);
  const link = (id) => element('a', { href: jobRoute(id) }, id);
  const facts = [
    ['Accepted', [instant(job.createdAt), ' (', growing(job.createdAt, now, formatAge), ' ago)']],
    ['Started', job.startedAt && instant(job.startedAt)],
    ['Ended', job.finishedAt && instant(job.finishedAt)],
    ['Duration', time === undefined ? undefined : isFinished(job) ? formatDuration(time) : growing(job.startedAt, now, formatElapsed)],
    ['Attempts', job.attempt > 0 ? String(job.attempt) : undefined],
    ['Continuations', job.continuation > 0 ? String(job.continuation) : undefined],
    ['Owner', job.owner],
    ['Correlation id', job.correlationId && copyable('the correlation id', job.correlationId)],
    ['Trace id', job.traceId && copyable('the trace id', job.traceId)],
    ['Request id', job.lease?.requestId && copyable('the request id', job.lease.requestId)],
    ['Repeats', job.retryOf && link(job.retryOf)],
    ['Repeated by', job.retriedBy && link(job.retriedBy)],
    ['Input', job.isInputKept === undefined ? undefined : job.isInputKept ? 'kept' : 'not kept'],
    ['Expires', job.expiresAt && instant(job.expiresAt)],
  ];
  return facts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)));
}
