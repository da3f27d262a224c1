import type { Browser } from 'playwright-core';
import type { Table } from '../../aws/table/table.js';
import { askWidget } from '../kit/asked-widget.js';
import { AS_OF } from '../kit/audit-of.js';
import { seriousFaults } from '../kit/axe.js';
import { PHONE, describeInBrowser, startBrowser } from '../kit/browser.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../kit/embedded-dynamodb.js';

describeInBrowser('a widget that has nothing good to show', () => {
  let browser: Browser;
  let dynamodb: EmbeddedDynamoDb;
  let table: Table;
  beforeAll(async () => {
    browser = await startBrowser();
    dynamodb = await startDynamoDb();
    table = dynamodb.open(() => AS_OF);
  });
  afterAll(async () => {
    await browser?.close();
    await dynamodb?.close();
  });

  const shown = async (params: object, theme: string) => {
    const page = await browser.newPage({ viewport: PHONE });
    const background = theme === 'dark' ? '#0f1b2a' : '#fff';
    const answer = await askWidget(table, params, { theme });
    await page.setContent(
      `<!doctype html><html lang="en"><title>Widget</title><body style="background:${background}"><main>${answer}</main>`,
    );
    return page;
  };

  it.each([
    ['that there is no report yet', {}, /no report/i],
    ['that a view is none', { view: 'nonsense' }, /nonsense/],
    ['that a report is not known', { view: 'report', report: 'Missing' }, /Missing/],
    ['that a finding is gone', { view: 'finding', report: 'Missing', finding: 'f'.repeat(32) }, /Missing|gone|not/],
  ])('says %s, to everybody, in both themes', async (_what, params, says) => {
    for (const theme of ['light', 'dark']) {
      const page = await shown(params, theme);
      expect(await page.locator('main').innerText()).toMatch(says);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await seriousFaults(page)).toEqual([]);
      await page.close();
    }
  });
});
