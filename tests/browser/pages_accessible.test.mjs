// Every state of the analyst's pages before axe-core, in three languages and both schemes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, openPage } from './support/browser.mjs';
import { stage } from './support/stage.mjs';

const running = stage();

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

// The third language differs in words only.
const FEW = ['answers with everything chosen', 'the picture', 'a facet', 'a statement'];

for (const [lang, colorScheme, states] of [
  ['es', 'light', Object.keys(STATES)], ['ca', 'dark', Object.keys(STATES)], ['en', 'light', FEW],
]) {
  test(`axe-core finds nothing on the pages: ${lang}, ${colorScheme}`, async () => {
    const { page, faults } = await openPage(running.browser, { colorScheme });
    for (const state of states) {
      await page.goto(`${running.daemon.origin}${STATES[state]}&lang=${lang}`);
      await page.evaluate(() => document.querySelectorAll('details').forEach((node) => { node.open = true; }));
      await assertAccessible(page, `${state}, ${lang}, ${colorScheme}`);
    }
    assert.deepEqual(faults, []);
  });
}
