import type { RunHeader } from '../../audit/run.js';
import { severityRank, STATUSES } from '../../audit/status.js';
import type { Terminal } from '../terminal.js';
import { columns } from './columns.js';
import { number, plain, plural } from './plain.js';
import { MARKS, statusColor } from './status-mark.js';

/** Several reports at a glance, the worst first: what is left on the screen when all has scrolled by. */
export const overviewText = (runs: readonly RunHeader[], paint: Pick<Terminal, 'colors' | 'columns'>): string => {
  const sorted = [...runs].sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status));
  const rows = sorted.map((run) => [
    MARKS[run.status],
    plain(run.report),
    run.compliancePercent === null ? '-' : `${run.compliancePercent} %`,
    number(run.findingCounts.total - run.findingCounts.exempt),
    worstOf(run),
    // A report that is compliant may have failed jobs that it does not ask about: no news for whoever looks for trouble.
    run.status === 'COMPLIANT' ? '' : plain(run.causes[0]?.title ?? ''),
  ]);
  const head = ['', 'report', 'met', 'findings', 'worst', 'first cause'];
  const [headLine = '', ...lines] = columns(head, rows, { right: [2, 3], width: paint.columns - 2 });
  const failing = runs.filter(({ status }) => status !== 'COMPLIANT').length;
  return [
    paint.colors.bold(`REPORTS  ${failing} of ${plural(runs.length, 'report')} not compliant`),
    `  ${paint.colors.dim(headLine)}`,
    ...lines.map((line, index) => `  ${statusColor(sorted[index]?.status ?? 'ERROR', paint)(line)}`),
  ].join('\n');
};

const worstOf = ({ findingCounts: { bySeverity } }: RunHeader): string =>
  Object.entries(bySeverity)
    .filter(([, count]) => count > 0)
    .map(([severity]) => severity)
    .sort((a, b) => severityRank(a as never) - severityRank(b as never))[0] ?? '-';
