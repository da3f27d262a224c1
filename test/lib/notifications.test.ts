import { Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { notificationsSchema } from '../../audit/notification/notifications.js';
import { CopyJobAuditor, type CopyJobAuditorProps, type ReportNotification, Severity } from '../../lib/index.js';
import { flat, quickApp, resourcesOf, templateOf } from '../kit/synth.js';

const notifying = (notifications: (stack: Stack) => ReportNotification[], props: CopyJobAuditorProps = {}): Template =>
  templateOf((stack) => new CopyJobAuditor(stack, 'A', { ...props, notifications: notifications(stack) }), {
    env: { region: 'eu-west-1', account: '111122223333' },
  });

/** What the function is told of whom to notify. */
const toldOf = (template: Template) => {
  const [, resource] = resourcesOf(template).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.includes('DeliverNotifications'),
  ) ?? ['', undefined];
  const { Variables } = resource?.Properties['Environment'] as { Variables: Record<string, unknown> };
  return notificationsSchema.parse(JSON.parse(flat(Variables['COPY_AUDIT_NOTIFICATIONS'])));
};

describe('notifications', () => {
  it('go to each topic that is named, of the reports and severities that were asked for', () => {
    const template = notifying((stack) => [
      { topic: new Topic(stack, 'Ops') },
      { topic: new Topic(stack, 'Team'), reports: ['Databases'], severity: Severity.HIGH },
    ]);
    expect(toldOf(template)).toEqual({
      topics: [{ arn: '<Ops>' }, { arn: '<Team>', reports: ['Databases'], severity: 'HIGH' }],
      dashboard:
        'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/CopyAudit-default-eu-west-1',
    });
    template.hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardName: 'CopyAudit-default-eu-west-1' });
  });

  it('name no dashboard where there is none', () => {
    const told = toldOf(notifying((stack) => [{ topic: new Topic(stack, 'Ops') }], { dashboard: false }));
    expect(told).toEqual({ topics: [{ arn: '<Ops>' }] });
  });

  it('may publish to those topics only', () => {
    notifying((stack) => [{ topic: new Topic(stack, 'Ops') }]).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          { Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: Match.stringLikeRegexp('^Ops') } },
        ]),
      },
    });
  });

  it('go to standard topics', () => {
    const stack = new Stack(quickApp(), 'Stack');
    const topic = new Topic(stack, 'Ordered', { fifo: true });
    expect(() => new CopyJobAuditor(stack, 'A', { notifications: [{ topic }] })).toThrow(
      'notifications[0].topic: expected a standard topic, got a FIFO one',
    );
  });

  it('are no function where there are none', () => {
    const template = notifying(() => []);
    expect(resourcesOf(template).filter(([id]) => id.includes('DeliverNotifications'))).toEqual([]);
  });
});
