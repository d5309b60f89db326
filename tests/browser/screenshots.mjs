// Takes the pictures of the documents, from a daemon of its own on the reports in corpus/; script/screenshots calls it.
//
//   DIXIT_BIN_DIR=… DIXIT_TEST_INDEX=… node tests/browser/screenshots.mjs FOLDER
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, openPage } from './support/browser.mjs';
import { startDaemon } from './support/servers.mjs';

// So that a page of documents with all of them stays light.
const MOST_BYTES = 150_000;

const DESKTOP = { width: 1100, height: 780 };
const PHONE = { width: 390, height: 844 };

const PICTURES = [
  { file: 'search-desktop.png', path: '/?q=strategy&lang=en', viewport: DESKTOP },
  { file: 'search-phone.png', path: '/?q=strategy&city=Viena&lang=en', viewport: PHONE },
  { file: 'typing-desktop.png', path: '/?lang=en', viewport: { width: 1100, height: 560 }, ready: (page) => type(page, 'medelin') },
  { file: 'who-desktop.png', path: '/?q=strategy&rows=role&cols=session&lang=en', viewport: DESKTOP },
  { file: 'facet-dark.png', path: '/?q=strategy&facet=speaker&lang=en', viewport: DESKTOP, colorScheme: 'dark' },
  { file: 'unit-desktop.png', path: '/u/amb-2016-seminario.37?q=redes&lang=en', viewport: { width: 1100, height: 820 } },
  { file: 'embed-desktop.png', path: '/embed/?lang=en', viewport: { width: 1000, height: 860 },
    ready: (page) => ask(page.locator('#demo'), 'financing') },
];

// Types `beginning` and waits for suggestions and answers.
async function type(page, beginning) {
  await page.getByRole('combobox').pressSequentially(beginning);
  await page.getByRole('option').first().waitFor();
  await page.getByRole('heading', { level: 1 }).filter({ hasText: beginning }).waitFor();
  await page.keyboard.press('ArrowDown');
}

// Has the box on the page show what answers `question`.
async function ask(box, question) {
  await box.evaluate((node, question) => new Promise((resolve) => {
    node.addEventListener('dixit-results', ({ detail }) => detail.query.text === question && resolve());
    node.search(question);
  }), question);
  await box.evaluate((node) => node.scrollIntoView());
}

async function picture(browser, origin, { path, viewport, colorScheme = 'light', ready }, file) {
  const { page, faults } = await openPage(browser, { viewport, colorScheme, isMobile: viewport === PHONE });
  // The first answer of a daemon is its slowest, and the page tells the time.
  await page.goto(origin + path);
  await page.reload();
  await ready?.(page);
  await page.screenshot({ path: file });
  await page.context().close();
  if (faults.length > 0) throw new Error(`${path}: ${faults.join('; ')}`);
  const { size } = statSync(file);
  if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes, more than ${MOST_BYTES}: show less of the page`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('a folder to put the pictures into is needed');
const daemon = await startDaemon();
const browser = await openBrowser();
try {
  for (const each of PICTURES) await picture(browser, daemon.origin, each, join(folder, each.file));
} finally {
  await browser.close();
  await daemon.stop();
}
