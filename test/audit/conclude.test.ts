import { definitionHash, runIdOf, statusOfControl } from '../../audit/conclude.js';
import type { RawCopyJob } from '../../audit/copy-job.js';
import { parseDefinition } from '../../audit/definition.js';
import { noOutcomes } from '../../audit/outcomes.js';
import { runSchema } from '../../audit/run.js';
import { aCopyJob, ago } from '../kit/a-copy-job.js';
import { AS_OF, type AuditOptions, type ControlInput, auditOf } from '../kit/audit-of.js';
import { DAY, HOUR } from '../../audit/schema.js';

/** So many jobs in a state, each with an id of its own. */
const jobsIn = (State: string | null, count: number, fields: Readonly<Record<string, unknown>> = {}) =>
  Array.from({ length: count }, (_, n) => aCopyJob({ CopyJobId: `${State}-${n}`, State, ...fields }));

const completed: ControlInput = { control: 'completed' };
const fresh: ControlInput = { control: 'freshWithin', within: '26h' };
const rate: ControlInput = { control: 'minimumSuccessRate', percent: 50 };
const informational = { severity: 'INFORMATIONAL' } as const;

const statusOf = async (controls: readonly ControlInput[], jobs: readonly RawCopyJob[], options: AuditOptions = {}) => {
  const { status, complete, compliancePercent, controls: results } = await auditOf({ controls }, jobs, options);
  return { status, complete, percent: compliancePercent, controls: results.map(({ status: each }) => each) };
};

describe('the status of a control', () => {
  it.each([
    ['NON_COMPLIANT', { notMet: 1, undetermined: 1, met: 1, error: 'broken' }],
    ['ERROR', { undetermined: 1, met: 1, error: 'broken' }],
    ['INSUFFICIENT_DATA', { undetermined: 1, met: 9 }],
    ['COMPLIANT', { met: 1 }],
    ['COMPLIANT', { exempt: 1 }],
    ['INSUFFICIENT_DATA', {}],
  ])('is %s of %j', (status, outcomes) => {
    expect(statusOfControl({ ...noOutcomes(), ...outcomes }, false)).toBe(status);
  });

  it('may be compliant where there is nothing to judge, if that was declared', () => {
    expect(statusOfControl(noOutcomes(), true)).toBe('COMPLIANT');
    expect(statusOfControl({ ...noOutcomes(), undetermined: 1 }, true)).toBe('INSUFFICIENT_DATA');
  });
});

describe('the status of a run', () => {
  it('is compliant where everything was read and everything is met', async () => {
    expect(await statusOf([completed, fresh], jobsIn('COMPLETED', 2))).toEqual({
      status: 'COMPLIANT',
      complete: true,
      percent: 100,
      controls: ['COMPLIANT', 'COMPLIANT'],
    });
  });

  it('is the worst of its controls', async () => {
    const jobs = [...jobsIn('COMPLETED', 1), ...jobsIn('FAILED', 1)];
    expect(await statusOf([completed, fresh], jobs)).toMatchObject({
      status: 'NON_COMPLIANT',
      controls: ['NON_COMPLIANT', 'COMPLIANT'],
    });
    expect(await statusOf([completed, fresh], [...jobsIn('COMPLETED', 1), ...jobsIn('PAUSED', 1)])).toMatchObject({
      status: 'INSUFFICIENT_DATA',
      controls: ['INSUFFICIENT_DATA', 'COMPLIANT'],
    });
  });

  it('of nothing is unknown, and has no percentage', async () => {
    expect(await statusOf([completed, rate, fresh], [])).toEqual({
      status: 'INSUFFICIENT_DATA',
      complete: true,
      percent: null,
      controls: ['INSUFFICIENT_DATA', 'INSUFFICIENT_DATA', 'INSUFFICIENT_DATA'],
    });
    expect(await statusOf([{ ...completed, allowEmpty: true }], [])).toMatchObject({
      status: 'COMPLIANT',
      percent: null,
    });
  });

  it('of a report without a single unit is an error: nothing was read', async () => {
    expect(await statusOf([{ ...completed, allowEmpty: true }], [], { units: [] })).toMatchObject({
      status: 'ERROR',
      complete: false,
    });
  });

  it('ignores controls that are informational; of no others it is unknown', async () => {
    const jobs = [...jobsIn('COMPLETED', 1), ...jobsIn('FAILED', 1)];
    expect(await statusOf([{ ...completed, ...informational }, fresh], jobs)).toEqual({
      status: 'COMPLIANT',
      complete: true,
      percent: 100,
      controls: ['NON_COMPLIANT', 'COMPLIANT'],
    });
    expect(await statusOf([{ ...completed, ...informational }], jobsIn('COMPLETED', 1))).toMatchObject({
      status: 'INSUFFICIENT_DATA',
      percent: null,
    });
  });

  it('is an error where a unit was not read to its end, unless a breach is certain', async () => {
    const error = 'Access denied';
    expect(await statusOf([completed], jobsIn('COMPLETED', 1), { error })).toMatchObject({
      status: 'ERROR',
      complete: false,
    });
    expect(await statusOf([completed], jobsIn('FAILED', 1), { error })).toMatchObject({
      status: 'NON_COMPLIANT',
      complete: false,
    });
    expect(await statusOf([{ ...completed, ...informational }], [], { error })).toMatchObject({ status: 'ERROR' });
  });
});

