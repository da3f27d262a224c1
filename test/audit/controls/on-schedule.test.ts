import { OTHER_VOLUME, VOLUME, aGoodCopy, aJobIn, ago, vault, without } from '../../kit/a-good-copy.js';
import { AS_OF, ask, auditOf } from '../../kit/audit-of.js';
import { describeWhole } from '../../kit/whole-suite.js';

// The run is on Monday, 15 June 2026, at 12:00 UTC.
const rule = (cron: string, timezone?: string) => ({
  BackupPlanId: 'plan',
  BackupRuleId: 'rule',
  BackupRuleName: 'daily',
  BackupRuleCron: cron,
  ...(timezone === undefined ? {} : { BackupRuleTimezone: timezone }),
});
const AT_FIVE = 'cron(0 5 * * ? *)';

const at = (iso: string, later = 0): Date => new Date(Date.parse(iso) + later);
/** A copy by a rule, created then. */
const copy = (created: string | Date, cron = AT_FIVE, fields = {}) =>
  aGoodCopy({ CreationDate: typeof created === 'string' ? at(created) : created, CreatedBy: rule(cron), ...fields });
/** A job by a rule that did not succeed. */
const tried = (created: string | Date, cron = AT_FIVE, fields = {}) => ({
  ...copy(created, cron, fields),
  State: 'FAILED',
});

