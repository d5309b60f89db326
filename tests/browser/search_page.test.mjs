// The analyst's pages, which need no script: what people do on them with the mouse, with keys alone and on a phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, PHONE } from './support/browser.mjs';
import { tabUntil } from './support/keys.mjs';
import { openPlain, sights } from './support/search_page.mjs';
import { widthOf } from './support/senses.mjs';
import { stage } from './support/stage.mjs';

const running = stage();

// Opens `path` without scripts, as everything here has to work.
const open = (path, options) => openPlain(running.browser, running.daemon.origin + path, options);

test('a filter narrows, has a chip, and goes away with it', async () => {
  const { page, chips, value, total, faults } = await open('/?q=ciudades');
  const all = await total();
  await value('Barcelona').check();
  await value('Medellín').check();
  await page.getByRole('button', { name: 'Aplicar los filtros' }).click();
  const two = await total();
  assert.ok(two < all);
  assert.equal(await chips.count(), 2);
  await page.getByRole('link', { name: 'Ciudad: Medellín' }).click();
  assert.ok(await total() < two);
  await page.getByRole('link', { name: 'Quitar todos' }).click();
  assert.equal(await total(), all);
  assert.deepEqual(faults, []);
});

test('days, an order and a grouping have chips, too', async () => {
  const { page, chips } = await open('/?q=ciudades');
  await page.locator('summary').filter({ hasText: 'Fecha' }).click();
  await page.getByLabel('Desde').fill('2016-07-08');
  await page.getByRole('button', { name: 'Aplicar los filtros' }).click();
  await page.getByRole('link', { name: 'persona', exact: true }).click();
  await page.getByRole('link', { name: 'fecha', exact: true }).click();
  assert.deepEqual((await chips.allInnerTexts()).map((text) => text.split('×')[0].replaceAll(/\s+/g, ' ').trim()),
    ['Desde: 8 de julio de 2016', 'Ordenar por: fecha', 'Agrupar por: Persona']);
  assert.equal(await page.getByLabel('Desde').inputValue(), '2016-07-08');
  await page.getByRole('link', { name: 'Desde: 8 de julio' }).click();
  assert.equal(await chips.count(), 2);
});

test('all values of a facet are searched without losing what is ticked', async () => {
  const { page, chips } = await open('/?q=ciudades&city=Barcelona&city=Viena');
  await page.goto(`${page.url()}&facet=speaker`);
  await page.getByLabel('Andreas Launer').check();
  await page.getByLabel('Que contengan').fill('oriol');
  await page.getByLabel('Que contengan').press('Enter');
  assert.equal(await page.locator('.whole .status').textContent(), '2 valores');
  assert.equal(await page.getByLabel('Andreas Launer').count(), 0);
  await page.getByLabel('Que contengan').fill('');
  await page.getByRole('button', { name: 'Buscar' }).last().click();
  assert.equal(await page.getByLabel('Andreas Launer').isChecked(), true);
  await page.getByRole('button', { name: 'Aplicar los filtros' }).click();
  assert.equal(await chips.count(), 3);
  assert.match(page.url(), /speaker=andreas-launer/);
  assert.ok(await page.locator('.hit').count() > 0);
});

test('the picture of who talks about it leads to the statements that it counts', async () => {
  const { page, chips, total, faults } = await open('/?q=ciudades');
  await page.getByRole('link', { name: 'Quién habla de ello' }).click();
  const table = page.getByRole('table', { name: 'Resultados por Ciudad y Sesión' });
  await table.getByRole('rowheader', { name: 'Barcelona' }).waitFor();
  await page.getByLabel('Columnas').selectOption({ label: 'Cargo' });
  await page.getByRole('button', { name: 'Mostrar' }).click();
  const cell = page.getByRole('link', { name: 'Barcelona, dirección' });
  const count = Number.parseInt(await cell.innerText(), 10);
  await cell.click();
  assert.equal(await total(), count);
  assert.equal(await chips.count(), 2);
  assert.deepEqual(faults, []);
});

