import { drawing, element } from './elements.js';

const MOST_LETTERS = 40;
const RING = 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13z';
const line = (path) => ({ d: path, class: 'line' });
const area = (path) => ({ d: path, class: 'area' });
const mark = (path) => ({ d: path, class: 'mark' });

// Each has a shape of its own: nobody has to tell them apart by colour.
const STATUSES = new Map([
  ['PENDING', { label: 'Pending', tone: 'pending', paths: [{ d: RING, class: 'line dashed' }] }],
  ['RUNNING', { label: 'Running', tone: 'running', paths: [line(RING), area('M8 4a4 4 0 0 1 0 8z')] }],
  ['SUCCEEDED', { label: 'Succeeded', tone: 'succeeded', paths: [area(RING), mark('M4.8 8.3l2.2 2.2l4.3-4.8')] }],
  [
    'FAILED',
    { label: 'Failed', tone: 'failed', paths: [area('M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7h-5.6l-3.7-3.7v-5.6z'), mark('M5.5 5.5l5 5m0-5l-5 5')] },
  ],
  ['TIMED_OUT', { label: 'Timed out', tone: 'late', paths: [line(RING), line('M8 4.2v4l2.6 1.8')] }],
  ['CANCELLED', { label: 'Cancelled', tone: 'cancelled', paths: [line('M2.5 2.5h11v11h-11z'), line('M5 8h6')] }],
]);

/** The statuses in the order of a job's life. */
export const KNOWN_STATUSES = [...STATUSES.keys()];

const ENDED = new Set(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'CANCELLED']);

/** Whether a job has ended, also with a status of a newer version. */
export function isFinished(job) {
  return ENDED.has(job.status) || job.finishedAt !== undefined;
}

/** A status in words. One of a newer version is shown as it came. */
export function statusLabel(status) {
  return STATUSES.get(status)?.label ?? String(status).slice(0, MOST_LETTERS);
}

/** The name of a status's colours in the style sheet. */
export function statusTone(status) {
  return STATUSES.get(status)?.tone ?? 'unknown';
}

/** The shape of a status. */
export function statusShape(status) {
  const paths = STATUSES.get(status)?.paths ?? [line('M8 1.5l6.5 6.5l-6.5 6.5l-6.5-6.5z'), line('M8 5v4m0 1.6v.6')];
  return drawing(`shape tone-${statusTone(status)}`, paths);
}

/** A status with its shape. */
export function statusBadge(status) {
  return element('span', { class: `badge tone-${statusTone(status)}` }, statusShape(status), element('span', {}, statusLabel(status)));
}

/** What else is to be known of a job's status, in a word or two; undefined for most jobs. */
export function statusRemark(job) {
  if (job.isLost) return 'lost';
  if (job.isStartUnsure) return 'start unsure';
  return job.isCancelRequested && !isFinished(job) ? 'stopping' : undefined;
}
