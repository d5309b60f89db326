// What people do with <dixit-search> on another site, which allows its scripts and data from our daemon and nothing
// else: no style, no picture, no other origin.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, openPage, PHONE } from './support/browser.mjs';
import { moduleScript, openEmbedded } from './support/embedded_box.mjs';
import { hasFocus, tabUntil } from './support/keys.mjs';
import { listen, watchMoves, widthOf } from './support/senses.mjs';
import { html } from './support/servers.mjs';
import { stage } from './support/stage.mjs';

const pages = {};
const policy = (origin) => `default-src 'none'; script-src ${origin}; style-src 'none'; connect-src ${origin}; ` +
  `form-action ${origin}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
const running = stage({ pages, policy });

const plainForm = () => `<form action="${running.daemon.origin}/" role="search"><label>Buscar
<input type="search" name="q"></label> <input type="hidden" name="lang" value="es"><button>Buscar</button></form>`;

// Opens a page that holds `<dixit-search ${attributes}>`.
function visit(attributes = '', { context, lang } = {}) {
  pages['/p'] = html(`<dixit-search ${attributes}>${plainForm()}</dixit-search>${moduleScript(running.daemon)}`, { lang });
  return openEmbedded(running.browser, `${running.site.origin}/p?tema=7`, context);
}

test('with the mouse: type, narrow, widen, turn the page, read', async () => {
  const { page, part, field, total, answered, filtered, unfiltered, faults } = await visit();
  await field.pressSequentially('financiación');
  await answered();
  await page.getByRole('button', { name: 'Buscar' }).click();
  const all = await total();
  assert.ok(all > 10);
  const lima = part('value').filter({ hasText: 'Lima' });
  const ofLima = Number.parseInt(await lima.locator('.count').textContent(), 10);
  await lima.click();
  await filtered();
  assert.equal(await total(), ofLima);
  assert.match(await part('chip').textContent(), /Ciudad: Lima/);
  assert.equal(await lima.getByRole('checkbox').isChecked(), true);
  assert.equal(await part('value').filter({ hasText: 'Barcelona' }).count(), 1, 'a facet does not narrow itself');
  await part('chip').click();
  await unfiltered();
  assert.equal(await total(), all);
  await page.getByRole('button', { name: 'Siguiente' }).click();
  await page.getByText('Página 2 de').first().waitFor();
  assert.equal(await part('hits').getAttribute('start'), '11');
  await part('who').first().getByRole('link').click();
  await page.waitForURL(`${running.daemon.origin}/u/**`);
  assert.equal(new URL(page.url()).searchParams.get('q'), 'financiación');
  assert.deepEqual(faults, []);
});

test('with the keyboard alone: complete a city, take it back, turn the page', async () => {
  const { page, part, field, filtered, unfiltered, faults } = await visit();
  await page.keyboard.press('Tab');
  assert.equal(await hasFocus(field), true);
  await page.keyboard.type('barcel');
  await part('suggestion').first().waitFor();
  assert.equal(await field.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('ArrowDown');
  const first = await field.getAttribute('aria-activedescendant');
  assert.equal(await page.locator(`#${first}`).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('ArrowUp');
  assert.equal(await field.getAttribute('aria-activedescendant'), null, 'above the first is the field itself');
  await page.keyboard.press('ArrowUp');
  assert.notEqual(await field.getAttribute('aria-activedescendant'), first, 'and above that the last');
  await assertAccessible(page, 'suggestions open');
  await page.keyboard.press('Escape');
  assert.equal(await field.getAttribute('aria-expanded'), 'false');
  assert.equal(await field.inputValue(), 'barcel', 'Escape takes the suggestions only');
  await page.keyboard.press('ArrowDown');
  await part('suggestion').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await filtered();
  assert.match(await part('chip').textContent(), /Ciudad: Barcelona/);
  assert.equal(await field.inputValue(), '');
  const focused = () => page.evaluate(() => document.querySelector('dixit-search').shadowRoot.activeElement?.textContent);
  await tabUntil(page, async () => /Ciudad: Barcelona/.test(await focused()));
  await page.keyboard.press('Enter');
  await unfiltered();
  assert.match(await focused(), /resultados/, 'the focus is not lost with the chip');
  await tabUntil(page, async () => await focused() === 'Siguiente');
  await page.keyboard.press('Enter');
  await page.getByText('Página 2 de').first().waitFor();
  assert.match(await focused(), /resultados/, 'the focus goes to where the new page begins');
  assert.deepEqual(faults, []);
});

test('a box that is ticked keeps the focus', async () => {
  const { page, part, field, filtered } = await visit();
  await field.fill('ciudades');
  await part('value').first().waitFor();
  await part('value').nth(1).getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await filtered();
  assert.equal(await hasFocus(part('value').nth(1).getByRole('checkbox')), true);
});

test('a screen reader is told how many there are, and that there is nothing', async () => {
  const { page, part, field, faults } = await visit();
  const { hear } = await listen(page, 'dixit-search');
  await field.fill('financiación');
  await hear(/\d+ resultados/);
  await hear(/\d+ sugerencias?/);
  await field.fill('xyzzyx');
  await part('nothing').waitFor();
  await hear(/Nada responde/);
  await assertAccessible(page, 'nothing found');
  assert.deepEqual(faults, []);
});

test('a marked word says why it is marked', async () => {
  const { page, part, field } = await visit('lang="en"');
  await field.fill('financing');
  const translated = part('mark-translation').first();
  await translated.waitFor();
  assert.equal(await translated.getAttribute('title'), 'A translation of the word you searched for');
  assert.match(await translated.locator('.aloud').textContent(), /translation/);
  assert.equal(await part('quote').first().getAttribute('lang'), 'es');
  assert.match(await page.locator('dixit-search time').first().textContent(), /^\d+ [A-Z][a-z]+ 2016$/);
  await assertAccessible(page, 'results in English');
});

test('a word that is still being typed is taken for a beginning', async () => {
  const { part, field } = await visit();
  await field.pressSequentially('medel');
  await part('hits').filter({ hasText: /Medell/i }).waitFor();
});

for (const [lang, button, found] of [['es', 'Buscar', /resultados/], ['ca', 'Cerca', /resultats/],
  ['en', 'Search', /results/]]) {
  test(`speaks the language of the page around it: ${lang}`, async () => {
    const { page, part, field, answered, faults } = await visit('', { lang: `${lang}-ES` });
    await field.fill('redes');
    await answered();
    await page.getByRole('button', { name: button, exact: true }).waitFor();
    assert.match(await part('summary').textContent(), found);
    await assertAccessible(page, `results, ${lang}`);
    assert.deepEqual(faults, []);
  });
}

test('on a phone: nothing is wider than the screen, filters unfold, everything can be hit', async () => {
  const { page, part, field, answered, filtered, faults } = await visit('', { context: PHONE });
  await field.fill('financ');
  await part('suggestion').filter({ hasText: /^financiación/ }).first().tap();
  await answered();
  assert.match(await field.inputValue(), /^financiación/);
  assert.equal(await widthOf(page), 360);
  assert.equal(await part('filters').isVisible(), false);
  await part('filters-button').tap();
  assert.equal(await part('filters-button').getAttribute('aria-expanded'), 'true');
  await part('value').first().tap();
  await filtered();
  assert.equal(await part('filters').isVisible(), true, 'what was unfolded stays so');
  assert.equal(await widthOf(page), 360);
  for (const target of await page.locator('dixit-search :is(button, summary, input, [part="value"])').all()) {
    const box = await target.boundingBox();
    assert.ok(!box || box.height >= 24 || await target.evaluate((node) => node.type === 'checkbox'),
      `${await target.textContent()} is ${box?.height} px high`);
  }
  await assertAccessible(page, 'phone');
  assert.deepEqual(faults, []);
});

test('at 320 pixels nothing is cut off', async () => {
  const { page, field, answered } = await visit('', { context: { viewport: { width: 320, height: 640 } } });
  await field.fill('financiación');
  await answered();
  assert.equal(await widthOf(page), 320);
});

test('without JavaScript it is a form that leads to the results', async () => {
  const { page } = await visit('', { context: { javaScriptEnabled: false } });
  await page.locator('input[name="q"]').fill('marca');
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.waitForURL(`${running.daemon.origin}/?q=marca&lang=es`);
  assert.match(await page.locator('.status').textContent(), /resultado/);
});

test('what was typed before the module came is searched', async () => {
  pages['/late'] = html(`<dixit-search>${plainForm()}</dixit-search>`);
  const { page, faults } = await openPage(running.browser);
  await page.goto(`${running.site.origin}/late`);
  await page.locator('input[name="q"]').fill('marca');
  await page.evaluate((url) => import(url), `${running.daemon.origin}/embed/dixit-search.js`);
  await page.locator('dixit-search [part="hit"]').first().waitFor();
  assert.equal(await page.getByRole('combobox').inputValue(), 'marca');
  assert.equal(await page.evaluate(() => document.querySelector('dixit-search').shadowRoot.activeElement?.id), 'q');
  assert.deepEqual(faults, []);
});

test('with deep-links the address has the question, and Back goes back', async () => {
  const { page, part, field, answered, filtered, unfiltered, faults } = await visit('deep-links="dx-"');
  const address = () => Object.fromEntries(new URL(page.url()).searchParams);
  await field.pressSequentially('financiación');
  await page.waitForURL((url) => url.searchParams.get('dx-q') === 'financiación');
  await answered();
  assert.deepEqual(address(), { tema: '7', 'dx-q': 'financiación' });
  await field.press('Escape'); // the suggestions lie over the filters
  await part('value').filter({ hasText: 'Lima' }).click();
  await filtered();
  assert.deepEqual(address(), { tema: '7', 'dx-q': 'financiación', 'dx-city': 'Lima' });
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.evaluate(() => { location.hash = 'abajo'; });
  await page.waitForTimeout(100);
  assert.deepEqual(requests, [], 'a fragment of the page is no question');
  await page.goBack();
  await page.reload();
  await filtered();
  assert.equal(await field.inputValue(), 'financiación');
  await page.goBack();
  await unfiltered();
  assert.equal(await field.inputValue(), 'financiación');
  await page.goBack();
  await part('hit').first().waitFor({ state: 'detached' });
  assert.deepEqual(address(), { tema: '7' }, 'all that was typed in one go is one step');
  assert.equal(await field.inputValue(), '');
  await page.goForward();
  await answered();
  assert.deepEqual(faults, []);
});

test('without deep-links the address is left alone', async () => {
  const { page, field, answered } = await visit();
  const before = await page.evaluate(() => history.length);
  await field.fill('marca');
  await answered();
  await field.press('Enter');
  assert.equal(page.url(), `${running.site.origin}/p?tema=7`);
  assert.equal(await page.evaluate(() => history.length), before);
});

test('with results-page it is a box that leads there', async () => {
  pages['/cerca'] = html(`<dixit-search deep-links="dx-"></dixit-search>${moduleScript(running.daemon)}`);
  const { page, part, field, answered } = await visit('deep-links="dx-" results-page="/cerca"');
  await field.pressSequentially('medel');
  await part('suggestion').first().click();
  await page.waitForURL(`${running.site.origin}/cerca?dx-city=Medell%C3%ADn`);
  await answered();
});

test('with an empty results-page it sends the form inside, with all of its fields', async () => {
  pages['/form'] = html(`<dixit-search results-page=""><form action="${running.daemon.origin}/" role="search"><label>Buscar
<input type="search" name="q"></label><input type="hidden" name="sort" value="date"></form></dixit-search>${moduleScript(running.daemon)}`);
  // Each way on a page of its own: a browser that is led back at once can blame the form's page for the picture of the other.
  const ways = {
    '/?q=marca&sort=date': async (page, field) => {
      await field.fill('marca');
      await field.press('Enter');
    },
    '/?q=&sort=date&city=Medell%C3%ADn': async (page, field) => {
      await field.pressSequentially('medel');
      await page.locator('dixit-search [part~="suggestion"]').first().click();
    },
  };
  for (const [answers, ask] of Object.entries(ways)) {
    const { page, faults } = await openPage(running.browser);
    await page.goto(`${running.site.origin}/form`);
    await ask(page, page.getByRole('combobox'));
    await page.waitForURL(running.daemon.origin + answers);
    assert.deepEqual(faults, []);
  }
});

test('what the page fixed is no filter that can be taken away', async () => {
  const { page, part, field, answered } = await visit('city="Lima|Turín" facets="city,role" per-page="3" heading-level="4"');
  await field.press('Enter');
  await answered();
  for (const where of await part('where').all()) assert.match(await where.textContent(), /^(Lima|Turín)/);
  assert.ok(await part('hit').count() <= 3);
  assert.equal(await part('facet').count(), 1);
  assert.equal(await part('chip').count(), 0);
  assert.equal(await page.locator('dixit-search h4').count(), await part('hit').count());
});

test('other texts can be supplied, and a method asks', async () => {
  const { page, part, answered } = await visit('lang="fr"');
  await page.evaluate(() => {
    const box = document.querySelector('dixit-search');
    box.strings = { search: 'Chercher', results_one: '{n} résultat', results_other: '{n} résultats' };
    box.search('redes');
  });
  await answered();
  await page.getByRole('button', { name: 'Chercher' }).waitFor();
  assert.match(await part('summary').textContent(), /^\d+ résultats?$/);
});

test('events tell the page, and the first can stop a question', async () => {
  const { page, field, total, answered } = await visit();
  await page.evaluate(() => {
    window.told = [];
    for (const name of ['dixit-search', 'dixit-results', 'dixit-error']) {
      document.addEventListener(name, (event) => {
        window.told.push([name, event.detail.q ?? event.detail.total.value]);
        if (event.detail.q === 'nunca') event.preventDefault();
      });
    }
  });
  await field.fill('marca');
  await answered();
  const found = await total();
  assert.deepEqual(await page.evaluate(() => window.told), [['dixit-search', 'marca'], ['dixit-results', found]]);
  await field.fill('nunca');
  await field.press('Enter');
  await page.waitForFunction(() => window.told.length >= 3);
  assert.equal(await total(), found, 'nothing was asked');
});

test('results come without moving what is on the screen', async () => {
  const { page, field, answered } = await visit();
  const moved = await watchMoves(page);
  await field.pressSequentially('financiación de las ciudades', { delay: 30 });
  await answered();
  await page.waitForTimeout(300);
  assert.equal(await moved(), 0);
});
