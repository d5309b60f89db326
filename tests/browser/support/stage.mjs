// What runs while the tests of a file do: our daemon, a browser and, for those who want it, a site that embeds the search.
import { after, before } from 'node:test';
import { openBrowser } from './browser.mjs';
import { startDaemon, startSite } from './servers.mjs';

/**
 * Has them started before the first test of the file that calls this and ended after the last. What is returned has them
 * as `daemon`, `browser` and `site` once they run. `pages` are those of the site, see startSite; without them there is
 * none. `policy(origin)` is its Content-Security-Policy, where our daemon is at `origin`.
 */
export function stage({ pages, policy } = {}) {
  const running = {};
  before(async () => {
    const headers = {};
    if (pages) running.site = await startSite(pages, headers);
    running.daemon = await startDaemon({ allow: running.site && [running.site.origin] });
    if (policy) headers['Content-Security-Policy'] = policy(running.daemon.origin);
    running.browser = await openBrowser();
  });
  after(async () => {
    await running.browser?.close();
    await running.daemon?.stop();
    await running.site?.stop();
  });
  return running;
}
