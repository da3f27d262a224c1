import type { ShownDashboard, WidgetCall } from '../../../cli/preview/shown.js';
import type { PreviewServer } from '../../../cli/preview/server.js';
import { startPreview } from '../../../cli/preview/start.js';
import { WIDGET_ARN, anAssembly } from '../../kit/assembly.js';
import { SILENT, atTerminal } from '../../kit/test-terminal.js';

const CODE = `
export const handler = async (event, context) => {
  if (event.fail) throw new TypeError('no such thing');
  if (event.markdown) return { markdown: '# Hello' };
  if (event.nothing) return undefined;
  return JSON.stringify({ event, arn: context.invokedFunctionArn, environment: Object.keys(process.env).sort(), table: process.env.COPY_AUDIT_TABLE });
};
`;

const custom = {
  type: 'custom',
  width: 12,
  height: 6,
  properties: { endpoint: WIDGET_ARN, params: { view: 'own' }, title: 'Live' },
};
const withProperties = (type: string, properties: object) => ({ type, width: 6, height: 6, properties });

describe('a preview', () => {
  let preview: PreviewServer;
  beforeAll(async () => {
    const widgets = [
      custom,
      withProperties('log', { query: 'fields @message' }),
      withProperties('alarm', { alarms: ['arn:aws:cloudwatch:eu-west-1:111122223333:alarm:other'] }),
      withProperties('metric', { view: 'gauge', metrics: [[{ expression: '1' }]] }),
      withProperties('metric', {
        view: 'singleValue',
        metrics: [['CopyAudit', 'CopyJobs', 'Auditor', 'default', 'Report', 'Offsite', { stat: 'Maximum' }]],
      }),
      withProperties('text', { markdown: '<b>x</b>' }),
    ];
    const app = anAssembly(CODE, widgets, { COPY_AUDIT_TABLE: { Ref: 'Table' } });
    preview = await startPreview({ app, count: 300, days: 2, port: 0 }, SILENT);
  });
  afterAll(() => preview?.close());

  const dashboard = async (): Promise<ShownDashboard> =>
    (await (await fetch(`${preview.url}/api/dashboard?seconds=259200`)).json()) as ShownDashboard;
  const ask = async (call: Partial<WidgetCall> = {}) => {
    const whole = {
      ...{ dashboard: 'copies', widget: 'widget-0', variables: {}, forms: { q: 'x' }, range: { start: 1, end: 2 } },
      ...{ theme: 'dark', width: 100, height: 50, ...call },
    };
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${preview.url}/api/widget`, { method: 'POST', headers, body: JSON.stringify(whole) });
    return (await response.json()) as { readonly html?: string; readonly error?: string };
  };

  it('hands a custom widget’s function what CloudWatch does, and no environment but its own', async () => {
    const { html = '' } = await ask();
    const answered = JSON.parse(html) as Record<string, unknown>;
    expect(answered).toMatchObject({
      arn: WIDGET_ARN,
      table: 'Own-Table',
      event: {
        view: 'own',
        widgetContext: {
          ...{ dashboardName: 'copies', widgetId: 'widget-0', accountId: '111122223333', theme: 'dark', title: 'Live' },
          ...{ forms: { all: { q: 'x' } }, params: { view: 'own' }, width: 100, height: 50 },
          timeRange: { start: 1000, end: 2000 },
        },
      },
    });
    const foreign = (answered['environment'] as string[]).filter((name) => !/^(AWS_|COPY_AUDIT_)/.test(name));
    expect(foreign).toEqual([]);
    expect(answered['environment']).not.toContain('PATH');
  });

  it('hands an action’s parameters in the place of the widget’s', async () => {
    const { html = '' } = await ask({ parameters: { view: 'other' } });
    expect(JSON.parse(html)).toMatchObject({ event: { view: 'other', widgetContext: { params: { view: 'own' } } } });
  });

  it('shows markdown, and says what failed', async () => {
    expect(await ask({ parameters: { markdown: true } })).toEqual({ html: '<h1>Hello</h1>' });
    expect(await ask({ parameters: { fail: true } })).toEqual({
      error: 'The widget’s function failed: TypeError: no such thing',
    });
    expect(await ask({ parameters: { nothing: true } })).toEqual({ html: '<pre><code>null</code></pre>' });
    expect((await ask({ endpoint: 'arn:aws:lambda:eu-west-1:1:function:other' })).error).toContain(
      'is not in this app',
    );
    expect((await ask({ widget: 'widget-1' })).error).toBe('There is no custom widget widget-1 in copies');
  });

  it('shows what was audited, and says what it cannot show', async () => {
    const { widgets, names } = await dashboard();
    expect(names).toEqual(['copies']);
    expect(widgets.map(({ kind }) => kind)).toEqual([
      'custom',
      'unsupported',
      'alarms',
      'unsupported',
      'numbers',
      'text',
    ]);
    expect(widgets[1]).toMatchObject({ reason: expect.stringContaining('Logs Insights') });
    expect(widgets[2]).toMatchObject({ alarms: [{ name: 'other', state: 'UNKNOWN' }] });
    expect(widgets[3]).toMatchObject({ reason: 'The view gauge is not part of the preview.' });
    const [count] = (widgets[4] as { values: readonly { value: number }[] }).values;
    expect(count?.value).toBeGreaterThan(100);
    expect(widgets[5]).toMatchObject({ html: '<p>&lt;b&gt;x&lt;/b&gt;</p>' });
  });
});

describe('a preview of an app without', () => {
  it('dashboards says how to have one', async () => {
    const app = anAssembly(CODE, []);
    await expect(startPreview({ app, dashboard: 'none', count: 1, days: 1, port: 0 }, SILENT)).rejects.toThrow(
      'There is no dashboard none',
    );
  });
});

describe('copy-audit preview', () => {
  it('says where the dashboard is, and serves it until it is interrupted', async () => {
    const app = anAssembly(CODE, [custom]);
    const args = ['preview', '--app', app, '--count', '20', '--days', '1', '--port', '0'];
    const { code, out } = await atTerminal(args);
    expect(code).toBe(0);
    const [, url = ''] = /The dashboard is at (http:\/\/127\.0\.0\.1:\d+) until/.exec(out) ?? [];
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('says what to do where nothing was synthesized', async () => {
    expect(await atTerminal(['preview', '--app', '/nowhere'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Run `npx cdk synth`'),
    });
  });
});
