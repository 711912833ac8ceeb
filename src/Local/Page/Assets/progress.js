import { element } from './elements.js';

/** A job's progress in whole percent; undefined where it has reported none. */
export function percentOf(job) {
  const fraction = job.progress?.fraction;
  return typeof fraction === 'number' ? Math.floor(Number((Math.min(Math.max(fraction, 0), 1) * 100).toFixed(6))) : undefined;
}

/** A bar with its number and what the job says of it; undefined where it has reported nothing. */
export function progressBar(job) {
  const percent = percentOf(job);
  return percent === undefined
    ? undefined
    : element(
        'span',
        { class: 'progress' },
        element('progress', { max: 100, value: percent, 'aria-label': 'Progress' }),
        element('span', { class: 'percent' }, `${percent} %`),
        element('span', { class: 'said', title: job.progress.message }, job.progress.message ?? ''),
      );
}
