import { GONE_REASONS, type GoneReason } from '../../audit/changes/gone.js';
import { NEW_REASONS, type NewReason } from '../../audit/changes/changes.js';
import type { Finding } from '../../audit/finding.js';
import { severityRank } from '../../audit/status.js';
import { type JudgedResource, type RunDiff, gotWorse } from '../diff/run-diff.js';
import type { Terminal } from '../terminal.js';
import { findingsText, subjectOf } from './findings-text.js';
import { fit, plain, plural, shortArn, time } from './plain.js';
import { statusColor } from './status-mark.js';

type Paint = Pick<Terminal, 'colors' | 'columns'>;

// Of each part; the rest is counted.
const MOST = 20;

/** What got worse and what got better between two runs, in this order. */
export const diffText = (diff: RunDiff, paint: Paint): string => {
  const better = diff.gone.filter(({ reason }) => reason === 'RESOLVED').map(({ finding }) => finding);
  const changed = (isWorse: boolean) => diff.changed.filter((each) => gotWorse(each) === isWorse);
  const sections = [
    heading(diff, paint),
    ...Object.keys(NEW_REASONS).map((reason) => added(diff, reason as NewReason, paint)),
    changes('WORSE', changed(true), paint),
    changes('BETTER', changed(false), paint),
    list(`RESOLVED  ${plural(better.length, 'finding')}`, better, paint),
    ...Object.keys(GONE_REASONS).map((reason) =>
      reason === 'RESOLVED' ? [] : gone(diff, reason as GoneReason, paint),
    ),
    resources(diff, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};

const heading = ({ report, before, after, turn, isSameDefinition, same, ...diff }: RunDiff, paint: Paint): string[] => {
  const { bold, dim, yellow } = paint.colors;
  const was = turn === undefined ? 'as before' : `was ${before.status}`;
  const nothing = diff.added.length + diff.gone.length + diff.changed.length === 0;
  return [
    `${bold(plain(report))}  ${statusColor(after.status, paint)(bold(after.status))}, ${was}  ${percents(before.compliancePercent, after.compliancePercent)}`,
    dim(`from ${time(before.asOf)} to ${time(after.asOf)} · ${plural(same, 'finding')} as before`),
    ...(isSameDefinition
      ? []
      : [yellow('The report was changed between them: what it asks now is not what it asked.')]),
    ...(after.complete ? [] : [yellow('Not everything was read in the later run: this is not the whole picture.')]),
    ...(nothing ? ['Nothing else has changed.'] : []),
  ];
};

const percents = (before: number | null, after: number | null): string => {
  const words = (percent: number | null) => (percent === null ? 'nothing judged' : `${percent} % met`);
  return before === after ? words(after) : `${words(after)}, was ${words(before)}`;
};

const added = (diff: RunDiff, reason: NewReason, paint: Paint): string[] => {
  const findings = diff.added.filter((each) => each.reason === reason).map(({ finding }) => finding);
  return list(`NEW  ${plural(findings.length, 'finding')}: ${NEW_REASONS[reason]}`, findings, paint);
};

const gone = (diff: RunDiff, reason: GoneReason, paint: Paint): string[] => {
  const findings = diff.gone.filter((each) => each.reason === reason).map(({ finding }) => finding);
  return list(`GONE, NOT RESOLVED  ${plural(findings.length, 'finding')}: ${GONE_REASONS[reason]}`, findings, paint);
};

const list = (title: string, findings: readonly Finding[], paint: Paint): string[] => {
  if (findings.length === 0) return [];
  const sorted = [...findings].sort((a, b) => severityRank(a.severity) - severityRank(b.severity));
  return [paint.colors.bold(title), ...findingsText(sorted.slice(0, MOST), paint), ...more(sorted.length)];
};

const changes = (word: string, changed: RunDiff['changed'], paint: Paint): string[] => {
  if (changed.length === 0) return [];
  const words = ({ severity, verdict }: Finding) => `${severity}${verdict === 'UNDETERMINED' ? ' (unknown)' : ''}`;
  return [
    paint.colors.bold(`${word}  ${plural(changed.length, 'finding')} of another severity or certainty`),
    ...changed
      .slice(0, MOST)
      .map(
        ({ before, finding }) =>
          `  ${words(finding)}, was ${words(before)}: ${plain(finding.controlId)} ${fit(subjectOf(finding), Math.floor(paint.columns / 2))}`,
      ),
    ...more(changed.length),
  ];
};

const resources = ({ resources: known }: RunDiff, paint: Paint): string[] => {
  if (known === undefined || known.added.length + known.gone.length === 0) return [];
  const lines = (sign: string, of: readonly JudgedResource[]) => [
    ...of
      .slice(0, MOST)
      .map(
        ({ filterSet, resourceArn }) =>
          `  ${sign} ${fit(shortArn(resourceArn), paint.columns - 8 - Math.min(30, filterSet.length))}  ${fit(filterSet, 30)}`,
      ),
    ...more(of.length),
  ];
  return [
    paint.colors.bold(`RESOURCES  ${known.added.length} newly judged, ${known.gone.length} no longer`),
    ...lines('+', known.added),
    ...lines('-', known.gone),
  ];
};

const more = (count: number): string[] => (count > MOST ? [`  and ${count - MOST} more`] : []);
