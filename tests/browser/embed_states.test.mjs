// <dixit-search> before an endpoint that is slow, broken, busy, hostile or gone: what it says then, and that nothing is
// thrown and nothing executed.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { assertAccessible, openBrowser, openPage } from './support/browser.mjs';
import { moduleScript } from './support/embedded_box.mjs';
import { html, startServer, startSite } from './support/servers.mjs';

const pages = {};
let site, endpoint, browser, page, faults, asked;
let search; // (parameters, response): how the endpoint answers a search

before(async () => {
  endpoint = await startServer((path, parameters, response) => {
    if (!path.endsWith('/api/v1/search')) return json(response, { suggestions: [] });
    asked.push(parameters.get('q'));
    return search(parameters, response);
  });
  site = await startSite(pages);
  pages['/'] = html(`<dixit-search endpoint="${endpoint.origin}"></dixit-search>
${moduleScript(endpoint)}`);
  browser = await openBrowser();
});

beforeEach(async () => {
  await page?.context().close();
  asked = [];
  ({ page, faults } = await openPage(browser));
  await page.goto(site.origin);
});

after(async () => {
  await browser?.close();
  await endpoint?.stop();
  await site?.stop();
});

function json(response, value, status = 200) {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(value));
}

const HIT = { id: 'a.1', url: '/u/a.1', kind: 'intervention', title: null, speaker: { name: 'Jaime Salinas', id: 'js' },
  role: { text: 'concejal', class: 'concejalía / alcaldía' }, organisation: null, city: 'Lima', is_moderator: false,
  session: { id: 'a/1', number: '1', title: 'Apertura', date: '2016-07-07' }, document: { id: 'a', title: 'Informe' },
  lines: [1, 2], page: 1, language: 'es', snippet: [{ text: 'La ' }, { text: 'marca', match: 'exact' }] };

const answer = (hits, more = {}) => ({ query: { text: '', interpreted: '' }, total: { value: hits.length },
  hits, facets: [], suggestions: [], warnings: [], partial: false, ...more });

const part = (name) => page.locator(`dixit-search [part~="${name}"]`);
const box = () => page.locator('dixit-search');

async function ask(question) {
  await page.getByRole('combobox').fill(question);
  await page.getByRole('combobox').press('Enter');
}

// The browser itself reports requests that fail; nothing else may be in the console.
const assertNothingThrown = () =>
  assert.deepEqual(faults.filter((fault) => !/^Failed to load resource|blocked by CORS policy/.test(fault)), []);

const mendTo = (hits) => { search = (_, response) => json(response, answer(hits)); };

for (const [state, kind, respond, said] of [
  ['500', 'failed', (response) => json(response, { status: 500, code: 'internal' }, 500), /un fallo que no depende de usted/],
  ['429', 'busy', (response) => json(response, { status: 429 }, 429), /está ocupado/],
  ['503', 'busy', (response) => json(response, { status: 503, code: 'overloaded' }, 503), /está ocupado/],
  ['400', 'refused', (response) => json(response, { status: 400, detail: "'per_page' is <b>0</b>" }, 400),
    /no entiende.*'per_page' is <b>0<\/b>/],
  ['404 that is no JSON', 'refused', (response) => response.writeHead(404).end('<h1>nginx</h1>'), /no entiende/],
  ['malformed JSON', 'garbled', (response) => response.end('{"hits": ['), /respuesta.*no se entiende/],
  ['JSON of something else', 'garbled', (response) => json(response, ['hello']), /respuesta.*no se entiende/],
  ['null', 'garbled', (response) => json(response, null), /respuesta.*no se entiende/],
  ['hits that are none', 'garbled', (response) => json(response, answer([null, 7])), /respuesta.*no se entiende/],
  ['a connection that breaks', 'offline', (response) => response.destroy(), /No se puede llegar/],
]) {
  test(`${state}: said in words, and asked again on request`, async () => {
    search = (_, response) => respond(response);
    await page.evaluate(() => document.addEventListener('dixit-error', (event) => { window.kind = event.detail.kind; }));
    await ask('marca');
    await part('retry').waitFor();
    assert.match(await part('message').textContent(), said);
    assert.equal(await part('message').locator('b, h1').count(), 0);
    assert.equal(await page.evaluate(() => window.kind), kind);
    if (state === '400') await assertAccessible(page, 'an error, with what the endpoint says of it');
    mendTo([HIT]);
    await part('retry').click();
    await part('hit').waitFor();
    assert.equal(await part('message').isVisible(), false);
    assertNothingThrown();
  });
}

