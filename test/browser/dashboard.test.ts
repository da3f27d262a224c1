import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { PreviewServer } from '../../cli/preview/server.js';
import type { ShownDashboard } from '../../cli/preview/shown.js';
import { seriousFaults } from '../kit/axe.js';
import { PHONE, WIDE, describeInBrowser, openPage, startBrowser } from '../kit/browser.js';
import { startPreviewOf } from '../kit/previewed.js';

const SAMPLE = join(__dirname, '..', '..', 'copy-audit.yaml');

describeInBrowser('the preview of the dashboard', () => {
  let preview: PreviewServer;
  let browser: Browser;
  beforeAll(async () => {
    [preview, browser] = await Promise.all([startPreviewOf(SAMPLE), startBrowser()]);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await preview?.close();
  });

  const open = async (options: BrowserContextOptions = {}, query = '') => {
    const opened = await openPage(browser, `${preview.url}/${query}`, { viewport: WIDE, ...options });
    await opened.page.waitForSelector('main[aria-busy=false]');
    await widgetsAnswered(opened.page);
    return opened;
  };
  const widgetsAnswered = (page: Page) =>
    page.waitForFunction(() => {
      const { document } = globalThis as unknown as {
        document: { querySelectorAll(selector: string): { length: number } };
      };
      return document.querySelectorAll('[aria-busy=true]').length === 0;
    });
  const reports = (page: Page) =>
    page.locator('section', { has: page.getByRole('heading', { name: 'Reports, the worst first' }) });

  describe.each([
    ['light', 'a phone', PHONE],
    ['dark', 'a phone', PHONE],
    ['light', 'a wide screen', WIDE],
    ['dark', 'a wide screen', WIDE],
  ] as const)('%s, on %s', (colorScheme, _where, viewport) => {
    it('shows every widget, within the screen, and axe finds no serious fault', async () => {
      const { page, faults } = await open({ colorScheme, viewport });
      const body = (await (await fetch(`${preview.url}/api/dashboard`)).json()) as ShownDashboard;
      const shown = page.locator('[data-widget]');
      expect(await shown.count()).toBe(body.widgets.length);
      expect(await page.locator('canvas').count()).toBeGreaterThan(5);
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await page.evaluate('document.documentElement.dataset.theme')).toBe(colorScheme);
      expect(await seriousFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    });
  });

  it('leads from all reports to a report, a finding and its evidence, and back', async () => {
    const { page, faults } = await open();
    const widget = reports(page);
    await widget.getByRole('button', { name: 'OffsiteCopies' }).first().click();
    await widget.getByRole('heading', { name: 'OffsiteCopies' }).waitFor();
    await widget.getByText('What was read').waitFor();
    await widget.locator('li', { hasText: 'first seen' }).locator('a.link').first().click();
    await widget.locator('dt', { hasText: 'First seen' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await widget.getByRole('button', { name: '← OffsiteCopies' }).click();
    await widget.getByText('What was read').waitFor();
    await widget.getByRole('button', { name: 'completed' }).first().click();
    await widget.getByRole('heading', { name: 'Findings completed' }).waitFor();
    await widget.locator('li', { hasText: 'first seen' }).locator('a.link').first().click();
    await widget.getByRole('heading', { name: /^Evidence/ }).waitFor();
    expect(await widget.locator('dl').last().innerText()).toContain('CopyJobId');
    await widget.getByRole('button', { name: 'This resource' }).click();
    await widget.getByRole('heading', { name: 'Reports that judge it' }).waitFor();
    await widget.getByRole('button', { name: '← All reports' }).click();
    await widget.getByText('reports not compliant').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is used without a mouse', async () => {
    const { page } = await open();
    const widget = reports(page);
    await widget.getByRole('button', { name: 'Coverage' }).first().focus();
    await page.keyboard.press('Enter');
    await widget.getByText('What was read').waitFor();
    await page.context().close();
  });

  it('keeps what is looked at when the theme changes', async () => {
    const { page } = await open({ colorScheme: 'light' });
    const widget = reports(page);
    await widget.getByRole('button', { name: 'Coverage' }).first().click();
    await widget.getByText('What was read').waitFor();
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await widget.locator('.copy-audit.dark').waitFor();
    expect(await widget.getByText('What was read').count()).toBe(1);
    await page.context().close();
  });

  it('shows another time and another report', async () => {
    const { page } = await open();
    const chosen = page.locator('section', { has: page.getByRole('heading', { name: 'The chosen report' }) });
    await page.locator('label', { hasText: 'Report' }).locator('select').selectOption('ImmutableCopies');
    await chosen.getByRole('heading', { name: 'ImmutableCopies' }).waitFor();
    await page.getByRole('button', { name: '3h' }).click();
    await page.locator('button[aria-pressed=true]', { hasText: '3h' }).waitFor();
    await page.context().close();
  });

  it('says what it does not have, instead of a line that would be false', async () => {
    const { page } = await open();
    const functions = page.locator('section', { has: page.getByRole('heading', { name: 'Errors of functions' }) });
    expect(await functions.innerText()).toContain(
      'AWS/Lambda metrics are written by AWS itself, once this is deployed',
    );
    expect(await functions.locator('canvas').count()).toBe(0);
    await page.context().close();
  });

  it('answers nobody who asks by another name than this machine’s', async () => {
    const { hostname, port } = new URL(preview.url);
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request({ hostname, port, path: '/', headers: { host: 'evil.example' } }, ({ statusCode }) =>
        resolve(statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });
});
