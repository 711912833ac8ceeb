/** Has screen readers say something that is seen elsewhere on the page. */
export function announce(text) {
  const region = document.getElementById('announcements');

  // The same text again would not be said again.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}
