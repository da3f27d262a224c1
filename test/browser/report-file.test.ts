import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { generateScenario } from '../../sandbox/index.js';
import { seriousFaults } from '../kit/axe.js';
import { PHONE, describeInBrowser, openPage, startBrowser } from '../kit/browser.js';
import { atTerminal } from '../kit/test-terminal.js';

const NOW = Date.UTC(2026, 10, 24, 12);
const folder = mkdtempSync(join(tmpdir(), 'copy-audit-'));
const file = join(folder, 'report.html');

// A4 without its margins of 14 mm, in the pixels of CSS.
const PAPER = { width: Math.floor(((210 - 28) / 25.4) * 96), height: 1000 };

/** Elements that reach farther to the right than the page does. */
const CUT_OFF = `[...document.querySelectorAll('main *')].filter((each) => !each.closest('svg') && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && each.getBoundingClientRect().width > 0).map((each) => each.outerHTML.slice(0, 120))`;

describeInBrowser('the report to hand over', () => {
  let browser: Browser;
  beforeAll(async () => {
    const jobs = join(folder, 'jobs.ndjson');
    const { copyJobs } = generateScenario({ seed: 1, count: 1500, asOf: NOW });
    writeFileSync(jobs, [...copyJobs].map((job) => JSON.stringify(job)).join('\n'));
    const definition = join(__dirname, '..', '..', 'copy-audit.yaml');
    const { out } = await atTerminal(['run', '-d', definition, '--jobs', jobs, '--output', 'html'], { now: NOW });
    writeFileSync(file, out);
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  const open = async (options: object = {}): Promise<Page> =>
    (await openPage(browser, pathToFileURL(file).href, options)).page;

  it.each(['light', 'dark'] as const)('can be read by everybody, on a %s screen', async (colorScheme) => {
    expect(await seriousFaults(await open({ colorScheme }))).toEqual([]);
  });

  it('fits a phone', async () => {
    const page = await open({ viewport: PHONE });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
  });

  it('leads to a finding and its evidence within the file', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'OffsiteCopies' }).first().click();
    await page.locator('section.part-report:target').waitFor();
    await page.locator('section:target li', { hasText: 'completed in' }).locator('a').first().click();
    const finding = page.locator('section.part-finding:target');
    await finding.waitFor();
    expect(await finding.innerText()).toContain('CopyJobId');
  });

  it('is printed on A4, each report on pages of its own, with nothing cut off', async () => {
    const page = await open({ viewport: PAPER, colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate(CUT_OFF)).toEqual([]);
    expect(await page.evaluate(`getComputedStyle(document.querySelector('main')).color`)).toBe('rgb(0, 0, 0)');
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    const pages = [...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
    const findings = await page.locator('section.part-finding').count();
    // The overview and three reports at the least; and a finding takes a page at the most, its lists and resources less.
    expect(pages).toBeGreaterThanOrEqual(4);
    expect(pages).toBeLessThanOrEqual(20 + 2 * findings);
    // 210 mm × 297 mm, in points.
    for (const [, width, height] of pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)) {
      expect(Math.round(Number(width))).toBe(595);
      expect(Math.round(Number(height))).toBe(842);
    }
  });
});
