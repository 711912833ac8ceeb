import { statusLabel, statusTone } from './statuses.js';

const ATTEMPT_ENDS = new Map([
  ['RUNNING', ['is running', 'RUNNING']],
  ['SUCCEEDED', ['succeeded', 'SUCCEEDED']],
  ['FAILED', ['failed', 'FAILED']],
  ['TIMED_OUT', ['ran out of time', 'TIMED_OUT']],
  ['CANCELLED', ['was cancelled', 'CANCELLED']],
  ['LOST', ['was lost: its worker vanished', 'FAILED']],
  ['CONTINUED', ['went on in another invocation', undefined]],
]);

/**
 * A job's life as steps, oldest first: `{ title, tone, status?, time?, until?, notes, error?, requestId?, isRunning?, goesOn? }`. A note is a text,
 * `{ text }` of somebody else, an instant, or a job to link to.
 */
export function lifeOf(job) {
  const steps = [accepted(job), ...attemptsOf(job)];
  if (job.cancelRequestedAt !== undefined) {
    const later = steps.findIndex((step) => step.time > job.cancelRequestedAt);
    steps.splice(later < 0 ? steps.length : later, 0, { title: 'Cancel requested', tone: 'cancelled', time: job.cancelRequestedAt, notes: [] });
  }

  if (job.finishedAt !== undefined)
    steps.push({ title: `Ended: ${statusLabel(job.status)}`, tone: statusTone(job.status), status: job.status, time: job.finishedAt, notes: [] });
  else if (job.isLost)
    steps.push({
      title: 'Lost',
      tone: 'failed',
      notes: ['Its worker has vanished, and its lease is over. Whoever reads the job by its URL ends it.'],
    });
  if (job.callback) steps.push(...triesOf(job.callback), callback(job.callback));
  if (job.retriedBy !== undefined) steps.push({ title: 'Run again', tone: 'pending', notes: ['as', { job: job.retriedBy }] });
  if (job.purgedAt !== undefined)
    steps.push({ title: 'Removed', tone: 'cancelled', time: job.purgedAt, notes: ['Its input, result and state are gone.'] });
  return steps;
}

function accepted(job) {
  const notes = [];
  if (job.retryOf !== undefined) notes.push('Runs again what was', { job: job.retryOf });
  if (job.isStartUnsure) notes.push('It is not known whether its worker was told to start.');
  return { title: 'Accepted', tone: 'pending', time: job.createdAt, notes };
}

function attemptsOf(job) {
  const attempts = job.attempts ?? [];
  const parts = new Map();
  for (const { attempt } of attempts) parts.set(attempt, (parts.get(attempt) ?? 0) + 1);

  const told = new Map();
  const steps = attempts.map((one) => {
    const part = (told.get(one.attempt) ?? 0) + 1;
    told.set(one.attempt, part);
    return attemptStep(job, one, parts.get(one.attempt) > 1 ? `, part ${part}` : '');
  });
  if (job.attemptsLeftOut > 0)
    steps.unshift({
      title: `${job.attemptsLeftOut} earlier ${job.attemptsLeftOut === 1 ? 'attempt' : 'attempts'}`,
      tone: 'unknown',
      notes: ['Not kept.'],
    });
  return steps;
}

function attemptStep(job, one, part) {
  const [end, status] = ATTEMPT_ENDS.get(one.end) ?? [`ended as ${statusLabel(one.end)}`, one.end];
  const goesOn = one.end === 'CONTINUED';
  const notes = [];
  if (one.end === 'RUNNING' && job.lease?.requestId === one.requestId && job.lease.until !== undefined)
    notes.push('Its lease is until', { instant: job.lease.until });
  return {
    title: `Attempt ${one.attempt}${part} ${end}`,
    tone: goesOn ? 'running' : statusTone(status),
    status,
    time: one.startedAt,
    until: one.endedAt,
    error: one.error,
    requestId: one.requestId,
    notes,
    isRunning: one.end === 'RUNNING',
    goesOn,
  };
}

// Of more tries than are kept, these are the latest.
function triesOf({ attempts, tries = [] }) {
  return tries.map((one, index) => ({
    title: `Callback try ${attempts - tries.length + index + 1}: ${one.statusCode === undefined ? 'no answer' : `answered with ${one.statusCode}`}`,
    tone: one.statusCode >= 200 && one.statusCode < 300 ? 'succeeded' : 'failed',
    time: one.at,
    notes: one.fault === undefined ? [] : [{ text: one.fault }],
  }));
}

function callback({ host, status, attempts, nextAt }) {
  const tries = `${attempts} ${attempts === 1 ? 'try' : 'tries'}`;
  const [title, tone] = {
    PENDING: [attempts > 0 ? `Callback not delivered yet, after ${tries}` : 'Callback to come', 'pending'],
    DELIVERED: [`Callback delivered with ${tries}`, 'succeeded'],
    FAILED: [`Callback not delivered: given up after ${tries}`, 'failed'],
  }[status] ?? [`Callback ${statusLabel(status)}, ${tries}`, 'unknown'];
  return { title, tone, notes: ['to', { text: host }, ...(nextAt === undefined ? [] : ['Next try', { instant: nextAt }])] };
}
