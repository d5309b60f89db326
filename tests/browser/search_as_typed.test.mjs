// The pages where scripts run: the box of the masthead and the answers that follow what is typed in it, also before a
// server that is slow, broken, busy or gone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, openBrowser, openPage } from './support/browser.mjs';
import { startDaemon } from './support/servers.mjs';

const UNIT = '/u/amb-2016-seminario.37';
let daemon, browser;

before(async () => {
  daemon = await startDaemon();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await daemon?.stop();
});

// Opens `path` and waits for its box.
async function open(path, context = {}) {
  const { page, faults } = await openPage(browser, context);
  await page.goto(daemon.origin + path);
  await page.evaluate(() => customElements.whenDefined('dixit-search'));
  return { page, faults, field: page.locator('.searchbar').getByRole('combobox'), heading: page.getByRole('heading', { level: 1 }) };
}

const parameters = (page) => [...new URL(page.url()).searchParams].filter(([name]) => name !== 'lang')
  .map((pair) => pair.join('=')).sort();
const total = async (page) => Number(await page.locator('[data-total]').getAttribute('data-total'));
const answered = (page, question) => page.getByRole('heading', { level: 1, name: `«${question}»`, exact: true }).waitFor();
// The browser itself reports requests that fail; nothing else may be in the console.
const thrown = (faults) => faults.filter((fault) => !/^Failed to load resource/.test(fault));

test('the box takes the place of the form, and not a pixel changes', async () => {
  for (const [width, path] of [[360, '/'], [1280, '/?q=ciudades&city=Lima'], [1920, UNIT]]) {
    const pictures = [];
    for (const javaScriptEnabled of [false, true]) {
      const { page, faults } = await openPage(browser, { javaScriptEnabled, viewport: { width, height: 700 } });
      await page.goto(daemon.origin + path);
      if (javaScriptEnabled) await page.getByRole('combobox').waitFor();
      await page.locator('.status').evaluateAll((nodes) => nodes.forEach((node) => { node.hidden = true; })); // tells the time
      pictures.push(await page.screenshot());
      assert.deepEqual(faults, []);
    }
    assert.ok(pictures[0].equals(pictures[1]), `${path} at ${width} pixels`);
  }
});

test('answers follow what is typed, the focus stays, and Back goes back', async () => {
  const { page, field, heading, faults } = await open('/?lang=es');
  const entrance = await heading.textContent();
  await page.evaluate(() => { window.same = true; });
  await field.pressSequentially('redes', { delay: 20 });
  await answered(page, 'redes');
  assert.deepEqual(parameters(page), ['q=redes']);
  assert.equal(await page.title(), '«redes» – Dixit');
  assert.ok((await page.locator('.languages a').last().getAttribute('href')).startsWith('/?q=redes'));
  assert.match(await page.locator('head link[rel="alternate"]').getAttribute('href'), /q=redes/);
  assert.equal(await field.evaluate((node) => node.getRootNode().activeElement === node), true);
  await field.press('Enter');
  await field.press('Home');
  await page.keyboard.type('las ');
  await answered(page, 'las redes');
  assert.equal(await field.evaluate((node) => node.selectionStart), 4, 'the caret stays');
  await page.goBack();
  await answered(page, 'redes');
  assert.equal(await field.inputValue(), 'redes');
  await page.goBack();
  await heading.filter({ hasText: entrance }).waitFor();
  assert.equal(await field.inputValue(), '', 'what is typed in one go is one step');
  await page.goForward();
  await answered(page, 'redes');
  assert.equal(await page.evaluate(() => window.same), true, 'no page was loaded');
  assert.deepEqual(faults, []);
});

test('filters, order, picture and language stay while one types', async () => {
  const { page, field, faults } = await open('/?q=redes&city=Barcelona&from=2016-01-01&sort=date&fuzzy=off&lang=ca');
  await field.fill('ciudades');
  await answered(page, 'ciudades');
  assert.deepEqual(parameters(page), ['city=Barcelona', 'from=2016-01-01', 'fuzzy=off', 'q=ciudades', 'sort=date']);
  assert.equal(await page.locator('html').getAttribute('lang'), 'ca');
  await page.getByRole('checkbox', { name: /^Viena \d/ }).check();
  await field.press('Enter');
  await page.locator('.chips').filter({ hasText: 'Viena' }).waitFor();
  await page.goto(`${daemon.origin}/?q=redes&rows=role&cols=session&lines=all`);
  await field.fill('ciudades');
  await answered(page, 'ciudades');
  await page.getByRole('table').waitFor();
  assert.deepEqual(parameters(page), ['cols=session', 'lines=all', 'q=ciudades', 'rows=role']);
  assert.deepEqual(faults, []);
});

