import { type App, CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack, TimeZone } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { DefinitionError } from '../../audit/errors.js';
import { parseDefinition } from '../../audit/definition.js';
import {
  ComplianceReport,
  Control,
  CopyJobAuditor,
  FilterSet,
  Gate,
  type ReportOptions,
  Severity,
} from '../../lib/index.js';
import { flat, quickApp, reportSchedulesIn, resourceOf, resourcesOf, templateOf } from '../kit/synth.js';

const TYPE = 'Custom::CopyComplianceReport';

const reportWith = (options: ReportOptions = {}, id = 'R') =>
  templateOf((stack) => new CopyJobAuditor(stack, 'A', { dashboard: false }).addReport(id, options));
const definitionIn = (template: Template): Record<string, unknown> =>
  JSON.parse(flat(resourceOf(template, TYPE).Properties['Definition'])) as Record<string, unknown>;
const scheduleIn = (template: Template) => {
  const [schedule, ...others] = reportSchedulesIn(template);
  if (schedule === undefined || others.length > 0) throw new Error('There is not one schedule');
  return schedule;
};
const scheduleOf = (options: ReportOptions) => scheduleIn(reportWith(options)).Properties;

describe('a report crosses the wall', () => {
  it('as one JSON string, without any property: its name and the version of its shape', () => {
    expect(definitionIn(reportWith({}, 'AllCopies'))).toEqual({ version: 1, name: 'AllCopies' });
  });

  it('with all that was declared, as the handlers parse it', () => {
    const declared = definitionIn(
      reportWith({
        filterSets: [new FilterSet('volumes', { createdWithin: Duration.days(7) })],
        controls: [Control.completed({ severity: Severity.CRITICAL })],
        gate: Gate.failOnNonCompliant(),
        schedule: ScheduleExpression.rate(Duration.hours(6)),
      }),
    );
    expect(parseDefinition(declared)).toMatchObject({
      name: 'R',
      schedule: 'rate(6 hours)',
      filterSets: [{ name: 'volumes', createdWithin: 7 * 86_400_000 }],
      controls: [{ control: 'completed', severity: 'CRITICAL' }],
      gate: { failOn: 'NON_COMPLIANT' },
    });
  });

  it('with values that only CloudFormation knows', () => {
    const template = templateOf((stack) => {
      const vault = new CfnParameter(stack, 'Vault').valueAsString;
      const percent = new CfnParameter(stack, 'Percent', { type: 'Number' }).valueAsNumber;
      new CopyJobAuditor(stack, 'A', { dashboard: false }).addReport('R', {
        filterSets: [new FilterSet('all', { destinationVaultArn: vault })],
        controls: [Control.minimumSuccessRate(percent)],
      });
    });
    expect(flat(resourceOf(template, TYPE).Properties['Definition'])).toBe(
      '{"version":1,"name":"R","filterSets":[{"name":"all","destinationVaultArn":"<Vault>"}],"controls":[{"control":"minimumSuccessRate","percent":<Percent>}]}',
    );
  });

  it('keeps its history when it goes, unless that is to be destroyed too', () => {
    const policyOf = (removalPolicy?: RemovalPolicy) =>
      resourceOf(reportWith(removalPolicy === undefined ? {} : { removalPolicy }), TYPE).Properties[
        'HistoryRemovalPolicy'
      ];
    expect([undefined, RemovalPolicy.RETAIN, RemovalPolicy.SNAPSHOT, RemovalPolicy.DESTROY].map(policyOf)).toEqual([
      'RETAIN',
      'RETAIN',
      'RETAIN',
      'DESTROY',
    ]);
  });

  it('answers what its run found', () => {
    const template = templateOf((stack) => {
      const report = new CopyJobAuditor(stack, 'A').addReport('R');
      const { complianceStatus, compliancePercent, runId, copyJobCount, findingCount } = report;
      new CfnOutput(stack, 'Found', {
        value: [complianceStatus, compliancePercent, runId, copyJobCount, findingCount].join(),
      });
    });
    expect(flat(template.findOutputs('Found')['Found']?.['Value'])).toBe(
      ['ComplianceStatus', 'CompliancePercent', 'RunId', 'CopyJobCount', 'FindingCount']
        .map((name) => `<AReportsR.${name}>`)
        .join(),
    );
  });

  it('shows what is allowed and likely a mistake as a warning', () => {
    const stack = new Stack(quickApp(), 'Stack');
    new CopyJobAuditor(stack, 'A').addReport('R', { controls: [Control.finishesWithin(Duration.hours(1))] });
    const [warning, ...others] = Annotations.fromStack(stack).findWarning('/Stack/A/Reports/R', Match.anyValue());
    expect(warning?.entry.data).toMatch(/controls\[0\] \(finishesWithin\): .*\[ack: copy-audit:definition\]/);
    expect(others).toEqual([]);
  });
});

