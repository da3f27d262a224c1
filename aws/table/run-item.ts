import type { Finding } from '../../audit/finding.js';
import { RECORD_VERSION, type RunItem } from '../../audit/record/items.js';
import type { Run } from '../../audit/run.js';
import type { Trigger } from '../../audit/wire.js';
import { packHeader } from './headers.js';
import type { Ledger } from './ledgers.js';

const MOST_CAUSES = 3;

/** A run as the table shows it, after the one that was published before it. */
export const runItemOf = async (
  run: Run,
  {
    trigger,
    publishedAt,
    rowRuns,
    before,
  }: {
    readonly trigger: Trigger;
    readonly publishedAt: number;
    readonly rowRuns: readonly string[];
    readonly before: RunItem | undefined;
  },
): Promise<RunItem> => {
  const { report, runId, asOf, basis, definitionHash, status, complete, compliancePercent, counts, findingCounts } =
    run;
  const isSame = before?.status === status;
  const previousStatus = isSame ? before.previousStatus : before?.status;
  return {
    version: RECORD_VERSION,
    ...{ report, runId, asOf, trigger, definitionHash, status, complete, compliancePercent },
    ...(basis === undefined ? {} : { basis }),
    publishedAt: new Date(publishedAt).toISOString(),
    copyJobs: counts.copyJobs,
    failedJobs: counts.failedJobs,
    resources: counts.resources,
    findings: findingCounts.total - findingCounts.exempt,
    exemptFindings: findingCounts.exempt,
    findingsBySeverity: findingCounts.bySeverity,
    topCauses: run.causes.slice(0, MOST_CAUSES).map(({ jobs, title }) => `${jobs} × ${title}`),
    // Of the run that it builds on: that run's header may have left some out.
    ...(basis !== undefined && before !== undefined
      ? { units: before.units, unreadUnits: before.unreadUnits }
      : {
          units: run.units.length,
          unreadUnits: run.units.filter(({ error }) => error !== undefined).length,
        }),
    statusSince: isSame ? before.statusSince : asOf,
    ...(previousStatus === undefined ? {} : { previousStatus }),
    ...(before === undefined ? {} : { previousRunId: before.runId }),
    rowRuns: [...rowRuns],
    header: await packHeader(run),
  };
};

export interface DatedFindings {
  readonly findings: readonly Finding[];
  readonly ledger: Ledger;
}

/**
 * Findings with the time since when they have been so. What was found before and is not found now is remembered only while
 * something could not be read: it may be found again there.
 */
export const withFirstSeen = ({ findings, asOf, complete }: Run, before: Ledger, keptFor: number): DatedFindings => {
  const oldest = new Date(Date.parse(asOf) - keptFor).toISOString();
  const carried = complete ? [] : [...before].filter(([, firstSeen]) => firstSeen >= oldest);
  const ledger = new Map(carried);
  const dated = findings.map((finding) => {
    const firstSeen = before.get(finding.id) ?? asOf;
    ledger.set(finding.id, firstSeen);
    return { ...finding, firstSeen };
  });
  return { findings: dated, ledger };
};
