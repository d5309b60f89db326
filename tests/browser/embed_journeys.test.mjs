// What people do with <dixit-search> on another site, which allows its scripts and data from our daemon and nothing
// else: no style, no picture, no other origin.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, openBrowser, openPage } from './support/browser.mjs';
import { html, startDaemon, startSite } from './support/servers.mjs';

const pages = {};
const headers = {};
let site, daemon, browser;

before(async () => {
  site = await startSite(pages, headers);
  daemon = await startDaemon({ allow: [site.origin] });
  headers['Content-Security-Policy'] = `default-src 'none'; script-src ${daemon.origin}; style-src 'none'; ` +
    `connect-src ${daemon.origin}; form-action ${daemon.origin}; base-uri 'none'; ` +
    "require-trusted-types-for 'script'; trusted-types 'none'";
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await daemon?.stop();
  await site?.stop();
});

const script = () => `<script type="module" src="${daemon.origin}/embed/dixit-search.js"></script>`;
const plainForm = () => `<form action="${daemon.origin}/" role="search"><label>Buscar
<input type="search" name="q"></label> <input type="hidden" name="lang" value="es"><button>Buscar</button></form>`;

// Opens a page that holds `<dixit-search ${attributes}>`.
async function visit(attributes = '', { context, lang } = {}) {
  pages['/p'] = html(`<dixit-search ${attributes}>${plainForm()}</dixit-search>${script()}`, { lang });
  const opened = await openPage(browser, context);
  await opened.page.goto(`${site.origin}/p?tema=7`);
  const part = (name) => opened.page.locator(`dixit-search [part~="${name}"]`);
  return { ...opened, part, field: opened.page.getByRole('combobox') };
}

const total = async (part) => Number.parseInt(await part('summary').textContent(), 10);

test('with the mouse: type, narrow, widen, turn the page, read', async () => {
  const { page, part, field, faults } = await visit();
  await field.pressSequentially('financiación');
  await part('hit').first().waitFor();
  await page.getByRole('button', { name: 'Buscar' }).click();
  const all = await total(part);
  assert.ok(all > 10);
  const lima = part('value').filter({ hasText: 'Lima' });
  const ofLima = Number.parseInt(await lima.locator('.count').textContent(), 10);
  await lima.click();
  await part('chip').waitFor();
  assert.equal(await total(part), ofLima);
  assert.match(await part('chip').textContent(), /Ciudad: Lima/);
  assert.equal(await lima.getByRole('checkbox').isChecked(), true);
  assert.equal(await part('value').filter({ hasText: 'Barcelona' }).count(), 1, 'a facet does not narrow itself');
  await part('chip').click();
  await part('chip').waitFor({ state: 'detached' });
  assert.equal(await total(part), all);
  await page.getByRole('button', { name: 'Siguiente' }).click();
  await page.getByText('Página 2 de').first().waitFor();
  assert.equal(await part('hits').getAttribute('start'), '11');
  await part('who').first().getByRole('link').click();
  await page.waitForURL(`${daemon.origin}/u/**`);
  assert.equal(new URL(page.url()).searchParams.get('q'), 'financiación');
  assert.deepEqual(faults, []);
});

test('with the keyboard alone: complete a city, take it back, turn the page', async () => {
  const { page, part, field, faults } = await visit();
  await page.keyboard.press('Tab');
  assert.equal(await field.evaluate((node) => node.getRootNode().activeElement === node), true);
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
  await part('chip').waitFor();
  assert.match(await part('chip').textContent(), /Ciudad: Barcelona/);
  assert.equal(await field.inputValue(), '');
  const focused = () => page.evaluate(() => document.querySelector('dixit-search').shadowRoot.activeElement?.textContent);
  for (let tries = 0; tries < 30 && !/Ciudad: Barcelona/.test(await focused()); ++tries) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await part('chip').waitFor({ state: 'detached' });
  assert.match(await focused(), /resultados/, 'the focus is not lost with the chip');
  for (let tries = 0; tries < 90 && await focused() !== 'Siguiente'; ++tries) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Página 2 de').first().waitFor();
  assert.match(await focused(), /resultados/, 'the focus goes to where the new page begins');
  assert.deepEqual(faults, []);
});

