// Takes the picture of <dixit-search> for the documents, from the page /embed/ of a daemon that runs.
//
//   node tests/browser/embed_screenshot.mjs ORIGIN FILE.png [--question=financing] [--lang=en] [--width=1000] [--dark]
import { openBrowser, openPage } from './support/browser.mjs';

const options = { question: 'financing', lang: 'en', width: '1000', dark: '' };
const places = [];
for (const argument of process.argv.slice(2)) {
  const [, name, value = 'yes'] = /^--(\w+)(?:=(.*))?$/.exec(argument) ?? [];
  if (name === undefined) places.push(argument);
  else if (name in options) options[name] = value;
  else throw new Error(`${argument} is not an option`);
}
const [origin, file] = places;
if (places.length !== 2) throw new Error('the address of a daemon and a file are needed');

const browser = await openBrowser();
try {
  const { page } = await openPage(browser, { viewport: { width: Number(options.width), height: 1400 },
    colorScheme: options.dark ? 'dark' : 'light' });
  await page.goto(`${origin}/embed/?lang=${options.lang}`);
  const box = page.locator('dixit-search');
  await box.evaluate((node, question) => new Promise((resolve) => {
    node.addEventListener('dixit-results', ({ detail }) => detail.query.text === question && resolve());
    node.search(question);
  }), options.question);
  await box.screenshot({ path: file });
} finally {
  await browser.close();
}
