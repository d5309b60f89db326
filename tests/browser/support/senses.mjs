// What people notice that no picture of a page shows: that it moves, that it is wider than the screen, what is read out.

/** From now on adds up what moves on `page` by itself; the function returned tells the sum. */
export async function watchMoves(page) {
  await page.evaluate(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => window.shift);
}

/** How many pixels wide `page` is with all that is on it. */
export const widthOf = (page) => page.evaluate(() => document.documentElement.scrollWidth);

/**
 * From now on listens to what the box that is `selector` has screen readers say. `said()` is all of it so far, `hear(it)`
 * waits for what matches.
 */
export async function listen(page, selector) {
  await page.evaluate((selector) => {
    window.said = '';
    const status = document.querySelector(selector).shadowRoot.querySelector('[role="status"]');
    new MutationObserver(() => { window.said += `${status.textContent}|`; }).observe(status, { childList: true });
  }, selector);
  return {
    said: () => page.evaluate(() => window.said),
    hear: (it) => page.waitForFunction((it) => it.test(window.said), it),
  };
}
