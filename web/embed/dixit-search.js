// <dixit-search>: a box that searches who said what, for the pages of any site. One module, no dependency: it asks the
// daemon it was loaded from (or `endpoint`) for JSON and nobody for anything else, keeps nothing, and sets no markup
// from data: text becomes text nodes. Attributes, events, properties and parts are described in docs/embedding.md.
// It is longer than our files are because a site embeds one, and nobody bundles it.
// @ts-check

/**
 * What the interface answers, as far as it is used here; see docs/api.md.
 * @typedef {{text: string, match?: string}} Run
 * @typedef {{value: string, label?: string, count: number, selected?: boolean}} Value
 * @typedef {{name: string, label?: string, values: Value[]}} Facet
 * @typedef {{url: string, kind: string, title?: string, speaker?: {name: string}, role?: {text?: string},
 *   organisation?: string, city?: string, is_moderator?: boolean, session?: {number: string, title?: string,
 *   date?: string}, document?: {title: string}, lines?: number[], page?: number, language?: string, snippet?: Run[],
 *   alike?: boolean}} Hit
 * @typedef {{query?: {text: string, interpreted?: string}, total: {value: number}, hits: Hit[], facets?: Facet[],
 *   suggestions?: string[], warnings?: string[], partial?: boolean}} Answer
 * @typedef {{text: string, kind: string, label?: string, count?: number, filter?: Record<string, string>}} Completion
 *
 * What is asked: the words, the values chosen by facet, the page.
 * @typedef {{q: string, filters: Map<string, string[]>, page: number}} Question
 * @typedef {Record<string, string>} Strings
 */

const FACETS = ['city', 'role', 'session', 'speaker', 'organisation', 'document', 'kind', 'year'];
const FIXED = [...FACETS, 'from', 'to'];
const PAUSE_MS = 100; // after a key, before asking
const PATIENCE_MS = 2000; // before saying that it takes long
const HUSH_MS = 700; // before a screen reader is told, so that typing does not make it stutter
const SHOWN_VALUES = 6; // of a facet; the rest unfolds
const MOST_VALUES = 100;

/** @type {Record<string, Strings>} Those that the daemon's pages have too say the same there. */
const STRINGS = {
  es: {
    search: 'Buscar', search_label: 'Buscar en lo que se dijo', results: 'Resultados', filters: 'Filtros',
    filters_chosen: 'Filtros ({n})', active_filters: 'Filtros activos', remove: '(quitar)', remove_all: 'Quitar todos',
    show_all: 'Mostrar {n} más', facet_cut: 'Se muestran los {n} valores más frecuentes.', previous: 'Anterior',
    next: 'Siguiente', pages: 'Páginas de resultados', page_of: 'Página {n} de {m}', moderation: 'modera',
    interpreted: 'Se ha buscado:', did_you_mean: '¿Quiso decir…?', results_one: '{n} resultado',
    results_other: '{n} resultados', suggestions: 'Sugerencias', suggestions_one: '{n} sugerencia, con las flechas',
    suggestions_other: '{n} sugerencias, con las flechas', whole_page: 'Ver en la página del buscador',
    partial: 'No ha respondido todo el índice: puede haber más resultados.',
    nothing_title: 'Nada responde a esta búsqueda. Puede probar esto:',
    nothing_filters: 'Buscar sin filtros', nothing_fewer: 'Escribir menos palabras, o solo la más importante',
    nothing_quotes: 'Quitar las comillas: entre ellas solo se busca esa forma exacta',
    alike: 'Habla de cosas parecidas',
    line: 'línea {first}', lines: 'líneas {first}–{last}', place: '{lines}, página {page}',
    kind_intervention: 'Intervención', kind_theme: 'Tema', kind_debate: 'Debate', kind_section: 'Sección',
    match_exact: 'La palabra buscada', match_accent: 'La misma palabra con otros acentos',
    match_stem: 'Otra forma de la palabra buscada',
    match_ocr: 'La palabra buscada, con letras cambiadas: en el informe o al escribirla',
    match_synonym: 'Sinónimo de la palabra buscada', match_translation: 'Traducción de la palabra buscada',
    aloud_accent: 'otros acentos', aloud_stem: 'otra forma', aloud_ocr: 'con otras letras', aloud_synonym: 'sinónimo',
    aloud_translation: 'traducción', slow: 'Está tardando más de lo normal. Seguimos esperando la respuesta.',
    retry: 'Volver a intentarlo',
    trouble_offline: 'No se puede llegar al buscador. Compruebe la conexión a internet y vuelva a intentarlo.',
    trouble_late: 'El buscador no ha respondido a tiempo.',
    trouble_busy: 'El buscador está ocupado. Vuelva a intentarlo dentro de unos segundos.',
    trouble_refused: 'El buscador no entiende esta búsqueda.',
    trouble_failed: 'El buscador ha tenido un fallo que no depende de usted.',
    trouble_garbled: 'La respuesta del buscador no se entiende.',
  },
  ca: {
    search: 'Cerca', search_label: 'Cerqueu en el que es va dir', results: 'Resultats', filters: 'Filtres',
    filters_chosen: 'Filtres ({n})', active_filters: 'Filtres actius', remove: '(treu-lo)', remove_all: 'Treu-los tots',
    show_all: "Mostra'n {n} més", facet_cut: 'Es mostren els {n} valors més freqüents.', previous: 'Anterior',
    next: 'Següent', pages: 'Pàgines de resultats', page_of: 'Pàgina {n} de {m}', moderation: 'modera',
    interpreted: "S'ha cercat:", did_you_mean: 'Volíeu dir…?', results_one: '{n} resultat',
    results_other: '{n} resultats', suggestions: 'Suggeriments', suggestions_one: '{n} suggeriment, amb les fletxes',
    suggestions_other: '{n} suggeriments, amb les fletxes', whole_page: 'Veure a la pàgina del cercador',
    partial: "No ha respost tot l'índex: hi pot haver més resultats.",
    nothing_title: 'Res no respon a aquesta cerca. Podeu provar això:',
    nothing_filters: 'Cerca sense filtres', nothing_fewer: 'Escriure menys paraules, o només la més important',
    nothing_quotes: 'Treure les cometes: entre cometes només se cerca aquella forma exacta',
    alike: 'Parla de coses semblants',
    line: 'línia {first}', lines: 'línies {first}–{last}', place: '{lines}, pàgina {page}',
    kind_intervention: 'Intervenció', kind_theme: 'Tema', kind_debate: 'Debat', kind_section: 'Secció',
    match_exact: 'La paraula cercada', match_accent: 'La mateixa paraula amb altres accents',
    match_stem: 'Una altra forma de la paraula cercada',
    match_ocr: "La paraula cercada, amb lletres canviades: a l'informe o en escriure-la",
    match_synonym: 'Sinònim de la paraula cercada', match_translation: 'Traducció de la paraula cercada',
    aloud_accent: 'altres accents', aloud_stem: 'una altra forma', aloud_ocr: 'amb altres lletres',
    aloud_synonym: 'sinònim', aloud_translation: 'traducció',
    slow: 'Triga més del que és normal. Encara esperem la resposta.', retry: 'Torna-ho a provar',
    trouble_offline: 'No es pot arribar al cercador. Comproveu la connexió a internet i torneu-ho a provar.',
    trouble_late: 'El cercador no ha respost a temps.',
    trouble_busy: "El cercador està ocupat. Torneu-ho a provar d'aquí a uns segons.",
    trouble_refused: 'El cercador no entén aquesta cerca.',
    trouble_failed: 'El cercador ha tingut una fallada que no depèn de vosaltres.',
    trouble_garbled: "La resposta del cercador no s'entén.",
  },
  en: {
    search: 'Search', search_label: 'Search what was said', results: 'Results', filters: 'Filters',
    filters_chosen: 'Filters ({n})', active_filters: 'Active filters', remove: '(remove)', remove_all: 'Remove all',
    show_all: 'Show {n} more', facet_cut: 'Shown are the {n} most frequent values.', previous: 'Previous',
    next: 'Next', pages: 'Pages of results', page_of: 'Page {n} of {m}', moderation: 'moderator',
    interpreted: 'Searched for:', did_you_mean: 'Did you mean…?', results_one: '{n} result',
    results_other: '{n} results', suggestions: 'Suggestions', suggestions_one: '{n} suggestion, with the arrow keys',
    suggestions_other: '{n} suggestions, with the arrow keys', whole_page: 'See on the page of the search engine',
    partial: 'Not all of the index has answered: there may be more results.',
    nothing_title: 'Nothing answers this search. You can try this:',
    nothing_filters: 'Search without filters', nothing_fewer: 'Type fewer words, or only the most important one',
    nothing_quotes: 'Take the quotation marks away: inside them only that very form is searched',
    alike: 'Speaks of similar things',
    line: 'line {first}', lines: 'lines {first}–{last}', place: '{lines}, page {page}',
    kind_intervention: 'Statement', kind_theme: 'Theme', kind_debate: 'Debate', kind_section: 'Section',
    match_exact: 'The word you searched for', match_accent: 'The same word with other accents',
    match_stem: 'Another form of the word you searched for',
    match_ocr: 'The word you searched for with letters changed: in the report or as it was typed',
    match_synonym: 'A synonym of the word you searched for',
    match_translation: 'A translation of the word you searched for',
    aloud_accent: 'other accents', aloud_stem: 'another form', aloud_ocr: 'other letters', aloud_synonym: 'synonym',
    aloud_translation: 'translation', slow: 'This takes longer than usual. Still waiting for the answer.',
    retry: 'Try again',
    trouble_offline: 'The search cannot be reached. Check the internet connection and try again.',
    trouble_late: 'The search did not answer in time.',
    trouble_busy: 'The search is busy. Please try again in a few seconds.',
    trouble_refused: 'The search does not understand this question.',
    trouble_failed: 'The search failed; that is not your doing.',
    trouble_garbled: 'The answer of the search makes no sense.',
  },
};