test('a filter that the endpoint refuses can be taken back', async () => {
  pages['/deep'] = pages['/'].replace('<dixit-search', '<dixit-search deep-links');
  search = (parameters, response) => parameters.has('kind') ? json(response, { status: 400, detail: 'kind?' }, 400) :
    json(response, answer([HIT]));
  await page.goto(`${site.origin}/deep?dixit-kind=nada&dixit-q=marca`);
  await part('retry').waitFor();
  await page.getByRole('button', { name: 'Buscar sin filtros' }).click();
  await part('hit').waitFor();
  assert.equal(new URL(page.url()).search, '?dixit-q=marca');
  assertNothingThrown();
});

test('offline', async () => {
  await page.context().setOffline(true);
  await ask('marca');
  await part('retry').waitFor();
  assert.match(await part('message').textContent(), /Compruebe la conexión/);
  await page.context().setOffline(false);
  mendTo([HIT]);
  await part('retry').click();
  await part('hit').waitFor();
  assertNothingThrown();
});

test('an endpoint that does not allow this site is one that cannot be reached', async () => {
  search = (_, response) => {
    response.removeHeader('Access-Control-Allow-Origin');
    json(response, answer([HIT]));
  };
  await ask('marca');
  await part('retry').waitFor();
  assert.match(await part('message').textContent(), /No se puede llegar/);
  assertNothingThrown();
});

test('slow: says so after two seconds, gives up in the end', async () => {
  await box().evaluate((node) => node.setAttribute('timeout', '3'));
  search = () => {};
  await ask('marca');
  await part('message').filter({ hasText: 'Está tardando' }).waitFor();
  await assertAccessible(page, 'slow');
  await part('message').filter({ hasText: 'no ha respondido a tiempo' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'no ha respondido a tiempo' }).waitFor();
  assertNothingThrown();
});

test('slow, but in time', async () => {
  search = (_, response) => setTimeout(() => json(response, answer([HIT])), 2500);
  await ask('marca');
  await part('message').filter({ hasText: 'Está tardando' }).waitFor();
  await part('hit').waitFor();
  assert.equal(await part('message').isVisible(), false);
  assertNothingThrown();
});

test('an answer that comes late does not replace a later one', async () => {
  search = (parameters, response) => {
    const q = parameters.get('q');
    setTimeout(() => json(response, answer([{ ...HIT, speaker: { name: `De ${q}` } }])), q === 'primera' ? 600 : 0);
  };
  await ask('primera');
  await ask('segunda');
  await part('who').filter({ hasText: 'De segunda' }).waitFor();
  await page.waitForTimeout(800);
  assert.equal(await part('who').textContent(), 'De segunda');
  assertNothingThrown();
});

test('taken from the page while a request runs, and put back', async () => {
  search = (_, response) => setTimeout(() => json(response, answer([HIT])), 300);
  await ask('marca');
  await page.evaluate(() => {
    window.taken = document.querySelector('dixit-search');
    window.taken.remove();
  });
  await page.waitForTimeout(500);
  await page.evaluate(() => document.querySelector('main').append(window.taken));
  assert.equal(await part('hit').count(), 0);
  await ask('marca');
  await part('hit').waitFor();
  assertNothingThrown();
});

test('an endpoint below a path: questions and links go there', async () => {
  mendTo([HIT]);
  const requested = [];
  page.on('request', (request) => requested.push(request.url()));
  await box().evaluate((node, origin) => node.setAttribute('endpoint', `${origin}/actas`), endpoint.origin);
  await ask('marca');
  await part('hit').waitFor();
  assert.ok(requested.every((url) => url.startsWith(`${endpoint.origin}/actas/api/v1/`)), requested.join());
  assert.equal(await part('who').getByRole('link').getAttribute('href'),
    `${endpoint.origin}/actas/u/a.1?q=marca&lang=es`);
  assert.ok((await part('whole-page').getAttribute('href')).startsWith(`${endpoint.origin}/actas/?q=marca`));
});

