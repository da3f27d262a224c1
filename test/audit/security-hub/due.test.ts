import { changesBetween } from '../../../audit/changes/changes.js';
import { type Told, toldOf } from '../../../audit/changes/told.js';
import type { Run } from '../../../audit/run.js';
import { HOUR } from '../../../audit/schema.js';
import { type Due, dueFindings, isSevereEnough } from '../../../audit/security-hub/due.js';
import type { Severity } from '../../../audit/status.js';
import { aCopyJob, ago } from '../../kit/a-copy-job.js';
import { AS_OF, type AuditOptions, auditOf } from '../../kit/audit-of.js';

type Definition = Parameters<typeof auditOf>[0];

const volume = (name: string): string => `arn:aws:ec2:eu-west-1:111111111111:volume/${name}`;
const copied = (name: string, hours: number) =>
  aCopyJob({
    CopyJobId: `${name}-${hours}`,
    ResourceArn: volume(name),
    CreationDate: ago(hours * HOUR),
    CompletionDate: ago((hours - 1) * HOUR),
  });
const FRESH: Definition = { controls: [{ control: 'freshWithin', within: '26h' }] };
const SOFT: Definition = { controls: [{ control: 'freshWithin', within: '26h', severity: 'LOW' }] };
const EXEMPT: Definition = {
  ...FRESH,
  exemptions: [{ resource: '*:volume/a', reason: 'rebuilt nightly', until: '2027-01-01' }],
};

const before = (definition: Definition, jobs: ReturnType<typeof copied>[], hours = 1) =>
  auditOf(definition, jobs, { asOf: AS_OF - hours * HOUR });
const after = (definition: Definition, jobs: ReturnType<typeof copied>[], options: AuditOptions = {}) =>
  auditOf(definition, jobs, options);

/** What Security Hub is told of runs, one after the other, each with the severity that is asked for then. */
const telling = () => {
  let told: Told | undefined;
  return (now: Run, minimum: Severity = 'INFORMATIONAL'): Due => {
    const findings = now.findings.filter(isSevereEnough(minimum));
    const changes = changesBetween(told, { header: now, findings });
    const due = dueFindings({ changes, toldAsOf: told?.header.asOf, asOf: now.asOf, findings: now.findings });
    told = toldOf(now, findings, changes);
    return due;
  };
};
const said = ({ open, closed }: Due) => ({
  open: open.map(({ subject }) => subject.id),
  closed: closed.map(({ finding, reason }) => `${reason} ${finding.subject.id}`),
});
const nothing = { open: [], closed: [] };

describe('what Security Hub is told of a run', () => {
  it('is everything the first time', async () => {
    const now = await after(FRESH, [copied('a', 60), copied('b', 60)]);
    expect(said(telling()(now))).toEqual({ open: [volume('a'), volume('b')], closed: [] });
  });

  it('is what is new and what is resolved after that', async () => {
    const tell = telling();
    tell(await before(FRESH, [copied('a', 60), copied('b', 60), copied('c', 26.5)]));
    const now = await after(FRESH, [copied('a', 60), copied('a', 2), copied('b', 60), copied('c', 26.5)]);
    expect(said(tell(now))).toEqual({ open: [volume('c')], closed: [`RESOLVED ${volume('a')}`] });
  });

  it('is all that is open once a day, so that it is renewed within the 90 days that it is kept', async () => {
    const tell = telling();
    const earlier = await before(FRESH, [copied('a', 60)], 13);
    tell(earlier);
    const now = await after(FRESH, [copied('a', 60)]);
    expect(now.asOf.slice(0, 10)).not.toBe(earlier.asOf.slice(0, 10));
    expect(said(tell(now))).toEqual({ open: [volume('a')], closed: [] });
  });

  it('closes nothing that could not be judged, and asks again at the next runs', async () => {
    const later = { asOf: AS_OF + HOUR };
    const unread = await after(FRESH, [copied('b', 2)], { error: 'AccessDenied' });
    const next: readonly (readonly [ReturnType<typeof copied>[], ReturnType<typeof said>])[] = [
      [[copied('a', 60)], nothing],
      [[copied('a', 60), copied('a', 2)], { open: [], closed: [`RESOLVED ${volume('a')}`] }],
    ];
    for (const [jobs, expected] of next) {
      const tell = telling();
      tell(await before(FRESH, [copied('a', 60)]));
      expect(said(tell(unread))).toEqual(nothing);
      expect(said(tell(await after(FRESH, jobs, later)))).toEqual(expected);
    }
  });

  it('closes what an exemption excuses, with the exemption', async () => {
    const tell = telling();
    tell(await before(FRESH, [copied('a', 60)]));
    const exempt = expect.objectContaining({ reason: 'rebuilt nightly' }) as unknown;
    expect(tell(await after(EXEMPT, [copied('a', 60)])).closed).toEqual([
      { reason: 'EXEMPTED', finding: expect.objectContaining({ exempt }) as unknown },
    ]);
  });

  it('has nothing of what was exempt from the beginning', async () => {
    expect(said(telling()(await after(EXEMPT, [copied('a', 60)])))).toEqual(nothing);
  });

  it('leaves out what is less severe than asked for, and closes what became so', async () => {
    const soft = await after(SOFT, [copied('a', 60)]);
    expect(said(telling()(soft, 'HIGH'))).toEqual(nothing);
    const tell = telling();
    tell(await before(FRESH, [copied('a', 60)]), 'HIGH');
    expect(said(tell(soft, 'HIGH'))).toEqual({ open: [], closed: [`LESS_SEVERE ${volume('a')}`] });
  });

  it('follows the severity that is asked for, when that is changed', async () => {
    const soft = (hours = 0, ...jobs: ReturnType<typeof copied>[]) =>
      auditOf(SOFT, [copied('a', 60), ...jobs], { asOf: AS_OF - hours * HOUR });
    const raised = telling();
    raised(await soft(1), 'LOW');
    expect(said(raised(await soft(), 'HIGH')).closed).toEqual([`LESS_SEVERE ${volume('a')}`]);
    const lowered = telling();
    lowered(await soft(1), 'HIGH');
    expect(said(lowered(await soft(), 'LOW')).open).toEqual([volume('a')]);
    // What was never sent is nothing to close.
    const unsent = telling();
    unsent(await soft(1), 'HIGH');
    expect(said(unsent(await soft(0, copied('a', 2)), 'LOW'))).toEqual(nothing);
  });
});
