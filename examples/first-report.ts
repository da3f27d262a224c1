import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Control, CopyJobAuditor, Exemption, FilterSet, ResourceType, Severity } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'CopyAudit');
const auditor = new CopyJobAuditor(stack, 'Auditor');

// Filter sets say what is read, controls what must be true of it: of everything, or of some.
const databases = new FilterSet('databases', { resourceType: ResourceType.RDS, createdWithin: Duration.days(7) });
const everything = new FilterSet('everything', { createdWithin: Duration.days(7) });

const report = auditor.addReport('OffsiteCopies', {
  schedule: ScheduleExpression.rate(Duration.hours(6)),
  filterSets: [databases, everything],
  controls: [
    Control.completed({ filterSets: [everything] }),
    Control.crossRegion({ filterSets: [everything] }),
    Control.freshWithin(Duration.hours(26), { filterSets: [databases], severity: Severity.CRITICAL }),
    Control.retainedFor({ atLeast: Duration.days(35), filterSets: [everything] }),
  ],
  exemptions: [
    Exemption.resource('arn:aws:rds:*:*:db:scratch-*', { reason: 'rebuilt every night', until: '2027-03-31' }),
  ],
});
report.alarmWhenAny('CopyAudit');

new CfnOutput(stack, 'Status', { value: report.complianceStatus });