test('every card says how to cite it and gives files', async () => {
  const { page } = await open('/?q=financiación');
  const card = page.locator('.hit').first();
  assert.equal(await card.locator('.citation').isVisible(), false);
  await card.locator('summary').click();
  const citation = await card.locator('.citation').innerText();
  const who = await card.locator('h2 a').innerText();
  assert.ok(citation.startsWith(who));
  for (const [name, start] of [['BibTeX', /^@in\w+\{amb-2016-seminario\.\d+,\n/], ['RIS', /^TY  - \w+\r\nID  - amb-2016/]]) {
    const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('link', { name }).click()]);
    const bytes = [];
    for await (const chunk of await download.createReadStream()) bytes.push(chunk);
    assert.match(Buffer.concat(bytes).toString(), start);
  }
});

test('keys alone lead from the question to a cell of the picture and back', async () => {
  const { page } = await open('/');
  // Without scripts on the page only the driver can tell where the focus is.
  const focused = page.locator(':focus');
  const tabTo = (name) => tabUntil(page, async () => await focused.count() === 1 &&
    (await focused.innerText().catch(() => '')).startsWith(name));
  await page.keyboard.press('Tab');
  assert.equal(await focused.getAttribute('class'), 'skip');
  await page.locator('#q').focus();
  await page.keyboard.type('redes');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=redes/);
  await page.locator('#q').focus();
  await tabTo('Quién habla de ello');
  await page.keyboard.press('Enter');
  await page.waitForURL(/rows=city/);
  await page.getByLabel('Filas').focus();
  await tabTo('Barcelona');
  await page.keyboard.press('Enter');
  await page.waitForURL(/city=Barcelona/);
  await page.goBack();
  await page.getByRole('table').waitFor();
});

test('on a phone nothing is wider than the screen, and the picture scrolls inside its box', async () => {
  for (const path of ['/', '/?q=ciudades&city=Barcelona&sort=date', '/?q=ciudades&rows=speaker&cols=session&lines=all',
    '/?facet=organisation', '/u/amb-2016-seminario.37?q=ciudades', '/embed/']) {
    const { page } = await openPage(running.browser, PHONE);
    await page.goto(running.daemon.origin + path);
    assert.equal(await widthOf(page), PHONE.viewport.width, path);
    const box = page.locator('.table-box');
    if (await box.count()) assert.equal(await box.evaluate((node) => node.scrollWidth > node.clientWidth), true);
    await page.context().close();
  }
  const { page, chips, value } = await open('/?q=ciudades', PHONE);
  assert.equal(await page.locator('#filters').isVisible(), false);
  await page.getByRole('link', { name: 'Filtros' }).click();
  await value('Barcelona').check();
  await page.getByRole('button', { name: 'Aplicar', exact: true }).click();
  assert.equal(await chips.count(), 1);
});

test('what is typed is shown, never run', async () => {
  const evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>';
  for (const rest of ['', '&rows=city&cols=role', `&facet=city&find=${encodeURIComponent(evil)}`]) {
    const { page, faults } = await openPage(running.browser);
    page.on('dialog', () => faults.push('a dialog'));
    await page.goto(`${running.daemon.origin}/?q=${encodeURIComponent(evil)}&speaker=${encodeURIComponent(evil)}${rest}`);
    assert.equal(await page.locator('main script, main img').count(), 0);
    assert.equal(await sights(page).field.inputValue(), evil);
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

test('a statement is printed alone, with its reference', async () => {
  const { page } = await open('/u/amb-2016-seminario.37?q=ciudades');
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.searchbar', '.languages', '.neighbours', '.back', '.cite-files']) {
    assert.equal(await page.locator(gone).isVisible(), false, gone);
  }
  for (const kept of ['.citation', '.facts', '.text >> nth=0']) {
    assert.equal(await page.locator(kept).isVisible(), true, kept);
  }
});

test('a page with all of its answers is there at once and does not move', async () => {
  const { page } = await openPage(running.browser);
  await page.goto(`${running.daemon.origin}/?q=ciudades&per_page=100`);
  const { painted, shift } = await page.evaluate(() => new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      observer.disconnect();
      resolve({
        painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
        shift: list.getEntries().reduce((sum, entry) => sum + entry.value, 0),
      });
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve({
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity, shift: 0,
    }), 500);
  }));
  assert.ok(painted < 2000, `painted after ${painted} ms`);
  assert.equal(shift, 0);
});