describe('a unit that was not read to its end', () => {
  const old = { CreationDate: ago(3 * DAY), CompletionDate: ago(3 * DAY) };
  const jobs = [...jobsIn('COMPLETED', 1, old), ...jobsIn('FAILED', 3)];

  it('makes of what is not met as a whole what is not known, with the reason', async () => {
    const { controls, findings, units } = await auditOf({ controls: [completed, fresh, rate] }, jobs, {
      error: 'Access denied',
    });
    expect(controls.map(({ status, met, notMet, undetermined }) => [status, met, notMet, undetermined])).toEqual([
      ['NON_COMPLIANT', 1, 3, 0],
      ['INSUFFICIENT_DATA', 0, 0, 1],
      ['INSUFFICIENT_DATA', 0, 0, 1],
    ]);
    expect(findings.find(({ control }) => control === 'freshWithin')?.found).toMatch(
      / is 3d old.*, but not everything could be read \(111111111111 in eu-west-1: Access denied\)$/,
    );
    expect(units).toMatchObject([{ accountId: '111111111111', region: 'eu-west-1', error: 'Access denied', jobs: 4 }]);
  });

  it('leaves what is met met, and other filter sets alone', async () => {
    const filterSets = [{ name: 'read' }, { name: 'unread' }];
    const units = [{ filterSet: 'read' }, { filterSet: 'unread', error: 'Access denied' }];
    const { controls } = await auditOf({ filterSets, controls: [fresh, { ...rate, percent: 20 }] }, jobs, { units });
    expect(controls.map(({ filterSet, controlId, status }) => `${filterSet} ${controlId} ${status}`)).toEqual([
      'read freshWithin NON_COMPLIANT',
      'read minimumSuccessRate COMPLIANT',
      'unread freshWithin INSUFFICIENT_DATA',
      'unread minimumSuccessRate COMPLIANT',
    ]);
  });
});

describe('the percentage of outcomes met', () => {
  const percentOf = async (met: number, notMet: number, unknown = 0) => {
    const jobs = [...jobsIn('COMPLETED', met), ...jobsIn('FAILED', notMet), ...jobsIn(null, unknown)];
    return (await auditOf({ controls: [completed] }, jobs, { reading: { pageSize: 1000 } })).compliancePercent;
  };

  it.each([
    [2, 1, 0, 66.6],
    [1, 2, 0, 33.3],
    [1, 0, 1, 50],
    [0, 1, 0, 0],
    [2_000, 1, 0, 99.9],
    [1, 2_000, 0, 0],
    [29, 71, 0, 29],
  ])('of %d met, %d not met and %d unknown is %d: rounded down to a tenth', async (met, notMet, unknown, percent) => {
    expect(await percentOf(met, notMet, unknown)).toBe(percent);
  });

  it('counts one for each control, filter set and subject, without what is exempt', async () => {
    const filterSets = [{ name: 'a' }, { name: 'b' }];
    const jobs = [...jobsIn('COMPLETED', 1), ...jobsIn('FAILED', 1)];
    const report = { filterSets, controls: [completed, fresh] };
    expect((await auditOf(report, jobs)).compliancePercent).toBe(66.6);
    const exemptions = [{ job: 'FAILED-0', reason: 'r', until: '2099-01-01' }];
    expect((await auditOf({ ...report, exemptions }, jobs)).compliancePercent).toBe(100);
  });
});

