// Every state of the analyst's pages before axe-core, in three languages and both schemes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, openBrowser, openPage } from './support/browser.mjs';
import { startDaemon } from './support/servers.mjs';

let daemon, browser;

before(async () => {
  daemon = await startDaemon();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await daemon?.stop();
});

const STATES = {
  'the entrance': '/?',
  'answers with everything chosen': '/?q=financiaci%C3%B3n&city=Lima&city=Barcelona&from=2016-01-01&sort=date&group=speaker',
  'nothing found': '/?q=xyzzy&city=Lima',
  'a late page': '/?page=5',
  'a facet': '/?q=ciudades&facet=speaker',
  'a facet without the part': '/?q=ciudades&facet=speaker&find=xyzzy',
  'the picture': '/?q=ciudades&rows=role&cols=session',
  'the whole picture': '/?rows=speaker&cols=organisation&lines=all',
  'a statement': '/u/amb-2016-seminario.37?q=ciudades',
  'a theme': '/u/amb-2016-seminario.13?',
};

for (const [lang, colorScheme] of [['es', 'light'], ['ca', 'dark'], ['en', 'light']]) {
  test(`axe-core finds nothing on any page: ${lang}, ${colorScheme}`, async () => {
    const { page, faults } = await openPage(browser, { colorScheme });
    for (const [state, path] of Object.entries(STATES)) {
      await page.goto(`${daemon.origin}${path}&lang=${lang}`);
      await page.evaluate(() => document.querySelectorAll('details').forEach((node) => { node.open = true; }));
      await assertAccessible(page, `${state}, ${lang}, ${colorScheme}`);
    }
    assert.deepEqual(faults, []);
  });
}
