// What a visit costs in the distribution's Chromium, on pages that were never opened before: the page of the search, the
// page that shows <dixit-search>, and another site that embeds it, served from another port than the daemon. Prints JSON;
// benches/browser/run.py calls it.
//
//   DIXIT_BIN_DIR=… DIXIT_TEST_INDEX=… node benches/browser/measure.mjs PAGES
import { openBrowser, openPage } from '../../tests/browser/support/browser.mjs';
import { moduleScript } from '../../tests/browser/support/embedded_box.mjs';
import { html, startDaemon, startSite } from '../../tests/browser/support/servers.mjs';

const KEY_MS = 60; // between two keys
const QUESTION = 'financiación de las ciudades';

// Runs in the page before anything else: counts what moves, and keeps when the last key came.
function watch() {
  window.seen = { shift: 0, key: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('keydown', ({ timeStamp }) => { window.seen.key = timeStamp; }, true);
}

// Runs in the page: `window.answered` resolves with the milliseconds from the last key to where the answers to the whole
// question, in the box or in the page itself, have been painted.
function awaitAnswer(question) {
  window.answered = new Promise((resolve) => {
    // The frame after the next one begins when they have been.
    const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - window.seen.key)));
    document.addEventListener('dixit-results', ({ detail }) => detail.query.text === question && painted());
    new MutationObserver((_, observer) => {
      if (!document.querySelector('#main h1')?.textContent.includes(question)) return;
      observer.disconnect();
      painted();
    }).observe(document.body, { childList: true });
  });
}

async function visit(browser, { url, box }) {
  const { page } = await openPage(browser);
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const visit = { requests: 0, bytes: 0 };
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    visit.requests += 1;
    visit.bytes += encodedDataLength;
  });
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: 'networkidle' });
  const loaded = { ...visit };
  const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
  await page.evaluate(awaitAnswer, QUESTION);
  const field = page.locator(box).getByRole('combobox');
  await field.selectText();
  await field.pressSequentially(QUESTION, { delay: KEY_MS });
  const answered = await page.evaluate(() => window.answered);
  const { shift } = await page.evaluate(() => window.seen);
  await page.context().close();
  return { painted, answered, shift, ...loaded };
}

const [pages] = process.argv.slice(2).map(Number);
const sitePages = {};
const site = await startSite(sitePages);
const daemon = await startDaemon({ allow: [site.origin] });
const browser = await openBrowser();
sitePages['/'] = html(`<dixit-search></dixit-search>${moduleScript(daemon)}`);
const places = [
  { place: '/', url: `${daemon.origin}/`, box: '.searchbar' },
  { place: '/embed/', url: `${daemon.origin}/embed/`, box: '#demo' },
  { place: 'another site', url: `${site.origin}/`, box: 'dixit-search' },
];
const visits = {};
for (let i = 0; i < pages; ++i) {
  for (const place of places) (visits[place.place] ??= []).push(await visit(browser, place));
}
console.log(JSON.stringify({ question: QUESTION, key_ms: KEY_MS, browser: browser.version(), visits }));
await browser.close();
await daemon.stop();
await site.stop();
