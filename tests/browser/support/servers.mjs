// The servers of a test, all on 127.0.0.1 and on ports of their own: our daemon, the site that embeds, and an endpoint
// that misbehaves.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const MODULE = join(ROOT, 'web/embed/dixit-search.js');

function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; CTest sets it`);
  return value;
}

/** dixit-searchd on the reports of corpus/; `allow` are origins of other sites. Fails when it does not come up. */
export async function startDaemon({ allow = [] } = {}) {
  const daemon = spawn(join(setting('DIXIT_BIN_DIR'), 'dixit-searchd'), ['--index', setting('DIXIT_TEST_INDEX'),
    '--listen', '127.0.0.1:0', '--web', join(ROOT, 'web'), ...allow.flatMap((origin) => ['--allow-origin', origin])],
  { stdio: ['ignore', 'pipe', 'inherit'] });
  const origin = await new Promise((resolve, reject) => {
    let said = '';
    daemon.stdout.on('data', (bytes) => {
      said += bytes;
      const listening = /listening on (http:\S+?)\/?\s/.exec(said);
      if (listening) resolve(listening[1]);
    });
    daemon.on('error', reject);
    daemon.on('exit', (status) => reject(new Error(`dixit-searchd ended (${status})`)));
  });
  const ended = new Promise((resolve) => daemon.once('exit', resolve));
  return { origin, stop: async () => { daemon.kill(); await ended; } };
}

/**
 * A server that answers as `answer(path, parameters, response)` says. Without an answer of its own for it, it gives
 * /embed/dixit-search.js. Requests under way when it stops are cut off.
 */
export async function startServer(answer) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://any');
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (pathname === '/embed/dixit-search.js') {
      response.setHeader('Content-Type', 'text/javascript').end(readFileSync(MODULE));
    } else if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      answer(pathname, searchParams, response);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return { origin: `http://127.0.0.1:${server.address().port}`, stop };
}

/** A site of plain pages: `pages` are HTML by path, `headers` go with each. */
export function startSite(pages, headers = {}) {
  return startServer((path, _, response) => {
    const html = pages[path];
    response.writeHead(html ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
    response.end(html ?? 'nothing here');
  });
}

/** A whole HTML page around `body`. */
export function html(body, { lang = 'es', head = '' } = {}) {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Una web</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${head}</head><body><main><h1>Una web</h1>
<h2>Informes</h2>${body}</main></body></html>`;
}
