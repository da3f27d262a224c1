import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { changesBetween } from '../../../audit/changes/changes.js';
import { toldOf } from '../../../audit/changes/told.js';
import { MOST_FINDING_EVENTS, eventsOf } from '../../../audit/events/events-of.js';
import { eventsJsonSchema } from '../../../audit/events/json-schema.js';
import type { AuditEvent } from '../../../audit/events/schema.js';
import type { Finding } from '../../../audit/finding.js';
import type { Run } from '../../../audit/run.js';
import { DAY, HOUR } from '../../../audit/schema.js';
import { runItemOf } from '../../../aws/table/run-item.js';
import { volumeCopy as volume } from '../../kit/a-copy-job.js';
import { AS_OF, auditOf } from '../../kit/audit-of.js';
import { aForeignJob, foreignTexts } from '../../kit/foreign-text.js';
import { asReceived } from '../../kit/sample-events.js';

const DEFINITION = {
  controls: [{ control: 'freshWithin' as const, within: '26h' }, { control: 'completed' as const }],
};

/** Whether somebody else's validator takes it for an event of the schema that ships with the package. */
const validate = addFormats(new Ajv({ strict: false })).compile(eventsJsonSchema());
const faultsOf = (event: AuditEvent) => (validate(asReceived(event)) ? [] : validate.errors);

const dated = (run: Run): Finding[] => run.findings.map((finding) => ({ firstSeen: run.asOf, ...finding }));

/** Events of a run, after another that was told. */
const eventsAfter = async (before: Run | undefined, now: Run, findings = dated(now)): Promise<AuditEvent[]> => {
  const item = await runItemOf(now, { trigger: 'SCHEDULE', publishedAt: AS_OF, rowRuns: [], before: undefined });
  const later = { header: now, findings };
  const told = before === undefined ? undefined : toldOf(before, dated(before), { gone: [] });
  return eventsOf('default', { run: item, header: now, changes: changesBetween(told, later) });
};
const first = (jobs: readonly ReturnType<typeof volume>[]) => auditOf(DEFINITION, jobs, { asOf: AS_OF - DAY });
const second = (jobs: readonly ReturnType<typeof volume>[]) => auditOf(DEFINITION, jobs);

describe('the first run of a report that is told', () => {
  it('tells its status, without one before, and its findings', async () => {
    const events = await eventsAfter(undefined, await second([volume('a', 60), volume('b', 3)]));
    expect(events.map(({ type }) => type)).toEqual(['Copy Job Compliance Change', 'Copy Job Finding Change']);
    const [status, finding] = events;
    expect(status?.detail).toMatchObject({
      status: 'NON_COMPLIANT',
      turn: 'FIRST',
      counts: { newFindings: 1, findings: 1, copyJobs: 2 },
    });
    expect(status?.detail).not.toHaveProperty('previousStatus');
    expect(finding?.detail).toMatchObject({ change: 'NEW', reason: 'FOUND', finding: { controlId: 'freshWithin' } });
    expect(finding?.resources).toEqual(['arn:aws:ec2:eu-west-1:111111111111:volume/a']);
    expect(events.flatMap(faultsOf)).toEqual([]);
  });
});

describe('a run after another', () => {
  it('tells nothing where nothing has changed', async () => {
    const jobs = [volume('a', 60)];
    expect(await eventsAfter(await first(jobs), await second(jobs))).toEqual([]);
  });

  it('tells what was resolved, what is closed and a better status', async () => {
    const before = await first([volume('a', 60), volume('b', 30 * 24 - 20, { State: 'FAILED' }), volume('b', 30)]);
    const events = await eventsAfter(before, await second([volume('a', 3), volume('b', 3)]));
    expect(events.map(({ detail }) => ('change' in detail ? [detail.change, detail.reason] : detail.status))).toEqual([
      'COMPLIANT',
      ['RESOLVED', 'RESOLVED'],
      ['CLOSED', 'PAST'],
    ]);
    expect(events[0]?.detail).toMatchObject({
      previousStatus: 'NON_COMPLIANT',
      turn: 'BETTER',
      counts: { newFindings: 0, resolvedFindings: 1, closedFindings: 1 },
    });
    expect(events.flatMap(faultsOf)).toEqual([]);
  });

  it('tells nothing of a finding that could not be judged', async () => {
    const unread = await auditOf(DEFINITION, [], { error: 'AccessDenied' });
    const events = await eventsAfter(await first([volume('a', 60)]), unread);
    expect(events.map(({ type }) => type)).toEqual(['Copy Job Compliance Change']);
    expect(events[0]?.detail).toMatchObject({ status: 'ERROR', counts: { unjudgedFindings: 1, resolvedFindings: 0 } });
  });

  it('says the same under the same id, whichever run says it', async () => {
    const before = await first([volume('b', 3)]);
    const jobs = [volume('a', 60), volume('b', 3)];
    const idsOf = (events: AuditEvent[]) => events.map(({ detail }) => detail.id);
    const run = await second(jobs);
    const later = await auditOf(DEFINITION, jobs, { asOf: AS_OF + HOUR });
    const since = run.asOf;
    const asSince = (each: Run) => each.findings.map((finding) => ({ ...finding, firstSeen: since }));
    const [one, other] = [await eventsAfter(before, run), await eventsAfter(before, later, asSince(later))];
    expect(idsOf(one).slice(1)).toEqual(idsOf(other).slice(1));
    expect(new Set(idsOf(one)).size).toBe(one.length);
  });
});

it('tells a run with more changes than have an event each by the worst of them, and counts the others', async () => {
  const jobs = Array.from({ length: MOST_FINDING_EVENTS + 20 }, (_, n) => volume(`v${n}`, 60));
  const events = await eventsAfter(undefined, await second([...jobs, volume('x', 3, { State: 'FAILED' })]));
  expect(events).toHaveLength(1 + MOST_FINDING_EVENTS + 1);
  expect(events.at(-1)?.detail).toMatchObject({
    told: MOST_FINDING_EVENTS,
    leftOut: { newBySeverity: { HIGH: 22, CRITICAL: 0 }, resolved: 0 },
  });
  expect(faultsOf(events.at(-1) as AuditEvent)).toEqual([]);
});

it('ends foreign text somewhere', async () => {
  const arn = `arn:aws:ec2:eu-west-1:111111111111:volume/${'x'.repeat(5_000)}`;
  const long = await eventsAfter(undefined, await second([volume('a', 60, { ResourceArn: arn })]));
  for (const event of long) expect(JSON.stringify(event.detail).length).toBeLessThan(12_000);
  for (const [, text] of foreignTexts) {
    const events = await eventsAfter(undefined, await second([aForeignJob(text)]));
    expect(events.length).toBeGreaterThan(1);
    expect(events.flatMap(faultsOf)).toEqual([]);
  }
});
