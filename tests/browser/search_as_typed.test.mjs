// The pages where scripts run: the box of the masthead and the answers that follow what is typed in it, also before a
// server that is slow, broken, busy or gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, openPage, PHONE, thrown } from './support/browser.mjs';
import { hasFocus, tabUntil } from './support/keys.mjs';
import { openScripted, sights } from './support/search_page.mjs';
import { listen, watchMoves, widthOf } from './support/senses.mjs';
import { startDaemon } from './support/servers.mjs';
import { stage } from './support/stage.mjs';

const UNIT = '/u/amb-2016-seminario.37';
const running = stage();

const open = (path, options) => openScripted(running.browser, running.daemon.origin + path, options);

test('the box takes the place of the form, and not a pixel changes', async () => {
  for (const [width, path] of [[360, '/'], [1280, '/?q=ciudades&city=Lima'], [1920, UNIT]]) {
    const pictures = [];
    for (const javaScriptEnabled of [false, true]) {
      const { page, faults } = await openPage(running.browser, { javaScriptEnabled, viewport: { width, height: 700 } });
      await page.goto(running.daemon.origin + path);
      if (javaScriptEnabled) await page.getByRole('combobox').waitFor();
      await page.locator('.status').evaluateAll((nodes) => nodes.forEach((node) => { node.hidden = true; })); // tells the time
      // All is painted anew: where pieces meet that were painted one after the other, a corner may be a shade off.
      await page.evaluate(() => {
        const { style } = document.documentElement;
        style.display = 'none';
        document.documentElement.getBoundingClientRect();
        style.removeProperty('display');
      });
      pictures.push(await page.screenshot());
      assert.deepEqual(faults, []);
    }
    assert.ok(pictures[0].equals(pictures[1]), `${path} at ${width} pixels`);
  }
});

test('answers follow what is typed, the focus stays, and Back goes back', async () => {
  const { page, field, heading, asked, answered, told, faults } = await open('/?lang=es');
  const entrance = await heading.textContent();
  await page.evaluate(() => { window.same = true; });
  await field.pressSequentially('redes', { delay: 20 });
  await answered('redes');
  assert.deepEqual(asked(), ['q=redes']);
  assert.equal(await page.title(), '«redes» – Dixit');
  assert.ok((await page.locator('.languages a').last().getAttribute('href')).startsWith('/?q=redes'));
  assert.match(await page.locator('head link[rel="alternate"]').getAttribute('href'), /q=redes/);
  assert.equal(await hasFocus(field), true);
  await field.press('Enter');
  await field.press('Home');
  await page.keyboard.type('las ');
  await answered('las redes');
  assert.equal(await field.evaluate((node) => node.selectionStart), 4, 'the caret stays');
  await page.goBack();
  await answered('redes');
  assert.equal(await field.inputValue(), 'redes');
  await page.goBack();
  await told(entrance);
  assert.equal(await field.inputValue(), '', 'what is typed in one go is one step');
  await page.goForward();
  await answered('redes');
  assert.equal(await page.evaluate(() => window.same), true, 'no page was loaded');
  assert.deepEqual(faults, []);
});

test('filters, order, picture and language stay while one types', async () => {
  const { page, field, chips, value, asked, answered, faults } = await open('/?q=redes&city=Barcelona&from=2016-01-01&sort=date&fuzzy=off&lang=ca');
  await field.fill('ciudades');
  await answered('ciudades');
  assert.deepEqual(asked(), ['city=Barcelona', 'from=2016-01-01', 'fuzzy=off', 'q=ciudades', 'sort=date']);
  assert.equal(await page.locator('html').getAttribute('lang'), 'ca');
  await value('Viena').check();
  await field.press('Enter');
  await chips.filter({ hasText: 'Viena' }).waitFor();
  await page.goto(`${running.daemon.origin}/?q=redes&rows=role&cols=session&lines=all`);
  await field.fill('ciudades');
  await answered('ciudades');
  await page.getByRole('table').waitFor();
  assert.deepEqual(asked(), ['cols=session', 'lines=all', 'q=ciudades', 'rows=role']);
  assert.deepEqual(faults, []);
});

test('what was typed goes with the buttons of the page', async () => {
  const { page, field, value, answered } = await open('/?q=redes');
  await value('Barcelona').check();
  await field.fill('');
  await field.pressSequentially('marca');
  await page.getByRole('button', { name: 'Aplicar los filtros' }).click();
  await page.waitForURL((url) => url.searchParams.get('q') === 'marca' && url.searchParams.get('city') === 'Barcelona');
  await answered('marca');
});

