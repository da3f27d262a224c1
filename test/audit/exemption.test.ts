import { CopyJob } from '../../audit/copy-job.js';
import { parseDefinition } from '../../audit/definition.js';
import { type Excusable, Exemptions } from '../../audit/exemption.js';

type Exempted = Readonly<Record<string, unknown>>;

const RESOURCE = 'arn:aws:rds:eu-west-1:111111111111:db:orders';
const VAULT = 'arn:aws:backup:us-east-1:111111111111:backup-vault:copies';
const UNTIL = Date.parse('2027-04-01T00:00:00Z');

const exemptionsAsOf = (asOf: number, exemptions: readonly Exempted[]): Exemptions => {
  const declared = exemptions.map((each) => ({ reason: 'r', until: '2027-03-31', ...each }));
  return new Exemptions(parseDefinition({ name: 'report', exemptions: declared }).exemptions, asOf);
};

const ofJob: Excusable = {
  controlId: 'completed',
  resourceArn: RESOURCE,
  job: new CopyJob({ CopyJobId: 'job-1', ResourceArn: RESOURCE, DestinationBackupVaultArn: VAULT }),
};
const ofResource: Excusable = { controlId: 'freshWithin', resourceArn: RESOURCE };
const ofFilterSet: Excusable = { controlId: 'minimumSuccessRate' };

const excuses = (exemption: Exempted, finding: Excusable) =>
  exemptionsAsOf(UNTIL - 1, [exemption]).find(finding)?.isInForce === true;

describe('an exemption excuses', () => {
  it.each<[Exempted, boolean, boolean, boolean]>([
    // of a job, of a resource, of a filter set
    [{ resource: RESOURCE }, true, true, false],
    [{ resource: 'arn:aws:rds:*:db:*' }, true, true, false],
    [{ resource: '*' }, true, true, false],
    [{ resource: 'arn:aws:rds:eu-west-1:111111111111:db:ORDERS' }, false, false, false],
    [{ vault: '*:copies' }, true, false, false],
    [{ vault: '*:other' }, false, false, false],
    [{ job: 'job-1' }, true, false, false],
    [{ job: 'job-*' }, false, false, false],
    [{ control: 'completed' }, true, false, false],
    [{ control: 'freshWithin' }, false, true, false],
    [{ control: 'minimumSuccessRate' }, false, false, true],
    [{ control: 'complete?' }, false, false, false],
    [{ control: 'completed', resource: '*:orders', vault: VAULT, job: 'job-1' }, true, false, false],
    [{ control: 'completed', resource: '*:users' }, false, false, false],
    [{ control: 'freshWithin', resource: '*:orders' }, false, true, false],
    [{ control: 'freshWithin', vault: '*' }, false, false, false],
    [{ control: 'minimumSuccessRate', resource: '*' }, false, false, false],
  ])('by %j a finding of a job: %s, of a resource: %s, of a filter set: %s', (exemption, ...expected) => {
    expect([ofJob, ofResource, ofFilterSet].map((finding) => excuses(exemption, finding))).toEqual(expected);
  });

  it('no job that does not report what it names', () => {
    const bare = { controlId: 'completed', job: new CopyJob({}) };
    expect([{ resource: '*' }, { vault: '*' }, { job: 'job-1' }].map((each) => excuses(each, bare))).toEqual([
      ...[false, false, false],
    ]);
  });
});

describe('an exemption', () => {
  it('is in force to the last millisecond of its day, and has ended then', () => {
    const isInForce = (asOf: number) => exemptionsAsOf(asOf, [{ job: 'job-1' }]).find(ofJob)?.isInForce;
    expect([isInForce(UNTIL - 1), isInForce(UNTIL)]).toEqual([true, false]);
  });

  it('in force goes before one that has ended, and the first before the next', () => {
    const declared = [{ job: 'job-1', until: '2020-01-01' }, { job: 'other' }, { resource: '*' }, { vault: '*' }];
    expect(exemptionsAsOf(UNTIL - 1, declared).find(ofJob)).toMatchObject({ index: 2, isInForce: true });
    expect(exemptionsAsOf(UNTIL + 1, declared).find(ofJob)).toMatchObject({ index: 0, isInForce: false });
    expect(exemptionsAsOf(UNTIL, []).find(ofJob)).toBeUndefined();
  });
});
