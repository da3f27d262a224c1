import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EventBus, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ComplianceReport, CopyJobAuditor, Severity } from '../../lib/index.js';
import { statementRowsOf } from '../kit/statements.js';
import { quickApp, resourcesOf, templateOf } from '../kit/synth.js';

const RULE = 'AWS::Events::Rule';
const tells = (template: Template): boolean =>
  resourcesOf(template).some(([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.includes('DeliverEvents'));
const withReport = (declare: (report: ComplianceReport, stack: Stack) => void) =>
  templateOf((stack) => declare(new CopyJobAuditor(stack, 'A', { dashboard: false }).addReport('Offsite'), stack));

describe('a rule of a report', () => {
  it('is for changes of its status, and of no other report’s', () => {
    const template = withReport((report, stack) => {
      const rule = report.onStatusChange('Changed', {
        target: new SnsTopic(new Topic(stack, 'Topic')),
        description: 'Somebody looks at it',
        ruleName: 'offsite',
      });
      expect(rule).toBeInstanceOf(Rule);
    });
    template.hasResourceProperties(RULE, {
      Name: 'offsite',
      Description: 'Somebody looks at it',
      State: 'ENABLED',
      EventPattern: {
        source: ['cdk-backup-copy-audit'],
        'detail-type': ['Copy Job Compliance Change'],
        detail: { auditor: ['default'], report: ['Offsite'] },
      },
      Targets: [Match.objectLike({ Arn: { Ref: Match.stringLikeRegexp('Topic') } })],
    });
  });

  it.each([
    ['onNewFinding', 'NEW'],
    ['onResolvedFinding', 'RESOLVED'],
  ] as const)('%s is for findings that are %s, of the severities that were asked for', (method, change) => {
    const template = withReport((report) => {
      report[method]('All');
      report[method]('Severe', { severity: Severity.HIGH });
    });
    const common = { auditor: ['default'], report: ['Offsite'], change: [change] };
    for (const detail of [common, { ...common, finding: { severity: ['CRITICAL', 'HIGH'] } }])
      template.hasResourceProperties(RULE, {
        EventPattern: {
          source: ['cdk-backup-copy-audit'],
          'detail-type': ['Copy Job Finding Change'],
          detail,
        },
      });
  });

  it('is narrowed further by a pattern of the user’s', () => {
    const template = withReport((report) =>
      report.onStatusChange('Worse', { eventPattern: { detail: { turn: ['WORSE'] } } }),
    );
    template.hasResourceProperties(RULE, { EventPattern: { detail: { report: ['Offsite'], turn: ['WORSE'] } } });
  });

  it('of a report of another stack is on the default bus, or on the one that is known', () => {
    const template = templateOf((stack) => {
      const eventBus = EventBus.fromEventBusName(stack, 'Bus', 'audits');
      const auditor = CopyJobAuditor.fromAuditorName(stack, 'Auditor', 'prod');
      const report = ComplianceReport.fromReportName(stack, 'Report', auditor, 'Offsite');
      report.onStatusChange('Default');
      report.onStatusChange('Named', { eventBus });
    });
    template.resourceCountIs('AWS::Lambda::Function', 0);
    template.hasResourceProperties(RULE, { EventBusName: Match.absent() });
    template.hasResourceProperties(RULE, {
      EventBusName: 'audits',
      EventPattern: Match.objectLike({ detail: { auditor: ['prod'], report: ['Offsite'] } }),
    });
  });
});

describe('an auditor', () => {
  it('tells EventBridge nothing where nobody asks for it', () => {
    expect(tells(withReport(() => undefined))).toBe(false);
  });

  it('does so once, however many rules there are', () => {
    const template = withReport((report) => {
      report.onStatusChange('A');
      report.onNewFinding('B');
    });
    expect(tells(template)).toBe(true);
  });

  it('does so for rules of other stacks where it is told to', () => {
    expect(tells(templateOf((stack) => new CopyJobAuditor(stack, 'A', { events: true })))).toBe(true);
  });

  it('sends events to a bus that is given, and its rules are on it', () => {
    const template = templateOf((stack) => {
      const eventBus: IEventBus = new EventBus(stack, 'Bus') as IEventBus;
      const auditor = new CopyJobAuditor(stack, 'A', { eventBus, dashboard: false });
      auditor.addReport('Offsite').onStatusChange('Changed');
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({ COPY_AUDIT_EVENT_BUS: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] } }),
      },
    });
    template.hasResourceProperties(RULE, { EventBusName: { Ref: Match.stringLikeRegexp('Bus') } });
    expect(statementRowsOf(template)).toContainEqual({
      who: ['DeliverEvents'],
      may: ['events:PutEvents'],
      on: ['<Bus>'],
      under: 'StringEquals events:source: cdk-backup-copy-audit',
    });
  });

  it('tells of a bus that another stack knows it has', () => {
    const stack = new Stack(quickApp(), 'Stack');
    const eventBus = EventBus.fromEventBusName(stack, 'Bus', 'audits');
    const auditor = CopyJobAuditor.fromAuditorAttributes(stack, 'Auditor', {
      serviceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:provider',
      tableName: 'reports',
      stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:runs',
      schedulerRoleArn: 'arn:aws:iam::111122223333:role/scheduler',
      eventBus,
    });
    ComplianceReport.fromReportName(stack, 'Report', auditor, 'Offsite').onNewFinding('New');
    Template.fromStack(stack).hasResourceProperties(RULE, { EventBusName: 'audits' });
  });
});
