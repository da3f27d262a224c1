import { CopyJob, type RawCopyJob } from '../../audit/copy-job.js';
import { type DefinitionInput, parseDefinition } from '../../audit/definition.js';
import { type FilterSet, identityOf, keeps, toQuery, windowOf } from '../../audit/filter-set.js';
import { DAY, HOUR } from '../../audit/schema.js';

type FilterSetInput = Omit<NonNullable<DefinitionInput['filterSets']>[number], 'name'>;

const AS_OF = Date.parse('2026-11-01T12:00:00.500Z');
const VAULT = 'arn:aws:backup:us-east-1:111111111111:backup-vault:copies';
const RESOURCE = 'arn:aws:rds:eu-west-1:111111111111:db:orders';
const POINT = 'arn:aws:rds:eu-west-1:111111111111:snapshot:awsbackup:1';

const aFilterSet = (filters: FilterSetInput = {}): FilterSet =>
  parseDefinition({ name: 'report', filterSets: [{ name: 'all', ...filters }] }).filterSets[0]!;

const queryOf = (filters: FilterSetInput, account?: string) => {
  const set = aFilterSet(filters);
  return toQuery(set, windowOf(set, AS_OF), AS_OF, account);
};

const isKept = (filters: FilterSetInput, raw: RawCopyJob): boolean =>
  keeps(aFilterSet(filters), AS_OF)(new CopyJob(raw));

/** Whether a job is kept, by each of its dates. */
const keptAt = (filters: FilterSetInput, field: 'CreationDate' | 'CompletionDate', times: readonly number[]) =>
  times.map((time) => isKept(filters, { CreationDate: new Date(AS_OF - 1), [field]: new Date(time) }));

const [AFTER, BEFORE] = [Date.parse('2026-10-10T00:00:00Z'), Date.parse('2026-10-20T00:00:00Z')];
const iso = (ms: number) => new Date(ms).toISOString();

describe('the window of a filter set', () => {
  it.each<[string, FilterSetInput, { from?: number; to: number }]>([
    ['is the last 30 days where nothing is said', {}, { from: AS_OF - 30 * DAY, to: AS_OF }],
    ['is relative to the run', { createdWithin: '7d' }, { from: AS_OF - 7 * DAY, to: AS_OF }],
    ['has absolute bounds', { createdAfter: iso(AFTER), createdBefore: iso(BEFORE) }, { from: AFTER, to: BEFORE }],
    ['ends with the run', { createdAfter: iso(AFTER) }, { from: AFTER, to: AS_OF }],
    [
      'never goes beyond the run',
      { createdAfter: iso(AFTER), createdBefore: '2027-01-01' },
      { from: AFTER, to: AS_OF },
    ],
    ['has no lower bound where only an upper one is given', { createdBefore: iso(BEFORE) }, { to: BEFORE }],
    ['is not narrowed by completion', { completedWithin: '1d' }, { from: AS_OF - 30 * DAY, to: AS_OF }],
  ])('%s', (_, filters, window) => {
    expect(windowOf(aFilterSet(filters), AS_OF)).toEqual(window);
  });
});

