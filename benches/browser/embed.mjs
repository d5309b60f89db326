// What <dixit-search> costs those who visit a site: bytes to load, and milliseconds from the last key to the painted
// result, on pages that were never opened before, served from another port than the daemon. script/bench embed runs it.
import { get } from 'node:http';
import { openBrowser, openPage } from '../../tests/browser/support/browser.mjs';
import { html, startDaemon, startSite } from '../../tests/browser/support/servers.mjs';

const PAGES = 20;
const KEY_MS = 60; // between two keys
const QUESTION = 'financiación de las ciudades';

function bytesOf(url) {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => { bytes += chunk.length; }).on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}

// Runs in the page: resolves with what was measured once the whole question is answered on the screen.
function measure(question) {
  let lastKey = 0;
  let shift = 0;
  document.addEventListener('keydown', (event) => { lastKey = event.timeStamp; }, true);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  window.measured = new Promise((resolve) => document.addEventListener('dixit-results', ({ detail }) => {
    if (detail.query.text !== question) return;
    // The frame after the next one begins when the results have been painted.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve({ ms: performance.now() - lastKey, shift })));
  }));
}

const pages = {};
const site = await startSite(pages);
const daemon = await startDaemon({ allow: [site.origin] });
const browser = await openBrowser();
pages['/'] = html(`<dixit-search></dixit-search><script type="module" src="${daemon.origin}/embed/dixit-search.js"></script>`);

const figures = [];
for (let i = 0; i < PAGES; ++i) {
  const { page } = await openPage(browser);
  await page.goto(site.origin);
  await page.evaluate(measure, QUESTION);
  await page.getByRole('combobox').pressSequentially(QUESTION, { delay: KEY_MS });
  figures.push(await page.evaluate(() => window.measured));
  await page.context().close();
}
const times = figures.map(({ ms }) => ms).sort((a, b) => a - b);
console.log(`module, gzipped, with styles and strings: ${await bytesOf(`${daemon.origin}/embed/dixit-search.js`)} bytes`);
console.log(`last key to painted result, ${PAGES} cold pages: median ${times[PAGES >> 1].toFixed(0)} ms, ` +
  `worst ${times[PAGES - 1].toFixed(0)} ms`);
console.log(`layout shift: at most ${Math.max(...figures.map(({ shift }) => shift))}`);

await browser.close();
await daemon.stop();
await site.stop();