describe('the first run', () => {
  it('finds every policy attached that it needs', () => {
    const template = reportWith();
    const resources = new Map(resourcesOf(template));
    const [report] = resourcesOf(template).find(([, { Type }]) => Type === TYPE)!;
    const before = new Set<string>();
    const visit = (id: string): void => {
      const resource = resources.get(id);
      if (resource === undefined || before.has(id)) return;
      before.add(id);
      const references = JSON.stringify(resource).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g);
      for (const [, referenced] of references) visit(referenced!);
      resource.DependsOn?.forEach(visit);
    };
    visit(report);
    const after = resourcesOf(template).filter(([id, { Type }]) => Type === 'AWS::IAM::Policy' && !before.has(id));
    // Of schedules, which come after the report, and of what reads the table once there is something in it.
    expect(after.map(([id]) => id.replace(/DefaultPolicy[0-9A-F]{8}$/, '')).sort()).toEqual([
      'AHeartbeatRole',
      'AHeartbeatsRole',
      'ASchedulerRole',
      'AWidgetRole',
    ]);
  });
});

describe('a schedule', () => {
  it('starts the state machine with the report’s name once a day, some minutes sooner or later', () => {
    expect(scheduleOf({})).toEqual({
      Description: 'Runs the report R of the copy job auditor default',
      ScheduleExpression: 'rate(1 day)',
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 10 },
      Target: {
        Arn: { Ref: expect.stringMatching(/^AStateMachine/) },
        RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^ASchedulerRole/), 'Arn'] },
        Input: '{"report":"R","trigger":"SCHEDULE"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 10 },
      },
    });
  });

  it('keeps to its own time zone, and to the minute where runs are not hours apart', () => {
    const schedule = ScheduleExpression.cron({ minute: '0', hour: '6', timeZone: TimeZone.EUROPE_BERLIN });
    expect(scheduleOf({ schedule })).toMatchObject({
      ScheduleExpression: 'cron(0 6 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE' },
    });
    expect(scheduleOf({ schedule: ScheduleExpression.rate(Duration.minutes(30)) })).toMatchObject({
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  it('begins after the report is declared and ends before it is removed', () => {
    const { DependsOn } = scheduleIn(reportWith());
    expect(DependsOn).toEqual([expect.stringMatching(/^AReportsR/)]);
  });

  it('is left out where the report runs only when asked', () => {
    const template = reportWith({ schedule: ScheduleExpression.expression('NONE') });
    expect(reportSchedulesIn(template)).toEqual([]);
    expect(definitionIn(template)['schedule']).toBe('NONE');
  });
});

describe('is refused', () => {
  it('what the schema of a definition does not allow, all of it at once', () => {
    const declare = () =>
      reportWith({ reportName: 'no spaces', controls: [Control.minimumSuccessRate(120)], maxConcurrency: 0 });
    expect(declare).toThrow(DefinitionError);
    expect(declare).toThrow(/The report "no spaces" is not valid: name: .*controls\[0\]\.percent: .*maxConcurrency: /);
  });

  it('a second report of one name against one auditor, wherever it is declared', () => {
    const stack = new Stack(quickApp(), 'Stack');
    const auditor = new CopyJobAuditor(stack, 'A');
    const first = auditor.addReport('R');
    expect(() => auditor.addReport('Other', { reportName: 'R' })).toThrow(
      `The report "R" is not valid: reportName: ${first.node.path} has this name already`,
    );
    expect(() => {
      const named = CopyJobAuditor.fromAuditorName(new Stack(stack.node.root as App, 'Second'), 'Named');
      named.addReport('R');
    }).toThrow('reportName: Stack/A/Reports/R has this name already');
    new CopyJobAuditor(stack, 'B', { auditorName: 'b' }).addReport('R');
  });

  it('an auditor of another account or Region', () => {
    const app = quickApp();
    const stackIn = (region: string, account = '111122223333') =>
      new Stack(app, `${region}-${account}`, { env: { account, region } });
    const auditor = new CopyJobAuditor(stackIn('eu-west-1'), 'A');
    expect(() => new ComplianceReport(stackIn('eu-central-1'), 'R', { auditor })).toThrow(
      'auditor: it is of region eu-west-1, the report of eu-central-1: expected an auditor of the same account and Region',
    );
    expect(() => new ComplianceReport(stackIn('eu-west-1', '999999999999'), 'S', { auditor })).toThrow(
      'auditor: it is of account 111122223333',
    );
  });
});
