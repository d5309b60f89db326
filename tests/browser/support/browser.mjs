// Chromium as the distribution has it, and what every page in it is held to: no error in the console, nothing that
// axe-core finds fault with.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A telephone, for openPage. */
export const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

/** Starts a browser that reaches this machine only; close it. */
export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
}

/**
 * A page in a context of its own; `faults` are the errors of its console, uncaught ones included. `options` are those of
 * playwright's newContext.
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ locale: 'es-ES', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  return { page, faults };
}

/** Of `faults` those that are not requests which failed: the browser itself reports these. */
export const thrown = (faults) => faults.filter((fault) => !/^Failed to load resource/.test(fault));

/** Fails where axe-core finds anything on the page as it is now, best practices included. */
export async function assertAccessible(page, state) {
  // A strict policy forbids script elements; the driver's own evaluation is none.
  await page.evaluate(`${AXE}; undefined`);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) =>
    `${target.join(' ')} ${failureSummary}`).join('\n')}`);
  assert.deepEqual(told, [], `axe-core, ${state}`);
}