const STYLES = new CSSStyleSheet();
STYLES.replaceSync(`
:host { display: block; }
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
:host([theme="auto"]) { color-scheme: light dark; }
[part="root"] {
  --accent: var(--dixit-accent, #0b5871);
  --on-accent: var(--dixit-on-accent, #fff);
  --paper: var(--dixit-paper, #fff);
  --ink: var(--dixit-ink, #1b1d20);
}
@supports (color: light-dark(#000, #fff)) {
  [part="root"] {
    --accent: var(--dixit-accent, light-dark(#0b5871, #86cbe0));
    --on-accent: var(--dixit-on-accent, light-dark(#fff, #0c1d24));
    --paper: var(--dixit-paper, light-dark(#fff, #14171a));
    --ink: var(--dixit-ink, light-dark(#1b1d20, #e8e7e3));
  }
}
[part="root"] {
  --quiet: color-mix(in srgb, var(--ink) 76%, var(--paper));
  --edge: color-mix(in srgb, var(--ink) 55%, var(--paper));
  --line: color-mix(in srgb, var(--ink) 16%, var(--paper));
  --soft: var(--dixit-mark, color-mix(in srgb, var(--accent) 16%, var(--paper)));
  --round: var(--dixit-radius, 4px);
  container: dixit / inline-size;
  font-family: var(--dixit-font, inherit);
  font-size: var(--dixit-font-size, max(1em, 15px));
  font-weight: 400;
  font-style: normal;
  line-height: 1.5;
  color: var(--ink);
  background: var(--paper);
  text-align: start;
  text-indent: 0;
  text-transform: none;
  text-shadow: none;
  letter-spacing: normal;
  word-spacing: normal;
  white-space: normal;
  overflow-wrap: anywhere;
  cursor: auto;
  visibility: visible;
}
*, ::before, ::after { box-sizing: border-box; }
h2, h3, h4, h5, h6, p, ul, ol, blockquote, fieldset { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
ul, ol { list-style: none; }
[dir="auto"] { text-align: -webkit-match-parent; text-align: match-parent; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
[tabindex="-1"]:focus { outline: none; }
[hidden] { display: none !important; }
.aloud { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; user-select: none; }
button, input, summary { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; background: none; border: 1px solid var(--edge); border-radius: var(--round);
  padding: .3em .9em; min-block-size: 2.5em; }
button:hover:enabled { border-color: var(--accent); }
button:disabled { cursor: default; opacity: .5; }
[part="label"] { display: block; font-weight: 600; margin-block-end: .3em; }
.row { position: relative; display: flex; gap: .5em; }
[part="input"] { flex: 1; min-inline-size: 0; min-block-size: 2.75em; padding: .25em .75em; margin: 0;
  background: var(--paper); border: 1px solid var(--edge); border-radius: var(--round); }
[part="input"]::placeholder { color: var(--quiet); opacity: 1; }
[part="button"] { min-block-size: 2.75em; font-weight: 600; color: var(--on-accent); background: var(--accent);
  border-color: transparent; }
[part="button"]:hover { filter: brightness(1.12); }
[part="suggestions"] { position: absolute; z-index: 9; inset-inline: 0; inset-block-start: calc(100% + .25em);
  background: var(--paper); border: 1px solid var(--edge); border-radius: var(--round); padding-block: .25em;
  box-shadow: 0 .4em 1.2em #0003; max-block-size: 60vh; overflow: auto; }
[part~="suggestion"] { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1em; padding: .4em .75em;
  cursor: pointer; }
[part~="suggestion"]:hover { background: var(--soft); }
[part~="active"] { background: var(--soft); outline: 2px solid var(--accent); outline-offset: -2px; }
[part="suggestion-kind"], [part="interpreted"], [part="where"], [part="source"], .count { color: var(--quiet);
  font-size: .9em; }
[part="progress"] { block-size: 3px; margin-block: .4em; overflow: hidden; }
[part="message"] { border-inline-start: 3px solid var(--accent); padding: .5em .9em; margin-block: .5em;
  background: var(--soft); }
[part="message"] button { margin-block-start: .5em; }
.detail { color: var(--quiet); }
[part="head"] > * + *, [part="filters"], [part="results"], [part="results"] > * + * { margin-block-start: .6em; }
[part="summary"] { font-size: 1.15em; font-weight: 600; }
[part="warnings"] { border-inline-start: 3px solid var(--edge); padding-inline-start: .75em; }
[part="chips"], [part="pages"], .meant { display: flex; flex-wrap: wrap; gap: .4em; align-items: center; }
[part="chip"] { background: var(--soft); border-color: transparent; border-radius: 1.5em; min-block-size: 2em;
  padding-block: .1em; text-align: start; }
.link { border-color: transparent; color: var(--accent); text-decoration: underline; padding-inline: .3em;
  min-block-size: 2em; }
[part="filters-button"] { font-weight: 600; }
.closed { display: none; }
[part="facet"] { border-block-start: 1px solid var(--line); }
summary { cursor: pointer; padding-block: .5em; font-weight: 600; }
[part="more"] summary { font-weight: 400; color: var(--accent); }
[part="value"] { display: grid; grid-template-columns: 1.7em minmax(0, 1fr) auto; align-items: baseline;
  padding-block: .3em; cursor: pointer; line-height: 1.35; }
[part="value"]:hover > :nth-child(2) { text-decoration: underline; }
[part="value"] input { inline-size: 1.05em; block-size: 1.05em; margin: 0; translate: 0 .15em;
  accent-color: var(--accent); }
.count { padding-inline-start: .75em; font-variant-numeric: tabular-nums; }
[part="hits"] > li { border-block-start: 1px solid var(--line); }
[part="hit"] { padding-block: 1em; }
[part="alike"] { padding-block-start: 1em; font-size: .9em; color: var(--quiet); }
[part="alike"] + [part="hit"] { padding-block-start: 0; }
[part="who"] { font-size: 1.1em; line-height: 1.3; }
[part="who"] a { text-decoration: none; }
[part="who"] a:hover { text-decoration: underline; }
[part="badge"] { font-size: .8em; font-weight: 400; color: var(--quiet); border: 1px solid var(--line);
  border-radius: 3px; padding: .05em .4em; }
[part="where"] > * + *::before, [part="source"] > * + *::before { content: "·"; content: "·" / "";
  margin-inline: .45em; }
[part="quote"] { margin-block: .5em; line-height: 1.6; }
mark { color: inherit; background: var(--soft); border-block-end: 2px solid var(--accent); border-radius: 2px; }
[part~="mark-accent"], [part~="mark-stem"] { border-block-end-width: 1px; }
[part~="mark-ocr"] { border-block-end-style: dotted; }
[part~="mark-synonym"], [part~="mark-translation"] { border-block-end: 1px dashed var(--accent); }
[part="pages"] { justify-content: space-between; border-block-start: 1px solid var(--line); padding-block-start: 1em; }
.nothing ul { list-style: disc; padding-inline-start: 1.25em; }
@container dixit (min-width: 44em) {
  [part="body"] { display: grid; grid-template: auto 1fr / minmax(12em, 16em) minmax(0, 46em); column-gap: 3em; }
  [part="head"], [part="results"] { grid-column: 2; }
  [part="filters"] { grid-area: 1 / 1 / span 2; margin: 0; }
  [part="body"]:not(:has([part="filters"])) { display: block; max-inline-size: 46em; }
  [part="filters-button"] { display: none; }
  .closed { display: block; }
}
@media (prefers-reduced-motion: no-preference) {
  [part="progress"].busy::before { content: ""; display: block; block-size: 100%; inline-size: 30%;
    background: var(--accent); animation: wait 1.2s .25s linear infinite backwards; }
  @keyframes wait { from { translate: -100%; } to { translate: 340%; } }
}
@media (forced-colors: active) {
  [part~="active"] { outline-color: Highlight; }
}
`);

