import { Api } from './api.js';
import { ConnectionBar } from './connection.js';
import { element, setText } from './elements.js';
import { Feed } from './feed.js';
import { JobView } from './job-view.js';
import { ListView } from './list-view.js';
import { ReferenceView } from './reference-view.js';
import { LIST, parseRoute, REFERENCE, startRoute } from './routes.js';
import { StartView } from './start-view.js';
import { visible } from './visible-text.js';

const RETRY_SESSION = 2000;

const api = new Api();
const feed = new Feed(api);
const list = new ListView(feed);
const main = document.getElementById('main');
const starts = new Map();

let session = {};
let view;

new ConnectionBar(feed);
window.addEventListener('hashchange', go);
document.addEventListener('keydown', press);
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
feed.addEventListener('state', rememberFailure);
go();
feed.run();
loadSession();

function go() {
  const route = parseRoute(location.hash);
  if (!route) {
    location.replace(LIST);
    return;
  }

  view?.leave();
  const isFirst = view === undefined;
  view = viewOf(route);
  main.replaceChildren(view.element);
  document.title = visible(view.title);
  view.enter(route, isFirst);
}

function viewOf(route) {
  if (route.view === 'job') return new JobView(api, feed, session, route.id, list.route);
  if (route.view === 'list') return list;
  if (route.view === 'reference') return new ReferenceView(session, route.operation, list.route);

  // What was typed into a form is still there when its user comes back to it.
  const started = starts.get(route.job) ?? new StartView(session, route.job, () => list.route);
  starts.set(route.job, started);
  return started;
}

// The first one has to come; one after a failure tells whether another server is there now.
async function loadSession() {
  try {
    const loaded = await api.loadSession();
    const isOther = session.version !== undefined && session.version !== loaded.version;
    session = loaded;
    showSession(isOther);
    list.setSession(session);
    for (const started of starts.values()) started.setSession(session);
    if (view !== list && !(view instanceof StartView)) view.setSession(session);
  } catch {
    setTimeout(loadSession, RETRY_SESSION);
  }
}

let hasFailed = false;

function rememberFailure() {
  if (feed.state.name === 'live' && hasFailed) loadSession();
  hasFailed = feed.state.name === 'unreachable' || feed.state.name === 'forbidden';
}

function showSession(isOther) {
  const place = document.getElementById('place');
  setText(place, session.place ?? '');
  place.title = place.textContent;
  const links = [];
  const startable = (session.jobs ?? []).find((job) => job.start);
  if (startable) links.push(element('a', { class: 'primary', href: startRoute(startable.name) }, 'Start a job'));
  if (session.openApi) links.push(element('a', { href: REFERENCE }, 'Reference'));
  if (session.openApi) links.push(element('a', { href: session.openApi }, 'OpenAPI'));
  if (isOther) links.push(element('a', { href: location.pathname, onclick: () => location.reload() }, 'Another version is there: reload'));
  document.getElementById('links').replaceChildren(...links);
}

function press(event) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
  const isTyping = event.target.matches('input, textarea, select');
  if (event.key === '/' && !isTyping) {
    event.preventDefault();
    if (view === list) list.focusSearch();
    else goToSearch();
  } else if (event.key === 'Escape') {
    escape(isTyping);
  } else if (event.key === 'ArrowDown' && view === list && event.target === document.body) {
    event.preventDefault();
    list.focusRows();
  }
}

function goToSearch() {
  window.addEventListener('hashchange', () => setTimeout(() => list.focusSearch()), { once: true });
  location.hash = list.route;
}

function escape(isTyping) {
  if (view === list) list.escape();
  else if (isTyping) main.focus();
  else location.hash = list.route;
}
