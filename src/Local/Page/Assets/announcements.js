import { visible } from './visible-text.js';

/** Has screen readers say something that is seen elsewhere on the page. */
export function announce(text) {
  const region = document.getElementById('announcements');
  const said = visible(text);

  // The same text again would not be said again.
  region.textContent = region.textContent === said ? `${said}\u00a0` : said;
}