test('facets stay as they were folded', async () => {
  const { page, field, answered } = await open('/?q=redes');
  const city = page.locator('#facet-city');
  await city.locator('summary').first().click();
  await page.locator('#facet-speaker summary').first().click();
  await field.fill('ciudades');
  await answered('ciudades');
  assert.equal(await city.getAttribute('open'), null);
  assert.notEqual(await page.locator('#facet-speaker').getAttribute('open'), null);
});

test('with keys alone: a city among the suggestions becomes a filter beside the others', async () => {
  const { page, field, chips, asked, answered, faults } = await open('/?q=redes&role=direcci%C3%B3n&sort=date');
  await tabUntil(page, () => hasFocus(field), 8);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('barcel');
  await page.getByRole('option').first().waitFor();
  await assertAccessible(page, 'suggestions');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await chips.filter({ hasText: 'Barcelona' }).waitFor();
  assert.deepEqual(asked(), ['city=Barcelona', 'role=dirección', 'sort=date']);
  assert.equal(await field.inputValue(), '');
  assert.equal(await page.getByRole('listbox').count(), 0);
  await page.keyboard.type('ciudades');
  await answered('ciudades');
  assert.deepEqual(asked(), ['city=Barcelona', 'q=ciudades', 'role=dirección', 'sort=date']);
  assert.deepEqual(faults, []);
});

test('suggestions forgive slips, and one is taken with the mouse', async () => {
  const { page, field, answered } = await open('/');
  await field.pressSequentially('finaciac');
  await page.getByRole('option').filter({ hasText: /^financiación/ }).first().click();
  await answered('financiación');
  assert.equal(await field.inputValue(), 'financiación');
});

test('typing on a statement leads to answers, and Back to the statement', async () => {
  const { page, field, heading, answered, told, faults } = await open(`${UNIT}?q=ciudades`);
  const who = await heading.textContent();
  await field.fill('marca');
  await answered('marca');
  assert.equal(new URL(page.url()).pathname, '/');
  await assertAccessible(page, 'answers in place of a statement');
  await page.goBack();
  await told(who);
  assert.equal(await page.locator('.unit .citation').count(), 1);
  assert.equal(await field.inputValue(), 'ciudades');
  assert.deepEqual(faults, []);
});

test('a screen reader is told how many there are, and that there is nothing', async () => {
  const { page, field } = await open('/?lang=en');
  const { said, hear } = await listen(page, '.searchbar');
  await field.pressSequentially('marca', { delay: 150 });
  await hear(/\d+ results?/);
  assert.equal((await said()).match(/\d+ results?/g).length, 1, 'once, when typing has paused');
  await field.fill('xyzzyx');
  await hear(/Nothing answers/);
  await assertAccessible(page, 'nothing found');
});

test('a word that is still being typed is taken for a beginning', async () => {
  const { field, total, asked, answered } = await open('/?fuzzy=off');
  await field.pressSequentially('medel');
  await answered('medel*');
  assert.ok(await total() > 0);
  assert.equal(await field.inputValue(), 'medel');
  assert.deepEqual(asked(), ['fuzzy=off', 'q=medel*'], 'the address is that of what is shown');
});

test('only what was asked last is shown', async () => {
  const { page, field, answered, faults } = await open('/');
  const aborted = [];
  page.on('requestfailed', (request) => aborted.push(new URL(request.url()).searchParams.get('q')));
  await page.route(/[?&]q=redes/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue().catch(() => {});
  });
  await field.fill('redes');
  await page.waitForRequest(/\/\?q=redes/);
  await field.fill('marca');
  await answered('marca');
  await page.waitForTimeout(900);
  await answered('marca');
  assert.ok(aborted.includes('redes'));
  assert.deepEqual(thrown(faults), []);
});

test('what was typed before the script came is answered, where the caret stood', async () => {
  const { page, faults } = await openPage(running.browser);
  const { field, answered } = sights(page);
  let come;
  const held = new Promise((resolve) => { come = resolve; });
  await page.route('**/embed/dixit-search.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${running.daemon.origin}/`, { waitUntil: 'commit' });
  await page.locator('#q').fill('redes');
  await page.locator('#q').press('Home');
  come();
  await answered('redes');
  assert.equal(await hasFocus(field), true);
  assert.equal(await field.evaluate((node) => node.selectionStart), 0);
  assert.deepEqual(faults, []);
});

test('what is typed is shown, never run', async () => {
  const { page, field, answered, faults } = await open('/');
  page.on('dialog', () => faults.push('a dialog'));
  const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>';
  await field.fill(evil);
  await answered(evil);
  assert.equal(await page.locator('main script, main img').count(), 0);
  assert.deepEqual(faults, []);
});

test('on a phone the keys go when the question is sent', async () => {
  const { page, field, answered, faults } = await open('/', PHONE);
  await field.tap();
  await page.keyboard.type('redes');
  await answered('redes');
  assert.equal(await hasFocus(field), true);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'main');
  assert.equal(await widthOf(page), 360);
  await page.getByRole('link', { name: 'Filtros' }).tap();
  assert.equal(await page.locator('#filters').isVisible(), true, 'a place on the page is no question');
  await assertAccessible(page, 'answers on a phone');
  assert.deepEqual(faults, []);
});

