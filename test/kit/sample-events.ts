import { changesBetween } from '../../audit/changes/changes.js';
import { toldOf } from '../../audit/changes/told.js';
import { eventsOf } from '../../audit/events/events-of.js';
import { type AuditEvent, EVENT_SOURCE } from '../../audit/events/schema.js';
import { DAY, HOUR } from '../../audit/schema.js';
import { runItemOf } from '../../aws/table/run-item.js';
import { aCopyJob, ago } from './a-copy-job.js';
import { AS_OF, auditOf } from './audit-of.js';

/** An event as a rule's target gets it. */
export const asReceived = ({ type, detail, resources }: AuditEvent) => ({
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': type,
  source: EVENT_SOURCE,
  account: '111122223333',
  time: detail.asOf,
  region: 'eu-west-1',
  resources,
  detail: JSON.parse(JSON.stringify(detail)) as Record<string, unknown>,
});

const copy = (hours: number, fields = {}) =>
  aCopyJob({
    CopyJobId: `5EA1F1D5-${hours}`,
    ResourceArn: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
    ResourceType: 'RDS',
    AccountId: '111122223333',
    CreationDate: ago(hours * HOUR),
    CompletionDate: ago((hours - 1) * HOUR),
    ...fields,
  });
const DEFINITION = {
  controls: [{ control: 'completed' as const }, { control: 'freshWithin' as const, within: '26h' }],
};

/** The events of a night in which a database's copy failed: the status and one finding. */
export const sampleEvents = async (): Promise<readonly ReturnType<typeof asReceived>[]> => {
  const good = copy(25);
  const failed = copy(1, { State: 'FAILED', StatusMessage: 'Access Denied trying to call AWS Backup service' });
  const before = await auditOf(DEFINITION, [good], { asOf: AS_OF - DAY });
  const now = {
    ...(await auditOf(DEFINITION, [good, failed])),
    report: 'OffsiteCopies',
    runId: '20260615T120000000Z-1f2e3d4c',
  };
  const run = await runItemOf(now, { trigger: 'SCHEDULE', publishedAt: AS_OF, rowRuns: [], before: undefined });
  const findings = now.findings.map((finding) => ({ ...finding, firstSeen: now.asOf }));
  const changes = changesBetween(toldOf(before, before.findings, { gone: [] }), { header: now, findings });
  return eventsOf('default', { run, header: now, changes }).map(asReceived);
};
