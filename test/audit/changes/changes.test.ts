import { type Changes, changesBetween, turnOf } from '../../../audit/changes/changes.js';
import type { KnownFinding } from '../../../audit/changes/judged-run.js';
import type { Finding } from '../../../audit/finding.js';
import type { Run } from '../../../audit/run.js';
import { DAY, HOUR } from '../../../audit/schema.js';
import { aCopyJob, ago } from '../../kit/a-copy-job.js';
import { AS_OF, type AuditOptions, auditOf } from '../../kit/audit-of.js';

type Definition = Parameters<typeof auditOf>[0];
type Job = ReturnType<typeof aCopyJob>;

const volume = (name: string): string => `arn:aws:ec2:eu-west-1:111111111111:volume/${name}`;
const copy = (name: string, hours: number, fields: Job = {}): Job =>
  aCopyJob({
    CopyJobId: `${name}-${hours}`,
    ResourceArn: volume(name),
    CreationDate: ago(hours * HOUR),
    CompletionDate: ago((hours - 1) * HOUR),
    ...fields,
  });
const failed = (name: string, hours: number): Job => copy(name, hours, { State: 'FAILED' });

const FRESH: Definition = { controls: [{ control: 'freshWithin', within: '26h' }] };
const COMPLETED: Definition = { controls: [{ control: 'completed' }] };

/** A run as the one before, or the one after: a day later where nothing is said. */
const first = (definition: Definition, jobs: readonly Job[], options: AuditOptions = {}): Promise<Run> =>
  auditOf(definition, jobs, { asOf: AS_OF - DAY, ...options });
const second = auditOf;

const compare = (before: Run | undefined, now: Run): Changes<Finding, Finding> => {
  const rows = new Set(now.resources.map(({ filterSet, resourceArn }) => `${filterSet} ${resourceArn}`));
  const seen = (run: Run) => run.findings.map((finding) => ({ firstSeen: run.asOf, ...finding }));
  return changesBetween(before === undefined ? undefined : { header: before, findings: seen(before) }, {
    header: now,
    findings: seen(now),
    knows: (filterSet, arn) => rows.has(`${filterSet} ${arn}`),
  });
};

const arnOf = ({ subject }: KnownFinding): string => subject.resourceArn ?? subject.id;
const said = ({ added, gone, changed, same }: Changes<Finding, Finding>) => ({
  ...(added.length === 0 ? {} : { added: added.map(({ finding, reason }) => `${reason} ${arnOf(finding)}`) }),
  ...(gone.length === 0 ? {} : { gone: gone.map(({ finding, reason }) => `${reason} ${arnOf(finding)}`) }),
  ...(changed.length === 0 ? {} : { changed: changed.map(({ finding }) => arnOf(finding)) }),
  ...(same.length === 0 ? {} : { same: same.map(arnOf) }),
});

describe('between two runs of a report', () => {
  it('a resource whose copy is stale is found, and another is still so', async () => {
    const before = await first(FRESH, [copy('a', 30), copy('b', 60)]);
    const now = await second(FRESH, [copy('a', 30), copy('b', 60)]);
    const changes = compare(before, now);
    expect(said(changes)).toEqual({ added: [`FOUND ${volume('a')}`], same: [volume('b')] });
    expect(changes.status).toEqual({ before: 'NON_COMPLIANT', now: 'NON_COMPLIANT' });
    expect(changes.isSameDefinition).toBe(true);
  });

  it('one that was copied at last is resolved', async () => {
    const before = await first(FRESH, [copy('a', 60)]);
    const changes = compare(before, await second(FRESH, [copy('a', 60), copy('a', 3)]));
    expect(said(changes)).toEqual({ gone: [`RESOLVED ${volume('a')}`] });
    expect(changes.status).toEqual({ before: 'NON_COMPLIANT', now: 'COMPLIANT' });
  });

  it('everything is new where there was no run', async () => {
    const changes = compare(undefined, await second(FRESH, [copy('a', 60)]));
    expect(said(changes)).toEqual({ added: [`FOUND ${volume('a')}`] });
    expect(changes.status).toEqual({ now: 'NON_COMPLIANT' });
  });

  it('a finding of another severity is the same one, changed', async () => {
    const asked = { control: 'freshWithin', within: '26h', severity: 'LOW' } as const;
    const before = await first({ controls: [asked] }, [copy('a', 60)]);
    const changes = compare(before, await second(FRESH, [copy('a', 60)]));
    expect(said(changes)).toEqual({ changed: [volume('a')] });
    expect(changes.changed[0]?.before.severity).toBe('LOW');
    expect(changes.changed[0]?.finding.severity).toBe('HIGH');
  });
});

