const texts = new WeakMap();

/** What a filter lets through when nothing is chosen. `statuses` and `job` choose nothing when they are empty. */
export const NO_FILTER = Object.freeze({ text: '', job: '', statuses: Object.freeze([]) });

/** Whether a filter lets everything through. */
export function isUnfiltered(filter) {
  return filter.text.trim() === '' && filter.job === '' && filter.statuses.length === 0;
}

/**
 * Chooses jobs, and counts them by status and by job name. Each count heeds the other filters only: it says how many there would be if one chose it.
 */
export function chooseJobs(jobs, filter) {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const chosen = [];
  const byStatus = new Map();
  const byJob = new Map();
  for (const job of jobs) {
    const text = words.length === 0 ? '' : textOf(job);
    if (!words.every((word) => text.includes(word))) continue;

    const isOfJob = filter.job === '' || job.job === filter.job;
    const isOfStatus = filter.statuses.length === 0 || filter.statuses.includes(job.status);
    if (isOfJob) byStatus.set(job.status, (byStatus.get(job.status) ?? 0) + 1);
    if (isOfStatus) byJob.set(job.job, (byJob.get(job.job) ?? 0) + 1);
    if (isOfJob && isOfStatus) chosen.push(job);
  }

  return { jobs: chosen, byStatus, byJob };
}

/** A filter as the query of the list's URL; empty where nothing is chosen. */
export function filterToQuery(filter) {
  const query = new URLSearchParams();
  if (filter.text !== '') query.set('q', filter.text);
  if (filter.job !== '') query.set('job', filter.job);
  for (const status of filter.statuses) query.append('status', status);
  return query.toString();
}

/** The filter that a query of the list's URL stands for. */
export function filterFromQuery(text) {
  const query = new URLSearchParams(text);
  return { text: query.get('q') ?? '', job: query.get('job') ?? '', statuses: query.getAll('status') };
}

// A job that changes is another object, so that its text is made anew.
function textOf(job) {
  let text = texts.get(job);
  if (text === undefined) {
    text = [job.id, job.job, job.owner, job.correlationId, job.error?.errorCode, job.error?.message]
      .filter((part) => part !== undefined)
      .join('\n')
      .toLowerCase();
    texts.set(job, text);
  }

  return text;
}
