import { announce } from './announcements.js';
import { drawing, element } from './elements.js';

const SHOWN_FOR = 1500;
const SHEETS = [
  { d: 'M5.5 5.5h8v8h-8z', class: 'line' },
  { d: 'M10.5 5.5v-3h-8v8h3', class: 'line' },
];
const TICK = [{ d: 'M3 8.5l3.2 3.2L13 4.8', class: 'line' }];

/** A button that copies a text. What it copies is asked for when it is pressed. */
export function copyButton(what, text) {
  const button = element('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${what}`, title: `Copy ${what}` }, drawing('shape', SHEETS));
  button.addEventListener('click', async () => {
    const isCopied = await copy(typeof text === 'function' ? text() : text);
    announce(isCopied ? `Copied ${what}.` : `The browser did not let this page copy ${what}.`);
    if (!isCopied) return;
    button.classList.add('done');
    button.replaceChildren(drawing('shape', TICK));
    setTimeout(() => {
      button.classList.remove('done');
      button.replaceChildren(drawing('shape', SHEETS));
    }, SHOWN_FOR);
  });
  return button;
}

/** An id with a button that copies it. */
export function copyable(what, text) {
  return element('span', { class: 'copyable' }, element('code', {}, text), copyButton(what, text));
}

// A page that did not come from this machine, or over https, has no clipboard, but can still copy what is selected.
async function copy(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed: the other way may be.
    }
  }

  const focused = document.activeElement;
  const area = element('textarea', { class: 'unseen', value: text, 'aria-hidden': 'true' });
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  focused?.focus();
  return isCopied;
}
