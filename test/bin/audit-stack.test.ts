import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AuditStack } from '../../bin/audit-stack.js';
import { reportSchedulesIn } from '../kit/synth.js';

const reports = [
  { name: 'Offsite', schedule: 'rate(6 hours)', controls: [{ control: 'completed' }] },
  { name: 'Volumes', filterSets: [{ name: 'volumes', resourceType: 'EBS', createdWithin: '7d' }] },
];
const synthesized = (props: object = {}) =>
  Template.fromStack(new AuditStack(new App(), 'CopyAudit', { reports, ...props }));

describe('the deployable stack', () => {
  it('declares every report as the file says it', () => {
    const found = Object.values(synthesized().findResources('Custom::CopyComplianceReport'));
    const definitions = found.map(({ Properties }) => JSON.parse(Properties.Definition) as object);
    expect(definitions).toEqual(reports.map((report) => ({ version: 1, ...report })));
  });

  it('runs each on its schedule', () => {
    const template = synthesized();
    expect(reportSchedulesIn(template)).toHaveLength(reports.length);
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(6 hours)' });
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 day)' });
  });

  it('tells the status of each', () => {
    const attribute = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Offsite'), 'ComplianceStatus'] };
    expect(Object.keys(synthesized().findOutputs('*', { Value: attribute }))).toHaveLength(1);
  });

  it('keeps its history, unless it is for trials', () => {
    const policies = (props?: object) => {
      const { Resources } = synthesized(props).toJSON() as { Resources: Record<string, Record<string, string>> };
      return Object.values(Resources).flatMap(({ Type = '', DeletionPolicy }) =>
        Type.startsWith('AWS::DynamoDB::') ? [DeletionPolicy] : [],
      );
    };
    expect(policies()).toEqual(['Retain']);
    expect(policies({ isDisposable: true })).toEqual(['Delete']);
  });

  it('reads another endpoint of AWS Backup where one is given', () => {
    const variables = { AWS_ENDPOINT_URL_BACKUP: 'http://127.0.0.1:8080' };
    const template = synthesized({ backupEndpointUrl: variables.AWS_ENDPOINT_URL_BACKUP });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike(variables) },
    });
  });

  it('gives the auditor its name', () => {
    synthesized({ auditorName: 'second' }).hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ COPY_AUDIT_AUDITOR: 'second' }) },
    });
  });
});