/** A question that got no answer; `kind` ends a key of the strings, trouble_…. */
class Trouble extends Error {
  /** @param {string} kind @param {number} [status] @param {string} [detail] */
  constructor(kind, status = 0, detail = '') {
    super(detail || kind);
    this.kind = kind;
    this.status = status;
    this.detail = detail;
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes] null and false leave one out
 * @param {...(Node | string | null | undefined | false)} children strings become text, whatever they hold
 * @returns {HTMLElementTagNameMap[T]}
 */
function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null && value !== false) node.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) node.append(child);
  return node;
}

/** @param {unknown} answer @returns {Answer} */
function checked(answer) {
  const { hits, total } = /** @type {Answer} */ (Object(answer));
  if (!Array.isArray(hits) || !Number.isFinite(total?.value)) throw new Trouble('garbled');
  return /** @type {Answer} */ (answer);
}

export class DixitSearch extends HTMLElement {
  static observedAttributes = ['endpoint', 'lang', 'label', 'placeholder', 'results-page', 'deep-links', 'facets',
    'per-page', 'heading-level', ...FIXED];

  /** What the element says, by language: a list of the keys that `strings` may replace. */
  static strings = STRINGS;

  #shadow = this.attachShadow({ mode: 'open' });
  /** @type {Strings} */ #strings = {};
  /** @type {Strings} */ #text = {};
  #locale = 'es';
  /** @type {Question} */ #asked = { q: '', filters: new Map(), page: 1 };
  /** @type {AbortController | undefined} */ #searching;
  /** @type {AbortController | undefined} */ #completing;
  /** @type {Completion[]} */ #completions = [];
  #active = -1;
  #typing = false; // whether the latest entry of the history came from typing
  /** @type {Map<string, boolean>} */ #unfolded = new Map();
  #pause = 0;
  #hush = 0;
  #unsaid = ''; // waits for typing to pause
  #drawn = false;

