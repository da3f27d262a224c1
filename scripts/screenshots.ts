/**
 * The pictures of the README (docs/images), of the preview as a browser shows it: `npm run screenshots`. Wants Chromium, on the PATH
 * or named by CHROMIUM_PATH.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { PREVIEW_DEFAULTS } from '../cli/commands/preview.js';
import { startPreview } from '../cli/preview/start.js';
import { synthesizeOwnApp } from '../cli/preview/synthesize.js';
import { processTerminal } from '../cli/terminal.js';
import { findChromium, startChromium } from './chromium.js';

const IMAGES = join(__dirname, '..', 'docs', 'images');
const WIDE = { width: 1360, height: 1180 };
const PHONE = { width: 412, height: 1330 };

const open = async (browser: Browser, url: string, options: object): Promise<Page> => {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(url);
  await page.waitForSelector('main[aria-busy=false]');
  // Functions answer one after the other; the first answer takes longest.
  await liveReports(page).getByText('reports not compliant').waitFor();
  return page;
};

const liveReports = (page: Page): Locator =>
  page.locator('section', { has: page.getByRole('heading', { name: 'Reports, the worst first' }) });

/** What someone on call sees first. */
const dashboard = async (browser: Browser, url: string): Promise<void> => {
  const page = await open(browser, url, { viewport: WIDE, colorScheme: 'light' });
  await page.screenshot({ path: join(IMAGES, 'dashboard.png') });
};

/** And three clicks later, on a phone at night. */
const finding = async (browser: Browser, url: string): Promise<void> => {
  const page = await open(browser, url, { viewport: PHONE, colorScheme: 'dark' });
  const widget = liveReports(page);
  await widget.getByRole('button', { name: 'OffsiteCopies' }).first().click();
  await widget.getByText('What was read').waitFor();
  await widget.locator('li', { hasText: 'completed in' }).locator('a.link').first().click();
  await widget.getByRole('heading', { name: /^Evidence/ }).waitFor();
  await widget.screenshot({ path: join(IMAGES, 'finding.png') });
};

const run = async (): Promise<void> => {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error('There is no Chromium on the PATH; CHROMIUM_PATH can name one');
  mkdirSync(IMAGES, { recursive: true });
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const app = await synthesizeOwnApp(resolve('copy-audit.yaml'));
  const preview = await startPreview({ ...PREVIEW_DEFAULTS, app, port: 0 }, processTerminal());
  const browser = await startChromium(chromium);
  try {
    await dashboard(browser, preview.url);
    await finding(browser, preview.url);
  } finally {
    await browser.close();
    await preview.close();
  }
  for (const name of ['dashboard.png', 'finding.png'])
    console.log(`${Math.ceil(statSync(join(IMAGES, name)).size / 1024)} KB  docs/images/${name}`);
};

void run();
