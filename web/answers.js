// The answers of a page follow what is typed: the page of the new question is fetched, and what it holds takes the place
// of what is shown. So the daemon renders all of them, in one place. Until this runs, and for every link and button of
// the page, the browser loads whole pages.
// @ts-check

/** @typedef {import('./embed/dixit-search.js').DixitSearch} Box */

const PAUSE_MS = 60; // after a key, before asking
const PATIENCE_MS = 2000; // before saying that it takes long
const TIMEOUT_MS = 10_000;

const lang = document.documentElement.lang;
const box = /** @type {Box} */ (document.querySelector('.searchbar'));
const form = /** @type {HTMLFormElement} */ (document.querySelector('#search'));
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'));
/** @type {Record<string, string>} The texts of the box, whose keys our messages share. */
let texts = {};

/** An answer that is no page of ours; `kind` ends a key of the texts, trouble_…. */
class Trouble extends Error {
  /** @param {string} kind */
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

let shown = new URL(location.href); // what is on the screen, or on its way there
let asking = new AbortController();
let pause = 0;
let typing = false; // whether the latest entry of the history came from typing

/** @param {URL} url however its parameters are ordered and spelled */
function spelled({ pathname, searchParams }) {
  const sorted = new URLSearchParams(searchParams);
  sorted.sort();
  return `${pathname}?${sorted}`;
}

/** @returns {URL} what the form asks for: the field, what is chosen, and what else it keeps */
function asked() {
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value) url.searchParams.append(name, String(value));
  return url;
}

/** @param {URL} url @param {AbortSignal} signal @returns {Promise<Document>} also one that says why there is no answer */
async function load(url, signal) {
  const response = await fetch(url, { signal });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (page.querySelector('#main')) return page;
  const { ok, status } = response;
  throw new Trouble(ok ? 'garbled' : status === 429 || status === 503 ? 'busy' : status < 500 ? 'refused' : 'failed');
}

const main = () => /** @type {HTMLElement} */ (document.querySelector('#main'));

/** @param {HTMLElement} fresh */
function replaceMain(fresh) {
  const old = main();
  const focused = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (focused) fresh.focus({ preventScroll: true });
}

/** @param {string} said in place of the answers, its first sentence as a heading @param {Node[]} more */
function say(said, ...more) {
  const [, first, rest] = /^(.*?)\.\s*(.*)$/.exec(said) ?? ['', said, ''];
  const content = document.createElement('main');
  content.className = 'wrap problem';
  content.id = 'main';
  content.tabIndex = -1;
  for (const [tag, text] of [['h1', first], ['p', rest]]) {
    if (text) content.appendChild(document.createElement(tag)).textContent = text;
  }
  content.append(...more);
  const kept = new FormData(form);
  replaceMain(content);
  for (const [name, value] of kept) {
    // Boxes that were ticked went with the answers; what they say stays.
    if (!value || new FormData(form).getAll(name).includes(value)) continue;
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  box.announce(said, true);
}

/** @param {Document} page */
function show(page) {
  document.title = page.title;
  const fresh = /** @type {HTMLElement} */ (page.querySelector('#main'));
  for (const fold of fresh.querySelectorAll('details[id]')) {
    const before = document.getElementById(fold.id);
    if (before && !fold.querySelector('.chosen')) fold.toggleAttribute('open', before.hasAttribute('open'));
  }
  for (const [parent, children] of [['head', '[rel="alternate"]'], ['.languages', 'ul'], ['#search', '[type="hidden"]']]) {
    document.querySelectorAll(`${parent} ${children}`).forEach((node) => node.remove());
    document.querySelector(parent)?.append(...page.querySelectorAll(`${parent} ${children}`));
  }
  replaceMain(fresh);
  const total = fresh.querySelector('[data-total]')?.getAttribute('data-total');
  const found = total && texts[total === '1' ? 'results_one' : 'results_other'].replace('{n}',
    Number(total).toLocaleString(lang));
  box.announce(total === '0' ? texts.nothing_title : found ?? fresh.querySelector('h1')?.textContent ?? '');
}

/**
 * Shows the page at `url`, or says why it cannot.
 * @param {URL} url
 * @param {boolean} [unfinished] its last word may be the beginning of one
 */
async function follow(url, unfinished = false) {
  clearTimeout(pause);
  asking.abort();
  const mine = asking = new AbortController();
  shown = url;
  box.classList.add('busy');
  const slow = setTimeout(() => say(texts.slow), PATIENCE_MS);
  const late = setTimeout(() => mine.abort(new Trouble('late')), TIMEOUT_MS);
  try {
    let page = await load(url, mine.signal);
    if (unfinished && page.querySelector('[data-total="0"]') && /\p{L}{3}$/u.test(field.value)) {
      // What nobody said may be the beginning of what somebody did.
      const begun = new URL(url);
      begun.searchParams.set('q', `${url.searchParams.get('q')}*`);
      const other = await load(begun, mine.signal);
      if (mine === asking && !other.querySelector('[data-total="0"]')) {
        page = other;
        write('replaceState', begun);
      }
    }
    if (mine === asking) show(page);
  } catch (error) {
    if (mine !== asking) return;
    box.value = field.value; // closes the suggestions, which would lie over what is said
    const { reason } = mine.signal;
    const kind = [error, reason].find((one) => one instanceof Trouble)?.kind ?? 'offline';
    const retry = document.createElement('button');
    retry.textContent = texts.retry;
    retry.addEventListener('click', () => {
      box.focus();
      follow(url);
    });
    say(texts[`trouble_${kind}`], retry);
  } finally {
    clearTimeout(slow);
    clearTimeout(late);
    if (mine === asking) box.classList.remove('busy');
  }
}

/** @param {'pushState' | 'replaceState'} how @param {URL} url into the address of the page */
function write(how, url) {
  try {
    history[how](null, '', url);
  } catch {
    // A browser may allow so many a minute; the next pause writes it.
  }
}

/** @param {boolean} typed all that is typed in one go is one entry of the history */
function remember(typed) {
  const url = asked();
  if (spelled(url) !== spelled(new URL(location.href))) write(typing ? 'replaceState' : 'pushState', url);
  typing = typed;
  return url;
}

function later() {
  clearTimeout(pause);
  pause = setTimeout(() => {
    if (field.value.trim() !== (shown.searchParams.get('q') ?? '').trim()) follow(remember(true), true);
  }, PAUSE_MS);
}

await customElements.whenDefined('dixit-search');
texts = /** @type {typeof import('./embed/dixit-search.js').DixitSearch} */ (box.constructor).strings[lang];

box.addEventListener('input', later);
box.addEventListener('focusout', () => { typing = false; });
form.addEventListener('submit', (event) => {
  if (form !== event.target || event.submitter) return; // filters and tables have buttons of their own
  event.preventDefault();
  follow(remember(false));
  // The keys of a phone would cover what was found.
  if (matchMedia('(pointer: coarse)').matches) main().focus({ preventScroll: true });
});
addEventListener('popstate', () => {
  const url = new URL(location.href);
  if (spelled(url) === spelled(shown)) return; // another place on the page
  typing = false;
  box.value = url.searchParams.get('q') ?? '';
  follow(url);
});
if (field.value !== field.defaultValue) later(); // typed before any of this was there
