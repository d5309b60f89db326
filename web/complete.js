// Completions for the search field of the pages, in the list that the browser keeps for it. Without this the field works
// as it does.

const PAUSE_MS = 60; // in typing, before we ask

const field = /** @type {HTMLInputElement} */ (document.getElementById('q'));
const list = /** @type {HTMLDataListElement} */ (field.list);
let timer = 0;
let asking = new AbortController();

/** @param {string} typed */
async function complete(typed) {
  asking.abort();
  asking = new AbortController();
  const address = `/api/v1/suggest?${new URLSearchParams({ format: 'opensearch', q: typed, lang: document.documentElement.lang })}`;
  try {
    const response = await fetch(address, { signal: asking.signal });
    if (!response.ok) return;
    /** @type {[string, string[]]} */
    const [, completions] = await response.json();
    list.replaceChildren(...completions.map((text) => new Option('', text)));
  } catch {
    // Nobody misses completions that do not come: the next letter asks again.
  }
}

field.addEventListener('input', () => {
  clearTimeout(timer);
  // What is taken from the list is complete.
  if ([...list.options].some((option) => option.value === field.value)) return;
  timer = setTimeout(complete, PAUSE_MS, field.value);
});
