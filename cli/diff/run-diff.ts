import { type Changes, changesBetween, turnOf } from '../../audit/changes/changes.js';
import type { Finding } from '../../audit/finding.js';
import type { ResourceRow } from '../../audit/row.js';
import { severityRank } from '../../audit/status.js';
import type { KeptRun } from '../deployed/published-run.js';

type RunFacts = Pick<KeptRun, 'runId' | 'asOf' | 'status' | 'compliancePercent' | 'complete'>;

/** A resource that one of two runs judged, in a filter set. */
export interface JudgedResource {
  readonly filterSet: string;
  readonly resourceArn: string;
}

/** What a later run of a report says otherwise than one before. */
export interface RunDiff extends Omit<Changes<Finding, Finding>, 'status' | 'same'> {
  readonly report: string;
  readonly before: RunFacts;
  readonly after: RunFacts;
  readonly turn?: 'WORSE' | 'BETTER';
  /** Whether anything got worse that was asked before as well. */
  readonly gotWorse: boolean;
  /** Findings that both runs have. */
  readonly same: number;
  /** Not there where rows of one of the runs are kept no more. */
  readonly resources?: { readonly added: readonly JudgedResource[]; readonly gone: readonly JudgedResource[] };
}

/** Compares two runs of one report. */
export const diffOf = (before: KeptRun, after: KeptRun): RunDiff => {
  const rows = new Set((after.resources ?? []).map(keyOf));
  const knows = (filterSet: string, resourceArn: string) => rows.has(keyOf({ filterSet, resourceArn }));
  const { status, same, ...changes } = changesBetween(
    { header: before, findings: before.findings },
    { header: after, findings: after.findings, ...(after.resources === undefined ? {} : { knows }) },
  );
  const turn = turnOf(status);
  const isWorse = turn === 'WORSE' || changes.added.some(isNews) || changes.changed.some(gotWorse);
  return {
    report: after.report,
    before: factsOf(before),
    after: factsOf(after),
    ...(turn === 'WORSE' || turn === 'BETTER' ? { turn } : {}),
    gotWorse: isWorse,
    ...changes,
    same: same.length,
    ...(before.resources === undefined || after.resources === undefined
      ? {}
      : {
          resources: {
            added: without(after.resources, before.resources),
            gone: without(before.resources, after.resources),
          },
        }),
  };
};

// What the report did not ask before, or what could not be judged meanwhile, says nothing of what has happened since.
const isNews = ({ finding, reason }: RunDiff['added'][number]): boolean =>
  finding.severity !== 'INFORMATIONAL' && (reason === 'FOUND' || reason === 'EXEMPTION_ENDED');

/** Of a worse severity, or certain where it was not; of both, the severity says more. */
export const gotWorse = ({ before, finding }: RunDiff['changed'][number]): boolean => {
  const severity = severityRank(finding.severity) - severityRank(before.severity);
  return severity === 0 ? finding.verdict === 'NOT_MET' : severity < 0;
};

const factsOf = ({ runId, asOf, status, compliancePercent, complete }: KeptRun): RunFacts => ({
  runId,
  asOf,
  status,
  compliancePercent,
  complete,
});

const keyOf = ({ filterSet, resourceArn }: JudgedResource): string => JSON.stringify([filterSet, resourceArn]);

const without = (rows: readonly ResourceRow[], others: readonly ResourceRow[]): JudgedResource[] => {
  const known = new Set(others.map(keyOf));
  return rows.filter((row) => !known.has(keyOf(row))).map(({ filterSet, resourceArn }) => ({ filterSet, resourceArn }));
};