describe('an exemption in a run', () => {
  const jobs = [...jobsIn('COMPLETED', 1), ...jobsIn('FAILED', 2)];

  it('excuses its findings, which stay in sight, and takes no job out of a rate', async () => {
    const { status, findings, controls, findingCounts, exemptions } = await auditOf(
      {
        controls: [completed, { ...rate, percent: 90 }],
        exemptions: [{ control: 'completed', reason: 'rebuilt nightly', until: '2027-03-31' }],
      },
      jobs,
    );
    const exempt = { reason: 'rebuilt nightly', until: '2027-04-01T00:00:00.000Z' };
    expect(status).toBe('NON_COMPLIANT');
    expect(controls).toMatchObject([
      { status: 'COMPLIANT', met: 1, notMet: 0, exempt: 2 },
      { status: 'NON_COMPLIANT', notMet: 1, exempt: 0 },
    ]);
    expect(findings.map(({ controlId, exempt: each }) => [controlId, each])).toEqual([
      ['completed', exempt],
      ['completed', exempt],
      ['minimumSuccessRate', undefined],
    ]);
    expect(findingCounts).toMatchObject({ total: 3, exempt: 2, bySeverity: { HIGH: 0, MEDIUM: 1 } });
    expect(exemptions).toEqual([{ control: 'completed', ...exempt, unused: false, ended: false }]);
  });

  it('that has ended counts no more, and its finding says so', async () => {
    const { status, findings, exemptions } = await auditOf(
      { controls: [completed], exemptions: [{ job: 'FAILED-0', reason: 'once', until: '2026-06-14' }] },
      jobs,
    );
    expect(status).toBe('NON_COMPLIANT');
    expect(findings.map(({ exempt, exemptionEnded }) => [exempt, exemptionEnded?.reason])).toEqual([
      [undefined, 'once'],
      [undefined, undefined],
    ]);
    expect(exemptions).toMatchObject([{ unused: true, ended: true }]);
  });

  it('is told where it excused nothing, in force or not', async () => {
    const exemptions = [
      { job: 'nobody', reason: 'r', until: '2099-01-01' },
      { job: 'nobody', reason: 'r', until: '2020-01-01' },
      { job: 'FAILED-0', reason: 'r', until: '2099-01-01' },
      { resource: '*', control: 'freshWithin', reason: 'r', until: '2099-01-01' },
    ];
    const run = await auditOf({ controls: [completed, fresh], exemptions }, jobs);
    expect(run.exemptions.map(({ unused, ended }) => [unused, ended])).toEqual([
      [true, false],
      [true, true],
      [false, false],
      [true, false],
    ]);
  });
});

