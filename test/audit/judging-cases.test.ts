import { aCopyJob, ago } from '../kit/a-copy-job.js';
import { AS_OF, auditOf } from '../kit/audit-of.js';
import { HOUR } from '../../audit/schema.js';

const completed = { controls: [{ control: 'completed' as const }] };
const elsewhere = { accountId: '222222222222', region: 'us-east-1' };
const bucket = 'arn:aws:s3:::bucket';
const remembered = [
  {
    filterSet: 'all',
    arn: bucket,
    type: 'EBS',
    newest: { COPY_CREATION: AS_OF },
    newestCreated: AS_OF,
    seen: AS_OF,
  },
];

describe('a good copy that is only remembered', () => {
  it('has no known age by a clock on which it has no date', async () => {
    const controls = [{ control: 'freshWithin' as const, within: '26h', from: 'BACKUP_CREATION' }];
    const { findings } = await auditOf({ controls }, [], { remembered });
    expect(findings.map(({ verdict }) => verdict)).toEqual(['UNDETERMINED']);
  });
});

describe('where two finished records of one job differ', () => {
  const good = aCopyJob();
  const failed = aCopyJob({ State: 'FAILED', StatusMessage: 'Access denied' });

  it('the one read later stands if both were complete at one time', async () => {
    const states = async (jobs: readonly Record<string, unknown>[]) =>
      (await auditOf(completed, jobs, { reading: { pageSize: 1 } })).counts.jobsByState;
    expect(await states([good, failed])).toEqual({ FAILED: 1 });
    expect(await states([failed, good])).toEqual({ COMPLETED: 1 });
  });

  it('the one completed later stands, though another unit than its own lists it', async () => {
    const units = [{ jobs: [good] }, { jobs: [{ ...failed, CompletionDate: ago(HOUR) }], ...elsewhere }];
    const { counts } = await auditOf(completed, [], { units });
    expect(counts.jobsByState).toEqual({ FAILED: 1 });
  });
});

describe('a job that does not say where it comes from', () => {
  it.each(['SourceBackupVaultArn', 'AccountId'])('without %s counts once, whatever units list it', async (field) => {
    const job = aCopyJob({ SourceBackupVaultArn: undefined, [field]: undefined });
    const units = [{}, { region: 'us-east-1' }, elsewhere];
    const { counts } = await auditOf(completed, [job], { units, reading: { pageSize: 5, isRecorded: false } });
    expect(counts.copyJobs).toBe(1);
  });
});

describe('a composite', () => {
  const parent = aCopyJob({ CopyJobId: 'parent', State: 'PARTIAL', IsParent: true });
  const member = aCopyJob({ CopyJobId: 'member', State: 'FAILED', ParentJobId: 'parent' });
  const named = async (jobs: readonly Record<string, unknown>[], units?: readonly object[]) =>
    (await auditOf(completed, jobs, units === undefined ? {} : { units })).findings.map(
      ({ subject, children = [] }) => [subject.id, ...children.map(({ copyJobId }) => copyJobId)],
    );

  it('names its members though a unit of another account lists it', async () => {
    expect(await named([parent, member], [{ jobs: [] }, elsewhere])).toEqual([['parent', 'member']]);
  });

  it('names its members though it does not say that it is a parent', async () => {
    expect(await named([{ ...parent, IsParent: undefined }, member])).toEqual([['parent', 'member']]);
  });

  it('is not a member of itself', async () => {
    expect(await named([{ ...member, ParentJobId: 'member' }])).toEqual([['member']]);
  });
});

describe('what is expected of protected resources', () => {
  const controls = [{ control: 'covers' as const, protectedResources: { types: ['S3'] } }];
  const expected = async (options: object, jobs: readonly Record<string, unknown>[] = []) =>
    (await auditOf({ controls }, jobs, { remembered, ...options })).findings.map(({ subject }) => subject.id);

  it('is of the type in the list, before that of any job, before that remembered', async () => {
    const protectedResources = [{ ResourceArn: bucket, ResourceType: 'S3' }];
    expect(await expected({ protectedResources })).toEqual([bucket]);
    expect(await expected({}, [aCopyJob({ ResourceArn: bucket, ResourceType: 'S3', State: 'FAILED' })])).toEqual([
      bucket,
    ]);
    expect(await expected({})).toEqual([]);
  });
});
