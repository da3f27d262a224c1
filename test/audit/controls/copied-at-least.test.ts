import { aGoodCopy, aJobIn, ago, without } from '../../kit/a-good-copy.js';
import { AS_OF, ask } from '../../kit/audit-of.js';
import { describeWhole } from '../../kit/whole-suite.js';

/** A good copy that was completed then; created an hour before, if not told. */
const done = (length: string, later = 0, fields = {}) => {
  const CompletionDate = ago(length, later);
  return aGoodCopy({ CompletionDate, CreationDate: new Date(CompletionDate.getTime() - 3_600_000), ...fields });
};
/** A job that makes the resource known since then. */
const since = (length: string, later = 0) => aJobIn('FAILED', { CreationDate: ago(length, later) });

const days = (n: number) => ({ filterSet: { createdWithin: `${n}d` } });
const known = (firstCreated: Date) => ({
  remembered: [
    {
      filterSet: 'all',
      arn: aGoodCopy().ResourceArn as string,
      firstCreated: firstCreated.getTime(),
      newest: {},
      seen: AS_OF,
    },
  ],
});

describeWhole(
  'copiedAtLeast',
  { copies: 1, every: '1d' },
  {
    met: [
      ['a copy in each period', [since('3d'), done('12h'), done('36h'), done('60h')], days(3)],
      [
        'copies at the first moment of each period',
        [since('3d'), done('1d'), done('2d'), done('3d', 0, { CreationDate: ago('3d') })],
        days(3),
      ],
      ['copies at the last millisecond of each period', [since('2d'), done('0d', -1), done('1d', -1)], days(2)],
      ['two copies where one is asked for', [since('2d'), done('2h'), done('3h'), done('36h')], days(2)],
      [
        'no copy in a period that is only partly in the window',
        [since('36h'), done('2h')],
        { filterSet: { createdWithin: '47h' } },
      ],
      ['a period that ended just when the first job was created is not judged', [since('1d'), done('2h')], days(30)],
      [
        'three copies of ten minutes ago, where the resource is known since yesterday',
        [done('10m'), done('11m'), done('12m')],
        days(30),
      ],
      [
        'a window that begins in the middle of the third period',
        [since('50h'), done('2h'), done('26h')],
        { filterSet: { createdWithin: '71h' } },
      ],
      [
        'a window without lower bound reaches back to the first job',
        [since('2d'), done('2h'), done('26h')],
        {
          filterSet: { createdBefore: new Date(AS_OF).toISOString() },
        },
      ],
      [
        'periods after the end of the window are not judged',
        [since('3d'), done('26h'), done('60h')],
        {
          filterSet: { createdAfter: ago('3d').toISOString(), createdBefore: ago('1d').toISOString() },
        },
      ],
      [
        'a period that ends a millisecond after the window is not judged',
        [since('3d'), done('50h')],
        {
          filterSet: { createdAfter: ago('3d').toISOString(), createdBefore: ago('1d', -1).toISOString() },
        },
      ],
    ],
    notMet: [
      [
        'a period without a copy',
        [since('3d'), done('12h'), done('60h')],
        {
          ...days(3),
          found: '0 good copies from 2026-06-13 12:00 UTC to 2026-06-14 12:00 UTC',
        },
      ],
      [
        'the newest period without a copy',
        [since('3d'), done('36h'), done('60h')],
        { ...days(3), found: /^0 good copies from 2026-06-14 12:00/ },
      ],
      [
        'several periods without: the newest is named',
        [since('5d'), done('2h'), done('100h')],
        {
          ...days(5),
          found: '0 good copies from 2026-06-13 12:00 UTC to 2026-06-14 12:00 UTC, and too few in 2 more of 5 periods',
        },
      ],
      ['a copy that is just too late for its period, and counts for the next', [since('2d'), done('1d')], days(2)],
      [
        'a copy at the time of the run, which is in no period',
        [since('1d'), done('0s', 0, { CreationDate: ago('1h') })],
        days(1),
      ],
      [
        'a copy a millisecond before the oldest period',
        [done('2d', -1, { CreationDate: ago('2d', -2) }), done('2h')],
        days(30),
      ],
      ['the period in which the first job was created', [since('1d', -1), done('2h')], days(30)],
      ['copies without CompletionDate', [since('1d'), without(done('2h'), 'CompletionDate')], days(1)],
      [
        'jobs that are no good copies',
        ['PARTIAL', 'FAILED', 'ABORTED'].map((State) => ({ ...done('2h'), State, CreationDate: ago('1d') })),
        days(1),
      ],
      [
        'a period that is short, though a copy was completed after the window',
        [since('3d'), done('36h'), done('2h', 0, { CreationDate: ago('25h') })],
        { filterSet: { createdAfter: ago('3d').toISOString(), createdBefore: ago('1d').toISOString() } },
      ],
      [
        'a period that is short, though a copy was completed in one that is not judged',
        [done('70h', 0, { CreationDate: ago('70h') }), done('2h')],
        { filterSet: { createdWithin: '71h' } },
      ],
      ['a window that is just so long', [since('2d'), done('2h')], days(2)],
      [
        'a period that ends just with the window',
        [since('3d'), done('60h')],
        {
          filterSet: { createdAfter: ago('3d').toISOString(), createdBefore: ago('1d').toISOString() },
        },
      ],
      [
        'periods before the first job that was read, where an earlier one is remembered',
        [done('2h')],
        {
          ...days(3),
          ...known(ago('3d')),
          found: /and too few in 1 more of 3 periods$/,
        },
      ],
      [
        'a window without lower bound, where the first job is long ago',
        [since('3d'), done('2h')],
        {
          filterSet: { createdBefore: new Date(AS_OF).toISOString() },
        },
      ],
    ],
    undetermined: [
      [
        'a window shorter than a period',
        [done('2h')],
        { filterSet: { createdWithin: '23h' }, found: /^no whole period/ },
      ],
      [
        'jobs without CreationDate',
        [without(done('2h'), 'CreationDate')],
        { found: 'no copy job of it has a CreationDate' },
      ],
      [
        'a resource whose first job is younger than every period in the window',
        [done('25h')],
        {
          filterSet: { createdAfter: ago('3d').toISOString(), createdBefore: ago('1d', -1).toISOString() },
        },
      ],
    ],
    noSubject: [
      ['jobs without ResourceArn', [without(done('2h'), 'ResourceArn')]],
      ['a resource that is only remembered', [], known(ago('3d'))],
      [
        'a type that it is not narrowed to',
        [since('1d')],
        { options: { copies: 1, every: '1d', resourceTypes: ['RDS'] } },
      ],
    ],
  },
);

