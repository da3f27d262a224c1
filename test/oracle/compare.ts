import type { Run } from '../../audit/run.js';
import type { Input } from './input.js';
import { judge, type JudgedOutcome } from './oracle.js';

/** What both implementations have to say the same of. */
export interface Said {
  readonly status: string;
  readonly complete: boolean;
  readonly percent: number | null;
  readonly controls: readonly string[];
  readonly findings: readonly string[];
  readonly rows: readonly unknown[];
  readonly filterSets: readonly unknown[];
  readonly exemptions: readonly unknown[];
  readonly bySeverity: Readonly<Record<string, number>>;
}

const line = (parts: readonly unknown[]): string => parts.map((part) => part ?? '-').join(' | ');
const iso = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());

/** Without values that are undefined, so that both sides compare. */
const defined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));

export const saidByProduct = (run: Run): Said => ({
  status: run.status,
  complete: run.complete,
  percent: run.compliancePercent,
  controls: run.controls
    .map((c) => line([c.controlId, c.filterSet, c.status, c.met, c.notMet, c.undetermined, c.exempt, c.error]))
    .sort(),
  findings: run.findings
    .map(({ controlId, filterSet, subject, verdict, exempt, exemptionEnded, job }) =>
      line([
        controlId,
        filterSet,
        subject.type,
        subject.id.startsWith('content:') ? undefined : subject.id,
        subject.ruleId,
        subject.vaultArn,
        verdict,
        exempt === undefined ? '' : 'exempt',
        exemptionEnded === undefined ? '' : 'ended',
        job?.['ResourceName'],
      ]),
    )
    .sort(),
  rows: run.resources
    .map(({ resourceName: _name, accountId: _account, ...row }) => row)
    .sort((a, b) => (`${a.filterSet} ${a.resourceArn}` < `${b.filterSet} ${b.resourceArn}` ? -1 : 1)),
  filterSets: run.filterSets.map(({ resources: _resources, identity: _identity, ...set }) => set),
  exemptions: run.exemptions.map(({ unused, ended }) => ({ unused, ended })),
  bySeverity: Object.fromEntries(Object.entries(run.findingCounts.bySeverity).filter(([, number]) => number > 0)),
});

const findingLine = ({ controlId, filterSet, subject, verdict, exemption, hasEnded, job }: JudgedOutcome): string => {
  const { type, id, ruleId, vaultArn } = subject;
  const excuse = [exemption === undefined ? '' : 'exempt', hasEnded ? 'ended' : ''];
  return line([controlId, filterSet, type, id, ruleId, vaultArn, verdict, ...excuse, job?.raw['ResourceName']]);
};

export const saidByOracle = (input: Input): Said => {
  const run = judge(input);
  return {
    status: run.status,
    complete: run.complete,
    percent: run.percent,
    controls: run.controls
      .map((c) => line([c.controlId, c.filterSet, c.status, c.met, c.notMet, c.undetermined, c.exempt, undefined]))
      .sort(),
    findings: run.findings.map(findingLine).sort(),
    rows: [...run.rows]
      .sort((a, b) => (`${a.filterSet} ${a.arn}` < `${b.filterSet} ${b.arn}` ? -1 : 1))
      .map(({ arn, type, newest, firstJob, newestJob, breachesAt, ...row }) =>
        defined({
          ...row,
          resourceArn: arn,
          resourceType: type,
          newestGoodCopy: Object.fromEntries(Object.entries(newest).map(([clock, date]) => [clock, iso(date)])),
          firstJob: iso(firstJob),
          newestJob: iso(newestJob),
          breachesAt: iso(breachesAt),
        }),
      ),
    filterSets: run.filterSets,
    exemptions: run.exemptions,
    bySeverity: run.bySeverity,
  };
};