test('what was typed goes with the buttons of the page', async () => {
  const { page, field } = await open('/?q=redes');
  await page.getByRole('checkbox', { name: /^Barcelona \d/ }).check();
  await field.fill('');
  await field.pressSequentially('marca');
  await page.getByRole('button', { name: 'Aplicar los filtros' }).click();
  await page.waitForURL((url) => url.searchParams.get('q') === 'marca' && url.searchParams.get('city') === 'Barcelona');
  await answered(page, 'marca');
});

test('facets stay as they were folded', async () => {
  const { page, field } = await open('/?q=redes');
  const city = page.locator('#facet-city');
  await city.locator('summary').first().click();
  await page.locator('#facet-speaker summary').first().click();
  await field.fill('ciudades');
  await answered(page, 'ciudades');
  assert.equal(await city.getAttribute('open'), null);
  assert.notEqual(await page.locator('#facet-speaker').getAttribute('open'), null);
});

test('with keys alone: a city among the suggestions becomes a filter beside the others', async () => {
  const { page, field, faults } = await open('/?q=redes&role=direcci%C3%B3n&sort=date');
  for (let presses = 0; presses < 8; ++presses) {
    await page.keyboard.press('Tab');
    if (await field.evaluate((node) => node.getRootNode().activeElement === node)) break;
  }
  await page.keyboard.press('Control+a');
  await page.keyboard.type('barcel');
  await page.getByRole('option').first().waitFor();
  await assertAccessible(page, 'suggestions');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.chips').filter({ hasText: 'Barcelona' }).waitFor();
  assert.deepEqual(parameters(page), ['city=Barcelona', 'role=dirección', 'sort=date']);
  assert.equal(await field.inputValue(), '');
  assert.equal(await page.getByRole('listbox').count(), 0);
  await page.keyboard.type('ciudades');
  await answered(page, 'ciudades');
  assert.deepEqual(parameters(page), ['city=Barcelona', 'q=ciudades', 'role=dirección', 'sort=date']);
  assert.deepEqual(faults, []);
});

test('suggestions forgive slips, and one is taken with the mouse', async () => {
  const { page, field } = await open('/');
  await field.pressSequentially('finaciac');
  await page.getByRole('option').filter({ hasText: /^financiación/ }).first().click();
  await answered(page, 'financiación');
  assert.equal(await field.inputValue(), 'financiación');
});

test('typing on a statement leads to answers, and Back to the statement', async () => {
  const { page, field, heading, faults } = await open(`${UNIT}?q=ciudades`);
  const who = await heading.textContent();
  await field.fill('marca');
  await answered(page, 'marca');
  assert.equal(new URL(page.url()).pathname, '/');
  await assertAccessible(page, 'answers in place of a statement');
  await page.goBack();
  await heading.filter({ hasText: who }).waitFor();
  assert.equal(await page.locator('.unit .citation').count(), 1);
  assert.equal(await field.inputValue(), 'ciudades');
  assert.deepEqual(faults, []);
});

test('a screen reader is told how many there are, and that there is nothing', async () => {
  const { page, field } = await open('/?lang=en');
  await page.evaluate(() => {
    window.said = '';
    const status = document.querySelector('.searchbar').shadowRoot.querySelector('[role="status"]');
    new MutationObserver(() => { window.said += `${status.textContent}|`; }).observe(status, { childList: true });
  });
  await field.pressSequentially('marca', { delay: 150 });
  await page.waitForFunction(() => /\d+ results?/.test(window.said));
  assert.equal((await page.evaluate(() => window.said)).match(/\d+ results?/g).length, 1, 'once, when typing has paused');
  await field.fill('xyzzyx');
  await page.waitForFunction(() => /Nothing answers/.test(window.said));
  await assertAccessible(page, 'nothing found');
});

test('a word that is still being typed is taken for a beginning', async () => {
  const { page, field } = await open('/?fuzzy=off');
  await field.pressSequentially('medel');
  await answered(page, 'medel*');
  assert.ok(await total(page) > 0);
  assert.equal(await field.inputValue(), 'medel');
  assert.deepEqual(parameters(page), ['fuzzy=off', 'q=medel*'], 'the address is that of what is shown');
});

test('only what was asked last is shown', async () => {
  const { page, field, faults } = await open('/');
  const aborted = [];
  page.on('requestfailed', (request) => aborted.push(new URL(request.url()).searchParams.get('q')));
  await page.route(/[?&]q=redes/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue().catch(() => {});
  });
  await field.fill('redes');
  await page.waitForRequest(/\/\?q=redes/);
  await field.fill('marca');
  await answered(page, 'marca');
  await page.waitForTimeout(900);
  await answered(page, 'marca');
  assert.ok(aborted.includes('redes'));
  assert.deepEqual(thrown(faults), []);
});