describeWhole(
  'onSchedule',
  {},
  {
    met: [
      [
        'a copy each time it was due',
        [copy('2026-06-12T05:10Z'), copy('2026-06-13T05:10Z'), copy('2026-06-14T05:10Z')],
      ],
      ['a copy at the moment it was due', [copy('2026-06-14T05:00Z')]],
      [
        'a copy a millisecond before it was due again',
        [tried('2026-06-13T05:00Z'), copy(at('2026-06-14T05:00Z', -1)), copy('2026-06-14T06:00Z')],
      ],
      [
        'a failed job, when another of the same time succeeded',
        [tried('2026-06-14T05:00Z'), copy('2026-06-14T09:00Z')],
      ],
      ['no copy yet for a time whose grace is not over', [copy('2026-06-14T05:00Z'), tried('2026-06-15T05:00Z')]],
      ['times before the first job are not judged', [copy('2026-06-13T05:00Z'), copy('2026-06-14T05:00Z')]],
      [
        'times outside the window are not judged',
        [tried('2026-06-13T05:00Z'), copy('2026-06-14T05:00Z')],
        {
          filterSet: { createdAfter: '2026-06-13T05:00:00.001Z' },
        },
      ],
      [
        'a time at the end of the window is not judged',
        [copy('2026-06-12T05:00Z')],
        {
          filterSet: { createdAfter: '2026-06-12T00:00:00Z', createdBefore: '2026-06-13T05:00:00Z' },
        },
      ],
      [
        'the time zone of the rule',
        [copy('2026-06-14T03:00Z', AT_FIVE, { CreatedBy: rule(AT_FIVE, 'Europe/Berlin') })],
      ],
      [
        'the schedule of the newest job',
        [copy('2026-06-12T05:00Z', 'cron(0 5 * * ? *)'), copy('2026-06-14T05:00Z', 'cron(0 5 12,14 * ? *)')],
      ],
      ['a schedule without cron(…) around it', [copy('2026-06-14T05:00Z', '0 5 ? * * *')]],
      [
        'copies made by hand, and by a rule without schedule, beside it',
        [
          copy('2026-06-14T05:00Z'),
          without(tried('2026-06-10T05:00Z'), 'CreatedBy'),
          tried('2026-06-10T05:00Z', AT_FIVE, { CreatedBy: { BackupRuleId: 'rule' } }),
        ],
      ],
      [
        'the copy of a member of a composite whose parent was read',
        [
          copy('2026-06-14T05:00Z', AT_FIVE, { ParentJobId: 'stack' }),
          without(aJobIn('RUNNING', { CopyJobId: 'stack', IsParent: true }), 'ResourceArn'),
        ],
      ],
    ],
    notMet: [
      [
        'a time without a copy',
        [copy('2026-06-12T05:00Z'), copy('2026-06-14T05:00Z')],
        {
          found: 'no good copy for 2026-06-13 05:00 UTC; it was due 3 times',
        },
      ],
      [
        'several: the last is named',
        [tried('2026-06-11T05:00Z'), copy('2026-06-12T05:00Z')],
        {
          found: 'no good copy 3 times, last for 2026-06-14 05:00 UTC; it was due 4 times',
        },
      ],
      ['a copy a millisecond before it was due', [tried('2026-06-13T05:00Z'), copy(at('2026-06-14T05:00Z', -1))]],
      ['a copy at the moment it was due again', [tried('2026-06-13T05:00Z'), copy('2026-06-14T05:00Z')]],
      ...['FAILED', 'PARTIAL', 'CREATED', 'RUNNING', 'ABORTED', null].map(
        (State) => [`only a job in the state ${State}`, [{ ...copy('2026-06-14T05:00Z'), State }]] as const,
      ),
      ['the first job was created just when it was due', [tried('2026-06-14T05:00Z')]],
      [
        'a time at the beginning of the window',
        [tried('2026-06-13T05:00Z'), copy('2026-06-14T05:00Z')],
        {
          filterSet: { createdAfter: '2026-06-13T05:00:00Z' },
        },
      ],
      [
        'a time just before the end of the window',
        [copy('2026-06-12T05:00Z')],
        {
          filterSet: { createdAfter: '2026-06-12T00:00:00Z', createdBefore: '2026-06-13T05:00:00.001Z' },
        },
      ],
      [
        'a window without lower bound: since the first job',
        [tried('2026-03-01T05:00Z'), copy('2026-06-14T05:00Z')],
        {
          filterSet: { createdBefore: '2026-06-15T00:00:00Z' },
          found: /^no good copy 105 times, last for 2026-06-13 05:00 UTC; it was due 106 times$/,
        },
      ],
      [
        'a copy made by hand, which answers nothing',
        [tried('2026-06-14T05:00Z'), without(copy('2026-06-14T06:00Z'), 'CreatedBy')],
      ],
      ['a copy without CreationDate', [tried('2026-06-14T05:00Z'), without(copy('2026-06-14T06:00Z'), 'CreationDate')]],
      [
        'a rule that has no name, nor a time zone',
        [tried('2026-06-14T05:00Z', AT_FIVE, { CreatedBy: { BackupRuleCron: AT_FIVE, BackupRuleTimezone: null } })],
      ],
    ],
    undetermined: [
      [
        'the vault is not reported',
        [copy('2026-06-14T05:00Z', AT_FIVE, { DestinationBackupVaultArn: null })],
        {
          found: 'the destination vault is not reported',
        },
      ],
      [
        'a schedule that cannot be read',
        [copy('2026-06-14T05:00Z', 'cron(0 5 * * * *)')],
        { found: /"cron\(0 5 \* \* \* \*\)" cannot be read/ },
      ],
      [
        'a time zone that does not exist',
        [copy('2026-06-14T05:00Z', AT_FIVE, { CreatedBy: rule(AT_FIVE, 'Mars/Olympus') })],
        {
          found: '"Mars/Olympus" is not a known time zone',
        },
      ],
      [
        'it was not due since its first job',
        [copy('2026-06-15T05:00:01Z')],
        { found: 'it was not due yet since its first copy job' },
      ],
      ['it was due, but its grace is not over', [copy('2026-06-15T05:00Z')]],
      ['it is due no more', [copy('2026-06-14T05:00Z', 'cron(0 5 * * ? 2025)')]],
      ['no job has a CreationDate', [without(copy('2026-06-14T05:00Z'), 'CreationDate')]],
    ],
    noSubject: [
      [
        'copies made by hand',
        [without(aGoodCopy(), 'CreatedBy'), aGoodCopy({ CreatedBy: {} }), aGoodCopy({ CreatedBy: 'plan' })],
      ],
      [
        'a rule whose schedule is not reported',
        [aGoodCopy({ CreatedBy: { BackupRuleId: 'rule', BackupRuleCron: '' } })],
      ],
      ['jobs without ResourceArn', [without(copy('2026-06-14T05:00Z'), 'ResourceArn')]],
      ['a type that it is not narrowed to', [tried('2026-06-14T05:00Z')], { options: { resourceTypes: ['RDS'] } }],
      [
        'a resource that is only remembered',
        [],
        { remembered: [{ filterSet: 'all', arn: VOLUME, newest: {}, seen: AS_OF }] },
      ],
    ],
  },
);

