import { Duration, Stack } from 'aws-cdk-lib';
import { Group } from 'aws-cdk-lib/aws-iam';
import { Template } from 'aws-cdk-lib/assertions';
import { Dashboard, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { placeSchema } from '../../audit/views/place.js';
import { AUDITOR_METRICS, CAUSE_METRIC, METRIC_NAMESPACE, REPORT_METRICS } from '../../audit/metrics.js';
import { ComplianceReport, Control, CopyJobAuditor, CopyJobDashboard } from '../../lib/index.js';
import { type DashboardBody, type Widget, dashboardIn, faultsOf } from '../kit/dashboard-body.js';
import { flat, quickApp, resourceOf, templateOf } from '../kit/synth.js';

const titlesOf = ({ widgets }: DashboardBody) =>
  widgets.map(({ properties }) => String(properties['title'] ?? properties['markdown']));
const metricsOf = ({ properties }: Widget) => (properties['metrics'] ?? []) as readonly (readonly unknown[])[];
const expressionsIn = ({ widgets }: DashboardBody) =>
  widgets.flatMap(metricsOf).flatMap(([first]) => {
    const { expression } = (first ?? {}) as { readonly expression?: string };
    return expression === undefined ? [] : [expression];
  });
const widgetIn = ({ widgets }: DashboardBody, title: string) =>
  widgets.find(({ properties }) => properties['title'] === title)!;

const template = templateOf((stack) => {
  const auditor = new CopyJobAuditor(stack, 'A', { auditorName: 'prod' });
  auditor.addReport('AllCopies');
  auditor.addReport('Daily', { controls: [Control.freshWithin(Duration.hours(26))] });
  auditor.addReport('Hourly', {
    controls: [Control.freshWithin(Duration.hours(2)), Control.freshWithin(Duration.hours(4), { id: 'f' })],
  });
});
const body = dashboardIn(template);

describe('the dashboard of an auditor', () => {
  it('is as CloudWatch documents dashboards: inside the grid, nothing over another, every metric well-formed', () => {
    expect(faultsOf(body)).toEqual([]);
    expect(body.widgets.length).toBeGreaterThan(15);
  });

  it('leaves no gap: every row is as wide as the grid', () => {
    const widths = new Map<number, number>();
    for (const { y, width } of body.widgets) widths.set(y, (widths.get(y) ?? 0) + width);
    expect([...new Set(widths.values())]).toEqual([24]);
  });

  it('has the auditor and the Region in its name, because dashboards are global', () => {
    const { DashboardName } = resourceOf(template, 'AWS::CloudWatch::Dashboard').Properties;
    expect(flat(DashboardName)).toBe('CopyAudit-prod-<AWS::Region>');
  });

  it('is read from status over trend and causes to the auditor itself, each with a sentence', () => {
    const headings = titlesOf(body).filter((title) => title.startsWith('## '));
    expect(headings.map((heading) => heading.split('\n')[0])).toEqual([
      '## Backup copies: prod',
      '## Trend',
      '## Where and why',
      '## One report',
      '## The auditor',
    ]);
    for (const heading of headings)
      expect(heading.split('\n')).toEqual([expect.any(String), expect.stringMatching(/\S{3}.*\./)]);
  });

  it('leads to the runs, the table and the copy jobs', () => {
    const [first] = titlesOf(body);
    expect(first).toContain(
      '[Runs](https://<AWS::Region>.console.aws.amazon.com/states/home?region=<AWS::Region>#/statemachines/view/<AStateMachine>)',
    );
    expect(first).toContain('#table?name=<ATable>)');
    expect(first).toContain('/backup/home?region=<AWS::Region>#/jobs/copy)');
  });

  it('finds reports of other stacks by themselves: it names none', () => {
    expect(JSON.stringify(body)).not.toMatch(/AllCopies|Hourly/);
    const searches = expressionsIn(body);
    expect(searches).toContain(
      `SEARCH('{CopyAudit,Auditor,Report} MetricName="CompliancePercent" Auditor="prod"', 'Minimum', 86400)`,
    );
    expect(searches).toContain(
      `SEARCH('{CopyAudit,Auditor,Report,Cause} MetricName="FailuresByCause" Auditor="prod"', 'Maximum', 86400)`,
    );
    for (const search of searches) expect(search).toContain('Auditor="prod"');
  });

  it('shows only metrics that runs and handlers write', () => {
    const written = new Set<string>([...Object.keys(REPORT_METRICS), ...Object.keys(AUDITOR_METRICS), CAUSE_METRIC]);
    const searched = expressionsIn(body).flatMap((text) =>
      [...text.matchAll(/MetricName="(\w+)"/g)].map(([, name]) => name!),
    );
    const named = body.widgets
      .flatMap(metricsOf)
      .flatMap(([namespace, name]) => (namespace === METRIC_NAMESPACE ? [String(name)] : []));
    expect(searched.length).toBeGreaterThan(15);
    for (const name of [...searched, ...named]) expect(written).toContain(name);
  });

  it('counts every report once, as it was last published', () => {
    const now = (metric: string) =>
      `SUM(FILL(SEARCH('{CopyAudit,Auditor,Report} MetricName="${metric}" Auditor="prod"', 'Maximum', 300), REPEAT))`;
    const [status] = body.widgets.filter(
      ({ properties }) => properties['title'] === 'Status of reports, as last published',
    );
    expect(metricsOf(status!).map(([first]) => (first as { expression: string }).expression)).toEqual(
      ['NonCompliant', 'AuditError', 'InsufficientData', 'Compliant'].map(now),
    );
  });

  it('draws the limits of ages, each once, the shortest of a report', () => {
    const { properties } = widgetIn(body, 'Age of the copy that is oldest, and its limit');
    const { horizontal } = properties['annotations'] as {
      readonly horizontal: { readonly value: number; readonly label: string }[];
    };
    expect(horizontal.map(({ value, label }) => [value, label])).toEqual([
      [26, 'limit of 26 hours'],
      [2, 'limit of 2 hours'],
    ]);
  });

  it('shows the health of every function and of the state machine', () => {
    const functionsIn = (title: string) =>
      metricsOf(widgetIn(body, title)).map(([namespace, name]) => `${String(namespace)} ${String(name)}`);
    expect(functionsIn('Errors of functions')).toEqual(Array(7).fill('AWS/Lambda Errors'));
    expect(functionsIn('Runs of the state machine')).toEqual(
      ['ExecutionsSucceeded', 'ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ExecutionThrottled'].map(
        (name) => `AWS/States ${name}`,
      ),
    );
  });

  it('shows what the table holds, live: all reports, where failures gather, the report that is chosen', () => {
    const live = body.widgets.filter(({ type }) => type === 'custom');
    expect(live.map(({ properties }) => properties['params'])).toEqual([
      { view: 'reports' },
      { view: 'top' },
      { view: 'report', report: 'ChosenReport' },
    ]);
    for (const { properties } of live) {
      expect(properties['endpoint']).toBe('<AWidgetFunction.Arn>');
      expect(properties['updateOn']).toEqual({ refresh: true, resize: true, timeRange: true });
    }
    for (const params of live.map(({ properties }) => properties['params']))
      expect(placeSchema.parse(params)).toEqual(params);
  });

  it('lets its reader choose a report, among those that write metrics, and puts it into every widget about one', () => {
    expect(body.variables).toEqual([
      {
        id: 'report',
        label: 'Report',
        type: 'pattern',
        pattern: 'ChosenReport',
        inputType: 'select',
        search: '{CopyAudit,Auditor,Report} MetricName="RunPublished" Auditor="prod"',
        populateFrom: 'Report',
        defaultValue: '__FIRST',
        visible: true,
      },
    ]);
    const chosen = body.widgets.filter(({ properties }) => JSON.stringify(properties).includes('ChosenReport'));
    expect(chosen).toHaveLength(5);
  });

  it('leads to the log of runs, as the console writes its address', () => {
    expect(titlesOf(body)[0]).toContain(
      '#logsV2:log-groups/log-group/$252Faws$252Fvendedlogs$252Fstates$252Fcopy-audit-prod)',
    );
  });

  it('can be left out', () => {
    templateOf((stack) => new CopyJobAuditor(stack, 'A', { dashboard: false })).resourceCountIs(
      'AWS::CloudWatch::Dashboard',
      0,
    );
  });
});

describe('a dashboard on its own', () => {
  it('shows an auditor that another stack has deployed, without its functions', () => {
    const own = templateOf((stack) => {
      new CopyJobDashboard(stack, 'D', {
        auditor: CopyJobAuditor.fromAuditorName(stack, 'A'),
        dashboardName: 'copies',
      });
    });
    expect(resourceOf(own, 'AWS::CloudWatch::Dashboard').Properties['DashboardName']).toBe('copies');
    const shown = dashboardIn(own);
    expect(faultsOf(shown)).toEqual([]);
    expect(titlesOf(shown)).not.toContain('Errors of functions');
    expect(titlesOf(shown)).toContain('Runs of the state machine');
  });

  it('can be below the widgets of another one', () => {
    const own = templateOf((stack) => {
      const dashboard = new Dashboard(stack, 'Mine', { widgets: [[new TextWidget({ markdown: '# Mine' }) as never]] });
      new CopyJobDashboard(stack, 'D', { auditor: CopyJobAuditor.fromAuditorName(stack, 'A'), dashboard });
    });
    const shown = dashboardIn(own);
    expect(faultsOf(shown)).toEqual([]);
    expect(titlesOf(shown)[0]).toBe('# Mine');
  });

  it('has no name where it is none of its own', () => {
    const stack = new Stack(quickApp(), 'Stack');
    const dashboard = new Dashboard(stack, 'Mine');
    const auditor = CopyJobAuditor.fromAuditorName(stack, 'A');
    expect(() => new CopyJobDashboard(stack, 'D', { auditor, dashboard, dashboardName: 'x' })).toThrow(
      'dashboardName is of a dashboard of its own',
    );
  });

  it('calls the widget of the auditor that it is about, by its name', () => {
    const own = templateOf((stack) => {
      new CopyJobDashboard(stack, 'D', { auditor: CopyJobAuditor.fromAuditorName(stack, 'A', 'prod') });
    });
    const [live] = dashboardIn(own).widgets.filter(({ type }) => type === 'custom');
    expect(live?.properties['endpoint']).toBe(
      'arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:customWidgetCopyAudit-prod',
    );
  });

  it('can be without live widgets', () => {
    const own = templateOf((stack) => {
      new CopyJobDashboard(stack, 'D', { auditor: CopyJobAuditor.fromAuditorName(stack, 'A'), liveWidgets: false });
    });
    expect(dashboardIn(own).widgets.some(({ type }) => type === 'custom')).toBe(false);
    expect(faultsOf(dashboardIn(own))).toEqual([]);
  });

  it('lets its reader choose among Regions', () => {
    const own = templateOf((stack) => {
      const auditor = CopyJobAuditor.fromAuditorName(stack, 'A');
      new CopyJobDashboard(stack, 'D', { auditor, regions: ['eu-west-1', 'eu-central-1'] });
    });
    const shown = dashboardIn(own);
    expect(faultsOf(shown)).toEqual([]);
    expect(shown.variables?.[1]).toMatchObject({
      type: 'property',
      property: 'region',
      values: [{ value: 'eu-west-1' }, { value: 'eu-central-1' }],
      defaultValue: '__FIRST',
    });
  });

  it('shows metrics of another account and Region, all of them', () => {
    const own = templateOf((stack) => {
      const auditor = CopyJobAuditor.fromAuditorName(stack, 'A');
      new CopyJobDashboard(stack, 'D', { auditor, sourceAccount: '999988887777', sourceRegion: 'ap-south-1' });
    });
    const shown = dashboardIn(own);
    expect(faultsOf(shown)).toEqual([]);
    const places = shown.widgets
      .flatMap(metricsOf)
      .map((metric) => metric.at(-1) as { readonly accountId?: string; readonly region?: string })
      // What others are made of is shown by what is made of it.
      .map(({ accountId, region }) => `${accountId} ${region}`);
    expect(new Set(places)).toEqual(new Set(['999988887777 ap-south-1']));
  });

  it('refuses a choice of Regions and one Region at once', () => {
    const stack = new Stack(quickApp(), 'Stack');
    const auditor = CopyJobAuditor.fromAuditorName(stack, 'A');
    expect(() => new CopyJobDashboard(stack, 'D', { auditor, regions: ['a'], sourceRegion: 'b' })).toThrow(
      'sourceRegion is one Region, regions are a choice',
    );
  });

  it('has a policy for its readers, made once, when it is asked for', () => {
    const without = templateOf((stack) => new CopyJobAuditor(stack, 'A'));
    without.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
    const own = templateOf((stack) => {
      const { dashboard } = new CopyJobAuditor(stack, 'A');
      new Group(stack, 'OnCall', { managedPolicies: [dashboard!.viewerPolicy(), dashboard!.viewerPolicy()] as never });
    });
    const { PolicyDocument } = resourceOf(own, 'AWS::IAM::ManagedPolicy').Properties as {
      readonly PolicyDocument: {
        readonly Statement: readonly { readonly Action: unknown; readonly Resource: unknown }[];
      };
    };
    const [widget, reading] = PolicyDocument.Statement;
    expect([widget?.Action, flat(widget?.Resource)]).toEqual(['lambda:InvokeFunction', '<AWidgetFunction.Arn>']);
    expect(reading?.Resource).toBe('*');
    for (const action of reading?.Action as string[]) expect(action).toMatch(/^cloudwatch:(Get|List|Describe)/);
  });

  it('leads to the console of its partition', () => {
    const linksIn = (region: string) =>
      titlesOf(
        dashboardIn(
          templateOf((stack) => new CopyJobAuditor(stack, 'A'), { env: { account: '111122223333', region } }),
        ),
      )[0];
    expect(linksIn('cn-north-1')).toContain('https://cn-north-1.console.amazonaws.cn/states/');
    expect(linksIn('us-gov-west-1')).toContain('https://us-gov-west-1.console.amazonaws-us-gov.com/states/');
  });
});

describe('widgets of one report', () => {
  it('go into someone else’s dashboard and name the report', () => {
    const own = templateOf((stack) => {
      const auditor = new CopyJobAuditor(stack, 'A', { dashboard: false });
      new Dashboard(stack, 'Mine', { widgets: [auditor.addReport('Offsite').widgets()] });
    });
    const shown = dashboardIn(own);
    expect(faultsOf(shown)).toEqual([]);
    const named = shown.widgets.flatMap(metricsOf).filter(([namespace]) => namespace === METRIC_NAMESPACE);
    expect(named.length).toBeGreaterThan(10);
    for (const [, , ...dimensions] of named)
      expect(dimensions.slice(0, 4)).toEqual(['Auditor', 'default', 'Report', 'Offsite']);
    const [live] = shown.widgets.filter(({ type }) => type === 'custom');
    expect(live?.properties['params']).toEqual({ view: 'report', report: 'Offsite' });
    for (const expression of expressionsIn(shown).filter((text) => text.includes('SEARCH')))
      expect(expression).toContain('Report="Offsite"');
    expect(widgetIn(shown, 'Age of the copy that is oldest, and its limit').properties['annotations']).toMatchObject({
      horizontal: [{ value: 26 }],
    });
  });

  it('are there for a report of another stack too, without a limit that only that stack knows', () => {
    const stack = new Stack(quickApp(), 'Stack');
    const auditor = CopyJobAuditor.fromAuditorName(stack, 'A');
    const report = ComplianceReport.fromReportName(stack, 'R', auditor, 'Offsite');
    new Dashboard(stack, 'Mine', { widgets: [report.widgets()] });
    const shown = dashboardIn(Template.fromStack(stack));
    expect(faultsOf(shown)).toEqual([]);
    expect(widgetIn(shown, 'Age of the copy that is oldest, and its limit').properties).not.toHaveProperty(
      'annotations',
    );
  });
});
