import { element, setText } from './elements.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const growingTexts = new WeakMap();

const twoDigits = (number) => String(number).padStart(2, '0');

/** How long ago something was, in its largest unit: 40 s, 5 min, 3 h, 2 d. */
export function formatAge(milliseconds) {
  const age = Math.max(0, milliseconds);
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  return age < 2 * DAY ? `${Math.floor(age / HOUR)} h` : `${Math.floor(age / DAY)} d`;
}

/** How long something took: 340 ms, 1.2 s, 3 min 04 s, 2 h 05 min. */
export function formatDuration(milliseconds) {
  const time = Math.max(0, milliseconds);
  if (time < SECOND) return `${Math.round(time)} ms`;
  if (time < 10 * SECOND) return `${(Math.floor(time / 100) / 10).toFixed(1)} s`;
  if (time < MINUTE) return `${Math.floor(time / SECOND)} s`;
  if (time < HOUR) return `${Math.floor(time / MINUTE)} min ${twoDigits(Math.floor((time % MINUTE) / SECOND))} s`;
  return `${Math.floor(time / HOUR)} h ${twoDigits(Math.floor((time % HOUR) / MINUTE))} min`;
}

/** How long something has taken so far, in whole seconds: it is shown anew each second. */
export function formatElapsed(milliseconds) {
  return milliseconds < MINUTE ? `${Math.floor(Math.max(0, milliseconds) / SECOND)} s` : formatDuration(milliseconds);
}

/** An instant in the reader's own time zone: 2026-03-01 09:30:05 +01:00. */
export function formatInstant(text) {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : `${dayOf(time)} ${formatClock(time)} ${zoneOf(time)}`;
}

/** An instant in UTC, as precise as it came: 2026-03-01 08:30:05.123 UTC. */
export function formatUtc(text) {
  return text.replace(/^([\d-]+)T([\d:.]+)Z$/, '$1 $2 UTC');
}

/** The time of a day in the reader's own time zone: 09:30:05. */
export function formatClock(time) {
  return `${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}:${twoDigits(time.getSeconds())}`;
}

/** The reader's own time zone at some time, by its offset: +01:00, or UTC. */
export function zoneOf(time) {
  const minutes = -time.getTimezoneOffset();
  const offset = Math.abs(minutes);
  return minutes === 0 ? 'UTC' : `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(offset / 60))}:${twoDigits(offset % 60)}`;
}

function dayOf(time) {
  return `${time.getFullYear()}-${twoDigits(time.getMonth() + 1)}-${twoDigits(time.getDate())}`;
}

/** How long a job has run or ran, in milliseconds; undefined before its start. */
export function runTimeOf(job, now) {
  return job.startedAt === undefined ? undefined : (job.finishedAt === undefined ? now : Date.parse(job.finishedAt)) - Date.parse(job.startedAt);
}

/** An instant, with its UTC form to hover over. */
export function instant(text, shown = formatInstant(text)) {
  return element('time', { dateTime: text, title: formatUtc(text) }, shown);
}

/** From one instant to another one: what both have is said once. */
export function period(from, until) {
  const [start, end] = [new Date(from), new Date(until)];
  const isOneDay = dayOf(start) === dayOf(end) && zoneOf(start) === zoneOf(end);
  return isOneDay
    ? [instant(from, `${dayOf(start)} ${formatClock(start)}`), ' – ', instant(until, `${formatClock(end)} ${zoneOf(end)}`)]
    : [instant(from), ' – ', instant(until)];
}

/** How long ago something was, or has taken so far, which goes on whenever `tick` is called. */
export function growing(since, now, format) {
  const made = element('span', {}, format(now - Date.parse(since)));
  growingTexts.set(made, { since, format });
  made.dataset.grows = '';
  return made;
}

/** Shows what grows below an element as it is now. What does not change is left alone, with its focus and its selection. */
export function tick(root, now) {
  for (const grown of root.querySelectorAll('[data-grows]')) {
    const { since, format } = growingTexts.get(grown);
    setText(grown, format(now - Date.parse(since)));
  }
}
