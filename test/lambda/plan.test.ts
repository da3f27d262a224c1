import type { PlannedUnit } from '../../audit/wire.js';
import { readUnits } from '../../aws/table/plans.js';
import { handler as plan } from '../../lambda/plan.js';
import type { SandboxOptions } from '../../sandbox/index.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { type AnsweringService, refusing, startAnswering } from '../kit/answering.js';
import { LocalAuditor } from '../kit/local-auditor.js';
import { startOrganization } from '../kit/organization.js';

jest.setTimeout(30_000);

const CONTEXT = { invokedFunctionArn: 'arn:aws-cn:lambda:cn-north-1:111111111111:function:plan' };
const EXECUTION = {
  id: 'arn:aws:states:eu-west-1:111111111111:execution:CopyAudit:one',
  startTime: '2026-06-15T12:00:00.123Z',
};
const accounts = (count: number) => Array.from({ length: count }, (_, n) => String(n + 1).padStart(12, '0'));

describe('a plan', () => {
  let auditor: LocalAuditor;
  let other: AnsweringService | undefined;
  beforeEach(async () => {
    auditor = await LocalAuditor.start();
  });
  afterEach(async () => {
    delete process.env['AWS_ENDPOINT_URL_ORGANIZATIONS'];
    delete process.env['AWS_ENDPOINT_URL_S3'];
    delete process.env['COPY_AUDIT_BUCKET'];
    await auditor.close();
    await other?.close();
    other = undefined;
  });
  const planned = async (definition: object, execution = EXECUTION) => {
    await auditor.declare({ name: 'Offsite', ...definition });
    return plan({ report: 'Offsite', execution }, CONTEXT);
  };

  it('is of the function’s own account and Region where nothing else is said, as of the execution’s start', async () => {
    const answer = await planned({});
    expect(answer).toMatchObject({
      report: 'Offsite',
      asOf: '2026-06-15T12:00:00.123Z',
      unitCount: 1,
      maxConcurrency: 10,
      unitsIn: 'ANSWER',
      batches: [
        [
          {
            index: 0,
            sharesFilterSet: false,
            unit: { accountId: '111111111111', region: 'cn-north-1', requestsPerSecond: 10 },
          },
        ],
      ],
    });
    expect(answer.runId).toMatch(/^20260615T120000123Z-[0-9a-f]{8}$/);
  });

  it('is the same when its task is tried again, and another for another execution', async () => {
    const first = await planned({});
    expect(await plan({ report: 'Offsite', execution: EXECUTION }, CONTEXT)).toEqual(first);
    const { runId } = await plan({ report: 'Offsite', execution: { ...EXECUTION, id: 'another' } }, CONTEXT);
    expect(runId).not.toBe(first.runId);
    expect(runId.slice(0, 18)).toBe(first.runId.slice(0, 18));
  });

  it('reads listed accounts through a role of theirs, or through their organization', async () => {
    const targets = [
      { accounts: ['222222222222'], role: { name: 'auditor', externalId: 'id' } },
      { accounts: ['333333333333'], regions: ['cn-north-1', 'cn-northwest-1'] },
    ];
    const answer = await planned({ filterSets: [{ name: 'all', targets }], requestsPerSecond: 12 });
    const units = 'batches' in answer ? answer.batches.flat().map(({ unit }) => unit) : [];
    expect(units).toMatchObject([
      { role: { arn: 'arn:aws-cn:iam::222222222222:role/auditor', externalId: 'id' }, requestsPerSecond: 12 },
      { byAccountId: '333333333333', region: 'cn-north-1', requestsPerSecond: 12 },
      { byAccountId: '333333333333', region: 'cn-northwest-1', requestsPerSecond: 12 },
    ]);
  });

  it('hands a long list of units over in the bucket, as a JSON array', async () => {
    other = await startAnswering(() => ({ body: '' }));
    process.env['AWS_ENDPOINT_URL_S3'] = other.url;
    process.env['COPY_AUDIT_BUCKET'] = 'unit-lists';
    const answer = await planned({
      filterSets: [{ name: 'all', targets: [{ accounts: accounts(1000), role: { name: 'auditor' } }] }],
    });
    expect(answer).toMatchObject({ unitCount: 1000, unitsIn: 'S3', bucket: 'unit-lists' });
    expect(answer).not.toHaveProperty('batches');
    expect(JSON.stringify(answer).length).toBeLessThan(1000);
    const [{ method, path, text } = { method: '', path: '', text: '' }] = other.asked;
    expect([method, path.split('?')[0]]).toEqual(['PUT', `/unit-lists/${'key' in answer ? answer.key : ''}`]);
    const batches = JSON.parse(text) as PlannedUnit[][];
    expect(batches).toHaveLength(40);
    expect(batches.flat()).toEqual(await readUnits(auditor.dynamodb.open(), 'Offsite', answer.runId));
  });

  it('says so where there is no bucket for a long list', async () => {
    const targets = [{ accounts: accounts(1000), role: { name: 'auditor' } }];
    await expect(planned({ filterSets: [{ name: 'all', targets }] })).rejects.toThrow(/1000 units are too many/);
  });

  it('reads no more units at once than the budget feeds', async () => {
    const definition = {
      filterSets: [{ name: 'all', targets: [{ accounts: accounts(200) }] }],
      maxConcurrency: 1000,
      requestsPerSecond: 2,
    };
    const answer = await planned(definition);
    const rates = 'batches' in answer ? answer.batches.flat().map(({ unit }) => unit.requestsPerSecond) : [];
    expect(answer.maxConcurrency).toBe(20);
    expect(new Set(rates)).toEqual(new Set([0.1]));
  });

  it('has a unit for each account of an organization', async () => {
    other = await startOrganization({ accounts: accounts(45).map((Id) => ({ Id, State: 'ACTIVE' })) });
    process.env['AWS_ENDPOINT_URL_ORGANIZATIONS'] = other.url;
    const answer = await planned({
      filterSets: [{ name: 'all', targets: [{ organization: {}, regions: ['eu-west-1'] }] }],
    });
    expect(answer.unitCount).toBe(45);
  });

  it('goes on without accounts that cannot be listed, and the run says so', async () => {
    other = await startAnswering(() =>
      refusing('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization'),
    );
    process.env['AWS_ENDPOINT_URL_ORGANIZATIONS'] = other.url;
    const filterSets = [{ name: 'everywhere', targets: [{ organization: {} }, {}] }, { name: 'here' }];
    await auditor.declare({ name: 'Offsite', ...{ filterSets } });
    expect(await auditor.run({ report: 'Offsite' })).toMatchObject({ status: 'ERROR', published: true });
    const { units } = (await auditor.reader.headerOf('Offsite'))!;
    expect(units.map(({ filterSet, error }) => [filterSet, error])).toEqual([
      ['everywhere', undefined],
      ['here', undefined],
      ['everywhere', expect.stringMatching(/could not be listed: .*not a member of an organization/)],
    ]);
  });

  describe('that skips accounts without copy jobs', () => {
    const organization = accounts(30).map((Id) => ({ Id, State: 'ACTIVE' }));
    const SKIPPING = {
      filterSets: [{ name: 'all', targets: [{ organization: { skipEmptyAccounts: true }, regions: ['eu-west-1'] }] }],
    };
    const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
    const jobsOf = (...ids: string[]) =>
      ids.map((AccountId) =>
        aCopyJob({ AccountId, CopyJobId: AccountId, CreationDate: twoDaysAgo, CompletionDate: twoDaysAgo }),
      );
    const run = async (sandbox: SandboxOptions) => {
      await auditor.close();
      auditor = await LocalAuditor.start(sandbox);
      other = await startOrganization({ accounts: organization });
      process.env['AWS_ENDPOINT_URL_ORGANIZATIONS'] = other.url;
      await auditor.declare({ name: 'Offsite', ...SKIPPING });
      await auditor.run({ report: 'Offsite' });
      const { units } = (await auditor.reader.headerOf('Offsite'))!;
      return { accounts: units.map(({ accountId }) => accountId), notes: units.flatMap(({ notes = [] }) => notes) };
    };

    it('reads the others, and the run says how many it left out', async () => {
      const [first, second] = accounts(2) as [string, string];
      const read = await run({ copyJobs: jobsOf(first, second, '999999999999') });
      expect(read.accounts).toEqual([first, second]);
      expect(read.notes).toEqual([expect.stringMatching(/^28 of 30 accounts were skipped/)]);
    });

    it('skips none where AWS Backup counts nothing at all', async () => {
      const read = await run({ copyJobs: [] });
      expect(read.accounts).toHaveLength(30);
      expect(read.notes).toEqual([
        expect.stringMatching(/none was skipped/),
        expect.stringMatching(/^no copy job of the 30 accounts that were asked for is visible in eu-west-1/),
      ]);
    });

    it('skips none where AWS Backup does not tell', async () => {
      const denied = { kind: 'error', status: 403, code: 'AccessDeniedException', message: 'not for you' } as const;
      const faultPlan = ({ operation }: { operation: string | undefined }) =>
        operation === 'ListCopyJobSummaries' ? denied : undefined;
      const read = await run({ copyJobs: jobsOf(...accounts(1)), faultPlan });
      expect(read.accounts).toHaveLength(30);
      expect(read.notes).toEqual([expect.stringMatching(/does not tell which are empty: .*not for you/)]);
    });
  });
});