describeWhole(
  'copiedAtLeast',
  { copies: 2, every: '12h' },
  {
    met: [
      [
        'two in each period, to whichever vault',
        [since('12h'), done('1h'), done('2h', 0, { DestinationBackupVaultArn: null })],
        days(1),
      ],
    ],
    notMet: [
      [
        'one in a period',
        [since('1d'), done('1h'), done('2h'), done('13h')],
        {
          ...days(1),
          found: '1 good copy from 2026-06-14 12:00 UTC to 2026-06-15 00:00 UTC',
        },
      ],
    ],
    undetermined: 'none: the same as with one copy a day',
  },
);

describe('copiedAtLeast', () => {
  it('is at its end at once, however many periods there are', async () => {
    const { findings } = await ask({ control: 'copiedAtLeast', copies: 1, every: '1ms' }, [since('30d'), done('1h')]);
    expect(findings[0]?.found).toMatch(/and too few in 2591999998 more of 2592000000 periods$/);
  });

  it('counts the copies of a member of a composite for the member', async () => {
    const parent = aJobIn('RUNNING', { CopyJobId: 'stack', IsParent: true, ResourceArn: null });
    const member = done('2h', 0, { ParentJobId: 'stack', CreationDate: ago('1d') });
    const { result } = await ask({ control: 'copiedAtLeast', copies: 1, every: '1d' }, [member, parent]);
    expect(result).toMatchObject({ met: 1, notMet: 0, undetermined: 0 });
  });

  test.each([
    [{ copies: 0, every: '1d' }, 'copies'],
    [{ copies: 1, every: '1 day' }, 'every'],
    [{ copies: 1 }, 'every'],
  ])('refuses %j', async (options, path) => {
    await expect(async () => ask({ control: 'copiedAtLeast', ...options } as never, [])).rejects.toThrow(path);
  });
});
