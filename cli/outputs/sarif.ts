import type { Invocation, Log, Notification, ReportingDescriptor, Run as SarifRun } from 'sarif';
import type { ControlResult, Run } from '../../audit/run.js';
import { REPOSITORY, VERSION } from '../version.js';
import { type DeclaredIn, resultOf } from './sarif-result.js';
import { ruleOf } from './sarif-rule.js';
import { messageText } from './sarif-text.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

// Code scanning refuses a run with more. https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const MOST_RESULTS = 25_000;

/** A run, and where its report is declared. */
export interface RunToShow {
  readonly run: Run;
  readonly declaredIn?: DeclaredIn | undefined;
}

/** Runs as SARIF 2.1.0: a run of the tool a report, controls as rules, findings as results, exemptions as suppressions. */
export const sarifOf = (runs: readonly RunToShow[]): Log => ({
  $schema: SCHEMA,
  version: '2.1.0',
  runs: runs.map(sarifRun),
});

const sarifRun = ({ run, declaredIn }: RunToShow): SarifRun => {
  const rules = rulesOf(run);
  const at = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    tool: { driver: { name: 'copy-audit', semanticVersion: VERSION, informationUri: REPOSITORY, rules } },
    // What stands before the last slash is the category by which code scanning tells reports apart.
    automationDetails: { id: `copy-audit/${run.report}/${run.runId}` },
    columnKind: 'utf16CodeUnits',
    invocations: [invocationOf(run)],
    results: run.findings
      .slice(0, MOST_RESULTS)
      .map((finding) => resultOf(finding, at.get(finding.controlId), declaredIn)),
    properties: {
      report: run.report,
      asOf: run.asOf,
      status: run.status,
      complete: run.complete,
      compliancePercent: run.compliancePercent,
      definitionHash: run.definitionHash,
      counts: run.counts,
      findingCounts: run.findingCounts,
    },
  };
};

/** The controls of a report, in its order; the same control on several filter sets is one rule. */
const rulesOf = ({ controls }: Run): ReportingDescriptor[] => {
  const byId = new Map<string, ControlResult>();
  for (const result of controls) if (!byId.has(result.controlId)) byId.set(result.controlId, result);
  return [...byId.values()].map(ruleOf);
};

/** Whether the tool could do what it was asked for, and what it could not. */
const invocationOf = ({ complete, units, controls, exemptions, findings, asOf }: Run): Invocation => {
  const unread = units.flatMap(({ filterSet, accountId, region, error }): Notification[] =>
    error === undefined ? [] : [notification('error', `Not read: ${filterSet} in ${accountId} ${region}: ${error}`)],
  );
  const notJudged = controls.flatMap(({ controlId, error }): Notification[] =>
    error === undefined ? [] : [notification('error', `Not judged: ${controlId}: ${error}`)],
  );
  const ended = exemptions.flatMap(({ ended, reason, until }): Notification[] =>
    ended ? [notification('warning', `An exemption ended at ${until}: ${reason}`)] : [],
  );
  const leftOut = findings.length - MOST_RESULTS;
  const more =
    leftOut > 0
      ? [
          notification(
            'warning',
            `${leftOut} findings are left out here, the least severe: json, ndjson and csv have all`,
          ),
        ]
      : [];
  return {
    executionSuccessful: complete && notJudged.length === 0,
    startTimeUtc: asOf,
    toolExecutionNotifications: [...unread, ...notJudged, ...more, ...ended],
  };
};

const notification = (level: Notification.level, text: string): Notification => ({
  level,
  message: { text: messageText(text) },
});
