import { copyable } from './copying.js';
import { drawing, element, isolated } from './elements.js';
import { errorText } from './error-text.js';
import { lifeOf } from './life.js';
import { jobRoute } from './routes.js';
import { statusShape } from './statuses.js';
import { formatDuration, formatElapsed, growing, instant, period } from './times.js';

const DOT = [{ d: 'M8 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8z', class: 'area' }];
const ARROW = [{ d: 'M2.5 8h10.5M9 4l4 4l-4 4', class: 'line' }];

/** A job's life, one step below the other. */
export function timeline(job, now) {
  return element(
    'ol',
    { class: 'timeline' },
    lifeOf(job).map((step) => stepOf(step, now)),
  );
}

function stepOf(step, now) {
  return element(
    'li',
    { class: `step tone-${step.tone}` },
    shapeOf(step),
    element(
      'div',
      { class: 'told' },
      element('p', { class: 'title' }, step.title),
      element('p', { class: 'when' }, ...whenOf(step, now)),
      step.notes.length > 0
        ? element(
            'p',
            { class: 'notes' },
            step.notes.flatMap((note) => [noteOf(note), ' ']),
          )
        : undefined,
      step.error ? errorText('p', step.error) : undefined,
      step.requestId ? element('p', { class: 'request' }, element('span', {}, 'Request '), copyable('the request id', step.requestId)) : undefined,
    ),
  );
}

function shapeOf(step) {
  if (step.status !== undefined) return statusShape(step.status);
  return drawing('shape', step.goesOn ? ARROW : DOT);
}

function whenOf(step, now) {
  if (step.time === undefined) return step.until === undefined ? [] : ['until ', instant(step.until)];
  if (step.until !== undefined)
    return [
      ...period(step.time, step.until),
      element('span', { class: 'took' }, formatDuration(Date.parse(step.until) - Date.parse(step.time))),
    ];
  return step.isRunning
    ? [instant(step.time), ' – ', element('span', { class: 'took' }, growing(step.time, now, formatElapsed))]
    : [instant(step.time)];
}

function noteOf(note) {
  if (note.job !== undefined) return element('a', { href: jobRoute(note.job) }, isolated(note.job));
  if (note.text !== undefined) return isolated(note.text);
  return note.instant === undefined ? note : instant(note.instant);
}
