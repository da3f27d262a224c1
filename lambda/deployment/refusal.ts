import type { Gate } from '../../audit/gate.js';
import type { RunItem } from '../../audit/record/items.js';
import { partitionOfRun } from '../../audit/record/keys.js';
import type { RunHeader } from '../../audit/run.js';
import { SEVERITIES } from '../../audit/status.js';
import { unpackHeader } from '../../aws/table/headers.js';

const SHOWN = 3;

/** Why a gate does not let a run pass, in a sentence that says what to do about it first. */
export const refusal = async (run: RunItem, { failOn }: Gate, table: string): Promise<string> => {
  const { report, runId, status, compliancePercent, findings, findingsBySeverity } = run;
  const header = await unpackHeader(run.header);
  const percent = compliancePercent === null ? 'nothing to judge' : `${compliancePercent} % of outcomes met`;
  const severities = SEVERITIES.flatMap((severity) => {
    const count = findingsBySeverity[severity];
    return count > 0 ? [`${count} ${severity}`] : [];
  });
  const counted = severities.length === 0 ? `${findings} findings` : `${findings} findings (${severities.join(', ')})`;
  return [
    `Report ${report} is ${status}, and its gate fails on ${failOn}: ${percent}, ${counted}`,
    ...reasonsOf(header),
    `Its findings are in table ${table} under pk = ${partitionOfRun(report, runId)}`,
  ].join('. ');
};

const reasonsOf = (header: RunHeader): string[] => {
  const unread = header.units.flatMap(({ error, filterSet, accountId, region }) =>
    error === undefined ? [] : [`${filterSet} in ${accountId}/${region}: ${error.slice(0, 200)}`],
  );
  const controls = header.controls
    .filter(({ notMet, undetermined }) => notMet + undetermined > 0)
    .sort((a, b) => b.notMet - a.notMet || b.undetermined - a.undetermined)
    .map(({ controlId, notMet, undetermined }) =>
      notMet > 0 ? `${controlId} not met by ${notMet}` : `${controlId} undetermined for ${undetermined}`,
    );
  return [
    listed('Not read', unread),
    listed('Controls', controls),
    listed(
      'Causes',
      header.causes.map(({ jobs, title }) => `${jobs} × ${title}`),
    ),
  ].filter((text) => text !== '');
};

const listed = (what: string, entries: readonly string[]): string => {
  if (entries.length === 0) return '';
  const rest = entries.length > SHOWN ? ` and ${entries.length - SHOWN} more` : '';
  return `${what}: ${entries.slice(0, SHOWN).join('; ')}${rest}`;
};
