// What filter sets can say, for docs/filter-sets.md: nobody needs all of it at once.
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Control, CopyJobAuditor, CopyJobState, FilterSet, ResourceType, Target } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'CopyAudit');
const auditor = new CopyJobAuditor(stack, 'Auditor');

// One set for each question: what must be fresh is not what must not fail.
const gold = new FilterSet('gold', { taggedWith: { tier: 'gold' }, createdWithin: Duration.days(7) });
const offsite = new FilterSet('rds-offsite', {
  resourceType: ResourceType.RDS,
  destinationVaultArn: 'arn:aws:backup:eu-central-1:111122223333:backup-vault:offsite',
  createdWithin: Duration.days(7),
});
auditor.addReport('Databases', {
  filterSets: [offsite, gold],
  controls: [Control.freshWithin(Duration.hours(26)), Control.completed({ filterSets: [gold] })],
});

// A month that is over, while AWS still lists it.
auditor.addReport('November', {
  filterSets: [
    new FilterSet('november', {
      createdAfter: '2026-11-01T00:00:00Z',
      createdBefore: '2026-12-01T00:00:00Z',
      targets: [Target.accounts(['111122223333', '444455556666'], { regions: ['eu-west-1', 'eu-central-1'] })],
    }),
  ],
  controls: [Control.minimumSuccessRate(99)],
});

// Every account of the organization, see docs/organization.md.
auditor.addReport('Everywhere', {
  filterSets: [
    new FilterSet('everywhere', { targets: [Target.organization({ regions: ['eu-west-1', 'eu-central-1'] })] }),
  ],
});

// Narrow ones, to look into something.
auditor.addReport('Narrow', {
  filterSets: [
    new FilterSet('denied', { messageCategory: 'ACCESS_DENIED', state: CopyJobState.FAILED }),
    new FilterSet('members', { parentJobId: '8B3B9E5C-1B3C-4E5D-8F5A-0123456789AB' }),
    new FilterSet('one-database', { resourceArn: 'arn:aws:rds:eu-west-1:111122223333:db:orders' }),
    new FilterSet('one-recovery-point', {
      sourceRecoveryPointArn: 'arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-0123',
    }),
    new FilterSet('done-yesterday', {
      accountId: '111122223333',
      completedAfter: '2026-11-23T00:00:00Z',
      completedBefore: '2026-11-24T00:00:00Z',
    }),
  ],
  controls: [Control.maximumFailures(0, { allowEmpty: true })],
});