describe('exempt findings do not count', () => {
  const exempt = (until: number): Definition => ({
    ...FRESH,
    exemptions: [{ resource: '*volume/a', reason: 'moved', until: new Date(until).toISOString() }],
  });

  it('so one that is exempted is gone, and not resolved', async () => {
    const changes = compare(
      await first(FRESH, [copy('a', 60)]),
      await second(exempt(AS_OF + DAY), [copy('a', 60), copy('b', 3)]),
    );
    expect(said(changes)).toEqual({ gone: [`EXEMPTED ${volume('a')}`] });
  });

  it('and one whose exemption ended is new, for that reason', async () => {
    const definition = exempt(AS_OF - HOUR);
    const changes = compare(await first(definition, [copy('a', 60)]), await second(definition, [copy('a', 60)]));
    expect(said(changes)).toEqual({ added: [`EXEMPTION_ENDED ${volume('a')}`] });
  });

  it('and one that ends while it is exempt says nothing', async () => {
    const definition = exempt(AS_OF + DAY);
    const changes = compare(await first(definition, [copy('a', 60)]), await second(definition, [copy('a', 3)]));
    expect(said(changes)).toEqual({});
  });
});

describe('what is not found any more is not resolved', () => {
  it('where the control is asked no longer', async () => {
    const both = { controls: [{ control: 'completed' as const }, ...(FRESH.controls ?? [])] };
    const changes = compare(await first(both, [copy('a', 60)]), await second(COMPLETED, [copy('a', 60)]));
    expect(said(changes)).toEqual({ gone: [`NOT_ASKED ${volume('a')}`] });
  });

  it('where its filter set has another name', async () => {
    const named = (name: string): Definition => ({ ...FRESH, filterSets: [{ name, createdWithin: '30d' }] });
    const changes = compare(await first(named('old'), [copy('a', 60)]), await second(named('new'), [copy('a', 60)]));
    expect(said(changes)).toEqual({ added: [`NEWLY_ASKED ${volume('a')}`], gone: [`NOT_ASKED ${volume('a')}`] });
  });

  it('where the report was changed so that it asks for less', async () => {
    const lax: Definition = { controls: [{ control: 'freshWithin', within: '9d' }] };
    const changes = compare(await first(FRESH, [copy('a', 60)]), await second(lax, [copy('a', 60)]));
    expect(said(changes)).toEqual({ gone: [`REDEFINED ${volume('a')}`] });
    expect(changes.isSameDefinition).toBe(false);
  });

  it('where its account could not be read; those of other accounts are', async () => {
    const away = copy('b', 60, { AccountId: '222222222222' });
    const before = await first(FRESH, [], {
      units: [{ jobs: [copy('a', 60)] }, { accountId: '222222222222', jobs: [away] }],
    });
    const now = await second(FRESH, [], {
      units: [
        { jobs: [copy('a', 3)] },
        { accountId: '222222222222', jobs: [copy('b', 3, { AccountId: '222222222222' })], error: 'AccessDenied' },
      ],
    });
    expect(said(compare(before, now))).toEqual({ gone: [`RESOLVED ${volume('a')}`, `NOT_EVALUATED ${volume('b')}`] });
  });

  it('where nobody knows what could not be read', async () => {
    const before = await first(FRESH, [copy('a', 60)]);
    const now = await second(FRESH, [copy('a', 3)], { error: 'AccessDenied' });
    expect(said(compare(before, { ...now, units: [] }))).toEqual({ gone: [`NOT_EVALUATED ${volume('a')}`] });
  });

  it('where its control could not judge', async () => {
    const before = await first(FRESH, [copy('a', 60)]);
    const now = await second(FRESH, [copy('a', 3)]);
    const controls = now.controls.map((result) => ({ ...result, error: 'the judge threw' }));
    expect(said(compare(before, { ...now, controls }))).toEqual({ gone: [`NOT_EVALUATED ${volume('a')}`] });
  });

  it('where nothing was there to be judged', async () => {
    const rate: Definition = { controls: [{ control: 'minimumSuccessRate', percent: 99 }] };
    const changes = compare(await first(rate, [failed('a', 60)]), await second(rate, []));
    expect(said(changes)).toEqual({ gone: ['NOT_EVALUATED all'] });
  });

  it('where a finished job has left the time that is looked at', async () => {
    const week: Definition = { ...COMPLETED, filterSets: [{ name: 'all', createdWithin: '7d' }] };
    const jobs = [failed('a', 7.5 * 24), copy('b', 30)];
    expect(said(compare(await first(week, jobs), await second(week, jobs)))).toEqual({
      gone: [`PAST ${volume('a')}`],
    });
  });

  it('where the resource is forgotten', async () => {
    const changes = compare(await first(FRESH, [copy('a', 60), copy('b', 30)]), await second(FRESH, [copy('b', 3)]));
    expect(said(changes)).toEqual({ gone: [`PAST ${volume('a')}`] });
  });

  it('where a recovery point is as old as nobody looks any more', async () => {
    const definition: Definition = {
      controls: [{ control: 'everyRecoveryPointCopied', within: '1d', completedWithin: '3d' }],
    };
    const backup = (id: string, hours: number) => ({
      BackupJobId: id,
      AccountId: '111111111111',
      RecoveryPointArn: `arn:aws:ec2:eu-west-1::snapshot/${id}`,
      ResourceArn: volume(id),
      ResourceType: 'EBS',
      State: 'COMPLETED',
      CreationDate: ago((hours + 1) * HOUR),
      CompletionDate: ago(hours * HOUR),
    });
    const backupJobs = [backup('old', 80)];
    const changes = compare(
      await first(definition, [copy('x', 60)], { backupJobs }),
      await second(definition, [copy('x', 60)], { backupJobs }),
    );
    expect(said(changes)).toEqual({ gone: [`PAST ${volume('old')}`] });
  });
});

