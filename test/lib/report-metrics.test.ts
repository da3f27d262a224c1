import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import type { MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { REPORT_METRICS, type ReportMetric } from '../../audit/metrics.js';
import { ComplianceReport, CopyJobAuditor, type ReportOptions } from '../../lib/index.js';
import { flat, quickApp, resourcesOf } from '../kit/synth.js';

/** A metric without a method of its own does not compile. */
type HasMethods = { [M in ReportMetric as `metric${M}`]: (options?: MetricOptions) => unknown };

const declared = (options: ReportOptions = {}) => {
  const stack = new Stack(quickApp(), 'Stack');
  const report = new CopyJobAuditor(stack, 'A', { dashboard: false }).addReport('R', options);
  return { stack, report };
};
const alarmsIn = (stack: Stack) => {
  const template = Template.fromStack(stack);
  const found = resourcesOf(template).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm');
  return found.map(([, { Properties, DependsOn }]): Record<string, unknown> => ({ ...Properties, DependsOn }));
};

describe('a metric', () => {
  const { report } = declared();

  it.each(Object.keys(REPORT_METRICS) as ReportMetric[])('%s has a method', (name) => {
    const methods: HasMethods = report;
    expect(methods[`metric${name}`]()).toMatchObject({
      namespace: 'CopyAudit',
      metricName: name,
      dimensions: { Auditor: 'default', Report: 'R' },
    });
  });

  it('of totals is the highest in a period; what adds up is its sum, the compliance the lowest', () => {
    expect(report.metricFailedJobs().statistic).toBe('Maximum');
    expect(report.metricRunPublished().statistic).toBe('Sum');
    expect(report.metricCompliancePercent().statistic).toBe('Minimum');
    expect(report.metricFailedJobs({ statistic: 'Average' }).statistic).toBe('Average');
  });

  it('of failures has the cause as well', () => {
    expect(report.metricFailuresByCause('access-denied')).toMatchObject({
      metricName: 'FailuresByCause',
      dimensions: { Auditor: 'default', Report: 'R', Cause: 'access-denied' },
    });
  });

  it('is there for a report of another stack, by its name', () => {
    const stack = new Stack(new App(), 'Other');
    const auditor = CopyJobAuditor.fromAuditorName(stack, 'Auditor', 'prod');
    const other = ComplianceReport.fromReportName(stack, 'Report', auditor, 'Offsite');
    expect(other.metric('FailedJobs').dimensions).toEqual({ Auditor: 'prod', Report: 'Offsite' });
    const methods: HasMethods = other;
    expect(methods.metricFailedJobs()).toMatchObject({ metricName: 'FailedJobs', dimensions: { Report: 'Offsite' } });
  });
});

describe('alarmWhenNonCompliant', () => {
  it('is on as long as the latest run says so, and waits for the first', () => {
    const { stack, report } = declared();
    report.alarmWhenNonCompliant('Offsite', { alarmName: 'offsite', actionsEnabled: false });
    expect(alarmsIn(stack)).toEqual([
      {
        AlarmName: 'offsite',
        AlarmDescription: 'The copy compliance report R is NON_COMPLIANT. Its latest run says what, where and why.',
        ActionsEnabled: false,
        Namespace: 'CopyAudit',
        MetricName: 'NonCompliant',
        Dimensions: [
          { Name: 'Auditor', Value: 'default' },
          { Name: 'Report', Value: 'R' },
        ],
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'ignore',
        DependsOn: [expect.stringMatching(/^AReportsR[0-9A-F]{8}$/)],
      },
    ]);
  });
});

describe('alarmWhenStale', () => {
  const looksBack = (schedule?: ScheduleExpression, after?: Duration) => {
    const { stack, report } = declared(schedule === undefined ? {} : { schedule });
    report.alarmWhenStale('Stale', after === undefined ? {} : { after });
    const [alarm] = alarmsIn(stack);
    expect(alarm).toMatchObject({
      MetricName: 'RunPublished',
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
    return [alarm?.['EvaluationPeriods'], alarm?.['Period']];
  };

  it.each<[string, ScheduleExpression | undefined, [number, number]]>([
    ['once a day', undefined, [48, 3600]],
    ['every six hours', ScheduleExpression.rate(Duration.hours(6)), [12, 3600]],
    ['every ten minutes', ScheduleExpression.rate(Duration.minutes(10)), [4, 300]],
    ['every 45 minutes', ScheduleExpression.rate(Duration.minutes(45)), [2, 3600]],
    ['at six every day', ScheduleExpression.cron({ minute: '0', hour: '6' }), [48, 3600]],
    [
      'on weekdays, of which the weekend is the longest gap',
      ScheduleExpression.cron({ minute: '0', hour: '6', weekDay: 'MON-FRI' }),
      [144, 3600],
    ],
  ])('looks back twice as far as runs are apart that are made %s', (_, schedule, expected) => {
    expect(looksBack(schedule)).toEqual(expected);
  });

  it('looks back as far as was asked for', () => {
    expect(looksBack(ScheduleExpression.expression('NONE'), Duration.days(7))).toEqual([168, 3600]);
  });

  it.each<[string, ScheduleExpression, number, Duration | undefined]>([
    ['once a week', ScheduleExpression.rate(Duration.days(7)), 14, undefined],
    ['once a month', ScheduleExpression.cron({ minute: '0', hour: '6', day: '1' }), 62, undefined],
    ['once a year', ScheduleExpression.cron({ minute: '0', hour: '6', day: '24', month: '12' }), 2 * 366, undefined],
    ['every day, but asked for long silence', ScheduleExpression.rate(Duration.days(1)), 8, Duration.days(8)],
  ])('watches the age that is written daily where runs are made %s', (_, schedule, days, after) => {
    const { stack, report } = declared({ schedule });
    report.alarmWhenStale('Stale', after === undefined ? {} : { after });
    expect(alarmsIn(stack)).toMatchObject([
      {
        MetricName: 'RunAge',
        Statistic: 'Minimum',
        Threshold: days * 86_400,
        ComparisonOperator: 'GreaterThanThreshold',
        Period: 86_400,
        EvaluationPeriods: 2,
        TreatMissingData: 'breaching',
      },
    ]);
  });

  it.each<[string, ScheduleExpression, Duration | undefined, string]>([
    [
      'no schedule',
      ScheduleExpression.expression('NONE'),
      undefined,
      'it has no schedule that is known at synth; give after',
    ],
    [
      'one that comes but once',
      ScheduleExpression.cron({ minute: '0', hour: '6', day: '24', month: '12', year: '2030' }),
      undefined,
      'it has no schedule that is known at synth; give after',
    ],
    [
      'less than a minute',
      ScheduleExpression.rate(Duration.days(1)),
      Duration.seconds(59),
      'after is 59 seconds; expected 1 minute or more',
    ],
  ])('refuses %s', (_, schedule, after, message) => {
    const { report } = declared({ schedule });
    expect(() => report.alarmWhenStale('Stale', after === undefined ? {} : { after })).toThrow(message);
  });
});

describe('alarmWhenAuditFails', () => {
  it('is on when something was not read, or a run was not published', () => {
    const { stack, report } = declared();
    report.alarmWhenAuditFails('Fails', { alarmName: 'fails' });
    const [unread, running] = alarmsIn(stack);
    expect(unread).toMatchObject({ MetricName: 'UnreadUnits', Threshold: 0, TreatMissingData: 'ignore' });
    const metrics = running?.['Metrics'] as {
      readonly MetricStat?: { readonly Metric: { readonly MetricName: string } };
    }[];
    expect(metrics.flatMap(({ MetricStat }) => MetricStat?.Metric.MetricName ?? [])).toEqual([
      'ExecutionsFailed',
      'ExecutionsTimedOut',
      'ExecutionsAborted',
    ]);
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmName: 'fails',
      AlarmRule: {
        'Fn::Join': [
          '',
          [
            '(ALARM("',
            { 'Fn::GetAtt': [Match.stringLikeRegexp('Reading'), 'Arn'] },
            '") OR ALARM("',
            { 'Fn::GetAtt': [Match.stringLikeRegexp('Running'), 'Arn'] },
            '"))',
          ],
        ],
      },
    });
  });
});

describe('alarmWhenAny', () => {
  it('is on when any of the three is', () => {
    const { stack, report } = declared();
    report.alarmWhenAny('Any', { alarmName: 'any', after: Duration.days(3) });
    expect(alarmsIn(stack).map(({ MetricName }) => MetricName)).toEqual([
      'NonCompliant',
      'RunPublished',
      'UnreadUnits',
      undefined,
    ]);
    const rules = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::CompositeAlarm')).map(
      ({ Properties }) => flat((Properties as { AlarmRule: unknown }).AlarmRule),
    );
    expect(rules).toContain(
      '(ALARM("<AReportsRAnyNonCompliant.Arn>") OR ALARM("<AReportsRAnyStale.Arn>") OR ALARM("<AReportsRAnyAuditFails.Arn>"))',
    );
  });
});
