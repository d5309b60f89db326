// The page /embed/: tries colours and shapes on the search box there, and writes what to copy.
// @ts-check

const demo = /** @type {import('./dixit-search.js').DixitSearch} */ (document.querySelector('#demo'));
const theme = /** @type {HTMLFormElement} */ (document.querySelector('#theme'));
const snippet = /** @type {HTMLElement} */ (document.querySelector('#snippet'));
const copy = /** @type {HTMLButtonElement} */ (document.querySelector('#copy'));

/** @returns {[string, string][]} the custom properties that differ from where the form began */
function chosen() {
  const fields = [...theme.elements].filter((field) => field instanceof HTMLInputElement ||
    field instanceof HTMLSelectElement).filter((field) => field.name.startsWith('--'));
  return fields.filter((field) => field.value !== (field instanceof HTMLInputElement ? field.defaultValue : ''))
    .map((field) => [field.name, field.value + (field.dataset.unit ?? '')]);
}

/** @param {string} colour in any notation @returns {number[]} red, green, blue from 0 to 255 */
function channels(colour) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

/** @param {string} colour @returns {number} relative luminance as WCAG 2 defines it */
function luminance(colour) {
  const [red, green, blue] = channels(colour).map((channel) => channel / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {string} name @returns {CSSStyleDeclaration} the style of the first such part */
function styleOf(name) {
  return getComputedStyle(/** @type {Element} */ (demo.shadowRoot?.querySelector(`[part~="${name}"]`) ?? demo));
}

/** Shows in the fields for colours what the box has, where nobody has chosen another; says how well it can be read. */
function judge() {
  const { color: ink, backgroundColor: paper } = styleOf('root');
  const { color: onAccent, backgroundColor: accent } = styleOf('button');
  const { backgroundColor: mark } = styleOf('mark');
  const shown = { '--dixit-ink': ink, '--dixit-paper': paper, '--dixit-on-accent': onAccent, '--dixit-accent': accent,
    '--dixit-mark': mark };
  const taken = chosen().map(([name]) => name);
  for (const [name, colour] of Object.entries(shown)) {
    const field = /** @type {HTMLInputElement} */ (theme.elements.namedItem(name));
    const hex = `#${channels(colour).map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
    if (!taken.includes(name)) field.value = field.defaultValue = hex;
  }
  const pairs = [contrast(ink, paper), contrast(onAccent, accent), contrast(accent, paper), contrast(ink, mark)];
  const least = Math.floor(Math.min(...pairs) * 10) / 10;
  const said = (least >= 4.5 ? theme.dataset.good : theme.dataset.bad) ?? '';
  const number = least.toLocaleString(document.documentElement.lang);
  /** @type {HTMLElement} */ (document.querySelector('#contrast')).textContent = said.replace('{n}', number);
}

function apply() {
  const scheme = String(new FormData(theme).get('scheme') ?? '');
  demo.toggleAttribute('theme', scheme !== '');
  if (scheme) demo.setAttribute('theme', scheme);
  const properties = chosen();
  for (const name of [...demo.style]) demo.style.removeProperty(name);
  for (const [name, value] of properties) demo.style.setProperty(name, value);

  const { label = '', search = '' } = snippet.dataset;
  const lang = demo.getAttribute('lang') ?? '';
  const rules = properties.map(([name, value]) => `    ${name}: ${value};\n`).join('');
  const style = rules && `<style>\n  dixit-search {\n${rules}  }\n</style>\n`;
  snippet.textContent = `${style}<dixit-search lang="${lang}"${scheme && ` theme="${scheme}"`}>
  <form action="${location.origin}/" role="search">
    <label>${label} <input type="search" name="q"></label>
    <input type="hidden" name="lang" value="${lang}">
    <button>${search}</button>
  </form>
</dixit-search>
<script type="module" src="${location.origin}/embed/dixit-search.js"></script>`;
  judge();
}

theme.addEventListener('input', apply);
theme.addEventListener('reset', () => setTimeout(apply)); // the fields change after the event
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', judge);
copy.addEventListener('click', async () => {
  await navigator.clipboard.writeText(snippet.textContent ?? '');
  /** @type {HTMLElement} */ (document.querySelector('#copied')).textContent = theme.dataset.copied ?? '';
});

copy.hidden = !navigator.clipboard;
apply();
demo.addEventListener('dixit-results', judge); // only now there are marked words
demo.search(demo.dataset.example ?? '');