it('an open job that came to its end is resolved', async () => {
  const definition: Definition = { controls: [{ control: 'finishesWithin', within: '4h' }] };
  const open = copy('a', 40, { State: 'RUNNING', CompletionDate: undefined });
  const changes = compare(
    await first(definition, [open]),
    await second(definition, [copy('a', 40, { CompletionDate: ago(37 * HOUR) })]),
  );
  expect(said(changes)).toEqual({ gone: [`RESOLVED ${volume('a')}`] });
});

it('what was so before its account could not be read, and is so again, is seen again', async () => {
  const before = await first(FRESH, [], { error: 'AccessDenied' });
  const now = await second(FRESH, [copy('a', 90)]);
  const known = now.findings.map((finding) => ({ ...finding, firstSeen: new Date(AS_OF - 2 * DAY).toISOString() }));
  const { added } = changesBetween({ header: before, findings: [] }, { header: now, findings: known });
  expect(added.map(({ reason }) => reason)).toEqual(['SEEN_AGAIN']);
});

it.each([
  [undefined, 'ERROR', 'FIRST'],
  ['COMPLIANT', 'COMPLIANT', undefined],
  ['COMPLIANT', 'ERROR', 'WORSE'],
  ['ERROR', 'NON_COMPLIANT', 'WORSE'],
  ['NON_COMPLIANT', 'INSUFFICIENT_DATA', 'BETTER'],
] as const)('a status that was %s and is %s turned %s', (before, now, turn) => {
  expect(turnOf({ now, ...(before === undefined ? {} : { before }) })).toBe(turn);
});
