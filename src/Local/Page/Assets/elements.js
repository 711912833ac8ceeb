import { visible } from './visible-text.js';

// Attributes that are read to people, or shown.
const SAID = ['title', 'aria-label'];

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element. Children that are texts become text nodes, so nothing that a job says is ever read as markup, and all of it can be seen.
 * A property whose name starts with `on` is a listener; one that elements do not have is set as an attribute; undefined is left out.
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key === 'class') made.className = value;
    else if (SAID.includes(key)) made.setAttribute(key, visible(String(value)));
    else if (key in made && !key.startsWith('aria')) made[key] = value;
    else made.setAttribute(key, value);
  }

  const parts = children.flat().filter((child) => child !== undefined && child !== null);
  made.append(...parts.map((child) => (typeof child === 'string' ? visible(child) : child)));
  return made;
}

/** A text that is somebody else's, within a line: whichever way it is written, what stands around it stays where it is. */
export function isolated(text) {
  return element('bdi', {}, text);
}

/** Makes a drawing of paths in a square of 16, for decoration: what it means stands beside it as text. */
export function drawing(className, paths) {
  const made = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 16 16', class: className, 'aria-hidden': 'true', focusable: 'false' }))
    made.setAttribute(key, value);
  for (const path of paths) {
    const part = document.createElementNS(SVG, 'path');
    for (const [key, value] of Object.entries(path)) part.setAttribute(key, value);
    made.append(part);
  }

  return made;
}

/** Sets an element's text, if it is another one: screen readers and selections are left alone otherwise. */
export function setText(target, text) {
  const shown = visible(text);
  if (target.textContent !== shown) target.textContent = shown;
}

const bases = new WeakMap();

/** Replaces what is in an element, if what it is made of has changed: what stays keeps its focus, its selection and its folds. */
export function replaceIfChanged(target, basis, make) {
  const text = JSON.stringify(basis);
  if (bases.get(target) === text) return;
  bases.set(target, text);
  target.replaceChildren(...make());
}