describe('the query of a filter set', () => {
  it('holds all twelve filters by their API names, times a little wider than what is kept', () => {
    expect(
      queryOf({
        accountId: '111111111111',
        completedAfter: '2026-10-12T00:00:00.700Z',
        completedBefore: '2026-10-18T00:00:00.700Z',
        createdAfter: '2026-10-10T00:00:00.700Z',
        createdBefore: '2026-10-20T00:00:00.700Z',
        destinationVaultArn: VAULT,
        messageCategory: 'ACCESS_DENIED',
        parentJobId: 'parent',
        resourceArn: RESOURCE,
        resourceType: 'RDS',
        sourceRecoveryPointArn: POINT,
        state: 'FAILED',
        backupPlanId: 'plan-1',
        backupRuleName: 'Daily',
      }),
    ).toEqual({
      ByAccountId: '111111111111',
      ByCompleteAfter: new Date('2026-10-11T23:59:59Z'),
      ByCompleteBefore: new Date('2026-10-18T00:00:02Z'),
      ByCreatedAfter: new Date('2026-10-09T23:59:59Z'),
      ByCreatedBefore: new Date('2026-10-20T00:00:02Z'),
      ByDestinationVaultArn: VAULT,
      ByMessageCategory: 'ACCESS_DENIED',
      ByParentJobId: 'parent',
      ByResourceArn: RESOURCE,
      ByResourceType: 'RDS',
      BySourceRecoveryPointArn: POINT,
      ByState: 'FAILED',
      MaxResults: 1000,
    });
  });

  it('asks for nothing but the window where nothing is given, and never for a bound that is none', () => {
    expect(queryOf({})).toEqual({
      ByCreatedAfter: new Date('2026-10-02T11:59:59Z'),
      ByCreatedBefore: new Date('2026-11-01T12:00:02Z'),
      MaxResults: 1000,
    });
    expect(Object.keys(queryOf({ createdBefore: iso(BEFORE) }))).toEqual(['ByCreatedBefore', 'MaxResults']);
  });

  it('never asks for bounds the wrong way round: a window that begins after the run has one', () => {
    expect(queryOf({ createdAfter: '2027-01-01' })).toEqual({
      ByCreatedAfter: new Date('2026-12-31T23:59:59Z'),
      MaxResults: 1000,
    });
  });

  it('asks for completion relative to the run', () => {
    const { ByCompleteAfter, ByCompleteBefore } = queryOf({ completedWithin: '2h' });
    expect([ByCompleteAfter, ByCompleteBefore]).toEqual([
      new Date('2026-11-01T09:59:59Z'),
      new Date('2026-11-01T12:00:02Z'),
    ]);
  });

  it('never asks for a time before 1970', () => {
    expect(queryOf({ createdWithin: '36500d' }).ByCreatedAfter).toEqual(new Date(0));
  });

  it('asks for the account of its target, unless the filter names one', () => {
    expect(queryOf({}, '222222222222').ByAccountId).toBe('222222222222');
    expect(queryOf({ accountId: '111111111111' }, '222222222222').ByAccountId).toBe('111111111111');
  });

  it('asks for pages as long as declared', () => {
    expect(queryOf({ pageSize: 7 }).MaxResults).toBe(7);
  });

  // The API's pattern for ByResourceType has no space, and at most fifty characters.
  it.each(['SAP HANA on Amazon EC2', 'Storage Gateway', 'x'.repeat(51)])(
    'leaves type %j to be filtered here',
    (type) => {
      expect(queryOf({ resourceType: type })).not.toHaveProperty('ByResourceType');
      expect(isKept({ resourceType: type }, { ResourceType: type })).toBe(true);
      expect(isKept({ resourceType: type }, { ResourceType: 'EC2' })).toBe(false);
    },
  );
});