test('what was typed before the script came is answered, where the caret stood', async () => {
  const { page, faults } = await openPage(browser);
  let come;
  const held = new Promise((resolve) => { come = resolve; });
  await page.route('**/embed/dixit-search.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${daemon.origin}/`, { waitUntil: 'commit' });
  await page.locator('#q').fill('redes');
  await page.locator('#q').press('Home');
  come();
  await answered(page, 'redes');
  const field = page.getByRole('combobox');
  assert.deepEqual(await field.evaluate((node) => [node.getRootNode().activeElement === node, node.selectionStart]), [true, 0]);
  assert.deepEqual(faults, []);
});

test('what is typed is shown, never run', async () => {
  const { page, field, faults } = await open('/');
  page.on('dialog', () => faults.push('a dialog'));
  const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>';
  await field.fill(evil);
  await answered(page, evil);
  assert.equal(await page.locator('main script, main img').count(), 0);
  assert.deepEqual(faults, []);
});

test('on a phone the keys go when the question is sent', async () => {
  const { page, field, faults } = await open('/', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  await field.tap();
  await page.keyboard.type('redes');
  await answered(page, 'redes');
  assert.equal(await field.evaluate((node) => node.getRootNode().activeElement === node), true);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'main');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
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
    const { page, field, heading, faults } = await open('/?q=redes&city=Barcelona');
    const question = /\/\?.*q=marca/;
    await page.route(question, respond);
    await field.fill('marca');
    await page.getByRole('button', { name: 'Volver a intentarlo' }).waitFor();
    assert.match(await page.locator('main').innerText(), new RegExp(said, 's'));
    assert.equal(await page.locator('.hit').count(), 0, 'answers to another question are gone');
    await page.locator('.searchbar [role="status"]').filter({ hasText: said }).waitFor();
    assert.deepEqual(parameters(page), ['city=Barcelona', 'q=marca']);
    await assertAccessible(page, state);
    await page.unroute(question);
    await page.getByRole('button', { name: 'Volver a intentarlo' }).click();
    await answered(page, 'marca');
    assert.equal(await heading.count(), 1);
    assert.deepEqual(thrown(faults), []);
  });
}

test('filters outlive the answers that had their boxes', async () => {
  const { page, field } = await open('/?q=redes&city=Barcelona&from=2016-01-01&rows=city&cols=role');
  await page.route(/\/\?.*q=marca/, problem(503));
  await field.fill('marca');
  await page.getByRole('button', { name: 'Volver a intentarlo' }).waitFor();
  await field.fill('ciudades');
  await answered(page, 'ciudades');
  assert.deepEqual(parameters(page), ['city=Barcelona', 'cols=role', 'from=2016-01-01', 'q=ciudades', 'rows=city']);
});

test('a question that the daemon refuses shows the page that says why', async () => {
  const { page, field, heading, faults } = await open('/');
  await field.evaluate((node) => { node.maxLength = 1000; });
  await field.fill('a'.repeat(501));
  await heading.filter({ hasText: 'Esta dirección' }).waitFor();
  await field.fill('marca');
  await answered(page, 'marca');
  assert.deepEqual(thrown(faults), []);
});

test('slow: says so after two seconds, gives up after ten, and answers when asked again', async () => {
  const { page, field, heading, faults } = await open('/');
  await page.clock.install();
  await page.route(/\/\?.*q=marca/, () => {});
  await field.fill('marca');
  await page.clock.runFor(2500);
  await heading.filter({ hasText: 'Está tardando' }).waitFor();
  await assertAccessible(page, 'slow');
  await page.clock.runFor(9000);
  await heading.filter({ hasText: 'no ha respondido a tiempo' }).waitFor();
  await page.unroute(/\/\?.*q=marca/);
  await field.press('Enter');
  await page.clock.runFor(200);
  await answered(page, 'marca');
  assert.deepEqual(thrown(faults), []);
});

test('a server that is gone while one types, and comes back', async () => {
  const other = await startDaemon();
  const { page, faults } = await openPage(browser);
  await page.goto(`${other.origin}/`);
  const field = page.getByRole('combobox');
  await field.fill('redes');
  await answered(page, 'redes');
  await other.stop();
  await field.fill('marca');
  await page.getByRole('heading', { level: 1, name: 'No se puede llegar al buscador' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'No se puede llegar al buscador' }).waitFor();
  assert.equal(await field.inputValue(), '');
  assert.deepEqual(thrown(faults), []);
});

test('answers come without moving what is on the screen', async () => {
  const { page, field } = await open('/');
  await page.evaluate(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await field.pressSequentially('financiación de las ciudades', { delay: 30 });
  await answered(page, 'financiación de las ciudades');
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.shift), 0);
});