describeWhole(
  'onSchedule',
  { grace: '7h' },
  {
    met: [['a copy for the time whose grace is just over', [copy('2026-06-15T05:00Z')]]],
    notMet: [
      ['none', [tried('2026-06-15T05:00Z')], { found: 'no good copy for 2026-06-15 05:00 UTC; it was due 1 time' }],
    ],
    undetermined: [
      ['a millisecond less is not over', [tried('2026-06-15T05:00Z')], { options: { grace: '25200001ms' } }],
    ],
  },
);

describe('onSchedule through a change of the clock', () => {
  const night = 'cron(30 2 * * ? *)';
  const inBerlin = (created: string) => copy(created, night, { CreatedBy: rule(night, 'Europe/Berlin') });
  const ran = (asOf: string, ...created: string[]) =>
    ask({ control: 'onSchedule', grace: '3h' }, created.map(inBerlin), { asOf: Date.parse(asOf) });

  it('expects the copy of 02:30 at 03:30 where the clock skips 02:30', async () => {
    const inTime = await ran('2026-03-30T12:00Z', '2026-03-28T01:30Z', '2026-03-29T01:30Z', '2026-03-30T00:30Z');
    expect(inTime.result).toMatchObject({ met: 1, notMet: 0 });
    const early = await ran('2026-03-29T12:00Z', '2026-03-28T01:30Z', '2026-03-29T01:29Z');
    expect(early.findings[0]?.found).toBe('no good copy for 2026-03-29 01:30 UTC; it was due 2 times');
  });

  it('expects it once, at the first 02:30, where the clock shows it twice', async () => {
    const inTime = await ran('2026-10-25T12:00Z', '2026-10-24T00:30Z', '2026-10-25T00:30Z');
    expect(inTime.result).toMatchObject({ met: 1, notMet: 0 });
  });
});

describe('resources that follow one rule', () => {
  const verdicts = async (jobs: Record<string, unknown>[]) => {
    const { result, findings } = await ask({ control: 'onSchedule' }, jobs);
    return { met: result.met, notMet: findings.map(({ subject }) => subject.id) };
  };
  const ofOther = { ResourceArn: OTHER_VOLUME };

  it('are judged each since its own first job', async () => {
    const young = [copy('2026-06-14T05:00Z')];
    const old = [
      tried('2026-06-12T05:00Z', AT_FIVE, ofOther),
      copy('2026-06-13T05:00Z', AT_FIVE, ofOther),
      copy('2026-06-14T05:00Z', AT_FIVE, ofOther),
    ];
    expect(await verdicts([...young, ...old])).toEqual({ met: 1, notMet: [OTHER_VOLUME] });
    expect(await verdicts([...old, ...young])).toEqual({ met: 1, notMet: [OTHER_VOLUME] });
  });

  it('are judged each in its own time zone', async () => {
    const inBerlin = copy('2026-06-14T03:00Z', AT_FIVE, { ...ofOther, CreatedBy: rule(AT_FIVE, 'Europe/Berlin') });
    expect(await verdicts([copy('2026-06-14T05:00Z'), inBerlin])).toEqual({ met: 2, notMet: [] });
  });
});