test('a box that is ticked keeps the focus', async () => {
  const { page, part, field } = await visit();
  await field.fill('ciudades');
  await part('value').first().waitFor();
  await part('value').nth(1).getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await part('chip').waitFor();
  assert.equal(await part('value').nth(1).getByRole('checkbox').evaluate((node) =>
    node.getRootNode().activeElement === node), true);
});

test('a screen reader is told how many there are, and that there is nothing', async () => {
  const { page, part, field, faults } = await visit();
  await page.evaluate(() => {
    window.said = '';
    const status = document.querySelector('dixit-search').shadowRoot.querySelector('[role="status"]');
    new MutationObserver(() => { window.said += `${status.textContent}|`; }).observe(status, { childList: true });
  });
  await field.fill('financiación');
  await page.waitForFunction(() => /\d+ resultados/.test(window.said) && /\d+ sugerencias?/.test(window.said));
  await field.fill('xyzzyx');
  await part('nothing').waitFor();
  await page.waitForFunction(() => /Nada responde/.test(window.said));
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
    const { page, part, field, faults } = await visit('', { lang: `${lang}-ES` });
    await field.fill('redes');
    await part('hit').first().waitFor();
    await page.getByRole('button', { name: button, exact: true }).waitFor();
    assert.match(await part('summary').textContent(), found);
    await assertAccessible(page, `results, ${lang}`);
    assert.deepEqual(faults, []);
  });
}

test('on a phone: nothing is wider than the screen, filters unfold, everything can be hit', async () => {
  const { page, part, field, faults } = await visit('', { context: { viewport: { width: 360, height: 740 },
    hasTouch: true, isMobile: true } });
  await field.fill('financ');
  await part('suggestion').filter({ hasText: /^financiación/ }).first().tap();
  await part('hit').first().waitFor();
  assert.match(await field.inputValue(), /^financiación/);
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(await width(), 360);
  assert.equal(await part('filters').isVisible(), false);
  await part('filters-button').tap();
  assert.equal(await part('filters-button').getAttribute('aria-expanded'), 'true');
  await part('value').first().tap();
  await part('chip').waitFor();
  assert.equal(await part('filters').isVisible(), true, 'what was unfolded stays so');
  assert.equal(await width(), 360);
  for (const target of await page.locator('dixit-search :is(button, summary, input, [part="value"])').all()) {
    const box = await target.boundingBox();
    assert.ok(!box || box.height >= 24 || await target.evaluate((node) => node.type === 'checkbox'),
      `${await target.textContent()} is ${box?.height} px high`);
  }
  await assertAccessible(page, 'phone');
  assert.deepEqual(faults, []);
});

test('at 320 pixels nothing is cut off', async () => {
  const { page, part, field } = await visit('', { context: { viewport: { width: 320, height: 640 } } });
  await field.fill('financiación');
  await part('hit').first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
});

test('without JavaScript it is a form that leads to the results', async () => {
  const { page } = await visit('', { context: { javaScriptEnabled: false } });
  await page.locator('input[name="q"]').fill('marca');
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.waitForURL(`${daemon.origin}/?q=marca&lang=es`);
  assert.match(await page.locator('.status').textContent(), /resultado/);
});

test('what was typed before the module came is searched', async () => {
  pages['/late'] = html(`<dixit-search>${plainForm()}</dixit-search>`);
  const { page, faults } = await openPage(browser);
  await page.goto(`${site.origin}/late`);
  await page.locator('input[name="q"]').fill('marca');
  await page.evaluate((url) => import(url), `${daemon.origin}/embed/dixit-search.js`);
  await page.locator('dixit-search [part="hit"]').first().waitFor();
  assert.equal(await page.getByRole('combobox').inputValue(), 'marca');
  assert.equal(await page.evaluate(() => document.querySelector('dixit-search').shadowRoot.activeElement?.id), 'q');
  assert.deepEqual(faults, []);
});

