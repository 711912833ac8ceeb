import { copyable, copyButton } from './copying.js';
import { element, isolated } from './elements.js';
import { errorText } from './error-text.js';
import { formatJson, jsonView } from './json-view.js';
import { isFinished } from './statuses.js';

/** What came of a job: its error, its result, or that there is none. */
export function outcomeOf(job) {
  const sections = [];
  if (job.error)
    sections.push(
      element(
        'section',
        { class: 'error' },
        element('h2', {}, 'Error'),
        errorText('p', job.error),
        job.error.service === undefined ? undefined : element('p', { class: 'note' }, 'The call was to ', isolated(job.error.service), '.'),
        job.error.requestId === undefined
          ? undefined
          : element('p', { class: 'note request' }, 'Request ', copyable('the request id of the error', job.error.requestId)),
      ),
    );
  if (job.result !== undefined)
    sections.push(
      element(
        'section',
        {},
        element(
          'h2',
          {},
          'Result',
          copyButton('the result', () => formatJson(job.result)),
        ),
        jsonView(job.result),
      ),
    );
  else if (job.resultNote !== undefined) sections.push(element('section', {}, element('h2', {}, 'Result'), element('p', {}, job.resultNote)));
  else if (!job.error)
    sections.push(
      element(
        'section',
        {},
        element('h2', {}, 'Result'),
        element('p', { class: 'note' }, job.status === 'SUCCEEDED' ? 'It has no result.' : isFinished(job) ? 'It ended without one.' : 'None yet.'),
      ),
    );
  return sections;
}
