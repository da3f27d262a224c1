import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findChromium, startChromium } from '../../scripts/chromium.js';

/** Where Chromium is on this machine. */
const CHROMIUM = findChromium();

/** Tests that need a browser; skipped, and it is said why, where there is none. */
export const describeInBrowser: (name: string, tests: () => void) => void = (name, tests) => {
  if (CHROMIUM === undefined)
    process.stderr.write(`Skipped: ${name}. There is no Chromium on the PATH; CHROMIUM_PATH can name one.\n`);
  (CHROMIUM === undefined ? describe.skip : describe)(name, tests);
};

/** A browser without a window and with a profile of its own. */
export const startBrowser = (): Promise<Browser> => startChromium(CHROMIUM ?? 'chromium');

export const PHONE = { width: 390, height: 844 };
export const WIDE = { width: 1600, height: 1000 };

/** A page, and what happened on it that nobody wants to see. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts, of the console, dialogs, and requests to anywhere but the page's own origin. */
  readonly faults: string[];
}

export const openPage = async (
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  const { origin } = new URL(url);
  page.on('pageerror', ({ message }) => faults.push(`error: ${message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && protocol !== 'data:') faults.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, faults };
};
