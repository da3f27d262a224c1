import type { Browser, Page } from 'playwright-core';
import type { PreviewServer } from '../../cli/preview/server.js';
import { startPreview } from '../../cli/preview/start.js';
import { WIDGET_ARN, anAssembly } from '../kit/assembly.js';
import { describeInBrowser, openPage, startBrowser } from '../kit/browser.js';
import { SILENT } from '../kit/test-terminal.js';

const action = (attributes: string, content: string) => `<cwdb-action ${attributes}>${content}</cwdb-action>`;
const call = (attributes: string, content: string) =>
  action(`action="call" endpoint="${WIDGET_ARN}" ${attributes}`, content);

/** A widget that has every kind of action that CloudWatch knows, and some that it does not. */
const PAGE = `
<form><input name="query" value="typed"><input type="checkbox" name="deep" checked><select name="type"><option>RDS</option></select></form>
<a class="btn">Replace</a>${call('', '{"step":"replaced"}')}
<a class="btn">Pop up</a>${call('display="popup"', '{"step":"popped"}')}
<a class="btn">Ask</a>${call('confirmation="Are you sure?"', '{"step":"confirmed"}')}
<a class="btn">Twice</a>${call('event="dblclick"', '{"step":"twice"}')}
<a class="btn">Show</a>${action('display="popup"', '<p>Shown as it is</p>')}
<a class="btn">Over</a>${action('display="popup" event="mouseenter"', '<p>Hovered</p>')}
<a class="btn">Wrong</a>${call('', 'not json')}
<span>Nowhere</span>${action('action="call"', '{}')}
<style>a.btn { color: rgb(1, 2, 3) }</style>
<script>document.title = 'acted'</script>
<iframe src="https://evil.example"></iframe>
<b onclick="document.title = 'acted'">Bold</b>
`;

const CODE = `
export const handler = async ({ step, widgetContext }) =>
  step === undefined ? ${JSON.stringify(PAGE)} : '<p>Step ' + step + ' with ' + JSON.stringify(widgetContext.forms.all) + '</p>';
`;

describeInBrowser('a custom widget in the preview', () => {
  let preview: PreviewServer;
  let browser: Browser;
  beforeAll(async () => {
    const widget = { type: 'custom', width: 24, height: 12, properties: { endpoint: WIDGET_ARN, title: 'Own' } };
    const text = { type: 'text', y: 12, width: 24, height: 2, properties: { markdown: '[button:Outside](#outside)' } };
    const app = anAssembly(CODE, [widget, text]);
    preview = await startPreview({ app, count: 10, days: 1, port: 0 }, SILENT);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await preview?.close();
  });

  const open = async (): Promise<Page> => {
    const { page } = await openPage(browser, preview.url);
    await page.getByText('Replace').waitFor();
    return page;
  };

  it('is replaced by what a call answers, to which forms are sent along', async () => {
    const page = await open();
    await page.getByText('Replace').click();
    await page.getByText('Step replaced with {"query":"typed","deep":true,"type":"RDS"}').waitFor();
    expect(await page.getByText('Pop up').count()).toBe(0);
  });

  it('shows what a call answers in a dialog, where it is to pop up', async () => {
    const page = await open();
    await page.getByText('Pop up').click();
    await page.getByRole('dialog').getByText('Step popped').waitFor();
    expect(await page.getByText('Replace').count()).toBe(1);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('calls after it was confirmed, and not where it was cancelled', async () => {
    const page = await open();
    await page.getByText('Ask').click();
    await page.getByText('Are you sure?').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByText('Replace').count()).toBe(1);
    await page.getByText('Ask').click();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Step confirmed').waitFor();
  });

  it('acts on the event that is asked for', async () => {
    const page = await open();
    await page.getByText('Twice').click();
    await page.waitForTimeout(200);
    expect(await page.getByText('Step twice').count()).toBe(0);
    await page.getByText('Twice').dblclick();
    await page.getByText('Step twice').waitFor();
  });

  it('shows HTML of its own, without a call', async () => {
    const page = await open();
    const { x, y } = (await page.getByText('Over').boundingBox())!;
    await page.mouse.move(x + 4, y + 4);
    await page.getByRole('dialog').getByText('Hovered').waitFor();
    // Away from it first: a pointer that is still there when the dialog closes is over it anew.
    await page.mouse.move(0, 0);
    await page.keyboard.press('Escape');
    await page.getByText('Show', { exact: true }).click();
    await page.getByRole('dialog').getByText('Shown as it is').waitFor();
  });

  it('says which actions CloudWatch would not take, and what it would take out', async () => {
    const page = await open();
    expect(await page.locator('.preview-note').allInnerTexts()).toEqual([
      'CloudWatch takes out of this widget: <script>, <iframe>, onclick=',
      'the content of a call is not JSON',
      'a call names no endpoint',
    ]);
    await page.getByText('Bold').click();
    expect(await page.title()).not.toBe('acted');
  });

  it('keeps its styles to itself', async () => {
    const page = await open();
    const colorOf = (name: string) =>
      page.locator('a.btn', { hasText: name }).evaluate((element) => {
        const window = globalThis as unknown as { getComputedStyle(of: unknown): { readonly color: string } };
        return window.getComputedStyle(element).color;
      });
    const [inside, outside] = [await colorOf('Replace'), await colorOf('Outside')];
    expect(inside).toBe('rgb(1, 2, 3)');
    expect(outside).not.toBe('rgb(1, 2, 3)');
  });
});
