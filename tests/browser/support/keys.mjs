// What people do who have no mouse.
import assert from 'node:assert/strict';

/** Whether what is typed goes to `field`, which may be inside of an element of ours. */
export const hasFocus = (field) => field.evaluate((node) => node.getRootNode().activeElement === node);

/** Presses the tab key until `reached()` holds; fails after `most` times. */
export async function tabUntil(page, reached, most = 200) {
  for (let presses = 0; presses < most; ++presses) {
    await page.keyboard.press('Tab');
    if (await reached()) return;
  }
  assert.fail(`no way there with ${most} presses of the tab key: ${reached}`);
}