test('with deep-links the address has the question, and Back goes back', async () => {
  const { page, part, field, faults } = await visit('deep-links="dx-"');
  const address = () => Object.fromEntries(new URL(page.url()).searchParams);
  await field.pressSequentially('financiación');
  await page.waitForURL((url) => url.searchParams.get('dx-q') === 'financiación');
  await part('hit').first().waitFor();
  assert.deepEqual(address(), { tema: '7', 'dx-q': 'financiación' });
  await field.press('Escape'); // the suggestions lie over the filters
  await part('value').filter({ hasText: 'Lima' }).click();
  await part('chip').waitFor();
  assert.deepEqual(address(), { tema: '7', 'dx-q': 'financiación', 'dx-city': 'Lima' });
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.evaluate(() => { location.hash = 'abajo'; });
  await page.waitForTimeout(100);
  assert.deepEqual(requests, [], 'a fragment of the page is no question');
  await page.goBack();
  await page.reload();
  await part('chip').waitFor();
  assert.equal(await field.inputValue(), 'financiación');
  await page.goBack();
  await part('chip').waitFor({ state: 'detached' });
  assert.equal(await field.inputValue(), 'financiación');
  await page.goBack();
  await part('hit').first().waitFor({ state: 'detached' });
  assert.deepEqual(address(), { tema: '7' }, 'all that was typed in one go is one step');
  assert.equal(await field.inputValue(), '');
  await page.goForward();
  await part('hit').first().waitFor();
  assert.deepEqual(faults, []);
});

test('without deep-links the address is left alone', async () => {
  const { page, part, field } = await visit();
  const before = await page.evaluate(() => history.length);
  await field.fill('marca');
  await part('hit').first().waitFor();
  await field.press('Enter');
  assert.equal(page.url(), `${site.origin}/p?tema=7`);
  assert.equal(await page.evaluate(() => history.length), before);
});

test('with results-page it is a box that leads there', async () => {
  pages['/cerca'] = html(`<dixit-search deep-links="dx-"></dixit-search>${script()}`);
  const { page, part, field } = await visit('deep-links="dx-" results-page="/cerca"');
  await field.pressSequentially('medel');
  await part('suggestion').first().click();
  await page.waitForURL(`${site.origin}/cerca?dx-city=Medell%C3%ADn`);
  await part('hit').first().waitFor();
});

test('with an empty results-page it sends the form inside, with all of its fields', async () => {
  pages['/form'] = html(`<dixit-search results-page=""><form action="${daemon.origin}/" role="search"><label>Buscar
<input type="search" name="q"></label><input type="hidden" name="sort" value="date"></form></dixit-search>${script()}`);
  const { page, faults } = await openPage(browser);
  const field = page.getByRole('combobox');
  await page.goto(`${site.origin}/form`);
  await field.fill('marca');
  await field.press('Enter');
  await page.waitForURL(`${daemon.origin}/?q=marca&sort=date`);
  await page.goto(`${site.origin}/form`);
  await field.pressSequentially('medel');
  await page.locator('dixit-search [part~="suggestion"]').first().click();
  await page.waitForURL(`${daemon.origin}/?q=&sort=date&city=Medell%C3%ADn`);
  assert.deepEqual(faults, []);
});

test('what the page fixed is no filter that can be taken away', async () => {
  const { page, part, field } = await visit('city="Lima|Turín" facets="city,role" per-page="3" heading-level="4"');
  await field.press('Enter');
  await part('hit').first().waitFor();
  for (const where of await part('where').all()) assert.match(await where.textContent(), /^(Lima|Turín)/);
  assert.ok(await part('hit').count() <= 3);
  assert.equal(await part('facet').count(), 1);
  assert.equal(await part('chip').count(), 0);
  assert.equal(await page.locator('dixit-search h4').count(), await part('hit').count());
});

test('other texts can be supplied, and a method asks', async () => {
  const { page, part } = await visit('lang="fr"');
  await page.evaluate(() => {
    const box = document.querySelector('dixit-search');
    box.strings = { search: 'Chercher', results_one: '{n} résultat', results_other: '{n} résultats' };
    box.search('redes');
  });
  await part('hit').first().waitFor();
  await page.getByRole('button', { name: 'Chercher' }).waitFor();
  assert.match(await part('summary').textContent(), /^\d+ résultats?$/);
});

test('events tell the page, and the first can stop a question', async () => {
  const { page, part, field } = await visit();
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
  await part('hit').first().waitFor();
  const found = await total(part);
  assert.deepEqual(await page.evaluate(() => window.told), [['dixit-search', 'marca'], ['dixit-results', found]]);
  await field.fill('nunca');
  await field.press('Enter');
  await page.waitForFunction(() => window.told.length >= 3);
  assert.equal(await total(part), found, 'nothing was asked');
});

test('results come without moving what is on the screen', async () => {
  const { page, part, field } = await visit();
  await page.evaluate(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await field.pressSequentially('financiación de las ciudades', { delay: 30 });
  await part('hit').first().waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.shift), 0);
});