describe('a filter set keeps', () => {
  it.each<[keyof FilterSetInput, string, string]>([
    ['accountId', 'AccountId', '111111111111'],
    ['destinationVaultArn', 'DestinationBackupVaultArn', VAULT],
    ['messageCategory', 'MessageCategory', 'ACCESS_DENIED'],
    ['parentJobId', 'ParentJobId', 'parent'],
    ['resourceArn', 'ResourceArn', RESOURCE],
    ['resourceType', 'ResourceType', 'RDS'],
    ['sourceRecoveryPointArn', 'SourceRecoveryPointArn', POINT],
    ['state', 'State', 'FAILED'],
  ])('by %s what reports exactly that', (filter, field, value) => {
    const filters = { [filter]: value } as FilterSetInput;
    const given = [value, `${value}x`, value.slice(1), null, ''];
    expect(given.map((each) => isKept(filters, { [field]: each }))).toEqual(given.map((each) => each === value));
    expect(isKept(filters, {})).toBe(false);
  });

  it('by plan and rule what one of exactly that name started, and nothing that somebody started by hand', () => {
    const isKeptOf = (filters: FilterSetInput, creator?: Record<string, string>) =>
      isKept(filters, creator === undefined ? {} : { CreatedBy: creator });
    const [plan, rule] = [{ BackupPlanId: 'plan-1' }, { BackupRuleName: 'Daily' }];
    const kept = (filters: FilterSetInput) =>
      [plan, rule, { ...plan, ...rule }, { BackupPlanId: 'plan-10', BackupRuleName: 'daily' }, undefined].map((each) =>
        isKeptOf(filters, each),
      );
    expect(kept({ backupPlanId: 'plan-1' })).toEqual([true, false, true, false, false]);
    expect(kept({ backupRuleName: 'Daily' })).toEqual([false, true, true, false, false]);
    expect(kept({ backupPlanId: 'plan-1', backupRuleName: 'Daily' })).toEqual([false, false, true, false, false]);
  });

  it('a message category only as AWS writes it', () => {
    const filters = { messageCategory: 'ACCESS_DENIED' };
    expect(isKept(filters, { MessageCategory: 'AccessDenied' })).toBe(false);
  });

  it('what meets every filter, not some', () => {
    const filters: FilterSetInput = { state: 'FAILED', resourceType: 'RDS' };
    expect(isKept(filters, { State: 'FAILED', ResourceType: 'RDS' })).toBe(true);
    expect(isKept(filters, { State: 'FAILED', ResourceType: 'EBS' })).toBe(false);
    expect(isKept(filters, { State: 'COMPLETED', ResourceType: 'RDS' })).toBe(false);
  });

  it('the first millisecond of its window of creation and not the last', () => {
    const bounds = { createdAfter: iso(AFTER), createdBefore: iso(BEFORE) };
    expect(keptAt(bounds, 'CreationDate', [AFTER - 1, AFTER, BEFORE - 1, BEFORE])).toEqual([false, true, true, false]);
    const [from, to] = [AS_OF - 26 * HOUR, AS_OF];
    expect(keptAt({ createdWithin: '26h' }, 'CreationDate', [from - 1, from, to - 1, to])).toEqual([
      ...[false, true, true, false],
    ]);
  });

  it('the first millisecond of its window of completion and not the last', () => {
    const bounds = { completedAfter: iso(AFTER), completedBefore: iso(BEFORE) };
    expect(keptAt(bounds, 'CompletionDate', [AFTER - 1, AFTER, BEFORE - 1, BEFORE])).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(keptAt({ completedAfter: iso(AFTER) }, 'CompletionDate', [AFTER - 1, AFTER])).toEqual([false, true]);
    expect(keptAt({ completedBefore: iso(BEFORE) }, 'CompletionDate', [BEFORE - 1, BEFORE])).toEqual([true, false]);
    const [from, to] = [AS_OF - 2 * HOUR, AS_OF];
    expect(keptAt({ completedWithin: '2h' }, 'CompletionDate', [from - 1, from, to - 1, to])).toEqual([
      ...[false, true, true, false],
    ]);
  });

  it('a job that does not say when it was created, and none that does not say when it was completed', () => {
    expect(isKept({ createdWithin: '1h' }, {})).toBe(true);
    expect(isKept({ completedWithin: '1h' }, {})).toBe(false);
    expect(isKept({ completedBefore: iso(BEFORE) }, { CompletionDate: null })).toBe(false);
  });
});

describe('the identity of a filter set', () => {
  it('stays when its times, pages, targets or name change', () => {
    const identity = identityOf(aFilterSet({ state: 'FAILED' }));
    const changed: FilterSetInput = { createdWithin: '7d', completedWithin: '1d', pageSize: 5, targets: [{}] };
    // Which resources carry tags is asked anew for every run, so that memory is narrowed anew as well.
    expect(identityOf(aFilterSet({ state: 'FAILED', taggedWith: { tier: 'gold' } }))).toBe(identity);
    expect(identityOf(aFilterSet({ state: 'FAILED', ...changed }))).toBe(identity);
  });

  it('is another one with any other filter', () => {
    const filters: FilterSetInput[] = [
      {},
      { accountId: '111111111111' },
      { destinationVaultArn: VAULT },
      { messageCategory: 'x' },
      { parentJobId: 'x' },
      { resourceArn: VAULT },
      { resourceType: 'x' },
      { sourceRecoveryPointArn: VAULT },
      { state: 'FAILED' },
      { backupPlanId: 'x' },
      { backupRuleName: 'x' },
    ];
    expect(new Set(filters.map((each) => identityOf(aFilterSet(each)))).size).toBe(filters.length);
  });
});
