import { element, isolated } from './elements.js';

/** A job's error: its code, and what it says. */
export function errorText(name, error) {
  return element(name, { class: 'fault', title: error.message }, element('b', {}, String(error.errorCode)), ' ', isolated(error.message ?? ''));
}
