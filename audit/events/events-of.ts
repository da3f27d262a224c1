import { digest } from '../canonical.js';
import { type Changes, turnOf } from '../changes/changes.js';
import type { ToldFinding } from '../changes/told.js';
import type { Finding } from '../finding.js';
import type { RunItem } from '../record/items.js';
import type { RunHeader } from '../run.js';
import { shorten } from '../shorten.js';
import { SEVERITIES, type Severity } from '../status.js';
import { findingChanges } from './finding-events.js';
import { type AuditEvent, DETAIL_TYPES, type FindingDetail, type StatusDetail, type SummaryDetail } from './schema.js';

/** A run, and what has changed since what was told last. */
export interface ToTell {
  readonly run: RunItem;
  readonly header: RunHeader;
  readonly changes: Changes<ToldFinding, Finding>;
}

/** So many changes of findings have an event of their own; of a run that changes more, the worst. */
export const MOST_FINDING_EVENTS = 1_000;

const MOST_CAUSES = 3;
const LONGEST = 1_000;

/** The events of a run: none where nothing has changed. */
export const eventsOf = (auditor: string, news: ToTell): AuditEvent[] => {
  const { run, changes } = news;
  const { report, runId, asOf, trigger, status } = run;
  const common = { version: 1 as const, auditor, report, runId, asOf, trigger, status };
  const all = findingChanges(report, changes);
  const told = all.slice(0, MOST_FINDING_EVENTS);
  const statusDetail = statusDetailOf(common, news);
  return [
    ...(statusDetail === undefined
      ? []
      : [{ type: DETAIL_TYPES.status, detail: statusDetail, resources: [] } satisfies AuditEvent]),
    ...told.map(({ id, ...said }): AuditEvent => {
      const { resourceArn } = said.finding.subject;
      const resources = resourceArn?.startsWith('arn:') === true ? [resourceArn] : [];
      return { type: DETAIL_TYPES.finding, detail: { ...common, id, ...said }, resources };
    }),
    ...(all.length === told.length
      ? []
      : [
          {
            type: DETAIL_TYPES.summary,
            detail: summaryOf(common, told.length, all.slice(told.length)),
            resources: [],
          } satisfies AuditEvent,
        ]),
  ];
};

type Common = Omit<SummaryDetail, 'id' | 'told' | 'leftOut'>;

const statusDetailOf = (common: Common, { run, header, changes }: ToTell): StatusDetail | undefined => {
  const turn = turnOf(changes.status);
  if (turn === undefined) return undefined;
  const { before: previousStatus } = changes.status;
  const { statusSince, compliancePercent, complete, findingsBySeverity } = run;
  const { copyJobs, failedJobs, resources, findings, exemptFindings, units, unreadUnits } = run;
  const gone = (...reasons: readonly string[]) => changes.gone.filter(({ reason }) => reasons.includes(reason)).length;
  const [resolvedFindings, unjudgedFindings] = [gone('RESOLVED'), gone('NOT_EVALUATED')];
  return {
    ...common,
    id: digest([common.report, previousStatus ?? null, run.status, statusSince]).slice(0, 32),
    ...(previousStatus === undefined ? {} : { previousStatus }),
    ...{ turn, statusSince, compliancePercent, complete },
    counts: {
      ...{ copyJobs, failedJobs, resources, findings, exemptFindings, findingsBySeverity, units, unreadUnits },
      newFindings: changes.added.length,
      resolvedFindings,
      closedFindings: changes.gone.length - resolvedFindings - unjudgedFindings,
      unjudgedFindings,
    },
    causes: header.causes.slice(0, MOST_CAUSES).map(({ id, title, remedy, jobs }) => ({
      id,
      title: shorten(title, LONGEST),
      remedy: shorten(remedy, LONGEST),
      jobs,
    })),
  };
};

const summaryOf = (
  common: Common,
  told: number,
  leftOut: readonly Pick<FindingDetail, 'change' | 'finding'>[],
): SummaryDetail => {
  const count = (is: (each: Pick<FindingDetail, 'change' | 'finding'>) => boolean) => leftOut.filter(is).length;
  const of = (change: FindingDetail['change'], severity?: Severity) =>
    count((each) => each.change === change && (severity === undefined || each.finding.severity === severity));
  return {
    ...common,
    id: digest([common.report, common.runId, 'summary']).slice(0, 32),
    told,
    leftOut: {
      newBySeverity: Object.fromEntries(SEVERITIES.map((severity) => [severity, of('NEW', severity)])) as Record<
        Severity,
        number
      >,
      resolved: of('RESOLVED'),
      closed: of('CLOSED'),
      changed: of('CHANGED'),
    },
  };
};
