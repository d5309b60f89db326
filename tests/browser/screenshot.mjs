// Takes a picture of a page as a browser window of a given size shows it, with the distribution's Chromium and nothing
// else: no driver, no package. Fails when the page does not load or a request of it fails.
//
//   node tests/browser/screenshot.mjs URL FILE.png [--width=1280] [--height=900] [--scale=1] [--dark] [--full] [--print]
//
// --full takes the whole page, however long. CHROMIUM names another browser of the family.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TIMEOUT_MS = 30_000;

function usage(why) {
  console.error(`screenshot: ${why}\nusage: screenshot.mjs URL FILE.png [--width=N] [--height=N] [--scale=N] [--dark] [--full] [--print]`);
  process.exit(2);
}

const options = { width: 1280, height: 900, scale: 1, dark: false, full: false, print: false };
const places = [];
for (const argument of process.argv.slice(2)) {
  const [, name, value] = /^--(\w+)(?:=(.*))?$/.exec(argument) ?? [];
  if (name === undefined) places.push(argument);
  else if (typeof options[name] === 'boolean' && value === undefined) options[name] = true;
  else if (typeof options[name] === 'number' && Number(value) > 0) options[name] = Number(value);
  else usage(`${argument} is not an option`);
}
if (places.length !== 2) usage('a URL and a file are needed');
const [url, file] = places;

const profile = mkdtempSync(join(tmpdir(), 'dixit-screenshot-'));
const browser = spawn(
  process.env.CHROMIUM ?? 'chromium',
  [
    '--headless', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--disable-gpu', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--hide-scrollbars', ...(process.getuid() === 0 ? ['--no-sandbox'] : []), 'about:blank',
  ],
  // The browser reads commands from descriptor 3 and answers on 4, JSON texts that end in a zero byte.
  { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
);

const waiting = new Map();
const listeners = [];
let rest = '';
browser.stdio[4].setEncoding('utf8').on('data', (chunk) => {
  const messages = (rest + chunk).split('\0');
  rest = messages.pop();
  for (const message of messages.map((text) => JSON.parse(text))) {
    if (message.id === undefined) listeners.forEach((listener) => listener(message));
    else if (message.error) waiting.get(message.id).reject(new Error(message.error.message));
    else waiting.get(message.id).resolve(message.result);
  }
});

let commands = 0;
function send(method, params = {}, sessionId = undefined) {
  const id = ++commands;
  browser.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

async function take() {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const page = (method, params) => send(method, params, sessionId);
  const failed = [];
  const loaded = new Promise((resolve) => {
    listeners.push(({ method, params }) => {
      if (method === 'Page.loadEventFired') resolve();
      if (method === 'Network.loadingFailed') failed.push(params.errorText);
      if (method === 'Network.responseReceived' && params.type !== 'Document' && params.response.status >= 400) {
        failed.push(`${params.response.status} ${params.response.url}`);
      }
    });
  });
  await page('Page.enable');
  await page('Network.enable');
  const { width, height, scale } = options;
  await page('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: width < 600 });
  await page('Emulation.setEmulatedMedia', {
    media: options.print ? 'print' : 'screen',
    features: [{ name: 'prefers-color-scheme', value: options.dark ? 'dark' : 'light' }],
  });
  const { errorText } = await page('Page.navigate', { url });
  if (errorText) throw new Error(`${url}: ${errorText}`);
  await loaded;
  if (failed.length) throw new Error(failed.join('; '));
  const { data } = await page('Page.captureScreenshot', { format: 'png', captureBeyondViewport: options.full });
  writeFileSync(file, Buffer.from(data, 'base64'));
}

let code = 0;
const late = new Promise((_, reject) => setTimeout(reject, TIMEOUT_MS, new Error(`no picture within ${TIMEOUT_MS} ms`)).unref());
const gone = new Promise((_, reject) => {
  browser.on('error', (error) => reject(new Error(`${error.message}; apt install chromium`)));
  browser.on('exit', (status) => reject(new Error(`the browser ended (${status})`)));
});
try {
  await Promise.race([take(), late, gone]);
} catch (error) {
  console.error(`screenshot: ${error.message}`);
  code = 1;
}
gone.catch(() => {});
late.catch(() => {});
await new Promise((resolve) => {
  if (browser.exitCode !== null || browser.pid === undefined) resolve();
  browser.once('exit', resolve);
  browser.kill();
});
// Its helpers may outlive the browser by a moment and write into the profile.
for (let tries = 50; tries > 0; --tries) {
  try {
    rmSync(profile, { recursive: true, force: true });
    break;
  } catch (error) {
    if (tries === 1) console.error(`screenshot: ${profile} is left behind: ${error.message}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
process.exit(code);
