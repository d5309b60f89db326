// <dixit-search> beside the styles of other people's pages, in the dark and from right to left; and our own page that
// shows it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertAccessible, openPage } from './support/browser.mjs';
import { moduleScript, openEmbedded } from './support/embedded_box.mjs';
import { html, ROOT } from './support/servers.mjs';
import { stage } from './support/stage.mjs';

const pages = {};
const running = stage({ pages });

// Opens a page with the styles `css` and asks something there.
async function ask(css, { attributes = '', context = {}, question = 'financiación' } = {}) {
  pages['/p'] = html(`<dixit-search ${attributes}></dixit-search>${moduleScript(running.daemon)}`,
    { head: `<style>${css}</style>` });
  const opened = await openEmbedded(running.browser, `${running.site.origin}/p`, context);
  await opened.field.fill(question);
  await opened.answered();
  const part = (name) => opened.part(name).first();
  const style = (name, property) => part(name).evaluate((node, property) => getComputedStyle(node)[property], property);
  return { ...opened, part, style };
}

test('styles meant for a whole page do not reach into the box', async () => {
  const { page, part, style, faults } = await ask(`
    html { font-size: 62.5%; }
    * { all: unset !important; display: inline !important; color: red !important; background: lime !important;
        font-size: 3px !important; text-transform: uppercase !important; letter-spacing: 9px !important;
        line-height: 0 !important; text-align: right !important; visibility: hidden !important; }
    input, button, li, mark, details { display: none !important; }`);
  assert.equal(await style('input', 'display'), 'block');
  assert.equal(await style('mark', 'color'), 'rgb(27, 29, 32)');
  assert.equal(await style('hit', 'textTransform'), 'none');
  assert.equal(await style('hit', 'letterSpacing'), 'normal');
  assert.equal(await style('hit', 'textAlign'), 'start');
  assert.equal(await style('hit', 'fontSize'), '15px');
  assert.equal(await style('hit', 'lineHeight'), '22.5px');
  assert.ok(await part('hit').isVisible());
  await page.keyboard.press('Escape');
  await part('value').click();
  await part('chip').waitFor();
  assert.deepEqual(faults, []);
});

test('it takes up the letters of its page and the colours it is given', async () => {
  const { style } = await ask(`body { font: 20px Georgia, serif; }
    dixit-search { --dixit-accent: rgb(120, 0, 60); --dixit-radius: 9px; }
    dixit-search::part(hit) { background: rgb(1, 2, 3); }`);
  assert.equal(await style('hit', 'fontSize'), '20px');
  assert.match(await style('hit', 'fontFamily'), /Georgia/);
  assert.equal(await style('button', 'backgroundColor'), 'rgb(120, 0, 60)');
  assert.equal(await style('input', 'borderTopLeftRadius'), '9px');
  assert.equal(await style('hit', 'backgroundColor'), 'rgb(1, 2, 3)');
});

const DARK = 'rgb(20, 23, 26)';
const LIGHT = 'rgb(255, 255, 255)';

for (const [situation, css, attributes, paper] of [
  ['a light page stays light on a dark system', '', '', LIGHT],
  ['a page of both schemes is followed', ':root { color-scheme: light dark; }', '', DARK],
  ['theme="light" overrides a dark page', ':root { color-scheme: dark; }', 'theme="light"', LIGHT],
  ['theme="dark" overrides a light page', '', 'theme="dark"', DARK],
  ['theme="auto" asks the system', '', 'theme="auto"', DARK],
]) {
  test(situation, async () => {
    const { page, style, faults } = await ask(css, { attributes, context: { colorScheme: 'dark' } });
    assert.equal(await style('root', 'backgroundColor'), paper);
    if (attributes.includes('dark')) await assertAccessible(page, situation);
    assert.deepEqual(faults, []);
  });
}

test('from right to left everything changes sides', async () => {
  const { page, part } = await ask('', { attributes: 'dir="rtl"' });
  const filters = await part('filters').boundingBox();
  const results = await part('results').boundingBox();
  assert.ok(filters.x > results.x + results.width - 1);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await assertAccessible(page, 'right to left');
});

