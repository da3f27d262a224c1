import { formatDuration } from '../../audit/duration.js';
import { formatBytes } from '../../audit/phrases.js';
import type { ResourceRow } from '../../audit/row.js';
import type { CauseSummary, ControlResult, Run } from '../../audit/run.js';
import { HOUR } from '../../audit/schema.js';
import { SEVERITIES, STATUSES, severityRank } from '../../audit/status.js';
import type { Terminal } from '../terminal.js';
import { MARKS, statusColor } from './status-mark.js';
import { columns } from './columns.js';
import { cut, fit, number, plain, plural, shortArn, time } from './plain.js';
import { wrapped } from './wrapped.js';
import { whereText } from './where-text.js';

type Paint = Pick<Terminal, 'colors' | 'columns'>;

const MOST_CAUSES = 5;
const MOST_SUBJECTS = 5;
const MOST_ABOUT_TO_FAIL = 5;
const SOON = 12 * HOUR;

/** A run for a person at a terminal: status, causes, controls, findings, worst first; colour only says it once more. */
export const runText = (run: Run, paint: Paint): string =>
  [
    heading(run, paint),
    unread(run, paint),
    causes(run, paint),
    controls(run, paint),
    whereText(run, paint),
    aboutToFail(run, paint),
    exemptions(run, paint),
  ]
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')
    .concat('\n');

const heading = (run: Run, paint: Paint): string[] => {
  const { bold, dim } = paint.colors;
  const line = (text: string) => dim(cut(text, paint.columns));
  const percent = run.compliancePercent === null ? '' : `  ${run.compliancePercent} % of what was asked is met`;
  const states = Object.entries(run.counts.jobsByState).map(([state, count]) => `${number(count)} ${plain(state)}`);
  return [
    `${bold(plain(run.report))}  ${statusColor(run.status, paint)(bold(run.status))}${percent}`,
    line(
      `as of ${time(run.asOf)} · ${plural(run.counts.copyJobs, 'copy job')} of ${plural(run.counts.resources, 'resource')} · ${formatBytes(run.counts.bytes)}`,
    ),
    ...(states.length === 0 ? [] : [line(states.join(' · '))]),
  ];
};

const title = (text: string, { colors }: Paint): string => colors.bold(text);

const unread = ({ units, complete }: Run, paint: Paint): string[] => {
  if (complete) return [];
  const failed = units.filter(({ error }) => error !== undefined);
  const shown = failed.slice(0, MOST_SUBJECTS);
  return [
    title(`NOT READ  ${plural(failed.length, 'unit')} of ${units.length}: this is not the whole picture`, paint),
    ...shown.flatMap(({ filterSet, accountId, region, error }) => [
      `  ${paint.colors.red(cut(`${filterSet} in ${accountId} ${region}`, paint.columns - 2))}`,
      ...wrapped(plain(error ?? ''), paint.columns - 4).map((line) => `    ${line}`),
    ]),
    ...(failed.length > shown.length ? [`  and ${failed.length - shown.length} more`] : []),
  ];
};

const causes = ({ causes: all, counts }: Run, paint: Paint): string[] => {
  if (all.length === 0) return [];
  return [
    title(`WHY  ${plural(counts.failedJobs, 'failed copy job')}, ${plural(all.length, 'cause')}`, paint),
    ...all.slice(0, MOST_CAUSES).flatMap((cause) => causeLines(cause, paint)),
    ...(all.length > MOST_CAUSES ? [`  and ${plural(all.length - MOST_CAUSES, 'more cause')}`] : []),
  ];
};

const causeLines = (cause: CauseSummary, { colors, columns: width }: Paint): string[] => {
  const more = cause.atLeast === true ? 'at least ' : '';
  const where = `${more}${plural(cause.resources, 'resource')}, ${plural(cause.accounts, 'account')}`;
  const { example } = cause;
  const newest = [
    ...(example?.created === undefined ? [] : [time(example.created)]),
    ...(example?.resourceArn === undefined ? [] : [fit(shortArn(example.resourceArn), width - 42)]),
  ];
  return [
    `  ${colors.red(number(cause.jobs).padStart(6))}  ${cut(cause.title, width - 13 - where.length)} ${colors.dim(`(${where})`)}`,
    ...wrapped(`do: ${plain(cause.remedy)}`, width - 10).map((line) => `          ${line}`),
    ...(newest.length === 0 ? [] : [colors.dim(`          newest: ${newest.join('  ')}`)]),
  ];
};

// By status, then by severity; otherwise as they are declared.
const rankOf = ({ status, severity }: ControlResult): number =>
  STATUSES.indexOf(status) * SEVERITIES.length + severityRank(severity);

const controls = (run: Run, paint: Paint): string[] => {
  const worstFirst = [...run.controls].sort((a, b) => rankOf(a) - rankOf(b));
  const rows = worstFirst.map((control) => [
    MARKS[control.status],
    control.severity,
    plain(control.controlId),
    plain(control.filterSet ?? '(whole report)'),
    number(control.met),
    number(control.notMet),
    number(control.undetermined),
    number(control.exempt),
  ]);
  const table = columns(['', 'severity', 'control', 'filter set', 'met', 'not met', 'unknown', 'exempt'], rows, {
    right: [4, 5, 6, 7],
    width: paint.columns - 2,
  });
  const [head = '', ...lines] = table;
  return [
    title('CONTROLS', paint),
    `  ${paint.colors.dim(head)}`,
    ...lines.map((line, index) => {
      const status = worstFirst[index]?.status ?? 'COMPLIANT';
      return `  ${status === 'COMPLIANT' ? line : statusColor(status, paint)(line)}`;
    }),
    ...run.controls.flatMap(({ error, controlId }) =>
      error === undefined
        ? []
        : [paint.colors.red(`  ${plain(controlId)} could not be judged: ${cut(error, paint.columns - 40)}`)],
    ),
  ];
};

const aboutToFail = ({ resources, asOf }: Run, paint: Paint): string[] => {
  const now = Date.parse(asOf);
  const soon = resources
    .flatMap((row): { row: ResourceRow; left: number }[] => {
      const left = row.breachesAt === undefined ? Infinity : Date.parse(row.breachesAt) - now;
      return left > 0 && left <= SOON ? [{ row, left }] : [];
    })
    .sort((a, b) => a.left - b.left);
  if (soon.length === 0) return [];
  return [
    title(
      `NEXT  ${plural(soon.length, 'resource')} will fail within ${formatDuration(SOON)} if nothing is copied`,
      paint,
    ),
    ...soon
      .slice(0, MOST_ABOUT_TO_FAIL)
      .map(
        ({ row, left }) =>
          `    in ${formatDuration(Math.ceil(left / 60_000) * 60_000).padEnd(8)} ${fit(shortArn(row.resourceArn), paint.columns - 18)}`,
      ),
    ...(soon.length > MOST_ABOUT_TO_FAIL ? [paint.colors.dim(`    and ${soon.length - MOST_ABOUT_TO_FAIL} more`)] : []),
  ];
};

const exemptions = ({ exemptions: all, findingCounts }: Run, paint: Paint): string[] => {
  const notes = all.flatMap(({ unused, ended, reason, until }) => {
    if (ended) return [`  ended ${time(until)}: ${cut(reason, paint.columns - 30)}`];
    return unused ? [`  excused nothing: ${cut(reason, paint.columns - 22)}`] : [];
  });
  if (findingCounts.exempt === 0 && notes.length === 0) return [];
  return [title(`EXEMPT  ${plural(findingCounts.exempt, 'finding')}`, paint), ...notes.map(paint.colors.yellow)];
};
