import fc from 'fast-check';
import {
  type CauseTally,
  type PackedCauses,
  addCause,
  beginCauses,
  mergeCauses,
  packCauses,
  packedCausesSchema,
  topCauses,
  unpackCauses,
} from '../../audit/causes/tally.js';
import type { TalliedJob } from '../../audit/causes/example.js';

const tallyOf = (jobs: readonly TalliedJob[]): CauseTally => {
  const tally = beginCauses();
  for (const job of jobs) addCause(tally, job);
  return tally;
};
const mergeAll = (...tallies: readonly CauseTally[]): CauseTally => tallies.reduce(mergeCauses, beginCauses());
const stored = (tally: CauseTally): PackedCauses =>
  packedCausesSchema.parse(JSON.parse(JSON.stringify(packCauses(tally))));

const MESSAGES = [
  'Access denied',
  'Given key ID is not accessible',
  'it turned blue',
  'it turned 7 blue',
  'it turned 8 blue',
];
const aJob: fc.Arbitrary<TalliedJob> = fc.record(
  {
    State: fc.constantFrom('FAILED', 'PARTIAL'),
    StatusMessage: fc.constantFrom(...MESSAGES, undefined),
    MessageCategory: fc.constantFrom('ACCESS_DENIED', 'MISCELLANEOUS', 'NEW', '新', '新 ', undefined),
    CopyJobId: fc.constantFrom('a', 'b', undefined),
    ResourceArn: fc.constantFrom('arn:1', 'arn:2', undefined),
    AccountId: fc.constantFrom('111111111111', undefined),
    SourceBackupVaultArn: fc.constantFrom('arn:aws:backup:eu-west-1:222222222222:backup-vault:a', 'no-arn'),
    CreationDate: fc.constantFrom(1, 2, undefined),
  },
  { requiredKeys: [] },
);
const jobs = fc.array(aJob, { maxLength: 12 });

// "turned aa", "turned ab", …: nothing of it is masked.
const differentMessages = (from: number, to: number): TalliedJob[] =>
  Array.from({ length: to - from }, (_, index) => ({
    StatusMessage: `turned ${String.fromCodePoint(0x4e00 + from + index)}`,
    ResourceArn: `arn:${from + index}`,
  }));

describe('a tally of causes', () => {
  it('is the same in whatever order jobs come and tallies merge, and leaves what it merges alone', () => {
    fc.assert(
      fc.property(jobs, jobs, jobs, (a, b, c) => {
        const parts = [a, b, c].map(tallyOf) as [CauseTally, CauseTally, CauseTally];
        const before = parts.map(stored);
        const expected = stored(tallyOf([...a, ...b, ...c]));
        expect(stored(tallyOf([...c, ...b, ...a]))).toEqual(expected);
        expect(stored(mergeAll(...parts))).toEqual(expected);
        expect(stored(mergeAll(parts[2], mergeAll(parts[1], parts[0])))).toEqual(expected);
        expect(parts.map(stored)).toEqual(before);
      }),
    );
  });

  it('is the same after it was stored, and goes on from there', () => {
    fc.assert(
      fc.property(jobs, jobs, (a, b) => {
        const restored = unpackCauses(stored(tallyOf(a)));
        expect(stored(restored)).toEqual(stored(tallyOf(a)));
        for (const job of b) addCause(restored, job);
        expect(stored(restored)).toEqual(stored(tallyOf([...a, ...b])));
      }),
    );
  });

  it('counts jobs, resources and source accounts of each cause, and shows the newest job', () => {
    const SourceBackupVaultArn = 'arn:aws:backup:eu-west-1:222222222222:backup-vault:a';
    const tally = tallyOf([
      {
        StatusMessage: 'Access denied',
        CopyJobId: 'old',
        ResourceArn: 'arn:1',
        AccountId: '111111111111',
        CreationDate: 1,
      },
      {
        StatusMessage: 'Access denied to 7',
        CopyJobId: 'new',
        ResourceArn: 'arn:2',
        AccountId: '111111111111',
        CreationDate: 3,
      },
      {
        StatusMessage: 'Access denied',
        CopyJobId: 'undated',
        ResourceArn: 'arn:2',
        SourceBackupVaultArn,
        AccountId: '9',
      },
      { StatusMessage: 'Access denied' },
      { StatusMessage: 'it turned blue' },
    ]);
    expect(topCauses(tally)).toMatchObject([
      {
        cause: { id: 'access-denied' },
        jobs: 4,
        resources: { count: 2, atLeast: false },
        accounts: { count: 2, atLeast: false },
        newest: { CopyJobId: 'new', ResourceArn: 'arn:2', CreationDate: 3, StatusMessage: 'Access denied to 7' },
      },
      { cause: { title: 'it turned blue' }, jobs: 1, resources: { count: 0 }, accounts: { count: 0 }, newest: {} },
    ]);
  });

  it('names the causes that explain most first, equals by id, and no more than wanted', () => {
    const tally = tallyOf([
      {},
      ...MESSAGES.slice(0, 2).flatMap((StatusMessage) => [{ StatusMessage }, { StatusMessage }]),
    ]);
    const idsOf = (most?: number) => topCauses(tally, most).map(({ cause }) => cause.id);
    expect(idsOf()).toEqual(['access-denied', 'kms-key-not-accessible', 'unexplained']);
    expect(idsOf(2)).toEqual(['access-denied', 'kms-key-not-accessible']);
  });

  it('tells so many resources apart, and of more says that there are more', () => {
    const of = (count: number) => tallyOf(Array.from({ length: count }, (_, n) => ({ ResourceArn: `arn:${n}` })));
    const another = tallyOf([{ ResourceArn: 'arn:another' }]);
    const [full, over, merged] = [of(1_000), of(1_001), mergeAll(of(1_000), another)].map((each) => topCauses(each)[0]);
    expect([full, over, merged].map((each) => each?.resources)).toEqual([
      { count: 1_000, atLeast: false },
      { count: 1_000, atLeast: true },
      { count: 1_000, atLeast: true },
    ]);
    expect(over?.jobs).toBe(1_001);
  });

  it('shows no more of a message than anybody reads', () => {
    const [top] = topCauses(tallyOf([{ StatusMessage: `Access denied ${'💾'.repeat(9_000)}` }]));
    expect(top?.newest.StatusMessage?.length).toBeLessThanOrEqual(1_000);
  });
});

describe('messages that have too little in common to be grouped', () => {
  const [first, second] = [differentMessages(0, 250), differentMessages(150, 450)];
  const whole = tallyOf([...first, ...second]);

  it('are told apart up to a number; the others are one cause, and no job is lost', () => {
    const causes = topCauses(whole);
    expect(causes).toHaveLength(201);
    expect(causes[0]?.cause.id).toBe('message:others');
    expect(causes.reduce((sum, each) => sum + each.jobs, 0)).toBe(550);
  });

  it('are the same ones in whatever order they come and are merged', () => {
    expect(stored(tallyOf([...second, ...first].reverse()))).toEqual(stored(whole));
    expect(stored(mergeAll(tallyOf(second), tallyOf(first)))).toEqual(stored(whole));
  });

  it('never push out a cause that the table knows', () => {
    const known = MESSAGES.slice(0, 2).map((StatusMessage) => ({ StatusMessage }));
    const ids = topCauses(tallyOf([...known, ...first, ...second])).map(({ cause }) => cause.id);
    expect(ids).toEqual(expect.arrayContaining(['access-denied', 'kms-key-not-accessible']));
  });
});