// How the server answers the question “marca”, and what is said then.
const problem = (status, body = '{}') => (route) => route.fulfill({ status, body, contentType: 'application/problem+json' });
const html = (status, body) => (route) => route.fulfill({ status, body, contentType: 'text/html' });
for (const [state, respond, said] of [
  ['500', problem(500), /un fallo que no depende de usted/],
  ['500 of a proxy', html(502, '<h1>Bad gateway</h1>'), /un fallo que no depende de usted/],
  ['429', problem(429), /está ocupado.*dentro de unos segundos/],
  ['503', problem(503), /está ocupado/],
  ['404 that is no page', html(404, '<h1>nginx</h1>'), /no entiende/],
  ['JSON for a page', problem(200, '{"hits": ['), /respuesta.*no se entiende/],
  ['an empty answer', html(200, ''), /respuesta.*no se entiende/],
  ['a connection that breaks', (route) => route.abort('connectionreset'), /No se puede llegar.*Compruebe la conexión/],
]) {
  test(`${state}: said in words, and asked again on request`, async () => {
    const { page, field, heading, asked, answered, faults } = await open('/?q=redes&city=Barcelona');
    const question = /\/\?.*q=marca/;
    await page.route(question, respond);
    await field.fill('marca');
    await page.getByRole('button', { name: 'Volver a intentarlo' }).waitFor();
    assert.match(await page.locator('main').innerText(), new RegExp(said, 's'));
    assert.equal(await page.locator('.hit').count(), 0, 'answers to another question are gone');
    await page.locator('.searchbar [role="status"]').filter({ hasText: said }).waitFor();
    assert.deepEqual(asked(), ['city=Barcelona', 'q=marca']);
    await assertAccessible(page, state);
    await page.unroute(question);
    await page.getByRole('button', { name: 'Volver a intentarlo' }).click();
    await answered('marca');
    assert.equal(await heading.count(), 1);
    assert.deepEqual(thrown(faults), []);
  });
}

test('filters outlive the answers that had their boxes', async () => {
  const { page, field, asked, answered } = await open('/?q=redes&city=Barcelona&from=2016-01-01&rows=city&cols=role');
  await page.route(/\/\?.*q=marca/, problem(503));
  await field.fill('marca');
  await page.getByRole('button', { name: 'Volver a intentarlo' }).waitFor();
  await field.fill('ciudades');
  await answered('ciudades');
  assert.deepEqual(asked(), ['city=Barcelona', 'cols=role', 'from=2016-01-01', 'q=ciudades', 'rows=city']);
});

test('a question that the daemon refuses shows the page that says why', async () => {
  const { field, answered, told, faults } = await open('/');
  await field.evaluate((node) => { node.maxLength = 1000; });
  await field.fill('a'.repeat(501));
  await told('Esta dirección');
  await field.fill('marca');
  await answered('marca');
  assert.deepEqual(thrown(faults), []);
});

test('slow: says so after two seconds, gives up after ten, and answers when asked again', async () => {
  const { page, field, answered, told, faults } = await open('/');
  await page.clock.install();
  await page.route(/\/\?.*q=marca/, () => {});
  await field.fill('marca');
  await page.clock.runFor(2500);
  await told('Está tardando');
  await assertAccessible(page, 'slow');
  await page.clock.runFor(9000);
  await told('no ha respondido a tiempo');
  await page.unroute(/\/\?.*q=marca/);
  await field.press('Enter');
  await page.clock.runFor(200);
  await answered('marca');
  assert.deepEqual(thrown(faults), []);
});

test('a server that is gone while one types, and comes back', async () => {
  const other = await startDaemon();
  const { page, field, answered, told, faults } = await openScripted(running.browser, other.origin);
  await field.fill('redes');
  await answered('redes');
  await other.stop();
  await field.fill('marca');
  await told('No se puede llegar al buscador');
  await page.goBack();
  await told('No se puede llegar al buscador');
  assert.equal(await field.inputValue(), '');
  assert.deepEqual(thrown(faults), []);
});

test('answers come without moving what is on the screen', async () => {
  const { page, field, answered } = await open('/');
  const moved = await watchMoves(page);
  await field.pressSequentially('financiación de las ciudades', { delay: 30 });
  await answered('financiación de las ciudades');
  await page.waitForTimeout(300);
  assert.equal(await moved(), 0);
});