  #input = h('input', { part: 'input', id: 'q', name: 'q', type: 'text', role: 'combobox', maxlength: 500,
    inputmode: 'search', enterkeyhint: 'search', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'suggestions' });
  #list = h('ul', { part: 'suggestions', id: 'suggestions', role: 'listbox', hidden: true });
  #label = h('label', { part: 'label', for: 'q' });
  #button = h('button', { part: 'button', type: 'submit' });
  #form = h('form', { part: 'form', role: 'search' }, this.#label,
    h('div', { class: 'row' }, this.#input, this.#list, this.#button));
  #status = h('p', { class: 'aloud', role: 'status' });
  #progress = h('div', { part: 'progress' });
  #message = h('div', { part: 'message', hidden: true });
  #body = h('div', { part: 'body' });
  #frame = h('div', { part: 'root' }, this.#form, this.#status, this.#progress, this.#message, this.#body);

  constructor() {
    super();
    this.#shadow.adoptedStyleSheets = [STYLES];
    this.#shadow.append(this.#frame);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.search(this.#input.value);
    });
    this.#input.addEventListener('input', () => {
      this.#copy();
      this.#later();
    });
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('blur', () => this.#close());
    // The focus stays in the field, as the pattern of a combobox wants it.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => {
      const option = /** @type {Element} */ (target).closest('[role="option"]');
      if (option) this.#take(this.#completions[[...this.#list.children].indexOf(option)]);
    });
  }

  connectedCallback() {
    addEventListener('popstate', this.#followAddress);
    if (this.#drawn) return;
    this.#drawn = true;
    if (Object.hasOwn(this, 'strings')) { // set before this class was there
      const early = this.strings;
      Reflect.deleteProperty(this, 'strings');
      this.#strings = early;
    }
    this.#draw();
    const plain = this.#plain;
    this.#input.value = plain?.value ?? '';
    if (plain && plain === document.activeElement) {
      this.focus();
      this.#input.setSelectionRange(plain.selectionStart, plain.selectionEnd);
    }
    if (this.#input.value) this.#later();
    else this.#followAddress();
  }

  disconnectedCallback() {
    removeEventListener('popstate', this.#followAddress);
    this.#stop();
    this.#close();
    this.#message.hidden = true;
    clearTimeout(this.#hush);
  }

  attributeChangedCallback() {
    if (!this.#drawn) return;
    this.#draw();
    if (this.#body.hasChildNodes() || !this.#message.hidden) this.#ask({ remember: false });
  }

  /** Texts in place of the element's own, by key; what is not there stays. */
  get strings() {
    return this.#strings;
  }

  set strings(strings) {
    this.#strings = strings;
    this.attributeChangedCallback();
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    this.#input.focus(options);
  }

  /**
   * Asks for `question` as if it had been typed and sent; what was chosen in facets stays.
   * @param {string} question
   */
  search(question) {
    this.value = question;
    this.#asked = { ...this.#asked, q: question.trim(), page: 1 };
    const page = this.getAttribute('results-page');
    const form = this.#plain?.form;
    if (page === null) this.#ask({});
    else if (page || !form) location.assign(this.#pageOf(page));
    else this.#send(form);
  }

  /** What stands in the field. */
  get value() {
    return this.#input.value;
  }

  set value(text) {
    clearTimeout(this.#pause);
    this.#input.value = text;
    this.#copy();
    this.#close();
  }

  // The form inside

  get #plain() {
    return /** @type {HTMLInputElement | null} */ (this.querySelector('[name="q"]'));
  }

  /** Keeps the form inside sending what our field says. */
  #copy() {
    if (this.#plain) this.#plain.value = this.#input.value;
  }

  /** @param {HTMLFormElement} form what was chosen becomes a field of it */
  #send(form) {
    for (const [name, [value]] of this.#asked.filters) form.append(h('input', { type: 'hidden', name, value }));
    this.#asked.filters.clear();
    form.requestSubmit();
  }

  // Settings

  get #base() {
    const url = new URL(this.getAttribute('endpoint') || new URL('../', import.meta.url), document.baseURI);
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    return url;
  }

  get #language() {
    return this.#locale in STRINGS ? this.#locale : 'es';
  }

  get #prefix() {
    return this.hasAttribute('deep-links') ? this.getAttribute('deep-links') || 'dixit-' : null;
  }

  /** @param {string} name @returns {string[]} the values that the page fixed */
  #fixed(name) {
    return (this.getAttribute(name) ?? '').split('|').map((value) => value.trim()).filter(Boolean);
  }

  get #facets() {
    const named = (this.getAttribute('facets') ?? 'city,role,session').split(',').map((name) => name.trim());
    const chosen = [...this.#asked.filters.keys()];
    return [...new Set([...named, ...chosen])].filter((name) => name && !this.#fixed(name).length);
  }

  /** @param {string} key @param {Record<string, string | number>} [values] */
  #say(key, values = {}) {
    return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`,
      typeof value === 'number' ? value.toLocaleString(this.#locale) : value), this.#text[key] ?? '');
  }

  /** @param {string} key @param {number} n */
  #count(key, n) {
    const form = `${key}_${new Intl.PluralRules(this.#locale).select(n)}`;
    return this.#say(form in this.#text ? form : `${key}_other`, { n });
  }

  #draw() {
    const named = this.getAttribute('lang') || this.parentElement?.closest('[lang]')?.getAttribute('lang') ||
      document.documentElement.lang;
    try {
      [this.#locale] = Intl.getCanonicalLocales(named.split('-', 1)[0]);
    } catch {
      this.#locale = 'es';
    }
    this.#locale ||= 'es';
    if (!(this.#locale in STRINGS) && !Object.keys(this.#strings).length) this.#locale = 'es';
    this.#text = { ...STRINGS[this.#language], ...this.#strings };
    this.#frame.lang = this.#locale;
    const label = this.getAttribute('label') || this.#say('search_label');
    this.#label.textContent = label;
    this.#form.setAttribute('aria-label', label);
    this.#input.placeholder = this.getAttribute('placeholder') ?? '';
    this.#list.setAttribute('aria-label', this.#say('suggestions'));
    this.#button.textContent = this.#say('search');
  }

  // Asking

  /** The question as parameters of the interface, `ending` added to its words. */
  #parameters(ending = '') {
    const { q, filters, page } = this.#asked;
    const all = new URLSearchParams();
    if (q) all.set('q', q + ending);
    for (const name of FIXED) {
      for (const value of new Set([...this.#fixed(name), ...(filters.get(name) ?? [])])) all.append(name, value);
    }
    if (page > 1) all.set('page', String(page));
    all.set('lang', this.#language);
    return all;
  }

  /** @param {string} page @returns {URL} `page` with the question in its address, under our prefix if there is one */
  #pageOf(page) {
    const url = new URL(page, document.baseURI);
    const prefix = this.#prefix;
    if (prefix === null) for (const [name, value] of this.#parameters()) url.searchParams.append(name, value);
    else this.#writeAddress(url.searchParams, prefix);
    return url;
  }

  /**
   * @param {string} path
   * @param {URLSearchParams} parameters
   * @param {AbortController} by
   * @returns {Promise<unknown>} fails with a Trouble
   */
  async #fetch(path, parameters, by) {
    const seconds = Number(this.getAttribute('timeout')) || 10;
    const late = setTimeout(() => by.abort(new Trouble('late')), seconds * 1000);
    try {
      const url = new URL(path, this.#base);
      url.search = String(parameters);
      const response = await fetch(url, { signal: by.signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
      const { ok, status } = response;
      if (ok) return await response.json();
      const kind = status === 429 || status === 503 ? 'busy' : status < 500 ? 'refused' : 'failed';
      const said = await response.json().catch(() => null);
      throw new Trouble(kind, status, status < 500 ? String(said?.detail ?? '') : '');
    } catch (error) {
      if (by.signal.aborted) throw by.signal.reason;
      if (error instanceof Trouble) throw error;
      throw new Trouble(error instanceof SyntaxError ? 'garbled' : 'offline');
    } finally {
      clearTimeout(late);
    }
  }

  #later() {
    clearTimeout(this.#pause);
    clearTimeout(this.#hush);
    this.#unsaid = '';
    this.#pause = setTimeout(() => {
      const q = this.#input.value.trim();
      this.#complete(q);
      if (this.hasAttribute('results-page') || q === this.#asked.q) return;
      this.#asked = { ...this.#asked, q, page: 1 };
      if (q || this.#asked.filters.size) this.#ask({ typed: true });
      else this.#clear();
    }, PAUSE_MS);
  }

  #stop() {
    clearTimeout(this.#pause);
    this.#searching?.abort(new Trouble('stale'));
    this.#searching = undefined;
    this.#progress.classList.remove('busy');
  }

  #clear() {
    this.#stop();
    this.#message.hidden = true;
    this.#body.replaceChildren();
    this.#remember(true);
  }

  /**
   * Asks what #asked says and shows the answer.
   * @param {{typed?: boolean, remember?: boolean, lead?: boolean}} how `typed`: part of typing; `lead`: the focus
   *   follows to the results
   */
  async #ask({ typed = false, remember = true, lead = false }) {
    this.#stop();
    const { q, page, filters } = this.#asked;
    const detail = { q, page, filters: Object.fromEntries(filters) };
    if (!this.#emit('dixit-search', detail)) return;
    if (remember) this.#remember(typed);
    const mine = new AbortController();
    this.#searching = mine;
    this.#progress.classList.add('busy');
    const slow = setTimeout(() => this.#tell([this.#say('slow')]), PATIENCE_MS);
    try {
      let answer = await this.#search(mine);
      // A last word that nobody said may be the beginning of one that is still being typed.
      if (typed && !answer.total.value && /\p{L}{3}$/u.test(q) && q.length < 500) answer = await this.#search(mine, '*');
      if (mine !== this.#searching) return;
      this.#show(answer, lead);
      this.#emit('dixit-results', answer);
    } catch (error) {
      if (mine !== this.#searching) return;
      this.#showTrouble(error instanceof Trouble ? error : new Trouble('garbled'));
    } finally {
      clearTimeout(slow);
      if (mine === this.#searching) this.#progress.classList.remove('busy');
    }
  }

  /** @param {AbortController} by @param {string} [ending] of the question */
  async #search(by, ending) {
    const parameters = this.#parameters(ending);
    parameters.set('facets', this.#facets.join(','));
    parameters.set('per_page', this.getAttribute('per-page') ?? '10');
    return checked(await this.#fetch('api/v1/search', parameters, by));
  }

  /** @param {string} name @param {unknown} detail @returns {boolean} false where a listener prevented what follows */
  #emit(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  // The address

  /** @param {URLSearchParams} parameters @param {string} prefix */
  #writeAddress(parameters, prefix) {
    for (const name of ['q', 'page', ...FACETS]) parameters.delete(prefix + name);
    const { q, page, filters } = this.#asked;
    if (q) parameters.set(`${prefix}q`, q);
    for (const [name, values] of filters) for (const value of values) parameters.append(prefix + name, value);
    if (page > 1) parameters.set(`${prefix}page`, String(page));
  }

  /** @param {boolean} typed all that is typed in one go is one entry of the history */
  #remember(typed) {
    if (this.#prefix === null) return;
    const url = new URL(location.href);
    this.#writeAddress(url.searchParams, this.#prefix);
    if (url.href !== location.href) {
      if (typed && this.#typing) history.replaceState(history.state, '', url);
      else history.pushState(null, '', url);
    }
    this.#typing = typed;
  }

  #followAddress = () => {
    const prefix = this.#prefix;
    if (prefix === null) return;
    const parameters = new URLSearchParams(location.search);
    const same = new URLSearchParams(parameters);
    this.#writeAddress(same, prefix);
    same.sort();
    parameters.sort();
    if (`${same}` === `${parameters}`) return; // another fragment of the page, or a parameter of somebody else
    const filters = new Map();
    for (const name of FACETS) {
      const values = parameters.getAll(prefix + name);
      if (values.length) filters.set(name, values);
    }
    const q = (parameters.get(`${prefix}q`) ?? '').slice(0, 500);
    const page = Math.max(1, Math.trunc(Number(parameters.get(`${prefix}page`))) || 1);
    const has = parameters.has(`${prefix}q`) || filters.size > 0;
    this.#asked = { q, filters, page };
    this.#input.value = q;
    this.#typing = false;
    this.#close();
    if (has && !this.hasAttribute('results-page')) this.#ask({ remember: false });
    else {
      this.#stop();
      this.#message.hidden = true;
      this.#body.replaceChildren();
    }
  };

  // Suggestions

  /** @param {string} q */
  async #complete(q) {
    this.#completing?.abort(new Trouble('stale'));
    if (q.length < 2 || q.length > 100 || this.#shadow.activeElement !== this.#input) return this.#close();
    const mine = new AbortController();
    this.#completing = mine;
    let completions;
    try {
      const answer = await this.#fetch('api/v1/suggest', new URLSearchParams({ q: this.#input.value.trimStart(),
        per_page: '6', lang: this.#language }), mine);
      completions = /** @type {{suggestions?: unknown}} */ (Object(answer)).suggestions;
    } catch { // a question can be asked without its completions, and what is wrong shows with the results
      completions = [];
    }
    if (mine !== this.#completing) return;
    this.#completions = (Array.isArray(completions) ? completions : [])
      .filter((one) => typeof one?.text === 'string' && (one.filter || one.text !== q)).slice(0, 6);
    this.#list.replaceChildren(...this.#completions.map(({ text, label, count, kind }, i) =>
      h('li', { part: 'suggestion', role: 'option', id: `suggestion-${i}`, 'aria-selected': 'false' },
        h('span', {}, text), h('span', { part: 'suggestion-kind' },
          `${kind === 'word' ? '' : `${label ?? ''} · `}${(Number(count) || 0).toLocaleString(this.#locale)}`))));
    this.#open();
    if (this.#completions.length) this.announce(this.#count('suggestions', this.#completions.length));
  }

  #open() {
    this.#list.hidden = !this.#completions.length;
    this.#input.setAttribute('aria-expanded', String(!this.#list.hidden));
    this.#point(-1);
  }

  #close() {
    this.#completing?.abort(new Trouble('stale'));
    this.#completing = undefined;
    this.#completions = [];
    this.#open();
  }

  /** @param {number} to the suggestion to point at; -1: none */
  #point(to) {
    this.#active = to;
    [...this.#list.children].forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === to));
      option.setAttribute('part', i === to ? 'suggestion active' : 'suggestion');
      if (i === to) option.scrollIntoView({ block: 'nearest' });
    });
    if (to < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `suggestion-${to}`);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const all = this.#completions.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (step && all) this.#point((this.#active + 1 + step + all + 1) % (all + 1) - 1);
    else if (step) this.#complete(this.#input.value.trim());
    else if (event.key === 'Enter' && this.#active >= 0) this.#take(this.#completions[this.#active]);
    else if (event.key === 'Escape' && all) this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Completion} completion a value becomes a filter in place of what was typed, anything else the question */
  #take({ text, filter }) {
    const [[name, value] = ['', '']] = Object.entries(filter ?? {});
    if (!FACETS.includes(name) || this.#fixed(name).length) return this.search(text);
    this.#choose(name, String(value), true);
    this.search('');
  }

  /** @param {string} name @param {string} value @param {boolean} wanted */
  #choose(name, value, wanted) {
    const filters = new Map(this.#asked.filters);
    const values = (filters.get(name) ?? []).filter((other) => other !== value);
    if (wanted) values.push(value);
    if (values.length) filters.set(name, values);
    else filters.delete(name);
    this.#asked = { ...this.#asked, filters, page: 1 };
  }

  // Showing

  /**
   * Has screen readers say `text` when typing pauses.
   * @param {string} text
   * @param {boolean} [alone] in place of what waits to be said, not after it
   */
  announce(text, alone = false) {
    clearTimeout(this.#hush);
    this.#unsaid = alone || !this.#unsaid ? text : `${this.#unsaid}. ${text}`;
    this.#status.textContent = '';
    this.#hush = setTimeout(() => {
      this.#status.textContent = this.#unsaid;
      this.#unsaid = '';
    }, HUSH_MS);
  }

  /** @param {(Node | string | null)[]} content */
  #tell(content) {
    this.#message.replaceChildren(h('p', {}, ...content));
    this.#message.hidden = false;
    this.announce(this.#message.textContent ?? '', true);
  }

  /** @param {Trouble} trouble */
  #showTrouble(trouble) {
    const message = this.#say(`trouble_${trouble.kind}`);
    this.#body.replaceChildren();
    this.#tell([message, trouble.detail ? h('span', { class: 'detail' }, ` ${trouble.detail}`) : null]);
    const retry = h('button', { part: 'retry', type: 'button' }, this.#say('retry'));
    retry.addEventListener('click', () => {
      this.#input.focus();
      this.#ask({ remember: false });
    });
    this.#message.append(retry, this.#asked.filters.size ? this.#withoutFilters('nothing_filters') : '');
    this.#emit('dixit-error', { kind: trouble.kind, status: trouble.status, message });
  }

  /** @param {string} text @param {string} key @param {() => void} act @param {Record<string, string>} [more] */
  #act(text, key, act, more = {}) {
    const button = h('button', { type: 'button', 'data-key': key, ...more }, text);
    button.addEventListener('click', act);
    return button;
  }

  /** @param {Answer} answer @param {boolean} lead */
  #show(answer, lead) {
    const active = this.#shadow.activeElement;
    const held = this.#body.contains(active) ? active?.getAttribute('data-key') : null;
    const total = answer.total.value;
    const perPage = Number(this.getAttribute('per-page')) || 10;
    const pages = Math.ceil(Math.min(total, 10_000) / perPage);
    const { page, filters } = this.#asked;
    const found = this.#count('results', total);
    const where = pages > 1 ? this.#say('page_of', { n: page, m: pages }) : '';
    const facets = (answer.facets ?? []).filter((facet) => facet?.values?.length);
    const narrows = facets.length > 0 && total > 0;
    const head = h('div', { part: 'head' },
      h('p', { part: 'summary', tabindex: -1 }, found), this.#interpreted(answer), this.#warnings(answer),
      this.#meant(answer), this.#chips(facets), narrows && this.#filtersButton());
    const results = h('section', { part: 'results', 'aria-label': this.#say('results') },
      total ? h('ol', { part: 'hits', start: (page - 1) * perPage + 1 }, ...answer.hits.map((hit, i) => h('li', {},
        hit.alike && h('p', { part: 'alike' }, this.#say('alike')),
        this.#hit(hit, i)))) : this.#nothing(filters.size > 0),
      pages > 1 ? this.#pages(page, pages, where) : null,
      h('p', {}, h('a', { part: 'whole-page', href: this.#wholePage().href }, this.#say('whole_page'))));
    this.#message.hidden = true;
    this.#body.replaceChildren(head, ...(narrows ? [this.#filters(facets)] : []), results);
    this.announce([total ? found : this.#say('nothing_title'), where].filter(Boolean).join('. '));
    if (lead || held) {
      const next = held && !lead ? [...this.#body.querySelectorAll('[data-key]')].find((node) =>
        node.getAttribute('data-key') === held) : null;
      const summary = this.#body.querySelector('[part="summary"]');
      /** @type {HTMLElement | null} */ (next ?? summary)?.focus({ preventScroll: !lead });
      if (lead) summary?.scrollIntoView({ block: 'nearest' });
    }
  }

  #wholePage() {
    const url = new URL(this.#base);
    for (const [name, value] of this.#parameters()) url.searchParams.append(name, value);
    return url;
  }

  /** @param {Answer} answer */
  #interpreted({ query }) {
    if (!query?.interpreted || query.interpreted === query.text) return null;
    return h('p', { part: 'interpreted' }, `${this.#say('interpreted')} `, query.interpreted);
  }

  /** @param {Answer} answer */
  #warnings({ warnings = [], partial }) {
    const all = [...(partial ? [this.#say('partial')] : []), ...warnings];
    return all.length ? h('ul', { part: 'warnings' }, ...all.map((one) => h('li', {}, String(one)))) : null;
  }

  /** @param {Answer} answer */
  #meant({ suggestions = [] }) {
    if (!suggestions.length) return null;
    return h('p', { class: 'meant' }, this.#say('did_you_mean'), ...suggestions.map((one) =>
      this.#act(one, `meant ${one}`, () => this.search(one), { class: 'link' })));
  }

  /** @param {Facet[]} facets */
  #chips(facets) {
    const chips = [...this.#asked.filters].flatMap(([name, values]) => values.map((value) => {
      const facet = facets.find((one) => one.name === name);
      const label = facet?.values.find((one) => one.value === value)?.label ?? value;
      const chip = this.#act(`${facet?.label ?? name}: ${label}`, `chip ${name} ${value}`, () => {
        this.#choose(name, value, false);
        this.#ask({});
      }, { part: 'chip' });
      chip.append(h('span', { 'aria-hidden': 'true' }, ' ×'), h('span', { class: 'aloud' }, ` ${this.#say('remove')}`));
      return h('li', {}, chip);
    }));
    if (!chips.length) return null;
    return h('ul', { part: 'chips', 'aria-label': this.#say('active_filters') }, ...chips,
      chips.length > 1 ? h('li', {}, this.#withoutFilters('remove_all')) : null);
  }

  /** @param {string} key */
  #withoutFilters(key) {
    return this.#act(this.#say(key), key, () => {
      this.#asked = { ...this.#asked, filters: new Map(), page: 1 };
      this.#ask({});
    }, { class: 'link' });
  }

  #filtersButton() {
    const chosen = [...this.#asked.filters.values()].flat().length;
    const open = this.#unfolded.get('') ?? false;
    const title = chosen ? this.#say('filters_chosen', { n: chosen }) : this.#say('filters');
    const button = this.#act(title, 'filters', () => {
      const opens = button.getAttribute('aria-expanded') === 'false';
      this.#unfolded.set('', opens);
      button.setAttribute('aria-expanded', String(opens));
      this.#body.querySelector('[part="filters"]')?.classList.toggle('closed', !opens);
    }, { part: 'filters-button', 'aria-expanded': String(open), 'aria-controls': 'filters' });
    return button;
  }

  /** @param {Facet[]} facets */
  #filters(facets) {
    return h('section', { part: 'filters', id: 'filters', 'aria-label': this.#say('filters'),
      class: this.#unfolded.get('') ? null : 'closed' }, ...facets.map((facet, i) => this.#facet(facet, i === 0)));
  }

  /** @param {string} key @param {boolean} open @param {string} part @param {string} title @param {Node[]} content */
  #fold(key, open, part, title, content) {
    const fold = h('details', { part, open: this.#unfolded.get(key) ?? open },
      h('summary', { 'data-key': key }, title), ...content);
    fold.addEventListener('toggle', () => this.#unfolded.set(key, fold.open));
    return fold;
  }

  /** @param {Facet} facet @param {boolean} first */
  #facet({ name, label = name, values }, first) {
    const chosen = this.#asked.filters.get(name) ?? [];
    const shown = values.filter(({ value }, i) => i < MOST_VALUES || chosen.includes(value)).map(({ value, label: said,
      count }) => {
      const tick = h('input', { type: 'checkbox', 'data-key': `${name} ${value}` });
      tick.checked = chosen.includes(value);
      tick.addEventListener('change', () => {
        this.#choose(name, value, tick.checked);
        this.#ask({});
      });
      return h('li', {}, h('label', { part: 'value' }, tick, h('span', {}, said ?? value),
        h('span', { class: 'count' }, (Number(count) || 0).toLocaleString(this.#locale))));
    });
    const rest = shown.splice(SHOWN_VALUES);
    const cut = values.length > MOST_VALUES && this.#say('facet_cut', { n: MOST_VALUES });
    const more = rest.length ? this.#fold(`more ${name}`, false, 'more', this.#say('show_all', { n: rest.length }),
      [h('ul', {}, ...rest), h('p', { class: 'count' }, cut)]) : null;
    return this.#fold(`facet ${name}`, first || chosen.length > 0, 'facet', label, [h('fieldset', {},
      h('legend', { class: 'aloud' }, label), h('ul', {}, ...shown), more)]);
  }

  /** @param {Hit} hit @param {number} i */
  #hit(hit, i) {
    const who = hit.speaker?.name || hit.title || this.#say(`kind_${hit.kind}`) || '…';
    const { number, title, date } = hit.session ?? {};
    const [first, last] = hit.lines ?? [];
    const lines = first ? this.#say(last === first ? 'line' : 'lines', { first: `${first}`, last: `${last}` }) : '';
    const place = hit.page ? this.#say('place', { lines, page: String(hit.page) }) : lines;
    const level = Number(this.getAttribute('heading-level'));
    const heading = /** @type {'h3'} */ (`h${level >= 2 && level <= 6 ? Math.trunc(level) : 3}`);
    return h('article', { part: 'hit', 'aria-labelledby': `hit-${i}` },
      h(heading, { part: 'who', id: `hit-${i}`, dir: 'auto' }, h('a', { href: this.#unitPage(hit.url) }, who),
        hit.is_moderator && ' ', hit.is_moderator && h('span', { part: 'badge' }, this.#say('moderation'))),
      this.#line('post', hit.role?.text || hit.organisation),
      this.#line('where', hit.city && h('span', {}, hit.city), date && h('time', { datetime: date }, this.#day(date)),
        number && h('span', {}, [number, title].filter(Boolean).join(' '))),
      hit.snippet?.length ? h('blockquote', { part: 'quote', lang: hit.language, dir: 'auto' }, h('p', {},
        ...hit.snippet.map((run) => this.#run(run)))) : null,
      this.#line('source', place && h('span', {}, place), hit.document?.title && h('span', {}, hit.document.title)));
  }

  /** @param {string} part @param {...(Node | string | null | undefined)} content */
  #line(part, ...content) {
    return content.some(Boolean) ? h('p', { part, dir: 'auto' }, ...content) : null;
  }

  /** @param {Run} run */
  #run({ text, match }) {
    if (!match) return String(text);
    const aloud = this.#say(`aloud_${match}`);
    return h('mark', { part: `mark mark-${match}`, title: this.#say(`match_${match}`) }, String(text),
      aloud && h('span', { class: 'aloud', lang: this.#locale }, ` (${aloud})`));
  }

  /** @param {string} path @returns {string | null} the page of a unit, with the question that found it */
  #unitPage(path) {
    const base = this.#base;
    const url = new URL(path.replace(/^\//, ''), base); // the daemon may be served below a path
    if (url.origin !== base.origin) return null;
    if (this.#asked.q) url.searchParams.set('q', this.#asked.q);
    url.searchParams.set('lang', this.#language);
    return url.href;
  }

  /** @param {string} date a day, month or year as the interface gives it */
  #day(date) {
    const day = new Date(date);
    if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Number(day))) return date;
    const locale = this.#locale === 'en' ? 'en-GB' : this.#locale; // as the daemon's pages have it
    return day.toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
  }

  /** @param {boolean} filtered */
  #nothing(filtered) {
    return h('div', { part: 'nothing', class: 'nothing' }, h('p', {}, this.#say('nothing_title')), h('ul', {},
      filtered && h('li', {}, this.#withoutFilters('nothing_filters')), h('li', {}, this.#say('nothing_fewer')),
      this.#asked.q.includes('"') && h('li', {}, this.#say('nothing_quotes'))));
  }

  /** @param {number} page @param {number} pages @param {string} where */
  #pages(page, pages, where) {
    /** @param {string} key @param {number} to */
    const turn = (key, to) => {
      const button = this.#act(this.#say(key), key, () => {
        this.#asked = { ...this.#asked, page: to };
        this.#ask({ lead: true });
      });
      button.disabled = to < 1 || to > pages;
      return button;
    };
    return h('nav', { part: 'pages', 'aria-label': this.#say('pages') }, turn('previous', page - 1),
      h('span', {}, where), turn('next', page + 1));
  }
}

// The module may be on a page twice, under two addresses; the first one serves all.
if (!customElements.get('dixit-search')) customElements.define('dixit-search', DixitSearch);
