// The module as a file that other sites load: its weight, how it is served, and what it says in each language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { after, before, test } from 'node:test';
import { openBrowser, openPage } from './support/browser.mjs';
import { MODULE, ROOT, startDaemon } from './support/servers.mjs';

const MOST_BYTES = 15_000;
const LANGUAGES = ['es', 'ca', 'en'];
const SITE = 'https://www.example.org';
let daemon, strings, attributes, members;

before(async () => {
  daemon = await startDaemon({ allow: [SITE] });
  const browser = await openBrowser();
  const { page } = await openPage(browser);
  await page.goto(`${daemon.origin}/embed/`);
  [strings, attributes, members] = await page.evaluate(() => {
    const { strings, observedAttributes, prototype } = customElements.get('dixit-search');
    return [strings, observedAttributes, Object.getOwnPropertyNames(prototype)];
  });
  await browser.close();
});

after(() => daemon?.stop());

// The answer as it comes over the wire, not unpacked.
function load(headers = {}) {
  return new Promise((resolve, reject) => {
    get(`${daemon.origin}/embed/dixit-search.js`, { headers, agent: false }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => { bytes += chunk.length; });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, bytes }));
    }).on('error', reject);
  });
}

test(`weighs at most ${MOST_BYTES} bytes as it is sent, its styles included`, async () => {
  const { headers, bytes } = await load({ 'Accept-Encoding': 'gzip' });
  assert.equal(headers['content-encoding'], 'gzip');
  assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
});

test('is a script, which may be kept and asked for again', async () => {
  const { status, headers } = await load();
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'text/javascript; charset=utf-8');
  assert.match(headers['cache-control'], /max-age=\d+/);
  assert.equal((await load({ 'If-None-Match': headers.etag })).status, 304);
});

test('may be loaded by the sites that were named, and by no others', async () => {
  assert.equal((await load({ Origin: SITE })).headers['access-control-allow-origin'], SITE);
  const other = await load({ Origin: 'https://other.example' });
  assert.equal(other.headers['access-control-allow-origin'], undefined);
  assert.match(other.headers.vary, /Origin/);
});

test('names no other host, sets no cookie, keeps nothing and makes no markup of text', () => {
  const source = readFileSync(MODULE, 'utf8');
  assert.doesNotMatch(source, /https?:\/\/|document\.cookie|localStorage|sessionStorage|indexedDB/);
  assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
});

const holes = (text) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test('says in each language what it says in the others', () => {
  assert.deepEqual(Object.keys(strings), LANGUAGES);
  for (const lang of LANGUAGES) {
    assert.deepEqual(Object.keys(strings[lang]), Object.keys(strings.es), lang);
    for (const [key, text] of Object.entries(strings[lang])) assert.deepEqual(holes(text), holes(strings.es[key]), key);
  }
});

test('says what the pages of the daemon say', () => {
  for (const lang of LANGUAGES) {
    const messages = JSON.parse(readFileSync(`${ROOT}/web/messages/${lang}.json`, 'utf8'));
    const shared = Object.keys(strings[lang]).filter((key) => key in messages);
    assert.ok(shared.length > 20);
    for (const key of shared) assert.equal(strings[lang][key], messages[key], `${lang}: ${key}`);
  }
});

test('asks for no text that it lacks, and has none that it does not use', () => {
  const source = readFileSync(MODULE, 'utf8').split('const STYLES')[1];
  const stems = [...source.matchAll(/['"`]([a-z]+_)\$\{/g)].map(([, stem]) => stem);
  const asked = new Set([...source.matchAll(/(?:#say|#withoutFilters|turn)\(\s*'(\w+)'|\? '(line)' : '(lines)'/g)]
    .flatMap(([, ...keys]) => keys.filter(Boolean)));
  const counted = [...source.matchAll(/#count\('(\w+)'/g)].map(([, key]) => key);
  for (const key of asked) assert.ok(key in strings.es, `there is no text ${key}`);
  for (const key of Object.keys(strings.es)) {
    assert.ok(asked.has(key) || stems.some((stem) => key.startsWith(stem)) || counted.some((one) =>
      key === `${one}_one` || key === `${one}_other`), `nothing asks for ${key}`);
  }
});

test('is described with every attribute, member, property, part and event', async () => {
  const described = readFileSync(`${ROOT}/docs/embedding.md`, 'utf8');
  const source = readFileSync(MODULE, 'utf8');
  const all = (pattern) => [...source.matchAll(pattern)].map(([, found]) => found);
  const names = new Set([...attributes, 'theme', 'timeout', ...all(/var\((--dixit-[\w-]+)/g),
    ...all(/(?:part: |#line\()'([\w-]+)'/g), ...all(/'(dixit-(?:search|results|error))'/g)]);
  assert.ok(names.size > 50);
  for (const name of names) assert.ok(described.includes(`\`${name}\``), `docs/embedding.md does not name ${name}`);
  for (const name of members.filter((name) => !/^constructor$|Callback$/.test(name))) {
    assert.ok(described.includes(`box.${name}`), `docs/embedding.md does not use box.${name}`);
  }
});
