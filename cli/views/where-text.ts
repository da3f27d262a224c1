import type { Finding } from '../../audit/finding.js';
import type { ControlResult, Run } from '../../audit/run.js';
import type { Terminal } from '../terminal.js';
import { subjectOf } from './findings-text.js';
import { cut, fit, number, plain, plural } from './plain.js';

type Paint = Pick<Terminal, 'colors' | 'columns'>;

const MOST_LINES = 5;
const MOST_CONTROLS = 6;

/** Where something is wrong: findings that count, by control and filter set, worst first. */
export const whereText = (run: Run, paint: Paint): string[] => {
  const counting = run.findings.filter(({ exempt }) => exempt === undefined);
  if (counting.length === 0) return [];
  const groups = grouped(counting, ({ controlId, filterSet }) => JSON.stringify([controlId, filterSet ?? null]));
  const shown = groups.slice(0, MOST_CONTROLS);
  const rest = groups.length - shown.length;
  return [
    paint.colors.bold(`WHERE  ${plural(counting.length, 'finding')}, worst first`),
    ...shown.flatMap((group) => groupLines(group, run.controls, paint)),
    ...(rest > 0 ? [`  and findings of ${plural(rest, 'more control', 'more controls')}`] : []),
  ];
};

/** In the order of the first of each. */
const grouped = (findings: readonly Finding[], keyOf: (finding: Finding) => string): Finding[][] => {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
};

const groupLines = (group: readonly Finding[], results: readonly ControlResult[], paint: Paint): string[] => {
  const [first] = group;
  if (first === undefined) return [];
  const { colors, columns: width } = paint;
  const result = results.find(
    ({ controlId, filterSet }) => controlId === first.controlId && filterSet === first.filterSet,
  );
  const color = first.verdict === 'NOT_MET' ? colors.red : colors.yellow;
  // What fails night after night is one line, and leaves room for others.
  const alike = grouped(group, (finding) => JSON.stringify([subjectOf(finding), sentenceOf(finding)]));
  const shown = alike.slice(0, MOST_LINES);
  const left = group.length - shown.reduce((sum, { length }) => sum + length, 0);
  const where = first.filterSet === undefined ? '' : ` in ${plain(first.filterSet)}`;
  const name = `${first.severity} ${plain(first.controlId)}`;
  const count = `${where}: ${plural(group.length, 'finding')}`;
  const meaning = cut(`· ${result?.title ?? first.expected}`, width - 3 - name.length - count.length);
  return [
    `  ${color(name)}${count} ${colors.dim(meaning)}`,
    ...shown.flatMap((same) => subjectLine(same, width - 4)),
    ...(left > 0 ? [colors.dim(`    and ${number(left)} more`)] : []),
  ];
};

const sentenceOf = ({ found, verdict, children, cause }: Finding): string =>
  [
    verdict === 'UNDETERMINED' ? `unknown: ${found}` : found,
    ...(cause === undefined ? [] : [cause.title]),
    ...(children === undefined ? [] : [`${plural(children.length, 'member')} did not complete`]),
  ].join(', ');

/** Findings of one resource that say the same. */
const subjectLine = (same: readonly Finding[], width: number): string[] => {
  const [finding] = same;
  if (finding === undefined) return [];
  const sentence = `${same.length > 1 ? `${number(same.length)} times ` : ''}${sentenceOf(finding)}`;
  // Both get what they need; where that is too much, half of the line at the least.
  const half = Math.floor((width - 2) / 2);
  const room = Math.max(half, width - 2 - Math.min(sentence.length, half));
  const left = fit(subjectOf(finding), room);
  return [`    ${left}  ${cut(sentence, width - 2 - left.length)}`];
};
