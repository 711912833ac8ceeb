import { announce } from './announcements.js';
import { element, setText } from './elements.js';
import { chooseJobs, filterFromQuery, filterToQuery, isUnfiltered, NO_FILTER } from './job-filter.js';
import { JobGrid } from './job-grid.js';
import { ListFilters } from './list-filters.js';
import { LIST, listRoute, startRoute } from './routes.js';

const SAY_AFTER = 600;
const number = (value) => value.toLocaleString('en');

/** The list of jobs. It is made once: its place and its choice are kept while another view is shown. */
export class ListView {
  #feed;
  #session = {};
  #scroll = 0;
  #saying;

  constructor(feed) {
    this.#feed = feed;
    this.#filters = new ListFilters(() => this.#choose());
    this.#grid = new JobGrid();
    this.#sum = element('p', { class: 'sum' });
    this.#note = element('p', { class: 'note', hidden: true });
    this.#empty = element('div', { class: 'empty', hidden: true });
    this.#unmatched = element('p');
    this.#older = element('button', { type: 'button', class: 'quiet', onclick: () => feed.loadOlder() }, 'Load older jobs');
    this.#end = element('p', { class: 'end' });
    this.element = element(
      'div',
      { class: 'view list' },
      element('h1', { class: 'unseen', tabIndex: -1 }, 'Jobs'),
      this.#filters.element,
      element('div', { class: 'about' }, this.#sum, this.#note),
      this.#grid.element,
      this.#empty,
      element('div', { class: 'foot' }, this.#older, this.#end),
    );
    feed.addEventListener('jobs', () => this.#show(false));
    feed.addEventListener('state', () => this.#show(false));
  }

  #filters;
  #grid;
  #sum;
  #note;
  #empty;
  #unmatched;
  #older;
  #end;

  get title() {
    return 'Jobs';
  }

  /** Where the list is, with its filter. */
  get route() {
    return listRoute(filterToQuery(this.#filters.filter));
  }

  setSession(session) {
    this.#session = session;
    setText(this.#note, session.listNote ?? '');
    this.#note.hidden = session.listNote === undefined;
    this.#show(false);
  }

  /** Shows the list where it was left, or as a link asks for it. */
  enter(route, isFirst) {
    if (filterToQuery(this.#filters.filter) !== route.query) this.#filters.filter = filterFromQuery(route.query);
    this.#show(false);
    window.scrollTo({ top: this.#scroll, behavior: 'instant' });
    this.#grid.render();
    if (!isFirst) this.#grid.focus();
  }

  leave() {
    this.#scroll = window.scrollY;
  }

  focusSearch() {
    this.#filters.focus();
  }

  focusRows() {
    this.#grid.focus();
  }

  /** What Escape does: empties the text, or else goes to the rows. */
  escape() {
    if (!this.#filters.clearText()) this.#grid.focus();
  }

  #choose() {
    history.replaceState(history.state, '', this.route);
    this.#show(true);
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => announce(this.#sum.textContent), SAY_AFTER);
  }

  #show(isChosenAnew) {
    if (!this.element.isConnected) return;
    const all = this.#feed.jobs;
    const { filter } = this.#filters;
    const { jobs, byStatus, byJob } = chooseJobs(all, filter);
    this.#filters.showCounts(byStatus, byJob, new Set(all.map((job) => job.job)));
    setText(this.#sum, this.#summary(jobs.length, all.length));
    this.#showEmpty(jobs.length, all.length);
    this.#showFoot(all.length);
    this.#grid.element.hidden = jobs.length === 0;
    this.#grid.show(jobs, isChosenAnew);
  }

  #summary(chosen, all) {
    if (this.#feed.state.name === 'loading') return 'Loading …';
    const jobs = all === 1 ? 'job' : 'jobs';
    const newest = this.#feed.hasMore ? ' newest' : '';
    return isUnfiltered(this.#filters.filter) ? `${number(all)}${newest} ${jobs}` : `${number(chosen)} of ${number(all)}${newest} ${jobs}`;
  }

  #showFoot(all) {
    const { hasMore, isAtMost, isLoadingOlder } = this.#feed;
    this.#older.hidden = !hasMore || isAtMost;
    this.#older.disabled = isLoadingOlder;
    setText(this.#older, isLoadingOlder ? 'Loading older jobs …' : 'Load older jobs');
    setText(this.#end, hasMore && isAtMost ? `These are the newest ${number(all)}. Older jobs are not listed here.` : '');
  }

  #showEmpty(chosen, all) {
    const reason = chosen > 0 ? undefined : all > 0 ? 'filtered' : this.#feed.state.name === 'live' ? 'empty' : this.#feed.state.name;
    this.#empty.hidden = reason === undefined;
    setText(this.#unmatched, this.#whatWasLookedAt(all));
    if (reason === this.#empty.dataset.reason && this.#empty.session === this.#session) return;

    this.#empty.dataset.reason = reason ?? '';
    this.#empty.session = this.#session;
    this.#empty.replaceChildren(...this.#explain(reason));
  }

  // The button for older jobs stands below.
  #whatWasLookedAt(all) {
    const { hasMore, isAtMost } = this.#feed;
    if (!hasMore) return 'There are jobs, but none that this filter lets through.';
    const what = `None of the newest ${number(all)} jobs matches. Older jobs were not looked at`;
    return isAtMost ? `${what}.` : `${what}: load them with the button below.`;
  }

  #explain(reason) {
    switch (reason) {
      case 'loading':
        return [element('p', {}, 'Loading jobs …')];
      case 'filtered':
        return [
          element('h2', {}, 'No job matches'),
          this.#unmatched,
          element('button', { type: 'button', onclick: () => this.#reset() }, 'Show all jobs'),
        ];
      case 'empty':
        return [element('h2', {}, 'No jobs yet'), ...this.#howToStart()];
      default:
        return [];
    }
  }

  #howToStart() {
    const jobs = (this.#session.jobs ?? []).filter((job) => job.start);
    return jobs.length === 0
      ? [element('p', {}, 'A job appears here as soon as somebody starts one through the API.')]
      : [
          element('p', {}, 'Start one here, or send a request to its path. It appears at once.'),
          element(
            'ul',
            { class: 'starts' },
            jobs.map((job) =>
              element(
                'li',
                {},
                element('a', { href: startRoute(job.name) }, `Start ${job.name}`),
                ' ',
                element('code', {}, `${job.start.method} ${job.start.path}`),
              ),
            ),
          ),
        ];
  }

  #reset() {
    this.#filters.filter = NO_FILTER;
    if (location.hash.startsWith(LIST)) this.#choose();
    this.#filters.focus();
  }
}
