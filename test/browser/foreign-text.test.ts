import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { aCopyJob } from '../kit/a-copy-job.js';
import { describeInBrowser, openPage, startBrowser } from '../kit/browser.js';
import { FOREIGN_TEXT } from '../kit/foreign-text.js';
import { startPreviewOf } from '../kit/previewed.js';
import { atTerminal } from '../kit/test-terminal.js';

/** What would act if it were taken for markup; each leaves a mark that can be looked for. */
const PAYLOADS: readonly string[] = (
  ['image', 'script', 'script in JSON', 'attribute', 'frame', 'action', 'style', 'template', 'markdown link'] as const
).map((name) => FOREIGN_TEXT[name]);
const FOREIGN = PAYLOADS.join(' ');

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-'));
const now = Date.now();
const hours = (ago: number) => new Date(now - ago * 3_600_000).toISOString();

const jobs = Array.from({ length: 3 }, (_, index) =>
  aCopyJob({
    CopyJobId: `foreign-${index}`,
    State: 'FAILED',
    StatusMessage: `${FOREIGN} ${index}`,
    ResourceName: FOREIGN,
    ResourceArn: `arn:aws:rds:eu-west-1:111122223333:db:${PAYLOADS[index]}`,
    MessageCategory: FOREIGN,
    CreationDate: hours(3 + index),
    CompletionDate: hours(2 + index),
    CreatedBy: { BackupPlanName: FOREIGN, BackupRuleName: FOREIGN, BackupPlanId: FOREIGN },
  }),
);

const definition = join(folder, 'definition.json');
writeFileSync(
  definition,
  JSON.stringify({
    name: 'Foreign',
    description: FOREIGN,
    filterSets: [
      { name: 'all', createdWithin: '7d' },
      {
        name: 'tagged',
        createdWithin: '7d',
        taggedWith: { 'env<b class=foreign>': '<img src=x onerror=window.acted=7>' },
      },
    ],
    controls: [
      { control: 'completed', filterSets: ['all'] },
      { control: 'freshWithin', within: '26h' },
    ],
    exemptions: [{ resource: 'arn:aws:rds:*:*:db:never-*', reason: FOREIGN, until: '2099-12-31' }],
  }),
);

const FOREIGN_ELEMENTS = 'img, iframe, script:not([src]), .foreign, svg[onload], [onerror], [href^="javascript:"]';

const expectNothingActed = async (page: Page, faults: readonly string[]): Promise<void> => {
  expect(await page.evaluate('window.acted')).toBeUndefined();
  expect(await page.locator(FOREIGN_ELEMENTS).count()).toBe(0);
  expect(faults).toEqual([]);
};

describeInBrowser('text from AWS', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  it('is text in the dashboard, wherever a reader goes', async () => {
    const records = { copyJobs: jobs, backupJobs: [], protectedResources: [] };
    const preview = await startPreviewOf(definition, { records, days: 1 });
    try {
      // Without the policy that would stop what acts: it must not come to that.
      const { page, faults } = await openPage(browser, preview.url, { bypassCSP: true });
      const widget = page.locator('section', { has: page.getByRole('heading', { name: 'Reports, the worst first' }) });
      await widget.getByText(PAYLOADS[0]!).first().waitFor();
      await expectNothingActed(page, faults);
      await widget.getByRole('button', { name: 'Foreign' }).first().click();
      await widget.getByText('What was read').waitFor();
      await expectNothingActed(page, faults);
      const findings = widget.locator('li', { hasText: 'completed in all' });
      expect(await findings.count()).toBe(3);
      for (let index = 0; index < 3; index += 1) {
        await findings.nth(index).locator('a.link').first().click();
        await widget.getByRole('heading', { name: /^Evidence/ }).waitFor();
        expect(await widget.locator('dl').last().innerText()).toContain(PAYLOADS[1]);
        await expectNothingActed(page, faults);
        await widget.getByRole('button', { name: 'This resource' }).click();
        await widget.getByRole('heading', { name: 'Reports that judge it' }).waitFor();
        await expectNothingActed(page, faults);
        await widget.getByRole('button', { name: 'Foreign' }).first().click();
        await widget.getByText('What was read').waitFor();
      }
      expect(await page.locator('.preview-note').allInnerTexts()).toEqual([]);
    } finally {
      await preview.close();
    }
  }, 300_000);

  it('is text in the file that is handed over', async () => {
    const [jobsFile, file] = [join(folder, 'jobs.ndjson'), join(folder, 'report.html')];
    writeFileSync(jobsFile, jobs.map((job) => JSON.stringify(job)).join('\n'));
    const { out } = await atTerminal(['run', '-d', definition, '--jobs', jobsFile, '--output', 'html'], { now });
    writeFileSync(file, out);
    const { page, faults } = await openPage(browser, pathToFileURL(file).href, { bypassCSP: true });
    for (const payload of PAYLOADS) expect(await page.locator('main').innerText()).toContain(payload);
    await expectNothingActed(
      page,
      faults.filter((fault) => fault !== `request: ${pathToFileURL(file).href}`),
    );
  });
});
