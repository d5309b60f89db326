// The analyst's pages as those see them who search.
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';

/** What there is on `page` to look at, to type into and to wait for. */
export function sights(page) {
  const heading = page.getByRole('heading', { level: 1 });
  return {
    page,
    heading,
    // The box, where scripts run.
    field: page.locator('.searchbar').getByRole('combobox'),
    chips: page.locator('.chips li a:not(.chip-all)'),
    value: (name) => page.getByRole('checkbox', { name: new RegExp(`^${name} \\d`) }),
    total: async () => Number(/\d+/.exec(await page.locator('.summary .status').textContent())[0]),
    answered: (question) => page.getByRole('heading', { level: 1, name: `«${question}»`, exact: true }).waitFor(),
    told: (words) => heading.filter({ hasText: words }).waitFor(),
    // What the address asks, its language aside: name=value, in the order of the alphabet.
    asked: () => [...new URL(page.url()).searchParams].filter(([name]) => name !== 'lang')
      .map((pair) => pair.join('=')).sort(),
  };
}

/** Opens `url` without scripts; `faults` are the console's, as always. `options` are those of openPage. */
export async function openPlain(browser, url, options = {}) {
  const { page, faults } = await openPage(browser, { javaScriptEnabled: false, ...options });
  const response = await page.goto(url);
  assert.equal(response.status(), 200, url);
  return { ...sights(page), faults };
}

/** Opens `url` and waits until the box has taken the place of the form. */
export async function openScripted(browser, url, options = {}) {
  const { page, faults } = await openPage(browser, options);
  await page.goto(url);
  await page.evaluate(() => customElements.whenDefined('dixit-search'));
  return { ...sights(page), faults };
}