describe('subjects of onSchedule', () => {
  const subjectsOf = async (jobs: Record<string, unknown>[]) =>
    (await ask({ control: 'onSchedule' }, jobs)).findings
      .map(({ subject, verdict }) => [subject.id === VOLUME ? 1 : 2, subject.ruleId, subject.vaultArn, verdict])
      .sort();
  const other = { BackupRuleId: 'other', BackupRuleCron: AT_FIVE };

  it('are each resource, plan rule and destination vault', async () => {
    const [here, there] = [vault('us-east-1'), vault('us-west-2')];
    const jobs = [
      tried('2026-06-14T05:00Z'),
      tried('2026-06-14T05:00Z', AT_FIVE, { DestinationBackupVaultArn: there }),
      tried('2026-06-14T05:00Z', AT_FIVE, { CreatedBy: other }),
      tried('2026-06-14T05:00Z', AT_FIVE, { ResourceArn: OTHER_VOLUME }),
    ];
    expect(await subjectsOf(jobs)).toEqual([
      [1, 'other', here, 'NOT_MET'],
      [1, 'rule', here, 'NOT_MET'],
      [1, 'rule', there, 'NOT_MET'],
      [2, 'rule', here, 'NOT_MET'],
    ]);
  });

  it('do not answer for each other', async () => {
    const jobs = [
      tried('2026-06-14T05:00Z'),
      copy('2026-06-14T05:00Z', AT_FIVE, { DestinationBackupVaultArn: vault('us-west-2') }),
      copy('2026-06-14T05:00Z', AT_FIVE, { CreatedBy: other }),
      copy('2026-06-14T05:00Z', AT_FIVE, { ResourceArn: OTHER_VOLUME }),
      copy('2026-06-14T05:00Z', AT_FIVE, { DestinationBackupVaultArn: null }),
    ];
    expect(await subjectsOf(jobs)).toEqual([
      [1, 'rule', undefined, 'UNDETERMINED'],
      [1, 'rule', vault('us-east-1'), 'NOT_MET'],
    ]);
  });

  it('are excused by resource and control; the resource is not counted as breaching then', async () => {
    const exempted = await ask({ control: 'onSchedule' }, [tried('2026-06-14T05:00Z')], {
      exemptions: [{ control: 'onSchedule', resource: '*:volume/vol-1', reason: 'moving', until: '2026-07-01' }],
    });
    expect(exempted.result).toMatchObject({ status: 'COMPLIANT', exempt: 1 });
    expect(exempted.run.resources[0]?.controlsNotMet).toEqual([]);
    const { run } = await ask({ control: 'onSchedule' }, [tried('2026-06-14T05:00Z')]);
    expect(run.resources[0]?.controlsNotMet).toEqual(['onSchedule']);
  });
});

describe('breachesAt under onSchedule', () => {
  const breachesAt = async (jobs: Record<string, unknown>[], grace = '24h') =>
    (await auditOf({ controls: [{ control: 'onSchedule', grace }] }, jobs)).resources[0]?.breachesAt;

  it('is when the grace of the earliest time without a copy is over', async () => {
    expect(await breachesAt([copy('2026-06-14T05:00Z')])).toBe('2026-06-16T05:00:00.000Z');
    const hourly = 'cron(0 * * * ? *)';
    expect(await breachesAt([copy('2026-06-15T08:30Z', hourly)], '4h')).toBe('2026-06-15T13:00:00.000Z');
  });

  it('is a millisecond away at the earliest', async () => {
    expect(await breachesAt([tried('2026-06-15T05:00Z')], '25200001ms')).toBe('2026-06-15T12:00:00.001Z');
    expect(await breachesAt([tried('2026-06-15T05:00Z')], '7h')).toBeUndefined();
  });

  it('is told beside a breach of an earlier time', async () => {
    expect(await breachesAt([tried('2026-06-14T05:00Z')])).toBe('2026-06-16T05:00:00.000Z');
  });

  it('is not there where every time was answered, nor where the schedule cannot be told', async () => {
    expect(await breachesAt([copy('2026-06-15T05:00Z')])).toBeUndefined();
    expect(await breachesAt([tried('2026-06-15T05:00Z', 'cron(0 5 * * * *)')])).toBeUndefined();
    expect(
      await breachesAt([tried('2026-06-15T05:00Z', AT_FIVE, { DestinationBackupVaultArn: null })]),
    ).toBeUndefined();
    expect(ago('7h')).toEqual(at('2026-06-15T05:00Z'));
  });
});
