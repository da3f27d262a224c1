import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  Control,
  CopyJobAuditor,
  Exemption,
  FilterSet,
  Gate,
  ResourceType,
  Severity,
  Target,
} from 'cdk-backup-copy-audit';

const app = new App();
const stack = new Stack(app, 'CopyAudit');
const auditor = new CopyJobAuditor(stack, 'Auditor');

const report = auditor.addReport('OffsiteCopies', {
  filterSets: [
    new FilterSet('prod-databases', { resourceType: ResourceType.RDS, createdWithin: Duration.days(7) }),
    new FilterSet('ireland', {
      targets: [Target.accounts(['111122223333', '444455556666'], { regions: ['eu-west-1'] })],
    }),
  ],
  controls: [
    Control.completed(),
    Control.freshWithin(Duration.hours(26)),
    Control.crossRegion(),
    Control.vaultLocked({ severity: Severity.CRITICAL }),
    Control.retainedFor({ atLeast: Duration.days(35) }),
    Control.minimumSuccessRate(99),
  ],
  exemptions: [Exemption.resource('arn:aws:rds:*:*:db:scratch-*', { reason: 'rebuilt nightly', until: '2027-03-31' })],
  gate: Gate.failOnNonCompliant(),
});

new CfnOutput(stack, 'Status', { value: report.complianceStatus });
app.synth();