describe('a run', () => {
  const jobs = [
    ...jobsIn('COMPLETED', 1),
    ...jobsIn('FAILED', 2, { StatusMessage: 'Access denied' }),
    ...jobsIn('FAILED', 1, {
      CopyJobId: 'other',
      ResourceArn: null,
      StatusMessage: 'it turned blue',
      CreationDate: ago(HOUR),
    }),
    ...jobsIn('RUNNING', 1),
  ];

  it('lists findings worst first, those that count before exempt ones', async () => {
    const controls: ControlInput[] = [
      { ...rate, percent: 90, severity: 'LOW' },
      { ...completed, severity: 'MEDIUM' },
      { control: 'maximumFailures', failures: 0, severity: 'CRITICAL' },
    ];
    const exemptions = [{ job: 'FAILED-0', reason: 'r', until: '2099-01-01' }];
    const { findings } = await auditOf({ controls, exemptions }, jobs);
    expect(findings.map(({ severity, subject, exempt }) => [severity, subject.id, exempt !== undefined])).toEqual([
      ['CRITICAL', 'all', false],
      ['MEDIUM', 'FAILED-1', false],
      ['MEDIUM', 'other', false],
      ['MEDIUM', 'FAILED-0', true],
      ['LOW', 'all', false],
    ]);
  });

  it('adds up jobs, states, bytes, resources and causes', async () => {
    const { counts, filterSets, causes } = await auditOf({ controls: [completed] }, jobs);
    const jobsByState = { COMPLETED: 1, FAILED: 3, RUNNING: 1 };
    expect(counts).toEqual({ copyJobs: 5, failedJobs: 3, resources: 1, bytes: 8 * 2 ** 30, jobsByState });
    expect(filterSets).toMatchObject([{ name: 'all', jobs: 5, jobsByState, resources: 1, jobsWithoutResourceArn: 1 }]);
    expect(causes.map(({ id, jobs: count, resources }) => [id.split(':')[0], count, resources])).toEqual([
      ['access-denied', 2, 1],
      ['message', 1, 0],
    ]);
    expect(causes[1]?.example).toEqual({
      copyJobId: 'other',
      created: ago(HOUR).toISOString(),
      statusMessage: 'it turned blue',
    });
  });

  it('says how old the newest good copy is of the resource that waits longest', async () => {
    const dated = (ResourceArn: string, age: number) =>
      aCopyJob({ CopyJobId: `${ResourceArn} ${age}`, ResourceArn, CreationDate: ago(age) });
    const { worstCopyAgeSeconds } = await auditOf({}, [
      dated('arn:a', HOUR),
      dated('arn:a', 9 * HOUR),
      dated('arn:b', 5 * HOUR),
    ]);
    expect(worstCopyAgeSeconds).toBe(5 * 3_600);
    expect((await auditOf({}, jobsIn('FAILED', 1))).worstCopyAgeSeconds).toBeNull();
  });

  it('fits its schema, whatever was read', async () => {
    const strange = [
      { CopyJobId: '__proto__', State: '__proto__', ResourceArn: '__proto__', CreationDate: 1e15, ResourceType: 7 },
      { State: 'FAILED', CreationDate: 'soon', CompletionDate: new Date(Number.NaN), StatusMessage: '\u0000\ud83d' },
      {},
    ];
    const controls: ControlInput[] = [completed, rate, { control: 'freshWithin', within: '36500d' }];
    const run = await auditOf({ controls }, [...jobs, ...strange]);
    expect(runSchema.safeParse(JSON.parse(JSON.stringify(run))).error).toBeUndefined();
    expect(run.counts).toMatchObject({ copyJobs: 8, jobsByState: { NOT_REPORTED: 1 } });
    // No item of a table can hold that name as it is.
    expect(Object.keys(run.counts.jobsByState)).toContain('(__proto__)');
  });

  it('without units says nothing of a resource that it remembers, but that it stopped', async () => {
    const remembered = [
      {
        filterSet: 'all',
        arn: 'arn:gone',
        newest: { COPY_CREATION: AS_OF - 3 * DAY },
        newestCreated: AS_OF - 3 * DAY,
        seen: AS_OF - DAY,
      },
    ];
    const { status, controls, resources } = await auditOf({ controls: [completed, fresh] }, [], { remembered });
    expect(status).toBe('NON_COMPLIANT');
    expect(controls.map((each) => each.status)).toEqual(['INSUFFICIENT_DATA', 'NON_COMPLIANT']);
    expect(resources).toMatchObject([{ resourceArn: 'arn:gone', remembered: true, controlsNotMet: ['freshWithin'] }]);
  });
});

describe('what a run is known by', () => {
  it('sorts by time', () => {
    expect(runIdOf(AS_OF, 'x')).toBe('20260615T120000000Z-x');
    const ids = [9, 10, 11].map((hour) => runIdOf(Date.UTC(2026, 0, 1, hour), 'x'));
    expect([...ids].sort()).toEqual(ids);
  });

  it('is what it was judged by: not its schedule, its description, or how a duration was written', () => {
    const hashOf = (definition: object) => definitionHash(parseDefinition({ name: 'report', ...definition }));
    const hash = hashOf({ controls: [{ control: 'freshWithin', within: '24h' }] });
    expect(hashOf({ controls: [{ control: 'freshWithin', within: 'P1D' }], schedule: 'NONE', description: 'x' })).toBe(
      hash,
    );
    expect(hashOf({ controls: [{ control: 'freshWithin', within: '25h' }] })).not.toBe(hash);
    expect(hashOf({ controls: [{ control: 'freshWithin', within: '24h', severity: 'LOW' }] })).not.toBe(hash);
  });
});