test('loaded twice, put twice: each is one box', async () => {
  mendTo([HIT]);
  await page.evaluate(async (url) => {
    await import(`${url}?again`);
    document.querySelector('main').append(document.createElement('dixit-search'));
  }, `${endpoint.origin}/embed/dixit-search.js`);
  assert.equal(await page.getByRole('combobox').count(), 2);
  await page.getByRole('combobox').first().fill('marca');
  await part('hit').waitFor();
  assert.equal(await part('hit').count(), 1);
  assertNothingThrown();
});

test('markup in data is text', async () => {
  const evil = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">';
  const hit = { ...HIT, url: 'javascript:window.hacked=1', speaker: { name: evil, id: evil }, role: { text: evil },
    city: evil, organisation: evil, language: '"><b>', document: { title: evil }, session: { number: evil, title: evil,
      date: '2016-99-99' }, snippet: [{ text: evil, match: 'exact' }, { text: evil, match: '" onclick=x' }] };
  search = (_, response) => json(response, answer([hit], { query: { text: 'q', interpreted: evil }, warnings: [evil],
    suggestions: [evil], facets: [{ name: 'city', label: evil, values: [{ value: evil, label: evil, count: evil }] }] }));
  await ask(evil);
  await part('hit').waitFor();
  await part('value').first().click();
  await part('chip').waitFor();
  assert.equal(await page.locator('dixit-search :is(script, img, b)').count(), 0);
  assert.ok((await part('who').textContent()).includes(evil));
  assert.equal(await part('who').locator('a').getAttribute('href'), null, 'a link leads to the endpoint or nowhere');
  await part('who').locator('a').click();
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assertNothingThrown();
});

test('a name of 300 characters breaks, the page does not', async () => {
  await page.setViewportSize({ width: 360, height: 700 });
  const name = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(9).slice(0, 300);
  search = (_, response) => json(response, answer([{ ...HIT, speaker: { name }, city: name }],
    { facets: [{ name: 'city', label: 'Ciudad', values: [{ value: name, label: name, count: 1 }] }] }));
  await ask('marca');
  await part('filters-button').click();
  await part('value').click();
  await part('chip').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  await assertAccessible(page, 'a long name');
  assertNothingThrown();
});

test('of 100,000 values of a facet the first hundred are shown, and it says so', async () => {
  const values = Array.from({ length: 100_000 }, (_, i) => ({ value: `c${i}`, label: `Ciudad ${i}`, count: 100_000 - i }));
  search = (_, response) => json(response, answer([HIT], { facets: [{ name: 'city', label: 'Ciudad', values }] }));
  await ask('marca');
  await part('hit').waitFor();
  await part('more').locator('summary').click();
  assert.equal(await part('value').count(), 100);
  await part('facet').filter({ hasText: 'los 100 valores más frecuentes' }).waitFor();
  assertNothingThrown();
});

test('answers that are only alike are told apart, wherever they stand', async () => {
  const alike = { ...HIT, alike: true };
  mendTo([alike, { ...HIT, alike: false }, alike]);
  await ask('marca');
  await part('hit').first().waitFor();
  assert.deepEqual(await part('alike').allTextContents(), ['Habla de cosas parecidas', 'Habla de cosas parecidas']);
  assert.equal(await page.locator('dixit-search ol > li').nth(1).locator('[part="alike"]').count(), 0);
  assertNothingThrown();
});

test('an empty index has nothing, and says so', async () => {
  mendTo([]);
  await ask('');
  await part('nothing').waitFor();
  await assertAccessible(page, 'an empty index');
  assertNothingThrown();
});

test('of what is typed without a pause only the end is asked, and once', async () => {
  mendTo([HIT]);
  await page.getByRole('combobox').evaluate((field) => {
    for (const typed of ['m', 'ma', 'mar', 'mar ', 'mar']) {
      field.value = typed;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await part('hit').waitFor();
  await page.getByRole('combobox').press('End');
  await page.waitForTimeout(300);
  assert.deepEqual(asked, ['mar']);
});

test('who wants less motion sees none', async () => {
  search = () => {};
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await ask('marca');
  const running = () => page.evaluate(() => document.querySelector('dixit-search').shadowRoot.getAnimations().length);
  assert.equal(await running(), 0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.equal(await running(), 1);
});
