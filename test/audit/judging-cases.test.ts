import { AS_OF, aJob, aUnit, hoursAgo, judged } from '../kit/judged.js';

const completed = [{ control: 'completed' }];
const elsewhere = { accountId: '222222222222', region: 'us-east-1' };

describe('a good copy that is only remembered', () => {
  it('has no known age by a clock on which it has no date', async () => {
    const { findings } = await judged({
      controls: [{ control: 'freshWithin', within: '26h', from: 'BACKUP_CREATION' }],
      units: [aUnit([])],
      remembered: [
        {
          filterSet: 'all',
          arn: 'arn:aws:s3:::bucket',
          newest: { COPY_CREATION: AS_OF },
          newestCreated: AS_OF,
          seen: AS_OF,
        },
      ],
    });
    expect(findings.map(({ verdict }) => verdict)).toEqual(['UNDETERMINED']);
  });
});

describe('where two finished records of one job differ', () => {
  const failed = aJob({ State: 'FAILED', StatusMessage: 'Access denied' });

  it('the one read later stands if both were complete at one time', async () => {
    const states = async (...jobs: Record<string, unknown>[]) =>
      (await judged({ controls: completed, units: [aUnit(jobs)], reading: { pageSize: 1 } })).counts.jobsByState;
    expect(await states(aJob(), failed)).toEqual({ FAILED: 1 });
    expect(await states(failed, aJob())).toEqual({ COMPLETED: 1 });
  });

  it('the one completed later stands, though another unit than its own lists it', async () => {
    const { findings } = await judged({
      controls: completed,
      units: [aUnit([aJob()]), aUnit([{ ...failed, CompletionDate: hoursAgo(1) }], elsewhere)],
    });
    expect(findings.map(({ subject, verdict }) => [subject.id, verdict])).toEqual([['job-1', 'NOT_MET']]);
  });
});

describe('a job that does not say where it comes from', () => {
  it.each(['SourceBackupVaultArn', 'AccountId'])('without %s counts once, whatever units list it', async (field) => {
    const job = aJob({ SourceBackupVaultArn: undefined, [field]: undefined });
    const { counts } = await judged({
      controls: completed,
      units: [aUnit([job]), aUnit([job], { region: 'us-east-1' }), aUnit([job], elsewhere)],
    });
    expect(counts.copyJobs).toBe(1);
  });
});

describe('a composite', () => {
  const parent = aJob({ CopyJobId: 'parent', State: 'PARTIAL', IsParent: true });
  const member = aJob({ CopyJobId: 'member', State: 'FAILED', ParentJobId: 'parent' });

  it('names its members though a unit of another account lists it', async () => {
    const { findings } = await judged({
      controls: completed,
      units: [aUnit([]), aUnit([parent, member], elsewhere)],
    });
    expect(findings.map(({ subject, children }) => [subject.id, children?.map(({ copyJobId }) => copyJobId)])).toEqual([
      ['parent', ['member']],
    ]);
  });

  it('names its members though it does not say that it is a parent', async () => {
    const { findings } = await judged({
      controls: completed,
      units: [aUnit([{ ...parent, IsParent: undefined }, member])],
    });
    expect(findings.map(({ children }) => children?.map(({ copyJobId }) => copyJobId))).toEqual([['member']]);
  });

  it('is not a member of itself', async () => {
    const { findings } = await judged({
      controls: completed,
      units: [aUnit([{ ...member, ParentJobId: 'member' }])],
    });
    expect(findings.map(({ subject }) => subject.id)).toEqual(['member']);
  });
});

describe('what is expected of protected resources', () => {
  const arn = 'arn:aws:s3:::bucket';
  const remembered = [
    { filterSet: 'all', arn, type: 'EBS', newest: { COPY_CREATION: AS_OF }, newestCreated: AS_OF, seen: AS_OF },
  ];
  const expected = async (unit: Parameters<typeof aUnit>[1], jobs: Parameters<typeof aUnit>[0] = []) =>
    (
      await judged({
        controls: [{ control: 'covers', protectedResources: { types: ['S3'] } }],
        units: [aUnit(jobs, unit)],
        remembered,
      })
    ).findings.map(({ subject }) => subject.id);

  it('is of the type in the list, before that of any job, before that remembered', async () => {
    expect(await expected({ protectedResources: [{ ResourceArn: arn, ResourceType: 'S3' }] })).toEqual([arn]);
    expect(await expected({}, [aJob({ ResourceArn: arn, ResourceType: 'S3', State: 'FAILED' })])).toEqual([arn]);
    expect(await expected({})).toEqual([]);
  });
});
