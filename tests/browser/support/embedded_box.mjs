// <dixit-search> on a page of another site, as those see it who search there.
import { openPage } from './browser.mjs';

/** What loads the box from `server`, which it then asks unless it is told otherwise. */
export const moduleScript = (server) =>
  `<script type="module" src="${server.origin}/embed/dixit-search.js"></script>`;

/** Opens `url`, a page with one box; `part` are the parts of that by name. `options` are those of openPage. */
export async function openEmbedded(browser, url, options = {}) {
  const { page, faults } = await openPage(browser, options);
  await page.goto(url);
  const part = (name) => page.locator(`dixit-search [part~="${name}"]`);
  return {
    page,
    faults,
    part,
    field: page.getByRole('combobox'),
    total: async () => Number.parseInt(await part('summary').textContent(), 10),
    answered: () => part('hit').first().waitFor(),
    filtered: () => part('chip').waitFor(),
    unfiltered: () => part('chip').waitFor({ state: 'detached' }),
  };
}