test('on a very large screen lines stay short enough to read', async () => {
  const { part } = await ask('body { margin: 0; }', { context: { viewport: { width: 3840, height: 2160 } } });
  assert.ok((await part('results').boundingBox()).width <= 46 * 16 + 1);
});

test('what the documentation says to paste works on a bare page of another site', async () => {
  const [, pasted] = /```html\n([^`]*<script[^`]*)```/.exec(readFileSync(`${ROOT}/docs/embedding.md`, 'utf8'));
  pages['/pasted'] = `<!doctype html><title>x</title>${pasted.replaceAll('https://dixit.example.org', running.daemon.origin)}`;
  const { page, faults } = await openPage(running.browser);
  await page.goto(`${running.site.origin}/pasted`);
  await page.getByRole('combobox').fill('finançament');
  await page.locator('dixit-search [part="summary"]').filter({ hasText: /resultats/ }).waitFor();
  assert.deepEqual(faults, []);
  const { page: plain } = await openPage(running.browser, { javaScriptEnabled: false });
  await plain.goto(`${running.site.origin}/pasted`);
  await plain.getByLabel('Cerqueu en el que es va dir').fill('finançament');
  await plain.getByRole('button', { name: 'Cerca' }).click();
  await plain.waitForURL(`${running.daemon.origin}/?q=finan%C3%A7ament&lang=ca`);
});

for (const lang of ['es', 'ca', 'en']) {
  test(`our page shows it: ${lang}`, async () => {
    const { page, faults } = await openPage(running.browser);
    await page.goto(`${running.daemon.origin}/embed/?lang=${lang}`);
    await page.locator('#theme').waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), lang);
    assert.match(await page.locator('#contrast').textContent(), /[.,]\d/);
    await assertAccessible(page, `/embed/, ${lang}`);
    assert.deepEqual(faults, []);
  });
}

test('our page changes colours, judges them and writes what to copy', async () => {
  const { page, faults } = await openPage(running.browser);
  await page.goto(`${running.daemon.origin}/embed/?lang=ca`);
  await page.getByLabel('Color principal').fill('#ffee88');
  assert.match(await page.locator('#contrast').textContent(), /no és suficient/);
  const button = page.locator('#demo [part="button"]');
  assert.equal(await button.evaluate((node) => getComputedStyle(node).backgroundColor), 'rgb(255, 238, 136)');
  const snippet = page.locator('#snippet');
  assert.match(await snippet.textContent(), /--dixit-accent: #ffee88;/);
  assert.ok((await snippet.textContent()).includes(`<script type="module" src="${running.daemon.origin}/embed/dixit-search.js">`));
  await page.getByRole('button', { name: 'Torna als colors' }).click();
  await page.locator('#contrast').filter({ hasText: 'és suficient:' }).waitFor();
  assert.doesNotMatch(await snippet.textContent(), /--dixit/);

  pages['/copied'] = html(await snippet.textContent(), { lang: 'ca' });
  await page.goto(`${running.site.origin}/copied`);
  await page.getByRole('combobox').fill('redes');
  await page.locator('dixit-search [part="hit"]').first().waitFor();
  await assertAccessible(page, 'the snippet on another site');
  assert.deepEqual(faults, []);
});

test('on our page nothing moves when the box has its results', async () => {
  const { page } = await openPage(running.browser, { viewport: { width: 1280, height: 2400 } });
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${running.daemon.origin}/embed/`);
  await page.locator('#demo [part="hit"]').first().waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.shift), 0);
});

test('our page makes sense without JavaScript', async () => {
  const { page } = await openPage(running.browser, { javaScriptEnabled: false });
  await page.goto(`${running.daemon.origin}/embed/?lang=en`);
  assert.equal(await page.locator('#theme').isVisible(), false);
  await page.locator('#plain-q').fill('marca');
  await page.locator('#plain-q').press('Enter');
  await page.waitForURL(`${running.daemon.origin}/?q=marca&lang=en`);
});
