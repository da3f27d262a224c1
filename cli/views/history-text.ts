import { SEVERITIES } from '../../audit/status.js';
import { formatDuration } from '../../audit/duration.js';
import type { PastRun } from '../deployed/history.js';
import type { Terminal } from '../terminal.js';
import { columns } from './columns.js';
import { number, plain, plural, time } from './plain.js';
import { sparkline } from './sparkline.js';
import { MARKS, statusColor } from './status-mark.js';

type Paint = Pick<Terminal, 'colors' | 'columns' | 'environment'>;

/** The last runs of a report, newest first. */
export const historyText = (report: string, past: readonly PastRun[], paint: Paint): string => {
  const percents = past.map(({ run }) => run.compliancePercent).reverse();
  const known = percents.filter((percent) => percent !== null);
  const line = sparkline(percents.slice(-(paint.columns - 40)), paint);
  const range = known.length === 0 ? '' : `  ${Math.min(...known)} to ${Math.max(...known)} % met`;
  const rows = past.map(({ run, changes }) => [
    MARKS[run.status],
    time(run.asOf),
    run.compliancePercent === null ? '-' : `${run.compliancePercent} %`,
    number(run.findings),
    ...SEVERITIES.slice(0, 4).map((severity) => number(run.findingsBySeverity[severity] ?? 0)),
    changes === undefined ? '-' : `+${number(changes.added)}`,
    changes === undefined ? '-' : `-${number(changes.gone)}`,
    run.basis === undefined ? run.trigger.toLowerCase() : `at once, upon ${time(run.basis.asOf)}`,
    tookOf(run),
    plain(run.runId),
  ]);
  const head = ['', 'as of', 'met', 'findings', 'crit', 'high', 'med', 'low', 'new', 'gone', 'trigger', 'took', 'run'];
  const [headLine = '', ...lines] = columns(head, rows, {
    right: [2, 3, 4, 5, 6, 7, 8, 9, 11],
    width: paint.columns - 2,
  });
  return `${[
    `${paint.colors.bold(plain(report))}  ${plural(past.length, 'run')}${range}  ${line}`,
    `  ${paint.colors.dim(headLine)}`,
    ...lines.map((each, index) => `  ${statusColor(past[index]?.run.status ?? 'ERROR', paint)(each)}`),
  ].join('\n')}\n`;
};

const SECOND = 1000;

/** From the time that it is of until it was published. */
const tookOf = ({ asOf, publishedAt }: PastRun['run']): string => {
  const ms = Date.parse(publishedAt) - Date.parse(asOf);
  return ms < 0 ? '-' : formatDuration(Math.max(SECOND, Math.round(ms / SECOND) * SECOND));
};
